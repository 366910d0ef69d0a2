"""The dated notices: corrections and their like. One that is begun goes on the article with its first letter.

No widgets.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Notice, NoticeKind
from newsroom.domain.times import now
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.ordered import replaced, without


class NoticesPresenter(QObject):
    """``changed`` when the notices may be others. GUI thread only."""

    changed = Signal()

    def __init__(
        self, article: OpenArticle, parent: QObject | None = None, *, clock: Callable[[], datetime] = now
    ) -> None:
        super().__init__(parent)
        self._article = article
        self._clock = clock
        self._begun: Notice | None = None
        article.switched.connect(self._on_article_switched)
        article.field_changed.connect(self._on_article_field_changed)

    @property
    def _kept(self) -> tuple[Notice, ...]:
        draft = self._article.draft
        notices: tuple[Notice, ...] = draft.value("notices") if draft is not None else ()
        return notices

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Those of the article, then the one that is begun and has no word yet."""
        return self._kept if self._begun is None else (*self._kept, self._begun)

    def kind_names(self) -> list[tuple[NoticeKind, str]]:
        """Every kind, in the window's language."""
        return [
            (NoticeKind.CORRECTION, self.tr("Correction")),
            (NoticeKind.CLARIFICATION, self.tr("Clarification")),
            (NoticeKind.UPDATE, self.tr("Update")),
            (NoticeKind.NOTE, self.tr("Note")),
        ]

    def _on_article_switched(self) -> None:
        self._begun = None
        self.changed.emit()

    def _on_article_field_changed(self, field: str) -> None:
        if field == "notices":
            self.changed.emit()

    def begin(self) -> int:
        """A correction of now, to be written; returns its place."""
        if self._begun is None and self._article.draft is not None:
            self._begun = Notice(NoticeKind.CORRECTION, "", self._clock())
        self.changed.emit()
        return len(self.notices) - 1

    def set_text(self, place: int, text: str) -> None:
        """As typed. The first letter of the one that is begun puts it on the article."""
        if self._begun is not None and place == len(self._kept):
            begun, self._begun = self._begun, None
            if text:
                self._article.set_value("notices", (*self._kept, replace(begun, text=text)), typing=True)
            else:
                self._begun = begun
            return
        changed = replaced(self._kept, place, replace(self._kept[place], text=text))
        self._article.set_value("notices", changed, typing=True)

    def set_kind(self, place: int, kind: NoticeKind) -> None:
        if self._begun is not None and place == len(self._kept):
            self._begun = replace(self._begun, kind=kind)
            self.changed.emit()
            return
        changed = replaced(self._kept, place, replace(self._kept[place], kind=kind))
        self._article.set_value("notices", changed)

    def leave(self, place: int) -> None:
        """The text was left: a notice without a word goes."""
        if place < len(self.notices) and not self.notices[place].text.strip():
            self.remove(place)

    def remove(self, place: int) -> None:
        if self._begun is not None and place == len(self._kept):
            self._begun = None
            self.changed.emit()
        else:
            self._article.set_value("notices", without(self._kept, place))
