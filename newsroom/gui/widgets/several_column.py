"""Several rows that are marked in a list, beside it: how many, and the card that merges them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from newsroom.gui.widgets.detail_column import DetailColumn
from newsroom.gui.widgets.merge_card import MergeCard, MergeItem


class SeveralColumn(DetailColumn):
    """Says what is wished; changes nothing by itself. The preview comes from who knows it, and goes to ``card``."""

    preview_wanted = Signal(object, object)
    """Keys of those that would go, and of the one that stays."""
    merge_wanted = Signal(object, object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.facts.hide()
        self.card = MergeCard(name=name, key="Ctrl+M")
        self.add("", self.card)
        self.card.target_chosen.connect(self.ask_preview)
        self.card.merge_wanted.connect(self.merge_wanted)

    def set_scale(self, scale: float) -> None:
        super().set_scale(scale)
        self.card.set_scale(scale)

    def show_items(self, title: str, heading: str, items: Sequence[MergeItem]) -> None:
        """The first is the one that stays, unless another one of them was chosen before."""
        self.title.setText(title)
        self.card.show_items(heading, items)
        self.ask_preview()

    def ask_preview(self) -> None:
        """What a merge would do, as it is chosen now."""
        if self.card.others:
            self.preview_wanted.emit(self.card.others, self.card.chosen)
