"""Says above the article that its story may be filed already; shows the other one beside, what is alike marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.suggestions import DuplicateSuggestion
from newsroom.gui.alike_text import in_body, of_draft, of_other
from newsroom.gui.shell.beside import Beside
from newsroom.gui.shell.parts import Parts
from newsroom.gui.widgets.alike_bar import AlikeBar
from newsroom.gui.widgets.focus import has_focus_inside

if TYPE_CHECKING:
    from newsroom.domain.draft import Draft
    from newsroom.gui.features.article_panel import ArticlePanel
    from newsroom.gui.theme import Colors

_MOST_MARKED = 60


class Alike(QObject):
    """Made when panel and editor are there. GUI thread only."""

    text_wanted = Signal()
    """The bar went with the focus in it."""

    def __init__(self, parts: Parts, panel: ArticlePanel, beside: Beside, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._presenter = panel.suggestions.presenter
        self._beside = beside
        self._item: DuplicateSuggestion | None = None
        self._marked: Draft | None = None
        self.bar = AlikeBar(
            parts.looks.colors, look=self.tr("Show beside"), dismiss=self.tr("Not the same story")
        )
        self.bar.setAccessibleName(self.tr("This story may be filed already"))
        self.bar.set_look(parts.looks.colors, parts.looks.scale)
        parts.window.center.add_above(self.bar)
        self.bar.shown.connect(self._on_bar_shown)
        self.bar.dismissed.connect(self._on_bar_dismissed)
        self._presenter.changed.connect(self._on_presenter_changed)
        beside.closed.connect(self._unmark)
        parts.looks.changed.connect(self._on_looks_changed)

    def _on_presenter_changed(self) -> None:
        before, self._item = self._item, self._presenter.duplicate
        if self._item is None:
            self._hide()
            self._unmark()
        elif self._item != before:
            self._say(self._item)
            if self._presenter.is_compared:
                self._presenter.is_compared = False
                self._on_bar_shown()

    def _say(self, item: DuplicateSuggestion) -> None:
        before = 0 if self.bar.isHidden() else self.bar.height()
        words = self.tr("This story may be filed already: {0}.").format(", ".join(item.reasons))
        self.bar.say(words, item.headline)
        self._keep_text_in_place(self.bar.height_at(self._parts.window.center.width()) - before)

    def _hide(self) -> None:
        if self.bar.isHidden():
            return
        height, had_focus = self.bar.height(), has_focus_inside(self.bar)
        self.bar.hide()
        self._keep_text_in_place(-height)
        if had_focus:
            self.text_wanted.emit()

    def _keep_text_in_place(self, pixels: int) -> None:
        """What is being read or written does not move because something has come above it."""
        if self._parts.editor is not None:
            scroll_bar = self._parts.editor.body.verticalScrollBar()
            scroll_bar.setValue(scroll_bar.value() + pixels)

    def _on_bar_shown(self) -> None:
        editor, item = self._parts.editor, self._item
        if item is None:
            return
        self._beside.show(item.id, of_other(item.spans))
        if editor is None or editor.draft is None:
            return
        content = editor.draft.snapshot()
        places = in_body(of_draft(item.spans), content.headline, content.lede, content.body)
        editor.body.mark(places[:_MOST_MARKED])
        self._marked = editor.draft

    def _unmark(self) -> None:
        editor, marked = self._parts.editor, self._marked
        self._marked = None
        if editor is not None and marked is not None and editor.draft is marked:
            editor.body.mark([])

    def _on_bar_dismissed(self) -> None:
        if self._item is not None:
            self._presenter.dismiss([self._item])

    def _on_looks_changed(self, colors: Colors, scale: float) -> None:
        self.bar.set_look(colors, scale)
