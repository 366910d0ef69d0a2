"""The panel on a real library, through real lanes: what it makes is there, and what is there it shows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article, save_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.releasing import publish
from newsroom.domain.article import Article, Content, Picture, State, TagKind
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Draft
from newsroom.domain.ids import NO_ARTICLE
from newsroom.gui.features.article_panel import ArticlePanel, build
from newsroom.gui.theme import LIGHT
from newsroom.jobs.lanes import Lanes

KEY = Qt.Key


class Desk:
    """The panel, a library, and what the session does between them."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.lanes = Lanes()
        self.library: Library = create_library(folder / "library")
        self.panel: ArticlePanel = build(self.lanes, LIGHT)
        qtbot.addWidget(self.panel)
        self.panel.resize(340, 1000)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()
        self.panel.set_library(self.library)

    def open(self, article: Article) -> Draft:
        draft = Draft(article)
        self.panel.open_draft(draft, article)
        return draft

    def save(self, draft: Draft) -> Article:
        content = draft.snapshot()
        saved = save_article(self.library, draft.id, draft.base, content, version=draft.version, by="window")
        draft.mark_saved(content, saved.article.version)
        self.panel.show_article(saved.article)
        kinds = frozenset({Changed.ARTICLE, Changed.COUNTS, Changed.TAG, Changed.SERIES, Changed.SECTION})
        self.panel.apply(ChangeSet(kinds, frozenset({draft.id})))
        return saved.article

    def add(self, draft: Draft, field: str, text: str, *, name: str) -> None:
        """Types it into the field and takes what is offered first; waits until the draft has it."""
        before = draft.value(name)
        self.panel.focus_field(field)
        edit = QApplication.focusWidget()
        assert isinstance(edit, QWidget)
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, KEY.Key_Return)
        self.qtbot.waitUntil(lambda: draft.value(name) != before)

    def close(self) -> None:
        self.panel.open_draft(None, None)
        assert self.lanes.drain(10) and self.lanes.shutdown()
        self.library.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.close()


def test_an_article_gets_its_place_with_keys(desk: Desk) -> None:
    other = new_article(desk.library, Content(headline="Nets cut on the banks"), by="window")
    draft = desk.open(new_article(desk.library, Content(headline="Fleet sails", body="Text."), by="window"))
    desk.add(draft, "section", "World", name="section_id")
    desk.add(draft, "series", "Fleet Crisis (1,881)", name="series")
    desk.add(draft, "tags", "person:Ana Ruiz", name="tags")
    desk.add(draft, "tags", "ships", name="tags")
    desk.add(draft, "related", "nets", name="related")
    saved = desk.save(draft)
    assert saved.section is not None and saved.section.name == "World"
    assert [(place.series.name, place.position, place.count) for place in saved.series] == [
        ("Fleet Crisis", 1881, 1881)
    ]
    assert [(tag.label, tag.kind) for tag in saved.tags] == [
        ("Ana Ruiz", TagKind.PERSON),
        ("ships", TagKind.TOPIC),
    ]
    assert [link.id for link in saved.content.related] == [other.id]
    rows = desk.panel.related.list.rows
    desk.qtbot.waitUntil(lambda: "not published yet" in rows[0].accessibleName())
    line = desk.panel.series.lines[0]
    desk.qtbot.waitUntil(lambda: line.place.text() == "1,881 of 1,881")


def test_neighbours_and_the_frozen_address_after_publication(desk: Desk) -> None:
    first = new_article(desk.library, Content(headline="First", body="Text."), by="window")
    draft = desk.open(first)
    desk.add(draft, "section", "World", name="section_id")
    desk.add(draft, "series", "Crisis", name="series")
    desk.save(draft)
    publish(desk.library, first.id, by="window")
    second = desk.open(new_article(desk.library, Content(headline="Second"), by="window"))
    desk.add(second, "series", "crisis", name="series")
    wanted: list[int] = []
    desk.panel.article_wanted.connect(wanted.append)
    line = desk.panel.series.lines[0]
    desk.qtbot.waitUntil(lambda: line.previous.isVisible() and line.previous.isEnabled())
    QTest.keyClick(line.previous, KEY.Key_Space)
    assert wanted == [first.id]
    desk.open(get_article(desk.library, first.id))
    assert desk.panel.address.edit.text() == "first"
    assert "the old address still resolves" in desk.panel.address.note.text()


def test_an_article_that_is_not_in_the_library_yet(desk: Desk) -> None:
    first = desk.open(new_article(desk.library, Content(headline="First", body="Text."), by="window"))
    desk.add(first, "section", "World", name="section_id")
    desk.add(first, "series", "Crisis", name="series")
    desk.save(first)
    publish(desk.library, first.id, by="window")
    new = replace(get_article(desk.library, first.id), id=NO_ARTICLE, short_code="", state=State.DRAFT)
    draft = desk.open(replace(new, content=Content(), address=None, slug=None, published_at=None, series=()))
    desk.add(draft, "series", "crisis", name="series")
    desk.add(draft, "related", "first", name="related")
    line = desk.panel.series.lines[0]
    desk.qtbot.waitUntil(lambda: line.place.text() == "2 of 2" and line.previous.isEnabled())
    assert not desk.panel.address.copy.isVisible()
    rows = desk.panel.related.list.rows
    assert rows[0].accessibleName() == "Related: First"


def test_a_picture_goes_into_the_library_and_its_thumbnail_comes_out(desk: Desk, tmp_path: Path) -> None:
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    image.save(str(tmp_path / "sea.png"))
    draft = desk.open(new_article(desk.library, by="window"))
    desk.panel.offer_picture(tmp_path / "sea.png")
    desk.qtbot.waitUntil(lambda: draft.value("picture") is not None)
    box = desk.panel.picture.box
    desk.qtbot.waitUntil(lambda: box.grab().toImage().pixelColor(box.rect().center()) == QColor("blue"))
    said: list[str] = []
    desk.panel.status_message.connect(said.append)
    desk.panel.offer_picture(b"no picture")
    desk.qtbot.waitUntil(lambda: bool(said))
    draft.set_field("picture", Picture("0" * 64 + ".png"))
    desk.qtbot.waitUntil(lambda: desk.panel.picture.box.words == "The picture cannot be shown")
    assert said == ["This is no picture. PNG, JPEG, GIF, WebP, AVIF and BMP are taken."]
