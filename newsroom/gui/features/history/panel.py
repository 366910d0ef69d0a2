"""The page of an article's history: the time line, what a revision changed, and what can be put back of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.domain.histories import NOW, Comparison
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import now
from newsroom.gui.features.history.comparison_view import ComparisonView
from newsroom.gui.features.history.items import HistoryItem
from newsroom.gui.features.history.presenter import HistoryPresenter
from newsroom.gui.features.history.putting_back import one_field, one_paragraph, put_together, whole
from newsroom.gui.features.history.words import (
    amount_words,
    by_words,
    day_word,
    field_word,
    kind_tone,
    state_words,
    time_word,
    what_words,
)
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.when import number as number_word
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.detail_column import ButtonRow
from newsroom.gui.widgets.list_beside import ListBeside
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Content
    from newsroom.domain.changes import ChangeSet
    from newsroom.domain.ids import ArticleId

_TEXTS = frozenset({"headline", "lede", "body"})


class With(StrEnum):
    """What a chosen revision is compared with."""

    BEFORE = "before"
    NOW = "now"


class Form(StrEnum):
    """How two are shown."""

    INLINE = "inline"
    BESIDE = "beside"


class HistoryPanel(PageFrame):
    """One line chosen: it is compared with the one before it, or with the article as it is. Two: with each other.

    Enter goes from the time line into the comparison.
    """

    status_message = Signal(str)
    put_back_wanted = Signal(object)
    """A ``PutBack``: the open article is to take it, as one step of its undo."""
    keep_wanted = Signal(str)
    """The article as it is now is to be kept for good, under this name."""

    def __init__(self, presenter: HistoryPresenter, colors: Colors) -> None:
        super().__init__(self.tr("History"))
        self.presenter = presenter
        self._zone: tzinfo = UTC
        self._current: Callable[[], Content] | None = None
        self._look_at: RevisionKind | None = None
        self.model = RowsModel(self._columns(), lambda item: item.number, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Revisions, the newest first"), many=True)
        self.table.set_widths(72, 54, 0, 104)
        self.table.set_empty_words(
            self.tr(
                "Nothing has been kept of this article yet. Every minute in which it is saved will stand here."
            )
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name the present state, to keep it for good"))
        self.name.setAccessibleName(self.tr("Name under which the present state is kept"))
        self.name.setClearButtonEnabled(True)
        self.with_what = Choices(
            self.tr("Compare with"),
            [(With.BEFORE, self.tr("The one before")), (With.NOW, self.tr("Now"))],
        )
        self.form = Choices(
            self.tr("Show"), [(Form.INLINE, self.tr("In one text")), (Form.BESIDE, self.tr("Side by side"))]
        )
        self.what = QLabel()
        self.what.setWordWrap(True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.amount = QLabel()
        self.amount.setObjectName("dim")
        self.amount.setTextFormat(Qt.TextFormat.PlainText)
        self.view = ComparisonView(colors)
        self.all = QPushButton(self.tr("Restore all"))
        self.one_field = QPushButton(self.tr("Restore this field"))
        self.one_paragraph = QPushButton(self.tr("Restore this paragraph"))
        self.copy = QPushButton(self.tr("Copy it as it was"))
        self.together = QPushButton(self.tr("Take what does not touch"))
        self.sides = ListBeside(self._line(), self._beside(), nothing="", sizes=(430, 760))
        self.column.addWidget(self.sides, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[HistoryItem], ...]:
        return (
            Column("day", self.tr("Day"), lambda item: day_word(item, now(), self._zone), is_bold=True),
            Column("time", self.tr("Time"), lambda item: time_word(item, self._zone), tone=lambda _: "dim"),
            Column("what", self.tr("What"), what_words, tone=kind_tone, tip=_tip),
            Column(
                "changed", self.tr("Changed"), lambda item: amount_words(item.amount), tone=lambda _: "dim"
            ),
        )

    def _line(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.name)
        return side

    def _beside(self) -> QWidget:
        self.detail = QWidget()
        column = QVBoxLayout(self.detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        choices = QHBoxLayout()
        choices.addWidget(self.with_what)
        choices.addWidget(self.form)
        column.addWidget(self.what)
        column.addWidget(self.amount)
        column.addLayout(choices)
        column.addWidget(self.view, 1)
        column.addWidget(ButtonRow(self.all, self.one_field, self.one_paragraph, self.together, self.copy))
        return self.detail

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.items_changed.connect(self._on_presenter_items_changed)
        presenter.compared.connect(self._on_presenter_compared)
        presenter.failed.connect(self._on_presenter_failed)
        self.model.more_wanted.connect(presenter.ask_more)
        self.table.selection_changed.connect(self._compare)
        self.table.row_activated.connect(self._on_table_row_activated)
        self.with_what.chosen.connect(self._compare)
        self.form.chosen.connect(self._show)
        self.view.place_changed.connect(self._show_buttons)
        self.all.clicked.connect(self.restore_all)
        self.one_field.clicked.connect(self.restore_field)
        self.one_paragraph.clicked.connect(self.restore_paragraph)
        self.together.clicked.connect(self.take_other_side)
        self.copy.clicked.connect(self.copy_past)
        self.name.returnPressed.connect(self._on_name_return_pressed)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.sides.set_scale(scale)
        self.table.set_look(colors, scale)
        self.view.set_look(colors, scale)
        self.what.setFont(serif_font(scale, pixels=17, bold=True))
        self.amount.setFont(ui_font(scale, pixels=12.5))
        for choices in (self.with_what, self.form):
            choices.set_scale(scale)
        for widget in (self.all, self.one_field, self.one_paragraph, self.together, self.copy, self.name):
            widget.setFont(ui_font(scale, pixels=12.5))

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self._zone = zone
        self.presenter.set_zone(zone)

    def apply(self, changes: ChangeSet) -> None:
        """The article may have been saved."""
        if Changed.ARTICLE in changes.kinds and self.isVisible():
            self.presenter.refresh()

    def save_now(self) -> None:
        """Nothing is typed here that is not lost gladly."""

    def show_article(
        self,
        id: ArticleId,
        title: str,
        current: Callable[[], Content],
        *,
        look_at: RevisionKind | None = None,
    ) -> None:
        """The history of that article; ``current`` gives what it is now, saved or not.

        With ``look_at``, the newest of that kind is chosen, and compared with now.
        """
        self._current, self._look_at = current, look_at
        self.words.setText(title)
        self.view.show_comparison(None, None)
        self.presenter.show_article(id, current)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()

    # What is compared

    @property
    def chosen(self) -> tuple[HistoryItem, ...]:
        """One or two lines, the newer first; of more, the newest and the oldest."""
        marked = self.table.selected
        return (marked[0], marked[-1]) if len(marked) > 1 else marked

    def _compare(self, _: object = None) -> None:
        chosen = self.chosen
        self.sides.show_beside(self.detail if chosen else None)
        if not chosen:
            return
        if len(chosen) == 2:
            self.presenter.compare(chosen[1].number, chosen[0].number)
        elif self.with_what.current is With.NOW:
            self.presenter.compare(chosen[0].number, NOW)
        else:
            self.presenter.compare(None, chosen[0].number)
        self.with_what.setEnabled(len(chosen) == 1)

    def _on_presenter_items_changed(self, items: list[HistoryItem], more: bool) -> None:
        self.model.set_rows(items, more=more)
        wanted = next((item for item in items if item.row.kind == self._look_at), None)
        if wanted is not None:
            self._look_at = None
            self.with_what.choose(With.NOW)
            self.table.choose(wanted.number)
        elif items and not self.table.selected:
            self.table.choose(items[0].number)
        self._compare()

    def _on_presenter_compared(self, comparison: Comparison) -> None:
        if comparison == self.view.comparison:
            self._show_buttons()
            return
        self._show_comparison(comparison)

    def _on_presenter_failed(self, words: str) -> None:
        self.status_message.emit(words)
        self.amount.setText(words)

    def _show(self, _: object = None) -> None:
        if self.view.comparison is not None:
            self._show_comparison(self.view.comparison)

    def _show_comparison(self, comparison: Comparison) -> None:
        titles = (self._title(comparison.old), self._title(comparison.new))
        self.what.setText(self._heading(titles))
        if comparison.changed:
            names = ", ".join(map(field_word, comparison.changed))
            words = self.tr("Words: {0} new, {1} gone. Changed: {2}.")
            words = words.format(number_word(comparison.n_new), number_word(comparison.n_gone), names)
        else:
            words = self.tr("The two are the same.")
        self.amount.setText(f"{words} {self._by()}".strip())
        self.view.show_comparison(comparison, titles if self.form.current is Form.BESIDE else None)

    def _heading(self, titles: tuple[str, str]) -> str:
        if len(self.chosen) == 1 and self.with_what.current is With.BEFORE:
            return titles[1]
        return self.tr("{0} → {1}").format(*titles)

    def _by(self) -> str:
        """Who made the one that is chosen."""
        by = self.chosen[0].row.by if len(self.chosen) == 1 else ""
        return f"{by_words(by)}." if by else ""

    def _title(self, revision: int) -> str:
        if revision == NOW:
            return self.tr("Now")
        row = self.presenter.row(revision)
        return state_words(row, now(), self._zone) if row is not None else str(revision)

    def _show_buttons(self) -> None:
        """A paragraph can be put back where it is compared with what stands now."""
        comparison, place = self.view.comparison, self.view.place
        is_some = bool(self.chosen)
        name = field_word(place.field) if place is not None else ""
        self.all.setEnabled(is_some)
        self.one_field.setEnabled(is_some and place is not None)
        self.one_field.setText(
            self.tr("Restore the field: {0}").format(name) if name else self.tr("Restore this field")
        )
        is_now = comparison is not None and comparison.new == NOW
        is_text = place is not None and place.field in _TEXTS and not place.paragraph.is_same
        self.one_paragraph.setEnabled(is_some and is_now and is_text)
        self.one_paragraph.setToolTip(
            "" if is_now else self.tr("Compare with now, to put back a single paragraph.")
        )
        is_conflict = is_some and self._wanted.row.kind == RevisionKind.CONFLICT
        self.together.setVisible(is_conflict)
        self.copy.setEnabled(is_some)

    # What is put back

    @property
    def _wanted(self) -> HistoryItem:
        """The revision that is put back: the chosen one; of two, the older."""
        return self.chosen[-1]

    def restore_all(self) -> None:
        """Makes the article what it was in the chosen revision."""
        if self.chosen:
            wanted = self._wanted.number
            self.presenter.past(wanted, lambda past: self.put_back_wanted.emit(whole(wanted, past)))

    def restore_field(self) -> None:
        """Only the field under the cursor."""
        place = self.view.place
        if self.chosen and place is not None:
            wanted, name = self._wanted.number, place.field
            self.presenter.past(wanted, lambda past: self.put_back_wanted.emit(one_field(wanted, past, name)))

    def restore_paragraph(self) -> None:
        """Only the paragraph under the cursor; the rest of the text stays as it is now."""
        place, current = self.view.place, self._current
        if not self.chosen or place is None or current is None:
            return
        wanted = self._wanted.number

        def put(past: Content) -> None:
            found = one_paragraph(wanted, past, current(), place.field, place.paragraph)
            if found is None:
                self.status_message.emit(self.tr("The text has changed since: it is compared anew."))
                self._compare()
            else:
                self.put_back_wanted.emit(found)

        self.presenter.past(wanted, put)

    def take_other_side(self) -> None:
        """Of a conflict: what the other one changed, where it does not touch what stands here."""
        if not self.chosen:
            return
        wanted = self._wanted.number

        def put(content: Content, taken: tuple[str, ...], touching: tuple[str, ...]) -> None:
            if touching:
                names = ", ".join(field_word(name.removesuffix("_id")) for name in touching)
                words = self.tr("Left, because both changed the same place: {0}.").format(names)
                self.status_message.emit(words)
            if taken:
                self.put_back_wanted.emit(put_together(wanted, content, taken))

        self.presenter.merged(wanted, put)

    def copy_past(self) -> None:
        """What is marked; else the field under the cursor as it was, else the whole text."""
        marked = self.view.textCursor()
        if marked.hasSelection():
            self.view.copy()
        elif self.chosen:
            place = self.view.place
            name = place.field if place is not None and place.field in _TEXTS else "body"
            self.presenter.past(self._wanted.number, lambda past: self._copied(getattr(past, name)))

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.status_message.emit(self.tr("Copied as it was."))

    def _on_name_return_pressed(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.keep_wanted.emit(name)

    def _on_table_row_activated(self, _: HistoryItem) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _tip(item: HistoryItem) -> str:
    words = what_words(item)
    return f"{words}\n{by_words(item.row.by)}" if item.row.by else words
