"""The page of suggestions: a switch for each kind, what is known of the archive, and the ways to make it anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.suggestions import SuggestionKind, SuggestionSettings, SuggestionStatus
from newsroom.domain.times import now
from newsroom.gui.features.suggestion_settings.presenter import SuggestionSettingsPresenter
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import ago, number
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.searching import matches
from newsroom.gui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_WIDEST = 640


class SuggestionSettingsPanel(PageFrame):
    """Every change is saved by itself. Escape or Done asks to be closed."""

    status_message = Signal(str)
    settings_changed = Signal(object)
    """``SuggestionSettings``, saved."""
    learn_wanted = Signal()
    rebuild_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, presenter: SuggestionSettingsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Suggestions"))
        self._presenter = presenter
        self._is_learning = False
        self._parts: list[tuple[QWidget, tuple[str, ...]]] = []
        self.words.setText(self.tr("Every change is saved by itself."))
        self.boxes = {kind: WrappingCheckBox(words) for kind, words in self._kinds().items()}
        self._hints = [self._text(words) for words in self._hint_words().values()]
        self._heading = QLabel(self.tr("What is known of the archive"))
        self.state = self._text("")
        self.state.setObjectName("")
        self.learn = QPushButton(self.tr("Learn now"))
        self.rebuild = QPushButton(self.tr("Delete and rebuild"))
        self.rebuild.setToolTip(
            self.tr("Throws away all that was derived and reads the archive anew. No article is touched.")
        )
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.hide()
        self._privacy = self._text(
            self.tr(
                "All of it is reckoned on this machine, from this library alone, and kept in one file beside it,"
                " suggestions.db, which can be deleted at any time. Nothing is ever applied by itself."
            )
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.boxes[SuggestionKind.TAGS])
        self.set_look(colors, 1.0)

    def _kinds(self) -> dict[SuggestionKind, str]:
        return {
            SuggestionKind.TAGS: self.tr("Suggest tags, and names in the text that are no tag yet"),
            SuggestionKind.SERIES: self.tr("Suggest a series"),
            SuggestionKind.RELATED: self.tr("Suggest related articles"),
            SuggestionKind.DUPLICATES: self.tr("Say when a story may be filed already"),
        }

    def _hint_words(self) -> dict[SuggestionKind, str]:
        return {
            SuggestionKind.TAGS: self.tr("Learned from the tags that you and your colleagues set."),
            SuggestionKind.SERIES: self.tr("One or two, only where it is fairly sure."),
            SuggestionKind.RELATED: self.tr("Published articles only, with the reason beside each."),
            SuggestionKind.DUPLICATES: self.tr("With the passages that are alike."),
        }

    def _text(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setObjectName("dim")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMaximumWidth(_WIDEST)
        return label

    def _lay_out(self) -> None:
        column = self.column
        column.setSpacing(2)
        for box, hint in zip(self.boxes.values(), self._hints, strict=True):
            hint.setIndent(22)
            column.addWidget(part := _part(box, hint))
            self._parts.append((part, (box.text(), hint.text())))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(8)
        for button in (self.learn, self.rebuild, self.stop):
            line.addWidget(button)
        line.addStretch(1)
        column.addSpacing(12)
        column.addWidget(known := _part(self._heading, self.state, row))
        words = (self._heading.text(), self.learn.text(), self.rebuild.text(), self.rebuild.toolTip())
        self._parts.append((known, words))
        column.addSpacing(10)
        column.addWidget(self._privacy)
        self._parts.append((self._privacy, (self._privacy.text(),)))
        column.addStretch(1)

    def _connect(self) -> None:
        for kind, box in self.boxes.items():
            box.clicked.connect(partial(self._on_box_clicked, kind))
        self.learn.clicked.connect(self.learn_wanted)
        self.rebuild.clicked.connect(self.rebuild_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self._presenter.settings_loaded.connect(self._on_presenter_settings_loaded)
        self._presenter.settings_saved.connect(self.settings_changed)
        self._presenter.status_known.connect(self._on_presenter_status_known)
        self._presenter.failed.connect(self.status_message)

    # What the shell asks

    def set_library(self, library: Library | None) -> None:
        self.state.clear()
        self._presenter.set_library(library)
        if self.isVisible():
            self._presenter.load()

    def set_look(self, _colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self._heading.setFont(ui_font(scale, pixels=15, bold=True))
        for widget in (*self.boxes.values(), *self._hints, self.state, self._privacy):
            widget.setFont(ui_font(scale))
        for words in (*self._hints, self.state, self._privacy):
            words.setMaximumWidth(round(_WIDEST * scale))
        for button in (self.learn, self.rebuild, self.stop):
            button.setFont(ui_font(scale))

    def apply(self, changes: ChangeSet) -> None:
        """What is known is asked when the page is shown, and after learning."""

    def show_matching(self, query: str) -> bool:
        """Leaves what answers to a search; whether there is anything."""
        found = [part for part, words in self._parts if matches(query, *words)]
        for part, _ in self._parts:
            part.setVisible(part in found)
        return bool(found)

    def save_now(self) -> None:
        """A switch is saved as it is turned."""

    def load(self) -> None:
        """The switches were turned elsewhere."""
        self._presenter.load()

    def show_progress(self, words: str) -> None:
        """What is being learned, and how far it is; nothing where that is over."""
        was_learning, self._is_learning = self._is_learning, bool(words)
        if words:
            self.state.setText(words)
        elif was_learning:
            self._presenter.ask_status()
        if was_learning != self._is_learning:
            focused = self.stop.hasFocus() or self.learn.hasFocus() or self.rebuild.hasFocus()
            self.stop.setVisible(self._is_learning)
            self.learn.setVisible(not self._is_learning)
            self.rebuild.setVisible(not self._is_learning)
            if focused:
                (self.stop if self._is_learning else self.learn).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.load()

    # What is known

    def _on_box_clicked(self, kind: SuggestionKind) -> None:
        self._presenter.switch(kind, self.boxes[kind].isChecked())

    def _on_presenter_settings_loaded(self, settings: SuggestionSettings) -> None:
        for kind, box in self.boxes.items():
            box.setChecked(kind in settings.kinds)

    def _on_presenter_status_known(self, status: SuggestionStatus) -> None:
        if not self._is_learning:
            self.state.setText(self._status_words(status))

    def _status_words(self, status: SuggestionStatus) -> str:
        n = status.n_known
        known = self.tr("1 article is known.") if n == 1 else self.tr("{0} articles are known.")
        lines = [known.format(number(n))]
        if status.n_waiting:
            lines[0] += " " + self.tr("Others are to be read yet: when nobody types, they are.")
        if status.learned_at is None:
            lines.append(self.tr("Nothing was learned yet: until then, tags come from what is near."))
        else:
            when = ago((now() - status.learned_at).total_seconds())
            lines.append(
                self.tr("Last learned {0}, of {1} tags.").format(when, number(status.n_learned_tags))
            )
        lines.append(self.tr("It takes {0} MB on the disk.").format(f"{status.n_bytes / 1e6:.1f}"))
        return "\n".join(lines)


def _part(*widgets: QWidget) -> QWidget:
    """What a search shows or hides together."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return whole
