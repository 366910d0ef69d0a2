"""What is exported can be brought into a library again, and is equal there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from newsroom.desk.acts import list_acts, undo_act
from newsroom.desk.articles import get_article, set_fields, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.exporting import ExportKind, export_library, place_within
from newsroom.desk.importing import import_sources
from newsroom.desk.library import Library, open_library
from newsroom.desk.searches import ask_search, count_search, list_searches, save_search
from newsroom.desk.tag_desk import list_tags, rename_tag
from newsroom.desk.vocabulary import complete_concepts, import_vocabulary, map_tags
from newsroom.domain.acts import ActState
from newsroom.domain.errors import RefusedError
from newsroom.domain.query import ListQuery, Order
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


@pytest.mark.parametrize("kind", ExportKind)
def test_what_is_kept_beside_the_articles_travels_with_them(
    sample: Library, library: Library, tmp_path: Path, kind: ExportKind
) -> None:
    tag = list_tags(sample).rows[0].tag
    terms = tmp_path / "terms.csv"
    terms.write_text("code,name,parent\nmedtop:1,Weather,\nmedtop:2,Floods,medtop:1\n", "utf-8")
    import_vocabulary(sample, terms, language="en", name="Topics", by="test")
    concept = complete_concepts(sample, "Floods")[0].concept
    map_tags(sample, {tag.id: concept.id}, by="test")
    save_search(sample, "Second thoughts", f'tag:"{tag.label}" -rain', order=Order.BEST, by="test")
    save_search(sample, "First", "is:untagged", by="test")
    rename_tag(sample, tag.id, "Called otherwise", keep_alias=False, by="test")
    undo_act(sample, list_acts(sample).acts[0].id, by="test")
    rename_tag(sample, tag.id, "Called otherwise", keep_alias=False, by="test")
    export_library(sample, tmp_path / "out", to=kind)
    one, other = seen(sample), seen(brought_back(library, tmp_path / "out"))
    assert one["searches"] and one["concepts"] and len(one["acts"]) >= 3
    assert_equal(one, other)
    kept = list_searches(library)[0]
    assert not ask_search(library, kept).mistakes
    assert count_search(library, kept) == count_search(sample, list_searches(sample)[0])
    act = list_acts(library).acts[0]
    assert act.state is ActState.ELSEWHERE and not act.can_be_undone and not act.can_be_redone
    import_sources(library, [tmp_path / "out"], by="test")
    assert_equal(one, seen(library))


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


def test_in_a_folder_that_a_person_chose_nothing_is_replaced(library: Library, tmp_path: Path) -> None:
    assert place_within(tmp_path / "new", library) == tmp_path / "new"
    (tmp_path / "empty").mkdir()
    assert place_within(tmp_path / "empty", library) == tmp_path / "empty"
    used = tmp_path / "used"
    export_library(library, used, to=ExportKind.JSONL)
    first = place_within(used, library)
    assert (
        first.parent == used and first.name.startswith(f"{library.path.name} export ") and not first.exists()
    )
    first.mkdir()
    assert place_within(used, library) == used / f"{first.name} (2)"
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot be read"):
        place_within(tmp_path / "file", library)
