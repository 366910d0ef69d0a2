"""A card that merges things into one of them: which one stays, what will come of it, and one button that does it."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.enter_button import EnterButton
from newsroom.gui.widgets.quiet_combo import QuietCombo

_MOST_SHOWN = 200


class MergeItem(NamedTuple):
    """One of the things. ``detail`` stands behind its name: how many articles it has."""

    key: Hashable
    label: str
    detail: str


class MergeCard(QFrame):
    """Shows what it is told to; the preview comes from who knows it."""

    target_chosen = Signal()
    merge_wanted = Signal(object, object)
    """List of the keys of those that go, and the key of the one that stays."""

    def __init__(self, *, name: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(name)
        self._items: tuple[MergeItem, ...] = ()
        self._heading = QLabel(name)
        self._heading.setWordWrap(True)
        self._keep = QLabel(self.tr("The one that stays"))
        self._keep.setObjectName("heading")
        self.target = QuietCombo(self.tr("The one that stays"))
        self.target.setMinimumContentsLength(12)
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings = QLabel()
        self.warnings.setObjectName("warn")
        self.warnings.setWordWrap(True)
        self.warnings.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings.hide()
        self.merge = EnterButton(self.tr("Merge"))
        self.merge.setObjectName("primary")
        self.merge.setToolTip(self.tr("{0}: it can be undone").format(key) if key else "")
        self._key = QLabel(key)
        self._key.setObjectName("key")
        if not key:
            self._key.hide()
        self.room = QVBoxLayout()
        """For what else one may say of the merge."""
        self._build()
        self.target.activated.connect(self._on_target_activated)
        self.merge.clicked.connect(self.do)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.merge)
        buttons.addWidget(self._key)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for widget in (self._heading, self._keep, self.target, self.preview, self.warnings):
            column.addWidget(widget)
        column.addLayout(self.room)
        column.addLayout(buttons)

    def set_scale(self, scale: float) -> None:
        self._heading.setFont(ui_font(scale, pixels=14, bold=True))
        for label in (self.preview, self.warnings):
            label.setFont(ui_font(scale, pixels=12.5))

    def show_items(self, heading: str, items: Sequence[MergeItem]) -> None:
        """The first is the one that stays, unless another one of them was chosen before."""
        before = self.chosen
        self._items = tuple(items)
        self._heading.setText(heading)
        self.target.clear()
        for item in self._items[:_MOST_SHOWN]:
            self.target.addItem(f"{item.label}  ·  {item.detail}" if item.detail else item.label)
        place = next((n for n, item in enumerate(self._items[:_MOST_SHOWN]) if item.key == before), 0)
        self.target.setCurrentIndex(place)
        self.preview.setText(self.tr("Counting…"))
        self.warnings.hide()

    def show_preview(self, words: str, warnings: Sequence[str] = ()) -> None:
        self.preview.setText(words)
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))

    @property
    def chosen(self) -> Hashable | None:
        """The key of the one that stays."""
        place = self.target.currentIndex()
        return self._items[place].key if 0 <= place < len(self._items) else None

    @property
    def others(self) -> list[Hashable]:
        """The keys of those that go."""
        return [item.key for item in self._items if item.key != self.chosen]

    def do(self) -> None:
        """Asks for the merge as it is shown."""
        if self.isVisible() and self.others:
            self.merge_wanted.emit(self.others, self.chosen)

    def _on_target_activated(self) -> None:
        self.target_chosen.emit()
