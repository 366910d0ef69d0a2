"""What is exported can be brought into a library again, and is equal there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import get_article, set_fields, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.exporting import ExportKind, export_library
from newsroom.desk.importing import import_sources
from newsroom.desk.library import Library, open_library
from newsroom.domain.query import ListQuery
from newsroom.storage.rebuilding import find_wrong
from tests.desk.equality import seen
from tests.desk.libraries import DrawnLibrary, fill, libraries


def brought_back(library: Library, folder: Path) -> Library:
    report = import_sources(library, [folder], by="test")
    assert not report.counts.n_skipped and not report.counts.n_conflicts, report.lines
    with library.store.write() as connection:
        assert find_wrong(connection) == []
    return library


def assert_equal(one: dict[str, Any], other: dict[str, Any]) -> None:
    for table, rows in one.items():
        if table != "articles":
            assert other[table] == rows, table
    assert other["articles"].keys() == one["articles"].keys()
    for uid, article in one["articles"].items():
        for name, value in article.items():
            assert other["articles"][uid][name] == value, (uid, name)


@pytest.mark.parametrize("kind", ExportKind)
def test_the_sample_newsroom_out_and_in_again(
    sample: Library, library: Library, tmp_path: Path, kind: ExportKind
) -> None:
    rows = list_articles(sample, ListQuery(), limit=500).rows
    ids = [row.id for row in rows]
    trash_article(sample, ids[0], by="test")
    set_fields(sample, ids[1], {"slug": "by-hand", "headline": "Changed: “since”"}, by="test")
    set_fields(sample, ids[2], {"body": f"See [this](article:{ids[3]}) and article:{ids[4]}.\n\n"}, by="test")
    report = export_library(sample, tmp_path / "out", to=kind)
    assert report.n_articles == len(ids) + 0 and not report.notes
    one, other = seen(sample), seen(brought_back(library, tmp_path / "out"))
    assert_equal(one, other)
    assert get_article(library, list_articles(library, ListQuery()).rows[0].id)


@pytest.mark.slow
@settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(drawn=libraries, kind=st.sampled_from(ExportKind))
def test_any_library_out_and_in_again_is_equal(
    drawn: DrawnLibrary, kind: ExportKind, empty_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with opened(empty_template, folder / "one") as one, opened(empty_template, folder / "other") as other:
        fill(one, drawn)
        export_library(one, folder / "out", to=kind)
        assert_equal(seen(one), seen(brought_back(other, folder / "out")))
    shutil.rmtree(folder)


@contextmanager
def opened(template: Path, path: Path) -> Iterator[Library]:
    shutil.copytree(template, path)
    library = open_library(path)
    try:
        yield library
    finally:
        library.close()
