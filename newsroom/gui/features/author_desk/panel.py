"""The page of authors: the list with its filter, and beside it the author under the cursor, or the marked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from typing_extensions import override

from newsroom.domain.bulk import Outcome
from newsroom.domain.changes import Changed
from newsroom.domain.ids import AuthorId
from newsroom.domain.ordering import Author, MergePreview, Sort
from newsroom.gui.features.author_desk.detail import AuthorDetail
from newsroom.gui.features.author_desk.presenter import AuthorsPresenter
from newsroom.gui.theme import Colors
from newsroom.gui.when import number
from newsroom.gui.widgets.detail_column import DetailColumn
from newsroom.gui.widgets.filtered_table import FilteredTable
from newsroom.gui.widgets.list_beside import ListBeside
from newsroom.gui.widgets.merge_card import MergeCard, MergeItem
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_SHOWN = frozenset({Changed.AUTHOR, Changed.ARTICLE, Changed.COUNTS})
_SORTS = {"name": Sort.NAME, "count": Sort.COUNT}
_NAMED = 12


class AuthorDeskPanel(PageFrame):
    """From the list: Enter or F2 goes to the name, Ctrl+M merges what is marked."""

    status_message = Signal(str)
    search_wanted = Signal(str)
    """A line of search."""

    def __init__(self, presenter: AuthorsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Authors"))
        self.presenter = presenter
        self._stale = False
        self.model = RowsModel(self._columns(), lambda row: row.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Authors"), many=True)
        self.table.set_widths(0, 80, 220)
        self.table.set_sortable(tuple(_SORTS), "count", descending=True)
        self.list = FilteredTable(
            self.table,
            placeholder=self.tr("Filter by any of their names"),
            name=self.tr("Filter the authors"),
        )
        self.detail = AuthorDetail(colors)
        self.several = DetailColumn()
        self.several.facts.hide()
        self.card = MergeCard(name=self.tr("Merge the marked authors"), key="Ctrl+M")
        self.several.add("", self.card)
        self.sides = ListBeside(
            self.list,
            self.detail,
            self.several,
            nothing=self.tr("Choose an author to change; mark several, with Shift or Ctrl, to merge them."),
            sizes=(640, 520),
        )
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
        presenter.rows.page_came.connect(self._on_rows_page_came)
        presenter.preview_changed.connect(self._on_presenter_preview_changed)
        presenter.failed.connect(self.status_message)
        self.model.more_wanted.connect(presenter.rows.ask_more)
        self.list.text_changed.connect(self._on_list_text_changed)
        self.table.sort_wanted.connect(self._on_table_sort_wanted)
        self.table.current_changed.connect(self._show_chosen)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.row_activated.connect(self._on_table_row_activated)
        detail.renamed.connect(self._on_detail_renamed)
        detail.alias_added.connect(self._on_detail_alias_added)
        detail.alias_removed.connect(self._on_detail_alias_removed)
        detail.detail_changed.connect(self._on_detail_detail_changed)
        detail.list.clicked.connect(self._on_list_clicked)
        detail.delete.clicked.connect(self.delete)
        self.card.target_chosen.connect(self._ask_preview)
        self.card.merge_wanted.connect(self._on_card_merge_wanted)
        for key, act, owner in (
            ("F2", self.rename, self),
            ("Ctrl+M", self.card.do, self),
            ("Delete", self.delete, self.table),
        ):
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.list.set_look(colors, scale)
        self.detail.set_look(colors, scale)
        self.several.set_scale(scale)
        self.card.set_scale(scale)
        self.sides.set_scale(scale)

    def apply(self, changes: ChangeSet) -> None:
        if changes.kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def save_now(self) -> None:
        if self.detail.row is not None:
            self.detail.commit()

    def _refresh(self) -> None:
        self._stale = False
        self.presenter.rows.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # The list

    def _on_rows_page_came(self, rows: tuple[Author, ...], follows: bool, more: bool) -> None:
        if follows:
            self.model.add_rows(rows, more=more)
        else:
            self.model.set_rows(rows, more=more)
        self._show_chosen()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if self.presenter.text.strip():
            words = self.tr("No author has a name with a word that begins so. Escape shows all of them.")
        else:
            words = self.tr("There is no author yet. Authors come with the bylines of articles.")
        self.table.set_empty_words(words)

    def _on_list_text_changed(self, text: str) -> None:
        self.presenter.filter(text)

    def _on_table_sort_wanted(self, name: str) -> None:
        self.presenter.sort_by(_SORTS[name])
        self.table.set_sortable(tuple(_SORTS), name, descending=name != "name")

    def _show_chosen(self, _: object = None) -> None:
        rows, current = self.table.selected, self.table.current
        if len(rows) > 1:
            self._show_several(rows)
        elif current is not None:
            self.detail.show_row(current)
            self.sides.show_beside(self.detail)
        else:
            self.sides.show_beside(None)

    def _show_several(self, rows: tuple[Author, ...]) -> None:
        rows = tuple(sorted(rows, key=lambda row: -row.n_articles))
        items = [MergeItem(row.id, row.name, number(row.n_articles)) for row in rows]
        self.several.title.setText(self.tr("{0} authors").format(number(len(rows))))
        self.card.show_items(self.tr("Merge the {0} authors into one").format(number(len(rows))), items)
        self.sides.show_beside(self.several)
        self._ask_preview()

    def _ask_preview(self) -> None:
        target = self.card.chosen
        if isinstance(target, int):
            sources = [AuthorId(key) for key in self.card.others if isinstance(key, int)]
            self.presenter.preview_merge(sources, AuthorId(target))

    def _on_presenter_preview_changed(self, preview: MergePreview) -> None:
        words = self.tr(
            "Articles whose bylines become this author’s: {0}. Bylines print what they printed, so readers see no "
            "change. Other names from then on: {1}."
        )
        names = ", ".join(f"“{name}”" for name in preview.names[:_NAMED])
        self.card.show_preview(words.format(number(preview.n_articles), names), preview.warnings)

    def _on_table_row_activated(self, _: Author) -> None:
        if len(self.table.selected) > 1:
            self.card.target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rename()

    # Acts

    @property
    def _id(self) -> AuthorId | None:
        return self.detail.row.id if self.detail.row is not None else None

    def rename(self) -> None:
        """The cursor into the name of the author who is shown."""
        if self.sides.beside is self.detail:
            self.detail.go_to_name()

    def delete(self) -> None:
        """Deletes the author who is shown; one whom bylines name is refused, in words."""
        if (id := self._id) is not None and self.sides.beside is self.detail:
            self.presenter.delete(id)

    def _on_detail_renamed(self, name: str, reprint: bool, publish: bool) -> None:
        if (id := self._id) is not None:
            self.presenter.rename(id, name, reprint=reprint, publish=publish, then=self._on_field_done)

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

    def _on_field_done(self, outcome: Outcome | None) -> None:
        """Where nothing was done, the fields show again what there is."""
        row = self.table.current
        if outcome is None and row is not None and self.sides.beside is self.detail:
            self.detail.row = None
            self.detail.show_row(row)

    def _on_card_merge_wanted(self, sources: list[AuthorId], target: AuthorId) -> None:
        def then(outcome: Outcome | None) -> None:
            if outcome is not None:
                self.table.clearSelection()
                self.table.choose(target)

        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.presenter.merge(sources, target, then)
