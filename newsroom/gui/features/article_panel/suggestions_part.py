"""The panel's suggestions: three groups beneath their fields, and the presenter behind them. No logic."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from newsroom.domain.suggestions import SuggestionKind
from newsroom.gui.features.article_panel.suggested import (
    N_NEW_TAGS,
    N_NUMBERED,
    N_RELATED,
    N_SERIES,
    N_TAGS,
    AnySuggestion,
)
from newsroom.gui.features.article_panel.suggestion_aim import Aim
from newsroom.gui.features.article_panel.suggestion_views import CardGroup, ChipGroup
from newsroom.gui.features.article_panel.suggestion_words import SuggestionWords
from newsroom.gui.features.article_panel.suggestions import Dismissal, SuggestionsPresenter
from newsroom.gui.features.article_panel.tags import TagsPresenter
from newsroom.gui.theme import Colors

_ABOVE = 5
_ROOM = {
    SuggestionKind.SERIES: N_SERIES,
    SuggestionKind.TAGS: N_TAGS + N_NEW_TAGS,
    SuggestionKind.RELATED: N_RELATED,
}


class SuggestionsPart(QObject):
    """Groups to be put beneath the fields; what they ask goes to the presenter."""

    beside_wanted = Signal(int)
    left_behind = Signal(str)
    """The last suggestion of a group went with the focus: the name of the field that gets it."""
    dismissed = Signal(str, object)
    """Words, and what brings them back."""

    def __init__(
        self, presenter: SuggestionsPresenter, tags: TagsPresenter, colors: Colors, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.words = SuggestionWords(tags, self)
        self.series = ChipGroup(colors, self.words)
        self.tags = ChipGroup(colors, self.words)
        self.related = CardGroup(colors, self.words)
        self._groups = {
            SuggestionKind.SERIES: self.series,
            SuggestionKind.TAGS: self.tags,
            SuggestionKind.RELATED: self.related,
        }
        names = (
            self.tr("Suggested series"),
            self.tr("Suggested tags"),
            self.tr("Suggested related articles"),
        )
        for (kind, group), name in zip(self._groups.items(), names, strict=True):
            group.setContentsMargins(0, _ABOVE, 0, 0)
            group.setAccessibleName(name)
            group.take_asked.connect(presenter.take)
            group.dismiss_asked.connect(self._on_group_dismiss_asked)
            group.left_behind.connect(partial(self.left_behind.emit, kind.value))
        self.series.number_of = self.tags.number_of = presenter.number_of
        for number in range(1, N_NUMBERED + 1):
            self._add_key(number, parent)
        self.related.more_asked.connect(presenter.more_like)
        self.related.beside_asked.connect(self.beside_wanted)
        self._aim = Aim(tuple(self._groups.values()), parent, presenter)
        self._dismissals: list[Dismissal] = []
        self._preparing = QTimer(self)
        self._preparing.timeout.connect(self._on_preparing_timed_out)
        presenter.asked.connect(self._preparing.start)
        presenter.changed.connect(self._on_presenter_changed)
        presenter.dismissed.connect(self._on_presenter_dismissed)

    def _add_key(self, number: int, panel: QWidget) -> None:
        """It works in the whole window while the panel is shown."""
        action = QAction(panel)
        action.setShortcut(QKeySequence(f"Alt+{number}"))
        action.triggered.connect(partial(self._on_key_triggered, number))
        panel.addAction(action)

    def _on_key_triggered(self, number: int, _is_checked: bool = False) -> None:
        self.presenter.wake()
        self.presenter.take_numbered(number)

    def set_look(self, colors: Colors, scale: float) -> None:
        for group in self._groups.values():
            group.set_look(colors, scale)

    def take_first(self) -> bool:
        """False where nothing is suggested."""
        self.presenter.wake()
        return self.presenter.take_first()

    def focus_first(self) -> bool:
        """The focus to the first suggestion; False where there is none."""
        self.presenter.wake()
        return any(group.focus_first() for group in (self.tags, self.series, self.related))

    def _on_preparing_timed_out(self) -> None:
        """One at a time, while the first answer is awaited."""
        if not any(group.prepare_one(_ROOM[kind]) for kind, group in self._groups.items()):
            self._preparing.stop()

    def _on_group_dismiss_asked(self, item: AnySuggestion) -> None:
        self.presenter.dismiss([item])

    def _on_presenter_changed(self) -> None:
        for kind, group in self._groups.items():
            group.show_offered(self.presenter.shown(kind))

    def _on_presenter_dismissed(self, dismissal: Dismissal) -> None:
        self._dismissals = [one for one in self._dismissals if one.draft is dismissal.draft]
        self._dismissals.append(dismissal)
        self._offer_back()

    def _offer_back(self) -> None:
        """The last that were dismissed; once they are back, those before them: none of several is lost."""
        if self._dismissals:
            last = self._dismissals[-1]
            self.dismissed.emit(self.words.dismissed(last.items), partial(self._bring_back, last))

    def _bring_back(self, dismissal: Dismissal) -> None:
        self.presenter.bring_back(dismissal)
        self._dismissals = [one for one in self._dismissals if one is not dismissal]
        self._offer_back()
