"""Several tags that are marked in the list: merged into one of them, or changed together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from newsroom.domain.article import TagKind
from newsroom.domain.ordering import MergePreview, TagRow
from newsroom.gui.features.tag_desk.tag_line import TagLine
from newsroom.gui.features.tag_desk.words import kind_word, merge_words
from newsroom.gui.theme import Colors
from newsroom.gui.when import articles, number
from newsroom.gui.widgets.detail_column import ButtonRow
from newsroom.gui.widgets.merge_card import MergeItem
from newsroom.gui.widgets.quiet_combo import QuietCombo
from newsroom.gui.widgets.several_column import SeveralColumn

_MOST_MARKED = 1000


class SeveralTags(SeveralColumn):
    """What can be done with all of them at once beside merging them."""

    kind_chosen = Signal(object)
    parent_chosen = Signal(object)
    retire_wanted = Signal(bool)
    delete_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__(name=self.tr("Merge the marked tags"))
        self.rows: tuple[TagRow, ...] = ()
        self.kind = QuietCombo(self.tr("What all of them name"))
        self.parent_line = TagLine(
            colors,
            placeholder=self.tr("Another tag for all of them"),
            name=self.tr("The tag that all of them belong under"),
        )
        self.retire = QPushButton(self.tr("Retire them"))
        self.reinstate = QPushButton(self.tr("Reinstate them"))
        self.delete = QPushButton(self.tr("Delete them"))
        self.add(self.tr("What all of them name"), self.kind)
        self.add(self.tr("All of them belong under"), self.parent_line)
        self.add("", ButtonRow(self.retire, self.reinstate, self.delete))
        self.kind.activated.connect(self._on_kind_activated)
        self.parent_line.tag_taken.connect(self.parent_chosen)
        self.retire.clicked.connect(self._on_retire_clicked)
        self.reinstate.clicked.connect(self._on_reinstate_clicked)
        self.delete.clicked.connect(self.delete_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.parent_line.set_look(colors, scale)

    def show_rows(self, rows: Sequence[TagRow]) -> None:
        """The most used is the one that stays, unless another one of them was chosen."""
        rows = tuple(sorted(rows[:_MOST_MARKED], key=lambda row: -row.tag.n_articles))
        if rows == self.rows:
            return
        self.rows = rows
        items = [MergeItem(row.tag.id, row.tag.label, articles(row.tag.n_articles)) for row in rows]
        n = number(len(rows))
        self.show_items(
            self.tr("{0} tags").format(n), self.tr("Merge the {0} tags into one").format(n), items
        )
        self._show_kinds()
        self.parent_line.show_tag(None, anew=True)
        self.retire.setVisible(any(row.retired_at is None for row in rows))
        self.reinstate.setVisible(any(row.retired_at is not None for row in rows))
        self.delete.setVisible(all(row.tag.n_articles == 0 for row in rows))

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

    def _on_kind_activated(self) -> None:
        if self.kind.currentData() is not None:
            self.kind_chosen.emit(TagKind(self.kind.currentData()))

    def _on_retire_clicked(self) -> None:
        self.retire_wanted.emit(True)

    def _on_reinstate_clicked(self) -> None:
        self.retire_wanted.emit(False)
