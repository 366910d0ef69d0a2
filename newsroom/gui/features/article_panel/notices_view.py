"""The notices as cards of kind, time and text, and the button to begin one. No logic."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.article import Notice, NoticeKind
from newsroom.gui.features.article_panel.edits import InlineText, UndoKeys
from newsroom.gui.features.article_panel.notices import NoticesPresenter
from newsroom.gui.features.article_panel.rows import RemoveButton, Row, RowList, has_focus_inside
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.elided_label import ElidedLabel
from newsroom.gui.widgets.quiet_combo import QuietCombo


class NoticeRow(Row):
    """One notice."""

    text_edited = Signal(object, str)
    kind_chosen = Signal(object, object)
    left = Signal(object)

    def __init__(self, colors: Colors, kinds: list[tuple[NoticeKind, str]], undo_keys: UndoKeys) -> None:
        super().__init__()
        self._kinds = kinds
        self._colors = colors
        self.kind = QuietCombo(self.tr("Kind of notice"))
        self.kind.setObjectName("inline")
        self.kind.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        self.when = ElidedLabel()
        self.when.setObjectName("dim")
        self.remove = RemoveButton(self.tr("Remove the notice"), colors)
        self.text = InlineText(self.tr("Text of the notice"), self.tr("What was wrong, and what is right"))
        undo_keys.watch(self.text)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.kind)
        top.addWidget(self.when)
        top.addStretch(1)
        top.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 3, 4, 4)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.text)
        self.text.edited.connect(self._on_text_edited)
        self.text.left.connect(self._on_text_left)
        self.kind.activated.connect(self._on_kind_activated)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_notice(self, notice: Notice, when: str) -> None:
        self.kind.show_choices([(text, kind.value) for kind, text in self._kinds], notice.kind.value)
        self.when.setText(when)
        self.text.show_text(notice.text)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.when.setFont(ui_font(scale, pixels=11.5))
        self.text.setFont(ui_font(scale, pixels=12.5))
        self.remove.set_look(colors, scale)
        self.update()

    @override
    def take_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def stops(self) -> tuple[QWidget, ...]:
        return (self.kind, self.remove, self.text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colors.line), 1))
        painter.setBrush(QColor(self._colors.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _on_text_edited(self, text: str) -> None:
        self.text_edited.emit(self, text)

    def _on_text_left(self) -> None:
        self.left.emit(self)

    def _on_kind_activated(self, place: int) -> None:
        self.kind_chosen.emit(self, self._kinds[place][0])

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self)


class NoticesView(QWidget):
    """The cards, then the button."""

    def __init__(
        self,
        presenter: NoticesPresenter,
        when: Callable[[datetime], str],
        colors: Colors,
        undo_keys: UndoKeys,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._when = when
        self._colors = colors
        self._undo_keys = undo_keys
        self.add = QPushButton(self.tr("Add a correction"))
        self.add.setObjectName("link")
        self.list: RowList[NoticeRow] = RowList(colors, self._make_row, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self.add)
        self.add.clicked.connect(self.begin)
        self.list.remove_asked.connect(presenter.remove)
        presenter.changed.connect(self._on_presenter_changed)
        self._on_presenter_changed()

    def begin(self) -> None:
        """A new correction, with the cursor in its text."""
        place = self._presenter.begin()
        if 0 <= place < len(self.list.rows):
            self.list.rows[place].take_focus()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.list.set_look(colors, scale)

    def _make_row(self) -> NoticeRow:
        row = NoticeRow(self._colors, self._presenter.kind_names(), self._undo_keys)
        row.text_edited.connect(self._on_row_text_edited)
        row.kind_chosen.connect(self._on_row_kind_chosen)
        row.left.connect(self._on_row_left)
        return row

    def _on_presenter_changed(self) -> None:
        notices = self._presenter.notices
        if any(map(has_focus_inside, self.list.rows[len(notices) :])):
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        for row, notice in zip(self.list.set_count(len(notices)), notices, strict=True):
            row.show_notice(notice, self._when(notice.at))

    def _on_row_text_edited(self, row: NoticeRow, text: str) -> None:
        self._presenter.set_text(self.list.rows.index(row), text)

    def _on_row_kind_chosen(self, row: NoticeRow, kind: NoticeKind) -> None:
        self._presenter.set_kind(self.list.rows.index(row), kind)

    def _on_row_left(self, row: NoticeRow) -> None:
        if row in self.list.rows:
            self._presenter.leave(self.list.rows.index(row))
