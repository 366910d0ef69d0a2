"""The errand itself, as an editor does it: by keys and mouse alone. What it reads of the window, it only looks at."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from newsroom.domain.article import Article, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.first_tour import FirstTourCard
from newsroom.gui.features.pasting import PasteReview
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.gui.tour import story
from newsroom.gui.tour.camera import Camera
from newsroom.gui.tour.hands import Hands, TourError
from newsroom.gui.widgets.completion import CompletingEdit

_PAUSE_MS = 900
_SAMPLE_S = 180.0  # it is made anew, on a machine that may have other things to do
_HEARD_S = 10.0
_LOOK_PIXELS, _FEWEST_COLOURS = 4, 5


class Errand:
    """Steps in their order; each leaves a picture."""

    def __init__(self, parts: Parts, camera: Camera, page_file: Path) -> None:
        self._parts = parts
        self._window = parts.window
        self._camera = camera
        self._page_file = page_file
        self.why_plain = ""
        self._hands = Hands(parts.window)

    def run(self) -> None:
        """All of it, up to the page as a file. Raises ``TourError`` where the window does not follow."""
        self._begin_with_sample()
        self._paste()
        self._write()
        self._give_its_place()
        self._relate()
        self._see_page()
        self._publish()
        self._save_page()

    @property
    def article(self) -> Article:
        """The article that was made."""
        session = self._parts.session
        if session is None or session.article is None:
            raise TourError("The tour stopped: no article is open.")
        return session.article

    # Steps

    def _begin_with_sample(self) -> None:
        hands, window = self._hands, self._window
        hands.wait(lambda: window.page is Page.WELCOME and window.isVisible(), "the welcome view")
        hands.come_to_front()
        self._take("welcome")
        hands.press("Return")
        hands.wait(lambda: window.page is Page.DESK, "the sample newsroom", wait_s=_SAMPLE_S)
        hands.wait(lambda: self._parts.preview is not None, "the last of the window's parts")
        hands.wait(lambda: self._parts.archive.presenter.model.rowCount() > 0, "the list of articles")
        hands.wait(lambda: self._offer() is not None, "the offer of a first tour")
        self._take("sample-newsroom")
        offer = self._offer()
        assert offer is not None
        hands.click(offer.end)

    def _is_reviewing(self) -> bool:
        review = self._parts.pages.get(Page.REVIEW)
        return isinstance(review, PasteReview) and bool(review.body.toPlainText())

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(story.wire_copy())  # as copied in another program
        self._hands.press("Ctrl+Shift+N")
        self._hands.wait(
            self._is_reviewing,
            "the view of what was pasted",
        )
        self._take("pasted")
        self._hands.press("Ctrl+Return")
        self._hands.wait(
            lambda: self._window.page is Page.DESK and self._is_open(story.LEDE),
            "the draft of what was pasted",
        )

    def _write(self) -> None:
        hands = self._hands
        hands.press("Ctrl+1")
        hands.type(story.HEADLINE)
        self._take("headline")
        self._click_into_text()
        hands.press("Ctrl+End")
        hands.type("\n\n" + story.LAST_TYPED)
        hands.rest(_PAUSE_MS)  # what is typed after a pause is another step
        hands.type(" And these are words")
        hands.press(*5 * ["Ctrl+Z"])
        self._take("written")

    def _give_its_place(self) -> None:
        hands = self._hands
        hands.press("Ctrl+Shift+E", "Ctrl+A")
        hands.type(f"{story.SECTION}\n")
        hands.press("Ctrl+J")
        self._add(story.NEW_SERIES)
        hands.press("Ctrl+T")
        self._add(story.ALIAS)
        self._add(f"person:{story.NEW_PERSON}", "tags")
        self._command("Go to the bylines")
        self._add(story.BYLINE)
        self._command("Go to the label")
        hands.type(story.LABEL[:2])
        self._take("section-series-tags")

    def _relate(self) -> None:
        self._hands.press("Ctrl+R")
        self._add("return to table", "related-search")
        self._hands.press("Backtab", "Alt+Up")
        self._take("related")

    def _add(self, text: str, picture: str = "") -> None:
        """Types into a line that completes, and takes what it offers; the line is empty afterwards."""
        hands = self._hands
        hands.type(text)
        edit = QApplication.focusWidget()
        if not isinstance(edit, CompletingEdit):
            raise TourError(f"The tour stopped: there is no line to add “{text}” in.")
        hands.wait(lambda: edit.offering, f"an answer to “{text}”")
        if picture:
            self._take(picture)
        hands.press("Return")
        hands.wait(lambda: not edit.text(), f"“{text}” on the article")

    def _see_page(self) -> None:
        hands = self._hands
        hands.press("F5")
        hands.wait(self._page_is_shown, "the page in the preview")
        self.why_plain = self._parts.preview.why_plain if self._parts.preview is not None else ""
        hands.press("Alt+3")
        hands.rest(500)
        hands.wait(self._page_is_drawn, "the drawn page")
        self._take("preview-phone")
        hands.press("Alt+1")
        hands.rest(500)
        hands.wait(self._page_is_drawn, "the drawn page")
        self._take("preview-desktop")
        hands.press("Ctrl+Shift+K")
        hands.rest(500)
        self._take("dark")
        hands.press("Ctrl+Shift+K")

    def _publish(self) -> None:
        self._hands.press("Ctrl+Return")
        self._hands.wait(lambda: self.article.state is State.PUBLISHED, "the publication")
        self._wait_until_saved()
        self._hands.press("F4")
        self._take("published")

    def _save_page(self) -> None:
        hands = self._hands
        hands.press("Ctrl+Shift+S")
        hands.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "the file dialog")
        hands.press("Ctrl+A")
        # Letter by letter, Qt's dialog would choose the folder on the way, and not let go of it off the screen.
        QGuiApplication.clipboard().setText(str(self._page_file))
        hands.press("Ctrl+V")
        self._take("save-page")
        hands.press("Return")
        hands.wait(self._page_file.exists, "the page as a file")
        hands.wait(lambda: QApplication.activeModalWidget() is None, "the end of the file dialog")

    def see_again(self, id: ArticleId) -> list[str]:
        """After a new start: what of the article is not shown as it was left."""
        hands = self._hands
        hands.wait(lambda: self._parts.preview is not None, "the last of the window's parts")
        hands.come_to_front()
        hands.wait(lambda: self._is_open(story.LEDE), "the article that was open at the end")
        self._take("opened-again")
        draft, meant = self._draft, story.meant()
        if draft is None or draft.id != id:
            return ["The window opened again shows another article."]
        return [
            f"The window opened again shows another {name} than was meant."
            for name in ("headline", "lede", "body", "label", "language")
            if draft.value(name) != meant[name]
        ]

    def quit(self) -> None:
        """Closes the window by Ctrl+Q; as its own button does where the desktop gives no focus back after a dialog."""
        self._hands.press("Ctrl+Q")
        if not self._hands.comes(lambda: not self._window.isVisible(), wait_s=_HEARD_S):
            self._window.close()
        self._hands.wait(lambda: not self._window.isVisible(), "the end of the program")

    # Looking

    def _offer(self) -> FirstTourCard | None:
        """The card that offers a first tour, which this one is not."""
        card = self._window.findChild(FirstTourCard)
        return card if isinstance(card, FirstTourCard) and card.isVisible() else None

    def _take(self, name: str) -> None:
        self._hands.rest(120)
        self._camera.take(self._window, name)

    def _command(self, words: str) -> None:
        """A command by its name, in the palette."""
        self._hands.press("Ctrl+K")
        self._hands.type(words)
        self._hands.press("Return")

    @property
    def _draft(self) -> Draft | None:
        return self._parts.session.draft if self._parts.session else None

    def _click_into_text(self) -> None:
        editor = self._parts.editor
        if editor is None:
            raise TourError("The tour stopped: the editor is not there.")
        self._hands.click(editor.body.viewport())

    def _is_open(self, lede: str) -> bool:
        return self._draft is not None and self._draft.text("lede") == lede

    def _page_is_shown(self) -> bool:
        preview = self._parts.preview
        return preview is not None and preview.view is not None

    def _page_is_drawn(self) -> bool:
        """Whether there is more in the preview than its ground: WebEngine draws in its own process and time."""
        preview = self._parts.preview
        if preview is None or preview.view is None:
            return False
        image = preview.view.grab().toImage()
        rows, columns = range(0, image.height(), _LOOK_PIXELS), range(0, image.width(), _LOOK_PIXELS)
        return len({image.pixel(x, y) for y in rows for x in columns}) > _FEWEST_COLOURS

    def _wait_until_saved(self) -> None:
        session = self._parts.session
        self._hands.wait(lambda: session is not None and session.save_state.kind == "saved", "“Saved”")
