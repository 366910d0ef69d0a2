"""The guide in the window: its pages, the search, links, and the way back; by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from newsroom.desk.guide import read_guide
from newsroom.domain.documents import DocumentIndex
from newsroom.gui.features.guide import GuidePage, build
from newsroom.gui.features.guide import page as page_module
from newsroom.gui.features.guide.trail import Place, Trail, place_of
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.document_reader import DocumentReader
from tests.gui.desks import nameless
from tests.jobs.manual import ManualRunner


@pytest.fixture(scope="session")
def index() -> DocumentIndex:
    return DocumentIndex(read_guide())


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, index: DocumentIndex) -> GuidePage:
    monkeypatch.setattr(page_module, "_read", lambda: index)
    lanes = ManualRunner()
    guide = build(lanes, LIGHT)
    qtbot.addWidget(guide)
    guide.resize(1280, 720)
    guide.show()
    lanes.run_all()
    return guide


def lines(page: GuidePage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def shown(page: GuidePage) -> str:
    return page.reader.toPlainText()


def test_it_begins_with_its_pages(page: GuidePage) -> None:
    assert lines(page)[:3] == ["The guide", "The first hour", "Writing an article"]
    assert shown(page).startswith("The guide")
    assert nameless(page) == []


def test_a_search_shows_headings_and_goes_to_them(qtbot: QtBot, page: GuidePage) -> None:
    qtbot.keyClicks(page.search, "tags merge")
    assert lines(page)[0].startswith("Tags\n")
    assert shown(page).startswith("Putting the archive in order")
    assert page.reader.verticalScrollBar().value() > 0
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.currentRow() == 0
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == "" and lines(page)[0] == "The guide"
    assert page.list.currentItem().text() == "Putting the archive in order"


def test_what_is_not_found_is_said(qtbot: QtBot, page: GuidePage) -> None:
    qtbot.keyClicks(page.search, "xylophone")
    assert lines(page) == [] and "xylophone" in page.words.text()


def test_links_and_the_way_back(qtbot: QtBot, page: GuidePage) -> None:
    assert not page.back.isEnabled()
    page.reader.anchorClicked.emit(QUrl("placing.md#series"))
    assert shown(page).startswith("Giving an article its place")
    assert page.list.currentItem().text() == "Giving an article its place"
    qtbot.keyClick(page.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(page).startswith("The guide") and not page.back.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(page).startswith("Giving an article its place")


def test_what_is_no_page_is_told_and_opens_nothing(qtbot: QtBot, page: GuidePage) -> None:
    for link in ("https://example.org/", "../architecture.md"):
        with qtbot.waitSignal(page.status_message) as said:
            page.reader.anchorClicked.emit(QUrl(link))
        assert link in said.args[0]
    assert shown(page).startswith("The guide")


def test_a_place_that_is_asked_for_before_the_guide_is_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, index: DocumentIndex
) -> None:
    monkeypatch.setattr(page_module, "_read", lambda: index)
    lanes = ManualRunner()
    guide = build(lanes, DARK)
    qtbot.addWidget(guide)
    guide.show()
    guide.show_place("backups.md", "restoring")
    lanes.run_all()
    assert shown(guide).startswith("Backups and repair")
    guide.show_place("no-such-page.md")
    assert shown(guide).startswith("The guide")


def test_escape_leaves_it(qtbot: QtBot, page: GuidePage) -> None:
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page.search, Qt.Key.Key_Escape)


def test_pictures_fit_the_column_and_come_from_one_folder(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    picture = QImage(1280, 800, QImage.Format.Format_RGB32)
    picture.fill(QColor("#b3261e"))
    picture.save(str(tmp_path / "pictures" / "one.png"))
    picture.save(str(tmp_path / "secret.png"))
    reader = DocumentReader(LIGHT, tmp_path / "pictures")
    qtbot.addWidget(reader)
    reader.resize(600, 400)
    reader.show()
    reader.show_document('<p><img alt="a" src="../pictures/one.png" loading="lazy"></p>')
    assert reader.picture_names() == ("one.png",)
    assert reader.horizontalScrollBar().maximum() == 0
    image = reader.loadResource(2, QUrl("one.png"))
    assert isinstance(image, QImage) and image.width() < 600
    assert reader.loadResource(2, QUrl("../secret.png")) is None
    assert reader.loadResource(2, QUrl("https://example.org/one.jpg")) is None


def test_a_trail() -> None:
    trail = Trail()
    assert trail.here is None and trail.step(-1) is None
    for name in ("a.md", "b.md", "b.md", "c.md"):
        trail.go(Place(name))
    assert trail.step(-1) == Place("b.md") and trail.step(-1) == Place("a.md") and not trail.can_go_back
    trail.go(Place("d.md"))
    assert trail.step(1) is None and trail.step(-1) == Place("a.md")


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("#tags", Place("here.md", "tags")),
        ("ordering.md#tags", Place("ordering.md", "tags")),
        ("../formats.md", Place("formats.md")),
        ("https://example.org/a.md", None),
        ("../pictures/window.png", None),
    ],
)
def test_where_a_link_leads(link: str, place: Place | None) -> None:
    assert place_of(link, Place("here.md")) == place
