"""The archive on real libraries, through the real lanes: the sample newsroom, and one of many rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from benchmarks.generator import generate
from newsroom.desk.articles import save_article, trash_article, untrash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.domain.article import State
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Order
from newsroom.gui.features.archive import Archive, build
from newsroom.gui.features.archive.scopes import EVERYTHING, search_scope
from newsroom.gui.theme import LIGHT
from newsroom.jobs.lanes import Lanes

CHANGED = ChangeSet(frozenset({Changed.ARTICLE, Changed.LIST, Changed.COUNTS}))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = create_library(Path(tmp_path_factory.mktemp("archive")) / "library", sample=True)
    yield library
    library.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = Path(tmp_path_factory.mktemp("many")) / "library"
    generate(path, 3_000, n_words=10)
    library = open_library(path)
    yield library
    library.close()


@pytest.fixture
def archive(qtbot: QtBot, library: Library) -> Iterator[Archive]:
    yield from open_archive(qtbot, library)


def open_archive(qtbot: QtBot, library: Library) -> Iterator[Archive]:
    """Sidebar and list, shown and answered."""
    lanes = Lanes()
    archive = build(lanes, LIGHT)
    for widget in (archive.panel, archive.sidebar):
        qtbot.addWidget(widget)
        widget.resize(320, 640)
        widget.show()
    with qtbot.waitSignals([archive.presenter.filler.found, archive.presenter.overview_changed]):
        archive.set_library(library)
    yield archive
    assert lanes.shutdown()


def n_rows(archive: Archive) -> int:
    return archive.presenter.model.rowCount()


def test_every_place_lists_as_many_as_it_counts(archive: Archive, qtbot: QtBot) -> None:
    sidebar = archive.sidebar
    for row in range(sidebar.model().rowCount()):
        index = sidebar.model().index(row, 0)
        text = index.data(Qt.ItemDataRole.AccessibleTextRole)
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable or ", " not in text:
            continue
        sidebar.setCurrentIndex(index)
        scope = archive.presenter.question.scope
        count = int(text.rpartition(", ")[2].replace(",", ""))
        if scope.series_id is None:  # counts published ones, and those elsewhere
            qtbot.waitUntil(lambda count=count: n_rows(archive) == count)
        else:
            qtbot.waitUntil(lambda: n_rows(archive) > 0)


def test_a_search_of_the_texts_finds_what_headlines_do_not_say(archive: Archive, qtbot: QtBot) -> None:
    search = archive.panel.search
    with qtbot.waitSignal(archive.presenter.filler.found):
        qtbot.keyClicks(search, "harbour")
    in_headlines = n_rows(archive)
    with qtbot.waitSignal(archive.presenter.filler.found):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert n_rows(archive) > in_headlines
    with qtbot.waitSignal(archive.presenter.filler.found):
        archive.presenter.set_order(Order.BEST)
    assert archive.presenter.question.order is Order.BEST and n_rows(archive) > in_headlines


def test_names_of_a_series_and_a_tag(archive: Archive, qtbot: QtBot, library: Library) -> None:
    from newsroom.desk.tagging import complete_tags

    tag = complete_tags(library, "")[0].tag
    with qtbot.waitSignals([archive.presenter.asked_changed, archive.presenter.filler.found]):
        archive.show_tag(tag.id)
    assert [chip.label for chip in archive.panel.filters.chips] == [f"Tag: {tag.label}"]
    assert n_rows(archive) == tag.n_articles


def test_trash_and_back(archive: Archive, qtbot: QtBot, library: Library) -> None:
    total = n_rows(archive)
    row = archive.presenter.model.row_at(3)
    assert row is not None
    trash_article(library, row.id, by="window")
    archive.apply(CHANGED)
    qtbot.waitUntil(lambda: n_rows(archive) == total - 1)
    qtbot.waitUntil(
        lambda: archive.presenter.overview is not None and archive.presenter.overview.trashed == 1
    )
    untrash_article(library, row.id, by="window")
    archive.apply(CHANGED)
    qtbot.waitUntil(lambda: n_rows(archive) == total)
    assert archive.presenter.model.find(row.id) == 3


def test_a_draft_that_is_saved_comes_to_the_top(archive: Archive, qtbot: QtBot, library: Library) -> None:
    from dataclasses import replace

    from newsroom.desk.articles import get_article

    model = archive.presenter.model
    rows = [row for n in range(n_rows(archive)) if (row := model.row_at(n)) is not None]
    draft = [row for row in rows if row.state is State.DRAFT][-1]
    article = get_article(library, ArticleId(draft.id))
    content = replace(article.content, headline="Saved a moment ago")
    save_article(library, article.id, article.content, content, version=article.version, by="window")
    archive.apply(CHANGED)
    qtbot.waitUntil(lambda: model.find(draft.id) == 0)
    first = model.row_at(0)
    assert first is not None and first.headline == "Saved a moment ago"


def test_to_any_depth_of_a_long_list(qtbot: QtBot, many: Library) -> None:
    for archive in open_archive(qtbot, many):
        model, view = archive.presenter.model, archive.panel.list
        everything = list_articles(many, ListQuery(), limit=3_000).rows
        n = len(everything)
        qtbot.waitUntil(lambda model=model, n=n: model.rowCount() == n)
        for row in (2_950, 1_500, 100, 99, 2_000):
            view.verticalScrollBar().setValue(row * view.rowHeight(0))
            qtbot.waitUntil(lambda row=row, model=model: model.row_at(row) is not None)
            assert model.row_at(row) == everything[row]


def test_best_matches_of_many(qtbot: QtBot, many: Library) -> None:
    word = list_articles(many, ListQuery(), limit=1).rows[0].headline.split()[0]
    for archive in open_archive(qtbot, many):
        with qtbot.waitSignal(archive.presenter.filler.found):
            archive.search(word)
        newest = archive.presenter.model.row_at(0)
        with qtbot.waitSignal(archive.presenter.filler.found):
            archive.presenter.set_order(Order.BEST)
        rows = n_rows(archive)
        assert newest is not None and 0 < rows <= 300
        best = {row.id for n in range(rows) if (row := archive.presenter.model.row_at(n)) is not None}
        assert len(best) == rows


def test_kept_searches(archive: Archive, qtbot: QtBot, library: Library) -> None:
    sidebar, searches = archive.sidebar, archive.searches
    with qtbot.waitSignal(archive.presenter.filler.found):
        archive.presenter.search_full_text("harbour")
    found = n_rows(archive)
    with qtbot.waitSignal(searches.kept):
        archive.panel.filters.save_button.click()
    qtbot.waitUntil(lambda: sidebar.state() == sidebar.State.EditingState)
    editor = sidebar.findChild(QLineEdit)
    assert editor is not None and editor.text() == "harbour"
    searches.changed.emit(searches.searches, {searches.searches[0].id: 98})
    assert editor.selectedText() == "harbour", "new counts leave what the first key replaces"
    qtbot.keyClicks(editor, "All harbours")
    searches.changed.emit(searches.searches, {searches.searches[0].id: 99})
    assert editor.text() == "All harbours", "new counts leave what is typed"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [search.name for search in searches.searches] == ["All harbours"])
    qtbot.waitUntil(lambda: list(searches.counts.values()) == [found])
    (search,) = searches.searches
    archive.presenter.choose(EVERYTHING)
    row = sidebar.model().row_of(search_scope(search.id))
    with qtbot.waitSignal(archive.presenter.filler.found):
        sidebar.setCurrentIndex(sidebar.model().index(row))
    assert archive.panel.search.text() == "harbour" and n_rows(archive) == found
    archive.presenter.set_words("harbour w")
    assert archive.presenter.question.scope == EVERYTHING, "a changed line is another search"
    archive.presenter.choose_search(search_scope(search.id), search.text, search.order)
    with qtbot.waitSignal(archive.search_deleted) as deleted:
        qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: searches.searches == ())
    searches.restore(*deleted.args)
    qtbot.waitUntil(lambda: [search.name for search in searches.searches] == ["All harbours"])
    archive.searches.delete(searches.searches[0].id)
    qtbot.waitUntil(lambda: searches.searches == ())
