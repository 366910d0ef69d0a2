"""The report of one import: what came to what, line by line, and all there is to say of the line under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.importing import ImportCounts, Outcome, ReportGroup, ReportLine, ReportPage
from newsroom.gui.features.imports.words import (
    counts_words,
    line_words,
    outcome_tone,
    outcome_word,
    place_words,
)
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.quiet_combo import QuietCombo
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

_SHOWN = (None, Outcome.CONFLICT, Outcome.SKIPPED, Outcome.IMPORTED, Outcome.UPDATED, Outcome.NOTE)
_MOST_NOTES = 40
_SHORT = 24  # characters of what is said that are shown at least


def _columns(tr: Callable[[str], str]) -> tuple[Column[ReportLine], ...]:
    return (
        Column(
            "outcome",
            "",
            lambda line: outcome_word(line.outcome),
            tone=lambda line: outcome_tone(line.outcome),
        ),
        Column("headline", tr("Article"), lambda line: line.headline, is_bold=True),
        Column("notes", tr("What to know"), line_words),
        Column(
            "where",
            tr("Where"),
            place_words,
            tone=lambda _: "dim",
            tip=lambda line: line.where,
            is_place=True,
        ),
    )


class ReportView(QWidget):
    """Plain arrivals are only counted: a line stands here for what deserves a word."""

    outcome_chosen = Signal(object)
    """An ``Outcome``, or None for all."""
    group_chosen = Signal(object)
    """The key of a group, or None for all."""
    article_wanted = Signal(int)
    more_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._counts = QLabel()
        self._counts.setWordWrap(True)
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self.model = RowsModel(_columns(self.tr), lambda line: line.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Lines of the report"))
        self.table.set_widths(96, 220, 0, 220)
        self._notes = QLabel()
        self._notes.setObjectName("dim")
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open = QPushButton(self.tr("Open the article"))
        self._groups = QuietCombo(self.tr("Show what says the same"))
        self._groups.setMinimumContentsLength(_SHORT)
        self._outcomes = QButtonGroup(self)
        self._buttons: dict[Outcome | None, QToolButton] = {}
        self._build()
        self.model.more_wanted.connect(self.more_wanted)
        self.table.current_changed.connect(self._on_table_current_changed)
        self.table.row_activated.connect(self._on_table_row_activated)
        self._open.clicked.connect(self._on_open_clicked)
        self._groups.activated.connect(self._on_groups_activated)
        self._on_table_current_changed(None)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for outcome in _SHOWN:
            button = QToolButton()
            button.setText(outcome_word(outcome) if outcome is not None else self.tr("All"))
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Show: {0}").format(button.text()))
            button.clicked.connect(partial(self.outcome_chosen.emit, outcome))
            self._outcomes.addButton(button)
            self._buttons[outcome] = button
            buttons.addWidget(button)
        buttons.addWidget(self._groups, 1)
        buttons.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._counts)
        column.addLayout(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(self._notes)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.table.set_look(colors, scale)
        self._counts.setFont(ui_font(scale, pixels=14))
        self._notes.setFont(ui_font(scale, pixels=12.5))

    def show_counts(self, counts: ImportCounts | None, words: str = "") -> None:
        """The numbers of the report that is shown; ``words`` say what else there is to know."""
        numbers = "" if counts is None else counts_words(counts)
        self._counts.setText(f"{words} {numbers}".strip())

    def show_page(self, page: ReportPage, *, follows: bool) -> None:
        if follows:
            self.model.add_rows(page.lines, more=page.more)
        else:
            self.model.set_rows(page.lines, more=page.more)

    def show_groups(self, groups: Sequence[ReportGroup]) -> None:
        """What the lines say, with how many say it: each can be looked at by itself."""
        self._groups.clear()
        self._groups.addItem(self.tr("Whatever is said"), None)
        for group in groups:
            words = self.tr("{0} × {1}").format(number(group.n), group.words)
            self._groups.addItem(words, group.key)
            self._groups.setItemData(self._groups.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self._groups.setEnabled(bool(groups))

    def show_outcome(self, outcome: Outcome | None, *, is_report: bool) -> None:
        """Which lines are shown; without a report none are."""
        self._buttons[outcome].setChecked(True)
        if not is_report:
            words = self.tr(
                "Nothing has been imported into this library yet. Drop files or a folder on the window."
            )
        elif outcome is None:
            words = self.tr("All that came arrived as it is, with nothing to say about it.")
        else:
            words = self.tr("There is no line of this kind.")
        self.table.set_empty_words(words)

    def _on_groups_activated(self, index: int) -> None:
        self.group_chosen.emit(self._groups.itemData(index))

    def _on_table_current_changed(self, line: ReportLine | None) -> None:
        self._open.setEnabled(line is not None and line.article_id is not None)
        if line is None:
            self._notes.setText("")
            return
        notes = list(line.notes[:_MOST_NOTES])
        if len(line.notes) > _MOST_NOTES:
            notes.append("…")
        self._notes.setText("\n".join([line.where, *notes]))

    def _on_table_row_activated(self, line: ReportLine) -> None:
        if line.article_id is not None:
            self.article_wanted.emit(line.article_id)

    def _on_open_clicked(self) -> None:
        line = self.table.current
        if line is not None:
            self._on_table_row_activated(line)
