"""The page of series: the list with its filters, and beside it the series under the cursor, or the marked ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.ordering import MergePreview, SeriesRow, Shown, Sort
from newsroom.domain.times import now
from newsroom.gui.features.series_desk.detail import SeriesDetail
from newsroom.gui.features.series_desk.lines import Line
from newsroom.gui.features.series_desk.members_presenter import MembersPresenter
from newsroom.gui.features.series_desk.presenter import SeriesListPresenter
from newsroom.gui.features.series_desk.words import merge_words
from newsroom.gui.theme import Colors
from newsroom.gui.when import articles, number, short_when
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.chosen_beside import ChosenBeside
from newsroom.gui.widgets.filtered_table import FilteredTable
from newsroom.gui.widgets.library_page import LibraryPage
from newsroom.gui.widgets.merge_card import MergeItem
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable
from newsroom.gui.widgets.several_column import SeveralColumn

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_SHOWN = frozenset({Changed.SERIES, Changed.COUNTS})
_SORTS = {"name": Sort.NAME, "count": Sort.COUNT, "last": Sort.LAST_USE}


class SeveralSeries(SeveralColumn):
    """The marked series. What their merge has earlier elsewhere may be said."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.rows: tuple[SeriesRow, ...] = ()
        self.earlier = QLineEdit()
        self.earlier.setAccessibleName(self.tr("Number of earlier articles elsewhere, after the merge"))
        self.earlier.setPlaceholderText(self.tr("Earlier articles elsewhere: added up"))
        self.card.room.addWidget(self.earlier)

    def show_rows(self, rows: Sequence[SeriesRow]) -> None:
        """The longest is the one that stays, unless another one of them was chosen."""
        self.rows = tuple(sorted(rows, key=lambda row: -row.n_articles))
        items = [MergeItem(row.series.id, row.series.name, articles(row.n_articles)) for row in self.rows]
        n = number(len(rows))
        self.show_items(
            self.tr("{0} series").format(n), self.tr("Merge the {0} series into one").format(n), items
        )

    def show_preview(self, preview: MergePreview) -> None:
        target = next((row.series.name for row in self.rows if row.series.id == self.card.chosen), "")
        self.card.show_preview(merge_words(preview, target), preview.warnings)

    def take_earlier(self) -> int | None:
        """The number that is typed, once; None where there is none: they are added up."""
        digits = "".join(letter for letter in self.earlier.text() if letter.isdecimal())
        self.earlier.clear()
        return int(digits[:9]) if digits else None


class SeriesDeskPanel(LibraryPage):
    """From the list: Enter goes to the members, F2 renames, Ctrl+M merges what is marked."""

    shows = frozenset({Changed.SERIES, Changed.COUNTS})
    article_wanted = Signal(int)
    series_wanted = Signal(int)

    def __init__(self, presenter: SeriesListPresenter, members: MembersPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Series"))
        self.presenter, self.members = presenter, members
        self._zone: tzinfo = UTC
        self.model = RowsModel(self._columns(), lambda row: row.series.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Series"), many=True)
        self.table.set_widths(0, 70, 104, 62)
        self.table.set_sorts(_SORTS, "last")
        self.shown = Choices(
            self.tr("Show"),
            [
                (Shown.ALL, self.tr("All")),
                (Shown.ACTIVE, self.tr("Open")),
                (Shown.RETIRED, self.tr("Closed")),
                (Shown.UNUSED, self.tr("Empty")),
            ],
        )
        self.list = FilteredTable(
            self.table,
            placeholder=self.tr("Filter by name"),
            name=self.tr("Filter the series"),
            choices=(self.shown,),
        )
        self.detail = SeriesDetail(colors)
        self.several = SeveralSeries(name=self.tr("Merge the marked series"))
        self.sides = ChosenBeside(
            self.table,
            self.list,
            self.detail,
            self.several,
            nothing=self.tr(
                "Choose a series to put it in order; mark several, with Shift or Ctrl, to merge them."
            ),
            sizes=(400, 820),
            enter=self._go_to_members,
        )
        self.sides.add_keys(self, self.delete)
        self.column.addWidget(self.sides, 1)
        self.setFocusProxy(self.list)
        self._connect()
        self._show_emptiness()
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[SeriesRow], ...]:
        return (
            Column("name", self.tr("Series"), lambda row: row.series.name, is_bold=True),
            Column("count", self.tr("Articles"), lambda row: number(row.n_articles), is_number=True),
            Column(
                "last",
                self.tr("Last told"),
                lambda row: short_when(row.last_told_at, now(), self._zone) if row.last_told_at else "",
                tone=lambda _: "dim",
            ),
            Column(
                "state",
                "",
                lambda row: self.tr("Closed") if row.closed_at is not None else "",
                tone=lambda _: "dim",
            ),
        )

    def _connect(self) -> None:
        presenter, members, detail = self.presenter, self.members, self.detail
        self.model.follow(presenter.rows)
        presenter.rows.page_came.connect(self._on_rows_page_came)
        presenter.preview_changed.connect(self.several.show_preview)
        presenter.failed.connect(self.status_message)
        members.lines_changed.connect(self._on_members_lines_changed)
        members.failed.connect(self.status_message)
        self.list.text_changed.connect(self._on_list_text_changed)
        self.shown.chosen.connect(self._on_shown_chosen)
        self.table.sort_wanted.connect(presenter.sort_by)
        self.sides.chosen.connect(self._on_sides_chosen)
        detail.members.table.move_asked.connect(self._on_members_move_asked)
        detail.members.move_to_wanted.connect(self._on_members_move_to_wanted)
        detail.members.by_date_wanted.connect(members.order_by_date)
        detail.members.article_wanted.connect(self.article_wanted)
        detail.renamed.connect(self._on_detail_renamed)
        detail.described.connect(self._on_detail_described)
        detail.earlier_changed.connect(self._on_detail_earlier_changed)
        detail.picture_given.connect(self._on_detail_picture_given)
        detail.picture.status_message.connect(self.status_message)
        detail.picture_gone.connect(self._on_detail_picture_gone)
        detail.thumbnail_wanted.connect(presenter.ask_thumbnail)
        presenter.thumbnail_came.connect(detail.show_thumbnail)
        detail.close_wanted.connect(self._on_detail_close_wanted)
        detail.delete_wanted.connect(self.delete)
        detail.list_wanted.connect(self._on_detail_list_wanted)
        self.several.preview_wanted.connect(presenter.preview_merge)
        self.several.merge_wanted.connect(self._on_several_merge_wanted)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.members.set_library(library)
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.list.set_look(colors, scale)
        self.detail.set_look(colors, scale)
        self.several.set_scale(scale)
        self.sides.set_scale(scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self._zone = self.detail.zone = self.detail.members.zone = zone
        self.table.viewport().update()

    def save_now(self) -> None:
        self.sides.commit()
        self.members.commit()

    @override
    def refresh(self) -> None:
        self.presenter.rows.refresh()
        self.members.refresh()

    # The list

    def _on_rows_page_came(self) -> None:
        self.sides.show_chosen()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        presenter = self.presenter
        if presenter.text.strip():
            words = self.tr("No series has a word that begins so. Escape shows all of them.")
        elif presenter.shown is Shown.RETIRED:
            words = self.tr("No series is closed. A story that has ended can be.")
        elif presenter.shown is Shown.UNUSED:
            words = self.tr("Every series has articles.")
        else:
            words = self.tr(
                "There is no series yet. Series come with articles: “Go to the series” leads to an article’s."
            )
        self.table.set_empty_words(words)

    def _on_list_text_changed(self, text: str) -> None:
        self.presenter.filter(text=text)

    def _on_shown_chosen(self, shown: Shown) -> None:
        self.presenter.filter(shown=shown)

    def _on_sides_chosen(self, row: SeriesRow | None) -> None:
        self.members.choose(row.series.id if row is not None else None)

    def _go_to_members(self) -> None:
        self.detail.members.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Members

    def _on_members_lines_changed(self, lines: tuple[Line, ...]) -> None:
        self.detail.members.show_lines(lines)

    def _on_members_move_asked(self, ids: list[ArticleId], before: ArticleId | None, at_once: bool) -> None:
        self.members.move(ids, before, at_once=at_once)

    def _on_members_move_to_wanted(self, position: int) -> None:
        ids = [ArticleId(key) for key in self.detail.members.table.moving if isinstance(key, int)]
        self.members.move_to(ids, position)

    # Acts

    def delete(self) -> None:
        """Deletes the series that is shown; one that has articles is refused, in words."""
        if (row := self.sides.shown) is not None:
            self.presenter.delete(row.series.id)

    @property
    def _id(self) -> SeriesId | None:
        return self.detail.row.series.id if self.detail.row is not None else None

    def _on_detail_renamed(self, name: str) -> None:
        if (id := self._id) is not None:
            self.presenter.rename(id, name, self.sides.take_back)

    def _on_detail_described(self, description: str) -> None:
        if (id := self._id) is not None:
            self.presenter.edit(id, description=description)

    def _on_detail_earlier_changed(self, n: int) -> None:
        if (id := self._id) is not None:
            self.presenter.edit(id, earlier_elsewhere=n, then=self.sides.take_back)

    def _on_detail_picture_given(self, picture: Path | QImage) -> None:
        if (id := self._id) is not None:
            self.presenter.set_picture(id, picture, self.sides.take_back)

    def _on_detail_picture_gone(self) -> None:
        if (id := self._id) is not None:
            self.presenter.set_picture(id, None)

    def _on_detail_close_wanted(self, is_closed: bool) -> None:
        if (id := self._id) is not None:
            self.presenter.close(id, is_closed=is_closed)

    def _on_detail_list_wanted(self) -> None:
        if (id := self._id) is not None:
            self.series_wanted.emit(id)

    def _on_several_merge_wanted(self, sources: list[SeriesId], target: SeriesId) -> None:
        self.presenter.merge(sources, target, self.several.take_earlier(), self.sides.after_merge(target))
