"""Says what was recovered at the start, one text after the other; shows the difference, or takes the saved one back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.ids import NO_ARTICLE
from newsroom.domain.times import now
from newsroom.gui.session.words import field_list, title
from newsroom.gui.shell.parts import Parts
from newsroom.gui.when import short_when, zone_of
from newsroom.gui.widgets.focus import has_focus_inside
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from datetime import tzinfo

    from newsroom.domain.article import Content
    from newsroom.gui.features.recovery import DifferenceView, RecoveryBar
    from newsroom.gui.session.recovering import RecoveredText
    from newsroom.gui.theme import Colors

TAB = "difference"


class Recovering(QObject):
    """The bar is made when there is something to say. GUI thread only."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        assert parts.session is not None
        self._parts = parts
        self._session = parts.session
        self._texts: list[RecoveredText] = []
        self._n = 0
        self._bar: RecoveryBar | None = None
        self._view: DifferenceView | None = None
        self._zone: tzinfo = zone_of("UTC")
        self._session.recovered.connect(self._on_session_recovered)
        self._session.draft_opened.connect(self._say)
        self._session.article_saved.connect(self._say)
        parts.looks.changed.connect(self._on_looks_changed)

    def set_zone(self, zone: tzinfo) -> None:
        """The site's, for the times that are told."""
        self._zone = zone
        self._say()

    def clear(self) -> None:
        """Another library is worked on."""
        self._texts.clear()
        self._say()

    def _on_session_recovered(self, texts: tuple[RecoveredText, ...]) -> None:
        """The open one first, then the newest."""
        self._texts = sorted(texts, key=lambda text: (text.draft is self._session.draft, texts.index(text)))
        self._n = len(texts)
        if self._bar is None:
            from newsroom.gui.features.recovery import RecoveryBar

            looks = self._parts.looks
            self._bar = RecoveryBar(looks.colors)
            self._bar.set_look(looks.colors, looks.scale)
            self._parts.window.center.add_above(self._bar)
            self._bar.open_wanted.connect(self._on_bar_open_wanted)
            self._bar.difference_wanted.connect(self._on_bar_difference_wanted)
            self._bar.saved_wanted.connect(self._on_bar_saved_wanted)
            self._bar.kept.connect(self._go_on)
        self._say()

    @property
    def _text(self) -> RecoveredText | None:
        """The one that is told."""
        return self._texts[-1] if self._texts else None

    def _say(self) -> None:
        bar, text = self._bar, self._text
        if bar is None:
            return
        if text is None:
            if not bar.isHidden():
                self._hide(bar)
            return
        bar.offer(
            self._words(text),
            title(text.draft.text("headline")),
            is_open=self._is_open(text),
            was_saved=text.saved is not None,
        )

    def _words(self, text: RecoveredText) -> str:
        if text.at is None:
            words = self.tr("Recovered: not saved when Newsroom ended.")
        else:
            when = short_when(text.at, now(), self._zone)
            words = self.tr("Recovered: not saved when Newsroom ended, {0}.").format(when)
        if text.damaged is not None:
            words += " " + self.tr("The end of it could not be read; the file is kept as {0}.").format(
                text.damaged
            )
        if self._n > 1:
            words += " " + self.tr("{0} of {1} texts.").format(self._n - len(self._texts) + 1, self._n)
        return words

    def _hide(self, bar: RecoveryBar) -> None:
        had_focus = has_focus_inside(bar)
        bar.hide()
        if had_focus and self._parts.editor is not None:
            self._parts.editor.focus_body()

    # What is wanted

    def _go_on(self) -> None:
        """The next one."""
        self._close_view()
        if self._texts:
            self._texts.pop()
        self._say()

    def _on_bar_open_wanted(self) -> None:
        text = self._text
        if text is not None:
            self._session.open_draft(text.draft)

    def _on_bar_saved_wanted(self) -> None:
        text = self._text
        if text is None or text.saved is None:
            return
        self._session.open_draft(text.draft, partial(self._take_saved, text, text.saved))

    def _take_saved(self, text: RecoveredText, saved: Content) -> None:
        from newsroom.gui.features.recovery import take_saved

        draft = self._session.draft
        if draft is not None and self._is_open(text) and self._text is text:
            take_saved(draft, saved)
            self._parts.window.status_bar.show_message(
                self.tr("The saved version is back. Undo brings the recovered text again.")
            )
            self._go_on()

    def _is_open(self, text: RecoveredText) -> bool:
        draft = self._session.draft
        return draft is text.draft or (draft is not None and draft.id == text.draft.id != NO_ARTICLE)

    def _on_bar_difference_wanted(self) -> None:
        text = self._text
        if text is None or text.saved is None:
            return
        from newsroom.domain.draft import OTHER_FIELDS
        from newsroom.gui.features.recovery import difference_html

        saved, put_together = text.saved, text.draft.frozen()
        names = {name: field_list([name]) for name in OTHER_FIELDS}
        color = self._parts.looks.colors.accent_soft

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Ok) and self._text is text:
                self._show_html(outcome.value)

        self._parts.lanes.think(
            "shell.difference",
            lambda _token: difference_html(saved, put_together(), names, color),
            on_answered,
            owner=self,
        )

    def _show_html(self, html: str) -> None:
        window, looks = self._parts.window, self._parts.looks
        if self._view is None:
            from newsroom.gui.features.recovery import DifferenceView

            self._view = DifferenceView(looks.colors, looks.scale)
            self._view.close_wanted.connect(self._close_view)
            window.right.add(TAB, self.tr("Difference"), self._view)
        window.show_tab(TAB)
        self._view.show_html(html)

    def _close_view(self) -> None:
        if self._view is not None:
            self._view = None
            self._parts.window.right.show_tab("article")
            self._parts.window.right.remove(TAB)

    def _on_looks_changed(self, colors: Colors, scale: float) -> None:
        if self._bar is not None:
            self._bar.set_look(colors, scale)
        if self._view is not None:
            self._view.set_look(colors, scale)
