"""A library for each test: copied from one that is made once, empty or with the sample newsroom in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "library"
    create_library(path).close()
    return path


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "library"
    create_library(path, sample=True).close()
    return path


@pytest.fixture
def library(empty_template: Path, tmp_path: Path) -> Iterator[Library]:
    yield from _copy(empty_template, tmp_path / "library")


@pytest.fixture
def sample(sample_template: Path, tmp_path: Path) -> Iterator[Library]:
    yield from _copy(sample_template, tmp_path / "sample")


def _copy(template: Path, path: Path) -> Iterator[Library]:
    shutil.copytree(template, path)
    opened = open_library(path)
    yield opened
    opened.close()
