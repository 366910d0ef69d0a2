"""The lines of a pasted text that a person should look at: each stands in the text, or is set aside."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from newsroom.domain.wire_story import WireLine

LINE = Qt.ItemDataRole.UserRole + 1
IN_TEXT = Qt.ItemDataRole.UserRole + 2
MOST_LINES = 1000
_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractListModel):
    """Those not understood first, then those set aside; at most a thousand, the others are kept unseen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[WireLine] = []
        self._in_text: list[bool] = []
        self._unseen: tuple[WireLine, ...] = ()

    def set_lines(self, not_understood: Sequence[WireLine], set_aside: Sequence[WireLine]) -> None:
        self.beginResetModel()
        lines = [*not_understood, *set_aside]
        self._lines = lines[:MOST_LINES]
        self._in_text = [n < len(not_understood) for n in range(len(self._lines))]
        self._unseen = tuple(set_aside[max(0, MOST_LINES - len(not_understood)) :])
        self.endResetModel()

    @property
    def n_unseen(self) -> int:
        return len(self._unseen)

    def line(self, row: int) -> WireLine:
        return self._lines[row]

    def in_text(self, row: int) -> bool:
        return self._in_text[row]

    def set_in_text(self, row: int, in_text: bool) -> None:
        self._in_text[row] = in_text
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def lines(self, *, in_text: bool) -> tuple[WireLine, ...]:
        """Those that stand in the text, or those that do not, the unseen ones among them."""
        chosen = (line for line, is_in in zip(self._lines, self._in_text, strict=True) if is_in == in_text)
        return (*chosen, *(() if in_text else self._unseen))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, in_text = self._lines[index.row()], self._in_text[index.row()]
        if role == LINE:
            return line
        if role == IN_TEXT:
            return in_text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text[:500]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("stands in the text") if in_text else self.tr("set aside")
            return self.tr("{0}, {1}. {2}").format(line.text[:500], state, line.reason)
        return None
