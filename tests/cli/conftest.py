"""The command line run in this process, on a real library in a temporary folder."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsroom.cli import main as cli
from newsroom.desk.creating import create_library


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Newsroom = Callable[..., Said]


def never(_: object) -> int:
    raise AssertionError("must not be opened")


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli-empty") / "library"
    create_library(path).close()
    return path


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli-sample") / "library"
    create_library(path, sample=True).close()
    return path


@pytest.fixture
def newsroom(
    empty_template: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Newsroom:
    """Runs one command on an empty library; ``typed`` is its standard input. An unexpected error is raised."""
    return _runner(empty_template, tmp_path, capsysbinary, monkeypatch)


@pytest.fixture
def sample_newsroom(
    sample_template: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Newsroom:
    """The same on a library with the sample newsroom."""
    return _runner(sample_template, tmp_path, capsysbinary, monkeypatch)


def _runner(
    template: Path,
    tmp_path: Path,
    capture: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Newsroom:
    path = tmp_path / "library"
    shutil.copytree(template, path)
    monkeypatch.setenv("NEWSROOM_LIBRARY", str(path))
    monkeypatch.setenv("NEWSROOM_DEBUG", "1")

    def run(*arguments: object, typed: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = cli.run([str(argument) for argument in arguments], window=never, tour=never)
        said = capture.readouterr()
        return Said(
            code, said.out.decode("utf-8", "surrogateescape"), said.err.decode("utf-8", "surrogateescape")
        )

    return run
