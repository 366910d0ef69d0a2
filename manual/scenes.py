"""What stands before the camera: one errand after the other, by keys and clicks, each leaving some pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from newsroom.gui.features.guide import GuidePage
from newsroom.gui.features.pasting import PasteReview
from newsroom.gui.shell.window import Page
from newsroom.gui.tour import story
from newsroom.gui.tour.hands import TourError
from newsroom.gui.widgets.completion import CompletingEdit

if TYPE_CHECKING:
    from manual.studio import Studio

_ABOUT = "Velmar and Zarechye Sign Accord on Corran Banks"


@dataclass(frozen=True, slots=True)
class Scene:
    """The names of its pictures, and what is done for them. Scenes are played in order: one begins where one ended."""

    pictures: tuple[str, ...]
    play: Callable[[Studio], None]


def _welcome(studio: Studio) -> None:
    hands, parts = studio.hands, studio.parts
    hands.wait(lambda: parts.window.page is Page.WELCOME and parts.window.isVisible(), "the welcome view")
    hands.come_to_front()
    for label in parts.window.findChildren(type(parts.window.status_bar.clock)):
        if "library is kept in" in label.text():
            label.setText(
                parts.window.tr("A new library is kept in {0}").format("~/.local/share/Newsroom/Library")
            )
    studio.take("welcome")
    hands.press("Return")
    hands.wait(lambda: parts.window.page is Page.DESK and parts.preview is not None, "the sample newsroom")
    hands.wait(lambda: parts.archive.presenter.model.rowCount() > 0, "the list of articles")
    hands.wait(lambda: _button(studio, "No, thank you") is not None, "the offer of a tour")
    _click(studio, "No, thank you")


def _tour(studio: Studio) -> None:
    _open(studio, _ABOUT)
    studio.command("Take the tour")
    _click(studio, "Skip this step of the tour")
    studio.take("tour")
    _click(studio, "End the tour")


def _pasting(studio: Studio) -> None:
    hands, parts = studio.hands, studio.parts
    QGuiApplication.clipboard().setText(story.wire_copy())
    hands.press("Ctrl+Shift+N")
    hands.wait(lambda: _is_reviewing(studio), "the view of what was pasted")
    studio.take("pasting")
    hands.press("Escape")
    hands.wait(lambda: parts.window.page is Page.DESK, "the desk")


def _desk(studio: Studio) -> None:
    _open(studio, _ABOUT)
    studio.hands.rest(2500)  # suggestions come when somebody rests
    studio.take("window")
    studio.hands.press("Ctrl+K")
    studio.hands.type("tag")
    studio.take("palette")
    studio.hands.press("Escape")


def _placing(studio: Studio) -> None:
    hands = studio.hands
    hands.press("Ctrl+T")
    hands.type("har")
    edit = QApplication.focusWidget()
    if not isinstance(edit, CompletingEdit):
        raise TourError("There is no line of tags.")
    hands.wait(lambda: edit.offering, "an answer")
    studio.take("placing")
    hands.press("Escape", "Escape")


def _preview(studio: Studio) -> None:
    hands, parts = studio.hands, studio.parts
    hands.press("F5")
    hands.wait(
        lambda: parts.preview is not None and parts.preview.view is not None, "the page in the preview"
    )
    hands.press("Alt+3")
    hands.rest(1200)
    studio.take("preview")
    hands.press("F5")


def _finding(studio: Studio) -> None:
    hands = studio.hands
    hands.press("Ctrl+Shift+F")
    hands.type('tag:"Corran Banks" -quota treaty\n')
    hands.rest(600)
    studio.take("finding")
    hands.press("Escape", "Escape")


def _history(studio: Studio) -> None:
    hands, parts = studio.hands, studio.parts
    _open(studio, "Lichen on Harbour Walls")
    hands.press("Ctrl+1", "End")
    hands.type(", Survey Finds")
    hands.press("Ctrl+S")
    hands.wait(lambda: parts.session is not None and parts.session.save_state.kind == "saved", "Saved")
    hands.press("F7")
    hands.wait(lambda: parts.window.page is Page.HISTORY, "the history")
    hands.rest(600)
    studio.take("history")
    hands.press("Escape")


def _order(studio: Studio) -> None:
    hands = studio.hands
    _page(studio, "Ctrl+Shift+A", Page.TABLE)
    hands.press("Down", "Shift+Down", "Shift+Down")
    studio.take("table")
    hands.press("Escape")
    _page(studio, "Ctrl+Shift+T", Page.TAGS)
    hands.press("Down", "Down")
    hands.rest(400)
    studio.take("tags")
    hands.press("Escape", "Escape")
    _page(studio, "Ctrl+Shift+J", Page.SERIES)
    hands.press("Down")
    hands.rest(400)
    studio.take("series")
    hands.press("Escape", "Escape")


def _site(studio: Studio) -> None:
    studio.command("Settings: the site")
    studio.hands.wait(lambda: studio.window.page is Page.SETTINGS, "the settings")
    studio.hands.rest(400)
    studio.take("site")
    studio.hands.press("Escape")


def _importing(studio: Studio) -> None:
    hands = studio.hands
    folder = studio.place / "harbour-notes"
    folder.mkdir()
    studio.command("Import a folder")
    hands.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "the file dialog")
    hands.press("Ctrl+A")
    hands.type(str(folder))
    hands.press("Return")
    hands.wait(lambda: QApplication.activeModalWidget() is None, "the end of the dialog")
    hands.rest(400)
    studio.take("importing")
    _click(studio, "Cancel")
    hands.press("Escape")


def _guide(studio: Studio) -> None:
    hands = studio.hands
    _page(studio, "F1", Page.GUIDE)
    guide = studio.parts.pages.get(Page.GUIDE)
    assert isinstance(guide, GuidePage)
    hands.wait(lambda: guide.list.count() > 0, "the pages of the guide")
    hands.type("merge")
    hands.rest(300)
    studio.take("guide")
    hands.press("Escape", "Escape")


SCENES = (
    Scene(("welcome",), _welcome),
    Scene(("pasting",), _pasting),
    Scene(("window", "palette"), _desk),
    Scene(("placing",), _placing),
    Scene(("preview",), _preview),
    Scene(("finding",), _finding),
    Scene(("history",), _history),
    Scene(("table", "tags", "series"), _order),
    Scene(("site",), _site),
    Scene(("importing",), _importing),
    Scene(("tour",), _tour),
    Scene(("guide",), _guide),
)


def _is_reviewing(studio: Studio) -> bool:
    review = studio.parts.pages.get(Page.REVIEW)
    return isinstance(review, PasteReview) and bool(review.body.toPlainText())


def _button(studio: Studio, name: str) -> QPushButton | None:
    buttons = studio.window.findChildren(QPushButton)
    return next(
        (one for one in buttons if one.isVisible() and name in (one.accessibleName(), one.text())), None
    )


def _click(studio: Studio, name: str) -> None:
    button = _button(studio, name)
    if button is None:
        raise TourError(f"There is no button “{name}”.")
    studio.hands.click(button)


def _open(studio: Studio, headline: str) -> None:
    """An article by its headline."""
    hands, parts = studio.hands, studio.parts
    hands.press("Ctrl+G")
    hands.type(headline)
    hands.rest(500)
    hands.press("Return")

    def is_open() -> bool:
        draft = parts.session.draft if parts.session is not None else None
        return draft is not None and draft.text("headline").startswith(headline)

    hands.wait(is_open, f"“{headline}”")


def _page(studio: Studio, key: str, page: Page) -> None:
    studio.hands.press(key)
    studio.hands.wait(lambda: studio.window.page is page, f"the page {page.value}")
    studio.hands.rest(500)
