"""The page of authors: the list with its filter, and beside it the author under the cursor, or the marked ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.domain.ids import AuthorId
from newsroom.domain.ordering import Author, MergePreview, Sort
from newsroom.gui.features.author_desk.detail import AuthorDetail
from newsroom.gui.features.author_desk.presenter import AuthorsPresenter
from newsroom.gui.theme import Colors
from newsroom.gui.when import number
from newsroom.gui.widgets.chosen_beside import ChosenBeside
from newsroom.gui.widgets.filtered_table import FilteredTable
from newsroom.gui.widgets.library_page import LibraryPage
from newsroom.gui.widgets.merge_card import MergeItem
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable
from newsroom.gui.widgets.several_column import SeveralColumn

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_SHOWN = frozenset({Changed.AUTHOR, Changed.ARTICLE, Changed.COUNTS})
_SORTS = {"name": Sort.NAME, "count": Sort.COUNT}
_NAMED = 12


class SeveralAuthors(SeveralColumn):
    """The marked authors."""

    def show_rows(self, rows: Sequence[Author]) -> None:
        """The most named is the one that stays, unless another one of them was chosen."""
        rows = sorted(rows, key=lambda row: -row.n_articles)
        items = [MergeItem(row.id, row.name, number(row.n_articles)) for row in rows]
        n = number(len(rows))
        self.show_items(
            self.tr("{0} authors").format(n), self.tr("Merge the {0} authors into one").format(n), items
        )

    def show_preview(self, preview: MergePreview) -> None:
        words = self.tr(
            "Articles whose bylines become this author’s: {0}. Bylines print what they printed, so readers see no "
            "change. Other names from then on: {1}."
        )
        names = ", ".join(f"“{name}”" for name in preview.names[:_NAMED])
        self.card.show_preview(words.format(number(preview.n_articles), names), preview.warnings)


class AuthorDeskPanel(LibraryPage):
    """From the list: Enter or F2 goes to the name, Ctrl+M merges what is marked."""

    shows = frozenset({Changed.AUTHOR, Changed.ARTICLE, Changed.COUNTS})
    search_wanted = Signal(str)
    """A line of search."""

    def __init__(self, presenter: AuthorsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Authors"))
        self.presenter = presenter
        self.model = RowsModel(self._columns(), lambda row: row.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Authors"), many=True)
        self.table.set_widths(0, 80, 220)
        self.table.set_sorts(_SORTS, "count")
        self.list = FilteredTable(
            self.table,
            placeholder=self.tr("Filter by any of their names"),
            name=self.tr("Filter the authors"),
        )
        self.detail = AuthorDetail(colors)
        self.several = SeveralAuthors(name=self.tr("Merge the marked authors"))
        self.sides = ChosenBeside(
            self.table,
            self.list,
            self.detail,
            self.several,
            nothing=self.tr("Choose an author to change; mark several, with Shift or Ctrl, to merge them."),
            sizes=(640, 520),
        )
        self.sides.add_keys(self, self.delete)
        self.column.addWidget(self.sides, 1)
        self.setFocusProxy(self.list)
        self._connect()
        self._show_emptiness()
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[Author], ...]:
        return (
            Column("name", self.tr("Author"), lambda row: row.name, is_bold=True),
            Column("count", self.tr("Articles"), lambda row: number(row.n_articles), is_number=True),
            Column("names", self.tr("Other names"), lambda row: ", ".join(row.aliases), tone=lambda _: "dim"),
        )

    def _connect(self) -> None:
        presenter, detail = self.presenter, self.detail
        self.model.follow(presenter.rows)
        presenter.rows.page_came.connect(self._on_rows_page_came)
        presenter.preview_changed.connect(self.several.show_preview)
        presenter.failed.connect(self.status_message)
        self.list.text_changed.connect(presenter.filter)
        self.table.sort_wanted.connect(presenter.sort_by)
        self.several.preview_wanted.connect(presenter.preview_merge)
        self.several.merge_wanted.connect(self._on_several_merge_wanted)
        detail.renamed.connect(self._on_detail_renamed)
        detail.alias_added.connect(self._on_detail_alias_added)
        detail.alias_removed.connect(self._on_detail_alias_removed)
        detail.detail_changed.connect(self._on_detail_detail_changed)
        detail.list.clicked.connect(self._on_list_clicked)
        detail.delete.clicked.connect(self.delete)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.list.set_look(colors, scale)
        self.detail.set_look(colors, scale)
        self.several.set_scale(scale)
        self.sides.set_scale(scale)

    def save_now(self) -> None:
        self.sides.commit()

    @override
    def refresh(self) -> None:
        self.presenter.rows.refresh()

    # The list

    def _on_rows_page_came(self) -> None:
        self.sides.show_chosen()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if self.presenter.text.strip():
            words = self.tr("No author has a name with a word that begins so. Escape shows all of them.")
        else:
            words = self.tr("There is no author yet. Authors come with the bylines of articles.")
        self.table.set_empty_words(words)

    # Acts

    @property
    def _id(self) -> AuthorId | None:
        return self.detail.row.id if self.detail.row is not None else None

    def delete(self) -> None:
        """Deletes the author who is shown; one whom bylines name is refused, in words."""
        if (author := self.sides.shown) is not None:
            self.presenter.delete(author.id)

    def _on_detail_renamed(self, name: str, reprint: bool, publish: bool) -> None:
        if (id := self._id) is not None:
            self.presenter.rename(id, name, reprint=reprint, publish=publish, then=self.sides.take_back)

    def _on_detail_alias_added(self, alias: str) -> None:
        if (id := self._id) is not None:
            self.presenter.add_alias(id, alias)

    def _on_detail_alias_removed(self, alias: str) -> None:
        if (id := self._id) is not None:
            self.presenter.remove_alias(id, alias)

    def _on_detail_detail_changed(self, key: str, value: object) -> None:
        if (id := self._id) is not None:
            self.presenter.edit(id, {key: value})

    def _on_list_clicked(self) -> None:
        if self.detail.row is not None:
            self.search_wanted.emit(f'author:"{self.detail.row.name}"')

    def _on_several_merge_wanted(self, sources: list[AuthorId], target: AuthorId) -> None:
        self.presenter.merge(sources, target, self.sides.after_merge(target))
