"""The first tour in the window: offered once with a new library, led by what is really done, ended for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from newsroom.gui.shell.actions import Act, ActionSpec
from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.panes import ARTICLE, RIGHT
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.focus import has_focus_inside
from newsroom.gui.widgets.key_button import key_text

if TYPE_CHECKING:
    from newsroom.domain.draft import Draft, DraftChange
    from newsroom.gui.features.first_tour import Fact, FirstTour, FirstTourCard, Surroundings
    from newsroom.gui.features.pasting import PasteReview

_STEP = "tour/step"
_STORY = ("sample", "wire", "agency-page.txt")


class FirstTouring(QObject):
    """GUI thread only. The card and its words are loaded when there is a tour."""

    def __init__(
        self, parts: Parts, pages: Pages, open_guide: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._open_guide = open_guide
        self._tour: FirstTour | None = None
        self._card: FirstTourCard | None = None
        self._draft: Draft | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._numbers: dict[str, int] = {}
        self._is_listening = False
        self._accepted = False
        pages.made.connect(self._on_pages_made)

    def specs(self) -> list[ActionSpec]:
        """Its command."""
        return [ActionSpec("app.tour", self.tr("Take the tour"), needs="library")]

    def acts(self) -> Mapping[str, Act]:
        return {"app.tour": self.begin}

    # From outside

    def offer(self) -> None:
        """With the first library that was made; once in the life of a settings file."""
        if not self._parts.preferences.text(_STEP):
            self._begun().offer()
            self._show()

    def resume(self) -> None:
        """All of the window is loaded, or a library is there: when both are so, a tour that was not ended goes on."""
        kept = self._parts.preferences.text(_STEP)
        if self._parts.library is None or self._parts.session is None:
            return
        if self._tour is None and kept and kept != "ended":
            from newsroom.gui.features.first_tour.course import TASKS, step_of

            step = step_of(kept)
            if step in TASKS:  # an offer is made once, and who has done all has done it
                self._begun().step = step
        if self._tour is not None:
            self._show()

    def begin(self) -> None:
        """From its first step on."""
        self._begun().begin()
        self._show()

    # The card

    def _begun(self) -> FirstTour:
        if self._tour is None:
            from newsroom.gui.features.first_tour import FirstTour, build

            parts = self._parts
            self._tour = FirstTour()
            card = self._card = build(parts.looks.colors, self._tour, self._key_of)
            card.set_look(parts.looks.colors, parts.looks.scale)
            parts.looks.changed.connect(card.set_look)
            card.begin_wanted.connect(self.begin)
            card.skip_wanted.connect(self._on_card_skip_wanted)
            card.end_wanted.connect(self._on_card_end_wanted)
            card.story_wanted.connect(self._on_card_story_wanted)
            card.guide_wanted.connect(self._on_card_guide_wanted)
            card.left.connect(self._give_focus_back)
            parts.window.add_strip("tour", card)
        return self._tour

    def _key_of(self, name: str) -> str:
        book = self._parts.window.book
        key = key_text(book[name]) if name in book else ""
        return key or self._words_of(name)

    def _words_of(self, name: str) -> str:
        """A command without a key, by its name in the palette."""
        book = self._parts.window.book
        return f"“{book[name].text()}”" if name in book else "“?”"

    def _show(self) -> None:
        if self._tour is None or self._card is None:
            return
        self._listen()
        self._pass_over_relating()
        had_focus = has_focus_inside(self._card)
        self._parts.preferences.set_text(_STEP, self._tour.step.value)
        self._card.show_step(self._surroundings())
        if had_focus and not self._tour.is_on:
            self._give_focus_back()
        elif had_focus:
            self._card.focus_first()  # the button that was pressed may be gone

    def _surroundings(self) -> Surroundings:
        from newsroom.gui.features.first_tour import Surroundings

        return Surroundings(
            is_reviewing=self._parts.window.page is Page.REVIEW,
            has_article=self._draft is not None,
        )

    def _pass_over_relating(self) -> None:
        """An article that is the only one has none to be related to."""
        overview = self._parts.archive.presenter.overview
        if overview is not None and overview.total <= 1 and self._tour is not None:
            from newsroom.gui.features.first_tour import Fact

            self._tour.note(Fact.RELATED)

    def _give_focus_back(self) -> None:
        window = self._parts.window
        window.focus_pane(ARTICLE if window.page is Page.DESK else window.page.value)

    def _on_card_skip_wanted(self) -> None:
        self._begun().skip()
        self._show()

    def _on_card_end_wanted(self) -> None:
        self._begun().end()
        self._show()

    def _on_card_guide_wanted(self) -> None:
        self._on_card_end_wanted()
        self._open_guide()

    def _on_card_story_wanted(self) -> None:
        from newsroom.paths import resources_root

        QApplication.clipboard().setText(resources_root().joinpath(*_STORY).read_text("utf-8"))
        words = self.tr("A story is on the clipboard. {0} pastes it as an article.")
        self._parts.window.status_bar.show_message(words.format(self._key_of("article.paste")))
        self._give_focus_back()

    # What is done

    def _listen(self) -> None:
        """To the window's parts, once they are there."""
        parts = self._parts
        if self._is_listening or parts.session is None:
            return
        self._is_listening = True
        parts.session.draft_opened.connect(self._on_session_draft_opened)
        parts.window.page_changed.connect(self._show)
        parts.window.tab_changed.connect(self._on_window_tab_changed)
        parts.window.panes.shown_changed.connect(self._on_window_tab_changed)
        self._follow(parts.session.draft)

    def _note(self, fact: Fact) -> None:
        if self._tour is not None and self._tour.note(fact):
            self._show()

    def _on_pages_made(self, page: Page, widget: object) -> None:
        if page is Page.REVIEW:
            cast("PasteReview", widget).story_accepted.connect(self._on_review_story_accepted)

    def _on_review_story_accepted(self) -> None:
        self._accepted = True

    def _on_session_draft_opened(self, draft: Draft | None) -> None:
        from newsroom.gui.features.first_tour import Fact

        self._follow(draft)
        if self._accepted and draft is not None:
            self._accepted = False
            self._note(Fact.PASTED)
        self._show()

    def _follow(self, draft: Draft | None) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._draft, self._unsubscribe = draft, None
        if draft is not None:
            self._numbers = {name: len(draft.value(name)) for name in ("tags", "related")}
            self._unsubscribe = draft.subscribe(self._on_draft_changed)

    def _on_draft_changed(self, change: DraftChange) -> None:
        """One more tag, one more related article; taking off is no step."""
        if change.field not in self._numbers or self._draft is None:
            return
        from newsroom.gui.features.first_tour import Fact

        number = len(self._draft.value(change.field))
        grew, self._numbers[change.field] = number > self._numbers[change.field], number
        if grew:
            self._note(Fact.TAGGED if change.field == "tags" else Fact.RELATED)

    def _on_window_tab_changed(self) -> None:
        window = self._parts.window
        if window.panes.is_shown(RIGHT) and window.right.tab == "preview" and self._draft is not None:
            from newsroom.gui.features.first_tour import Fact

            self._note(Fact.PREVIEWED)
