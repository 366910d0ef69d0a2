"""Several tags that are marked in the list: merged into one of them, or changed together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton

from newsroom.domain.article import TagKind
from newsroom.domain.ordering import MergePreview, TagRow
from newsroom.gui.features.tag_desk.tag_line import TagLine
from newsroom.gui.features.tag_desk.words import articles, kind_word, merge_words
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn
from newsroom.gui.widgets.merge_card import MergeCard, MergeItem


class SeveralTags(DetailColumn):
    """Says what is wished; changes nothing by itself."""

    preview_wanted = Signal(object, object)
    """Ids of those that would go, and of the one that stays."""
    merge_wanted = Signal(object, object)
    kind_chosen = Signal(object)
    parent_chosen = Signal(object)
    retire_wanted = Signal(bool)
    delete_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.rows: tuple[TagRow, ...] = ()
        self.card = MergeCard(name=self.tr("Merge the marked tags"), key="Ctrl+M")
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What all of them name"))
        self.parent_line = TagLine(
            colors,
            placeholder=self.tr("Another tag for all of them"),
            name=self.tr("The tag that all of them belong under"),
        )
        self.retire = QPushButton(self.tr("Retire them"))
        self.reinstate = QPushButton(self.tr("Reinstate them"))
        self.delete = QPushButton(self.tr("Delete them"))
        self.facts.hide()
        self.add("", self.card)
        self.add(self.tr("What all of them name"), self.kind)
        self.add(self.tr("All of them belong under"), self.parent_line)
        self.add("", ButtonRow(self.retire, self.reinstate, self.delete))
        self.card.target_chosen.connect(self._ask_preview)
        self.card.merge_wanted.connect(self.merge_wanted)
        self.kind.activated.connect(self._on_kind_activated)
        self.parent_line.tag_taken.connect(self.parent_chosen)
        self.retire.clicked.connect(self._on_retire_clicked)
        self.reinstate.clicked.connect(self._on_reinstate_clicked)
        self.delete.clicked.connect(self.delete_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.card.set_scale(scale)
        self.parent_line.set_look(colors, scale)

    def show_rows(self, rows: Sequence[TagRow]) -> None:
        """The most used is the one that stays, unless another one of them was chosen."""
        rows = tuple(sorted(rows, key=lambda row: -row.tag.n_articles))
        if rows == self.rows:
            return
        self.rows = rows
        self.title.setText(self.tr("{0} tags").format(f"{len(rows):,}"))
        items = [MergeItem(row.tag.id, row.tag.label, articles(row.tag.n_articles)) for row in rows]
        self.card.show_items(self.tr("Merge the {0} tags into one").format(f"{len(rows):,}"), items)
        self._show_kinds()
        self.parent_line.show_tag(None, anew=True)
        self.retire.setVisible(any(row.retired_at is None for row in rows))
        self.reinstate.setVisible(any(row.retired_at is not None for row in rows))
        self.delete.setVisible(all(row.tag.n_articles == 0 for row in rows))
        self._ask_preview()

    def show_preview(self, preview: MergePreview) -> None:
        target = next((row.tag.label for row in self.rows if row.tag.id == self.card.chosen), "")
        self.card.show_preview(merge_words(preview, target), preview.warnings)

    def _show_kinds(self) -> None:
        kinds = {row.tag.kind for row in self.rows}
        self.kind.clear()
        if len(kinds) > 1:
            self.kind.addItem(self.tr("Different things"), None)
        for kind in TagKind:
            self.kind.addItem(kind_word(kind), kind)
        if len(kinds) == 1:
            self.kind.setCurrentIndex(self.kind.findData(next(iter(kinds))))

    def _ask_preview(self) -> None:
        if len(self.rows) > 1:
            self.preview_wanted.emit(self.card.others, self.card.chosen)

    def _on_kind_activated(self) -> None:
        if self.kind.currentData() is not None:
            self.kind_chosen.emit(TagKind(self.kind.currentData()))

    def _on_retire_clicked(self) -> None:
        self.retire_wanted.emit(True)

    def _on_reinstate_clicked(self) -> None:
        self.retire_wanted.emit(False)
