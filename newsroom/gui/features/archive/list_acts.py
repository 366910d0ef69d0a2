"""Acts on one or several articles of the list pane: the table's bar, below the list while an act is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.bulk import Selection
from newsroom.gui.features.archive.bulk_bar import BulkBar
from newsroom.gui.features.archive.bulk_presenter import BulkPresenter
from newsroom.gui.features.archive.bulk_words import marked_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.domain.ids import ArticleId
    from newsroom.gui.acting import Acting
    from newsroom.gui.features.archive.bulk_wishes import BulkAct, Counted, Wish
    from newsroom.gui.features.archive.panel import ArchivePanel
    from newsroom.gui.theme import Colors
    from newsroom.jobs.lanes import Runner


class ListActs(QObject):
    """Made when an act is first wished for. GUI thread only."""

    def __init__(
        self, lanes: Runner, acting: Acting, panel: ArchivePanel, colors: Colors, scale: float
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._ids: tuple[ArticleId, ...] = ()
        self.bulk = BulkPresenter(lanes, acting, self)
        self.bar = BulkBar(colors)
        self.bar.set_look(colors, scale)
        self.bar.hide()
        panel.add_below(self.bar)
        self.bar.offers_wanted.connect(self.bulk.offer)
        self.bar.count_wanted.connect(self._on_bar_count_wanted)
        self.bar.do_wanted.connect(self._on_bar_do_wanted)
        self.bar.ended.connect(self._on_bar_ended)
        self.bulk.offered.connect(self.bar.offer)
        self.bulk.counted.connect(self.bar.show_counted)
        self.bulk.refused.connect(self.bar.show_refusal)

    def begin(self, ids: Sequence[ArticleId], act: BulkAct) -> None:
        """Asks what the act needs to know, then what it would do; nothing is done before that is confirmed."""
        if not ids or self.bulk.acting.library is None:
            return
        self._ids = tuple(ids)
        self.bulk.library = self.bulk.acting.library
        self.bar.show_marked(marked_words(len(ids), None, is_all=False), n=len(ids), in_trash=False)
        self.bar.show()
        self.bar.begin(act)

    def _on_bar_count_wanted(self, wish: Wish) -> None:
        self.bulk.count(Selection(ids=self._ids), wish)

    def _on_bar_do_wanted(self, counted: Counted, publish: bool) -> None:
        self.bulk.do(counted, publish=publish)

    def _on_bar_ended(self) -> None:
        self.bulk.call_off()
        self.bar.hide()
        self._panel.focus_list()
