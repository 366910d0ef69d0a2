"""The pane as the window uses it, on a real library, with the real lanes and helper process."""

import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.pages import render_article_page
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.settings import save_site
from newsroom.domain.article import Content
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Draft
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.gui.features.preview import build, presenter
from newsroom.gui.features.preview.looks import Appearance, Device
from newsroom.gui.features.preview.pane import PreviewPane
from newsroom.gui.features.preview.plain_view import PlainView
from newsroom.gui.features.preview.probe import Probe
from newsroom.gui.features.preview.web_view import WebView
from newsroom.gui.theme import DARK, LIGHT
from newsroom.jobs.lanes import Lanes
from tests.gui.preview.shown import WORLD, pdf_text, webengine
from tests.gui.preview.test_engine import FakeProbe

pytestmark = webengine
WAIT_MS = 30_000
BODY = 'The harbour "stood still" on Tuesday.\n\nA [link](article:{id}) and [another](https://elsewhere.example/).\n'


class Desk:
    """A library with two articles, one of them public, and the pane beside it."""

    def __init__(self, library: Library, lanes: Lanes, qtbot: QtBot) -> None:
        self.library, self.lanes, self.qtbot = library, lanes, qtbot
        self.opened: list[QUrl] = []
        self.said: list[str] = []
        section = ensure_section(library, "Coast", by="test")
        public = new_article(library, Content(headline="Out", body="Text.", section_id=section.id), by="test")
        self.public_id = publish(library, public.id, by="test").id
        content = Content(
            headline="Harbour", lede="A lede.", body=BODY.format(id=public.id), section_id=section.id
        )
        self.id = new_article(library, content, by="test").id

    def pane(self, probe: Probe) -> PreviewPane:
        pane = PreviewPane(self.lanes, LIGHT, probe=probe, open_url=self._open)
        self.qtbot.addWidget(pane)
        pane._engine._made_at -= 100  # long after the program's start
        pane.resize(500, 700)
        pane.status_message.connect(self.said.append)
        pane.set_library(self.library)
        pane.show()
        return pane

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url)
        return True

    def draft(self, id: ArticleId | None = None) -> Draft:
        return Draft(get_article(self.library, id or self.id))

    def shown(self, pane: PreviewPane, draft: Draft) -> None:
        """Opens it and waits for its page on the screen."""
        with self.qtbot.waitSignal(pane.page_ready, timeout=WAIT_MS):
            pane.set_active(True)
            pane.open_draft(draft)

    def ask(self, pane: PreviewPane, code: str) -> object:
        assert isinstance(pane.view, WebView)
        got: list[object] = []
        pane.view.page().runJavaScript(code, WORLD, got.append)
        self.qtbot.waitUntil(lambda: bool(got), timeout=WAIT_MS)
        return got[0]

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    library, lanes = create_library(tmp_path / "library"), Lanes()
    yield Desk(library, lanes, qtbot)
    lanes.shutdown()
    library.close()


@pytest.fixture
def pane(desk: Desk) -> Iterator[PreviewPane]:
    made = desk.pane(FakeProbe(""))
    yield made
    made.close_preview()
    desk.qtbot.wait(1)


@pytest.fixture
def plain(desk: Desk) -> Iterator[PreviewPane]:
    made = desk.pane(FakeProbe("it ended at once"))
    yield made
    made.close_preview()


TEXT = "document.getElementById('text').innerText"


def test_the_page_has_the_desks_bytes_and_follows_the_draft(desk: Desk, pane: PreviewPane) -> None:
    draft = desk.draft()
    desk.shown(pane, draft)
    assert isinstance(pane.view, WebView)
    at = pane.presenter._at
    shown = bytes(pane.view.profile.source._page.data())
    assert shown == render_article_page(desk.library, desk.id, at=at, content=draft.snapshot())
    assert shown == render_article_page(desk.library, desk.id, at=at)
    draft.edit_text("body", 0, 0, "Now: ")
    desk.wait(lambda: str(desk.ask(pane, TEXT)).startswith("Now: The harbour “stood"))
    draft.edit_text("headline", 0, 0, "New ")
    desk.wait(lambda: desk.ask(pane, "document.querySelector('h1').textContent") == "New Harbour")
    draft.set_field("label", "Analysis")
    desk.wait(lambda: desk.ask(pane, "document.querySelector('.label').textContent") == "Analysis")
    draft.undo()
    desk.wait(lambda: desk.ask(pane, "document.querySelector('.label') === null"))
    assert pane.words == ""


def test_hostile_text_is_named_and_the_last_good_page_stays(desk: Desk, pane: PreviewPane) -> None:
    draft = desk.draft()
    desk.shown(pane, draft)
    end = len(draft.text("body"))
    for hostile in ("\\" * 150_000, "1. " * 2000, "[" * 8000, "<a " * 8000):
        draft.edit_text("body", end, 0, f"\n{hostile}")
        desk.wait(lambda: "line 5" in pane.words)
        assert "stood still" in str(desk.ask(pane, TEXT))
        draft.edit_text("body", end, len(hostile) + 1, "")
        desk.wait(lambda: pane.words == "")
    draft.edit_text("body", 0, 0, "Mended: ")
    desk.wait(lambda: str(desk.ask(pane, TEXT)).startswith("Mended"))


def test_links_open_articles_or_say_where_they_lead(desk: Desk, pane: PreviewPane) -> None:
    desk.shown(pane, desk.draft())
    assert pane.view is not None
    address = get_article(desk.library, desk.public_id).address
    with desk.qtbot.waitSignal(pane.article_wanted, timeout=WAIT_MS) as wanted:
        pane.view.link_clicked.emit(f"https://newsroom.example{address}")
    assert wanted.args == [desk.public_id]
    for elsewhere in ("https://elsewhere.example/", "mailto:a@b.example", "https://newsroom.example/none"):
        pane.view.link_clicked.emit(elsewhere)
        desk.wait(lambda: desk.said and desk.said[-1] == f"This link leads to {elsewhere}")  # noqa: B023


def test_settings_of_the_site_reach_the_page(desk: Desk, pane: PreviewPane) -> None:
    draft = desk.draft()
    desk.shown(pane, draft)
    with desk.qtbot.waitSignal(pane.page_ready, timeout=WAIT_MS):
        save_site(desk.library, replace(desk.library.site(), name="The Other Paper"))
        pane.apply(ChangeSet(frozenset({Changed.SITE})))
    assert "The Other Paper" in str(desk.ask(pane, "document.title"))


def test_a_theme_of_ones_own_is_followed(desk: Desk, pane: PreviewPane, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "extra.css").write_text("h1 { color: rgb(1, 2, 3) }", encoding="utf-8")
    save_site(desk.library, replace(desk.library.site(), theme=str(theme)))
    desk.shown(pane, desk.draft())
    colour = "getComputedStyle(document.querySelector('h1')).color"
    desk.wait(lambda: desk.ask(pane, colour) == "rgb(1, 2, 3)")
    (theme / "extra.css").write_text("h1 { color: rgb(4, 5, 6) }", encoding="utf-8")
    desk.wait(lambda: desk.ask(pane, colour) == "rgb(4, 5, 6)")
    (theme / "page.html").write_text("\n{% broken %}", encoding="utf-8")
    desk.wait(lambda: "page.html, line 2" in pane.words)
    assert desk.ask(pane, colour) == "rgb(4, 5, 6)"
    (theme / "page.html").unlink()
    desk.wait(lambda: pane.words == "")


def test_the_browser_gets_the_same_page(desk: Desk, pane: PreviewPane) -> None:
    draft = desk.draft()
    pane.open_draft(draft)
    draft.edit_text("body", 0, 0, "Unsaved. ")
    pane.commands.browser.trigger()
    desk.wait(lambda: desk.opened)
    with urllib.request.urlopen(desk.opened[0].toString(), timeout=10) as answer:
        page = answer.read()
    assert "Unsaved. The harbour" in page.decode()
    assert pane.view is None


def test_the_page_as_a_file(desk: Desk, pane: PreviewPane, tmp_path: Path) -> None:
    draft = desk.draft()
    pane.open_draft(draft)
    draft.edit_text("body", 0, 0, "Unsaved. ")
    path = tmp_path / "page.html"
    pane.outputs.write(path)
    desk.wait(lambda: desk.said)
    assert desk.said == [f"The page is in {path}"]
    assert "Unsaved. The harbour" in path.read_text(encoding="utf-8")
    pane.outputs.write(tmp_path / "no" / "such" / "folder")
    desk.wait(lambda: len(desk.said) == 2)
    assert "could not be written" in desk.said[1]
    pane.open_draft(None)
    assert not pane.commands.save.isEnabled()


def test_a_helper_that_is_killed_comes_back(desk: Desk, pane: PreviewPane) -> None:
    import os
    import signal

    draft = desk.draft()
    desk.shown(pane, draft)
    pid = pane.presenter._renderer.pid  # type: ignore[attr-defined]
    with desk.qtbot.waitSignal(pane.page_ready, timeout=WAIT_MS):
        os.kill(pid, signal.SIGTERM)
    draft.edit_text("body", 0, 0, "Again: ")
    desk.wait(lambda: str(desk.ask(pane, TEXT)).startswith("Again"))


def test_while_nobody_looks_nothing_is_made(desk: Desk, pane: PreviewPane) -> None:
    for _ in range(50):
        pane.open_draft(desk.draft())
    assert pane.view is None
    assert pane.presenter._renderer.pid is None  # type: ignore[attr-defined]
    pane.show_line(3)
    pane.set_active(True)
    pane.set_active(False)
    assert pane.view is None


def test_closing_an_article_empties_the_page(desk: Desk, pane: PreviewPane) -> None:
    desk.shown(pane, desk.draft())
    assert pane.view is not None
    pane.open_draft(None)
    assert pane._empty.isVisible() and "once one is open" in pane._empty.text()
    desk.shown(pane, desk.draft(desk.public_id))
    desk.wait(lambda: desk.ask(pane, "document.querySelector('h1')?.textContent ?? ''") == "Out")


def test_an_article_without_a_word_has_no_page_and_no_complaint(
    desk: Desk, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = desk.draft()
    desk.shown(pane, shown)
    pane.open_draft(Draft(replace(shown.article, id=NO_ARTICLE)))
    assert pane._empty.isVisible() and "first words" in pane._empty.text()
    asked: list[object] = []
    monkeypatch.setattr(presenter, "page_model_of", lambda *arguments: asked.append(arguments))
    pane.presenter.show_again()
    desk.lanes.drain(10.0)
    assert asked == [] and pane.words == ""


def test_without_webengine_a_plain_page_and_why(desk: Desk, plain: PreviewPane) -> None:
    draft = desk.draft()
    desk.shown(plain, draft)
    assert isinstance(plain.view, PlainView)
    assert plain.words == "This is the plain preview. WebEngine cannot start: it ended at once."
    assert "stood still" in plain.view.toPlainText()
    draft.edit_text("body", 0, 0, "Now: ")
    desk.wait(lambda: isinstance(plain.view, PlainView) and "Now: The" in plain.view.toPlainText())
    plain.open_draft(None)
    assert plain.view.toPlainText() == ""


def test_an_engine_that_is_lost_twice_gives_way_to_the_plain_page(desk: Desk, pane: PreviewPane) -> None:
    desk.shown(pane, desk.draft())
    assert isinstance(pane.view, WebView)
    with desk.qtbot.waitSignal(pane.page_ready, timeout=WAIT_MS):
        pane.view.lost.emit()
    assert isinstance(pane.view, PlainView)
    assert "WebEngine cannot start: it ended twice." in pane.words


def test_a_pdf_has_the_text_as_it_is_now_and_needs_no_preview(
    desk: Desk, pane: PreviewPane, tmp_path: Path
) -> None:
    draft = desk.draft()
    pane.open_draft(draft)
    assert pane.view is None
    for words in ("Before the preview.", "After it was hidden."):
        draft.edit_text("headline", 0, len(draft.text("headline")), words)
        path = tmp_path / "page.pdf"
        pane.outputs.make_pdf(path)
        desk.wait(lambda: any(str(tmp_path) in said for said in desk.said))
        assert words in pdf_text(path)
        desk.shown(pane, draft)
        pane.set_active(False)
        desk.said.clear()


def test_every_action_and_every_button_has_a_name(desk: Desk, pane: PreviewPane) -> None:
    names = [action.objectName() for action in pane.actions()]
    assert names == [
        "preview.desktop", "preview.tablet", "preview.phone", "preview.light", "preview.dark", "preview.print",
        "preview.browser", "preview.pdf",
    ]  # fmt: skip
    assert all(action.text() for action in pane.actions())
    for button in pane.findChildren(QAbstractButton):
        assert button.accessibleName(), button


def test_devices_and_appearances_by_action(desk: Desk, pane: PreviewPane) -> None:
    desk.shown(pane, desk.draft())
    by_name = {action.objectName(): action for action in pane.actions()}
    by_name["preview.phone"].trigger()
    assert pane.device is Device.PHONE
    desk.wait(lambda: desk.ask(pane, "innerWidth") == 390)
    by_name["preview.desktop"].trigger()
    desk.wait(lambda: abs(float(str(desk.ask(pane, "innerWidth"))) - 1280) <= 3)
    by_name["preview.dark"].trigger()
    assert pane.appearance is Appearance.DARK
    desk.wait(lambda: desk.ask(pane, "document.documentElement.dataset.scheme") == "dark")


def test_the_arrow_keys_choose_among_the_widths(desk: Desk, pane: PreviewPane) -> None:
    first, second, third = pane.bar.buttons()[:3]
    assert first.focusPolicy() == Qt.FocusPolicy.TabFocus and second.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.qtbot.keyClick(first, Qt.Key.Key_Right)
    assert pane.device is Device.TABLET
    assert second.focusPolicy() == Qt.FocusPolicy.TabFocus and first.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.qtbot.keyClick(second, Qt.Key.Key_Left)
    desk.qtbot.keyClick(first, Qt.Key.Key_Left)
    assert pane.device is Device.PHONE
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.qtbot.keyClick(third, Qt.Key.Key_Left)
    assert pane.device is Device.DESKTOP


def test_a_page_opens_where_the_editor_is(desk: Desk, pane: PreviewPane) -> None:
    body = "\n\n".join(f"Paragraph {n} says what the harbour did that day." for n in range(90))
    draft = Draft(new_article(desk.library, Content(headline="Long", body=body), by="test"))
    pane.open_draft(draft)
    pane.show_line(100)
    pane.set_active(True)
    desk.wait(lambda: pane.view is not None)
    top = "Math.abs(document.querySelectorAll('.text > p')[50].getBoundingClientRect().top - 12) < 3"
    desk.wait(lambda: desk.ask(pane, top))


@pytest.mark.parametrize("width", [300, 420, 900])
def test_the_bar_fits_any_width(desk: Desk, pane: PreviewPane, width: int) -> None:
    pane.resize(width, 500)
    pane.set_look(DARK, 1.5)
    pane.set_look(LIGHT, 1.0)
    right = max(button.geometry().right() for button in pane.bar.buttons() if button.isVisible())
    assert right <= pane.bar.width()


def test_build_makes_a_pane_that_costs_nothing(qtbot: QtBot) -> None:
    lanes = Lanes()
    made = build(lanes, DARK)
    qtbot.addWidget(made)
    assert made.view is None and made.words == ""
    made.close_preview()
    lanes.shutdown()
