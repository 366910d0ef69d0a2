"""Words for what is suggested, and why. Shows and decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from newsroom.domain.suggestions import (
    DuplicateSuggestion,
    SeriesSuggestion,
    TagSuggestion,
)
from newsroom.gui.directions import apart
from newsroom.gui.features.article_panel.suggested import AnySuggestion
from newsroom.gui.features.article_panel.tags import TagsPresenter
from newsroom.gui.kind_marks import MARKS
from newsroom.gui.widgets.chip import Mark

# As long as half a line of a card.
_SHORT = 24
_BETWEEN = "\N{NO-BREAK SPACE}· "  # a line begins with words


class SuggestionWords(QObject):
    """In the window's language; the reasons are the desk's."""

    def __init__(self, tags: TagsPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags = tags

    def title(self, item: AnySuggestion) -> str:
        """A name, or a headline."""
        if isinstance(item, TagSuggestion | SeriesSuggestion):
            return item.name
        return item.headline or self.tr("No headline")

    def detail(self, item: AnySuggestion) -> str:
        """Beside the name: that it would be made."""
        if isinstance(item, TagSuggestion) and item.tag_id is None:
            return self.tr("new {0}").format(self._tags.kind_name(item.kind))
        return ""

    def mark(self, item: TagSuggestion) -> Mark:
        """The mark of its kind."""
        return MARKS[item.kind]

    def what(self, item: AnySuggestion) -> str:
        """Before its name, for who only listens."""
        if isinstance(item, TagSuggestion):
            kind = self._tags.kind_name(item.kind)
            words = self.tr("New {0}, suggested:") if item.tag_id is None else self.tr("Suggested {0}:")
            return words.format(kind)
        return self.tr("Suggested series:")

    def brief(self, item: AnySuggestion) -> str:
        """The reasons in a line, which breaks between them where it can."""
        return _BETWEEN.join(apart(_whole(reason)) for reason in item.reasons)

    def why(self, item: AnySuggestion) -> str:
        """How likely it is, and all reasons."""
        parts = list(item.reasons)
        if isinstance(item, TagSuggestion):
            kind = self._tags.kind_name(item.kind)
            if item.tag_id is None:
                parts.insert(0, self.tr("new {0}").format(kind))
            else:
                parts.insert(0, self.tr("{0}, {1} %").format(kind, round(item.probability * 100)))
        elif isinstance(item, SeriesSuggestion):
            parts.insert(0, self.tr("{0} %").format(round(item.probability * 100)))
        return _BETWEEN.join(parts)

    def dismissed(self, items: Sequence[AnySuggestion]) -> str:
        """What is said of a dismissal, beside the way back."""
        if len(items) > 1:
            return self.tr("{0} suggestions were dismissed for this article.").format(len(items))
        item = items[0]
        if isinstance(item, DuplicateSuggestion):
            return self.tr("“{0}” is not said to be the same any more.").format(self.title(item))
        return self.tr("“{0}” is not suggested for this article any more.").format(self.title(item))


def _whole(reason: str) -> str:
    """``3 tags`` in one line."""
    return reason.replace(" ", "\N{NO-BREAK SPACE}") if len(reason) <= _SHORT else reason
