"""The members of one series in their order, with the gaps between, and what moves them. No logic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.times import now
from newsroom.gui.features.series_desk.lines import Line
from newsroom.gui.features.series_desk.words import (
    hand_word,
    line_tone,
    line_words,
    position_word,
    state_word,
)
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number, short_when
from newsroom.gui.widgets.elided_label import ElidedLabel
from newsroom.gui.widgets.order_table import OrderTable
from newsroom.gui.widgets.rows_model import Column, RowsModel


class MembersView(QWidget):
    """Says which members are to stand where; moves nothing by itself."""

    move_to_wanted = Signal(int)
    """The place in the library's own count."""
    by_date_wanted = Signal()
    article_wanted = Signal(int)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.zone: tzinfo = UTC
        self.n_earlier = 0
        self.model = RowsModel(self._columns(), lambda line: line.key, colors, self)
        self.table = OrderTable(
            self.model,
            colors,
            name=self.tr("Articles of the series, in its order"),
            is_movable=lambda line: line.member is not None,
        )
        self.table.set_widths(48, 0, 106, 84, 74)
        self.words = ElidedLabel()
        self.words.setObjectName("dim")
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("Move to number"))
        self.place.setAccessibleName(self.tr("Move what is marked to this number"))
        self.place.setMaximumWidth(150)
        self.by_date = QPushButton(self.tr("Order by date"))
        self.by_date.setToolTip(self.tr("No article has its place by hand any more"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.place)
        row.addWidget(self.by_date)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.place.returnPressed.connect(self._on_place_return_pressed)
        self.by_date.clicked.connect(self.by_date_wanted)
        self.table.row_activated.connect(self._on_table_row_activated)
        self.table.typed.connect(self._on_table_typed)

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column(
                "position",
                self.tr("No."),
                lambda line: position_word(line, self.n_earlier),
                is_number=True,
                tone=lambda _: "dim",
            ),
            Column("headline", self.tr("Article"), line_words, tone=line_tone),
            Column("when", self.tr("Published"), self._when, tone=lambda _: "dim"),
            Column("state", "", state_word, tone=lambda _: "dim"),
            Column("hand", "", hand_word, tone=lambda _: "dim"),
        )

    def _when(self, line: Line) -> str:
        at = line.member.article.published_at if line.member is not None else None
        return short_when(at, now(), self.zone) if at is not None else ""

    def set_look(self, colors: Colors, scale: float) -> None:
        self.table.set_look(colors, scale)
        self.words.setFont(ui_font(scale, pixels=12.5))
        self.place.setMaximumWidth(round(150 * scale))

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.model.set_rows(lines)
        n_gaps = sum(1 for line in lines if line.gap is not None)
        n_by_hand = sum(1 for line in lines if line.member is not None and line.member.by_hand)
        parts = [self.tr("Alt with an arrow moves what is marked.")] if lines else []
        if n_gaps:
            parts.insert(0, self.tr("Gaps: {0}.").format(number(n_gaps)))
        self.words.setText(" ".join(parts))
        self.by_date.setEnabled(n_by_hand > 0)
        self.table.set_empty_words(
            self.tr("No article is in this series. “Go to the series” leads to an article’s.")
        )

    def _on_place_return_pressed(self) -> None:
        text = "".join(letter for letter in self.place.text() if letter.isdecimal())
        self.place.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.move_to_wanted.emit(int(text[:9]) - self.n_earlier)

    def _on_table_row_activated(self, line: Line) -> None:
        if line.member is not None:
            self.article_wanted.emit(line.member.article.id)
        elif line.gap is not None and line.gap.articles:
            self.article_wanted.emit(line.gap.articles[0].id)

    def _on_table_typed(self, text: str) -> None:
        if text.isdecimal():
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            self.place.setText(text)
