"""The page of sections: all of them in the site's order, and beside it the one under the cursor, or the marked ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.domain.ids import SectionId
from newsroom.domain.ordering import MergePreview, SectionRow
from newsroom.gui.features.section_desk.presenter import SectionsPresenter
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.chosen_beside import ChosenBeside
from newsroom.gui.widgets.committing import CommitLine, CommitText
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn
from newsroom.gui.widgets.library_page import LibraryPage
from newsroom.gui.widgets.merge_card import MergeItem
from newsroom.gui.widgets.order_table import OrderTable
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.several_column import SeveralColumn

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_SHOWN = frozenset({Changed.SECTION, Changed.COUNTS})


class SectionDetail(DetailColumn):
    """Says what is wished; changes nothing by itself."""

    renamed = Signal(str)
    described = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.row: SectionRow | None = None
        self.name = CommitLine(name=self.tr("Name of the section"))
        self.description = CommitText(
            name=self.tr("Description of the section"), placeholder=self.tr("What its page says of it")
        )
        self.list = QPushButton(self.tr("List its articles"))
        self.delete = QPushButton(self.tr("Delete"))
        self.add("", ButtonRow(self.list, self.delete))
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Description"), self.description)
        self.name.committed.connect(self.renamed)
        self.description.committed.connect(self.described)

    def set_look(self, scale: float) -> None:
        self.set_scale(scale)
        self.description.setFont(ui_font(scale))
        self.description.set_lines(5)

    def show_row(self, row: SectionRow) -> None:
        """The section as it is now; of the same one, what is typed and not taken yet stays."""
        anew = self.row is None or self.row.section.id != row.section.id
        self.row = row
        section = row.section
        self.title.setText(section.name)
        self.facts.setText(
            self.tr(
                "Articles: {0}, published: {1}. Its address: /{2}. A new name does not change it."
            ).format(number(section.n_articles), number(section.n_published), section.slug)
        )
        self.name.show_value(section.name, anew=anew)
        self.description.show_value(row.description, anew=anew)
        self.delete.setVisible(section.n_articles == 0)

    def commit(self) -> None:
        """Takes what is typed, as if the focus left it."""
        self.name.commit()
        self.description.commit()

    def go_to_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()


class SeveralSections(SeveralColumn):
    """The marked sections."""

    def show_rows(self, rows: Sequence[SectionRow]) -> None:
        """The largest is the one that stays, unless another one of them was chosen."""
        sections = sorted((row.section for row in rows), key=lambda section: -section.n_articles)
        items = [MergeItem(section.id, section.name, number(section.n_articles)) for section in sections]
        n = number(len(sections))
        self.show_items(
            self.tr("{0} sections").format(n), self.tr("Merge the {0} sections into one").format(n), items
        )

    def show_preview(self, preview: MergePreview) -> None:
        words = self.tr(
            "Articles that move: {0}, of which readers see {1}. Addresses that were public stay, and the old "
            "sections’ own pages lead to the one that stays."
        )
        self.card.show_preview(
            words.format(number(preview.n_articles), number(preview.n_public)), preview.warnings
        )


class SectionDeskPanel(LibraryPage):
    """From the list: Enter or F2 goes to the name, Alt with an arrow moves, Ctrl+M merges what is marked."""

    shows = frozenset({Changed.SECTION, Changed.COUNTS})
    search_wanted = Signal(str)
    """A line of search."""

    def __init__(self, presenter: SectionsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Sections"))
        self.presenter = presenter
        self.model = RowsModel(self._columns(), lambda row: row.section.id, colors, self)
        self.table = OrderTable(self.model, colors, name=self.tr("Sections, in the site’s order"))
        self.table.set_widths(0, 90, 90)
        self.table.set_empty_words(
            self.tr(
                "There is no section yet. Sections come with articles: “Go to the section” leads to one’s."
            )
        )
        self.hint = QLabel(self.tr("In the site’s order. Alt with an arrow, or the mouse, moves a section."))
        self.hint.setObjectName("dim")
        self.hint.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        self.detail = SectionDetail()
        self.several = SeveralSections(name=self.tr("Merge the marked sections"))
        self.sides = ChosenBeside(
            self.table,
            left,
            self.detail,
            self.several,
            nothing=self.tr(
                "Choose a section to change it; mark several, with Shift or Ctrl, to merge them."
            ),
            sizes=(560, 560),
        )
        self.sides.add_keys(self)
        self.column.addWidget(self.sides, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[SectionRow], ...]:
        return (
            Column("name", self.tr("Section"), lambda row: row.section.name, is_bold=True),
            Column("count", self.tr("Articles"), lambda row: number(row.section.n_articles), is_number=True),
            Column(
                "published",
                self.tr("Published"),
                lambda row: number(row.section.n_published),
                is_number=True,
                tone=lambda _: "dim",
            ),
        )

    def _connect(self) -> None:
        presenter, detail = self.presenter, self.detail
        presenter.rows_changed.connect(self._on_presenter_rows_changed)
        presenter.preview_changed.connect(self.several.show_preview)
        presenter.failed.connect(self.status_message)
        self.table.move_asked.connect(self._on_table_move_asked)
        self.several.preview_wanted.connect(presenter.preview_merge)
        self.several.merge_wanted.connect(self._on_several_merge_wanted)
        detail.renamed.connect(self._on_detail_renamed)
        detail.described.connect(self._on_detail_described)
        detail.list.clicked.connect(self._on_list_clicked)
        detail.delete.clicked.connect(self.delete)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.table.set_look(colors, scale)
        self.hint.setFont(ui_font(scale, pixels=12.5))
        self.detail.set_look(scale)
        self.several.set_scale(scale)
        self.sides.set_scale(scale)

    def save_now(self) -> None:
        self.sides.commit()
        self.presenter.commit()

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    # The list

    def _on_presenter_rows_changed(self, rows: tuple[SectionRow, ...]) -> None:
        self.model.set_rows(rows)
        self.sides.show_chosen()

    def _on_table_move_asked(self, ids: list[SectionId], before: SectionId | None, at_once: bool) -> None:
        self.presenter.move(ids, before, at_once=at_once)

    # Acts

    @property
    def _id(self) -> SectionId | None:
        return self.detail.row.section.id if self.detail.row is not None else None

    def delete(self) -> None:
        """Deletes the section that is shown; one that has articles is refused, in words."""
        if (row := self.sides.shown) is not None:
            self.presenter.delete(row.section.id)

    def _on_detail_renamed(self, name: str) -> None:
        if (id := self._id) is not None:
            self.presenter.rename(id, name, self.sides.take_back)

    def _on_detail_described(self, description: str) -> None:
        if (id := self._id) is not None:
            self.presenter.describe(id, description)

    def _on_list_clicked(self) -> None:
        if self.detail.row is not None:
            self.search_wanted.emit(f'section:"{self.detail.row.section.name}"')

    def _on_several_merge_wanted(self, sources: list[SectionId], target: SectionId) -> None:
        self.presenter.merge(sources, target, self.sides.after_merge(target))
