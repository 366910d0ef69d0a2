"""A layout that sets widgets in lines, as words are set; follows the writing direction."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class FlowLayout(QLayout):
    """Left to right (or right to left), then the next line.

    Items of a line have one middle. The last item may take what is left of its line, once it has its minimum there.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 5, stretch_last: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self._stretch_last = stretch_last
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def insert_widget(self, index: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(QSize(min(item.minimumSize().width(), 80), item.minimumSize().height()))
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Answers how high all lines are."""
        is_mirrored = (
            parent := self.parentWidget()
        ) is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = 0
        for line in self._lines(rect.width()):
            line_height = max(size.height() for _, _, size in line)
            for item, x, size in line if move else ():
                left = rect.x() + (rect.width() - x - size.width() if is_mirrored else x)
                top = rect.y() + y + (line_height - size.height()) // 2
                item.setGeometry(QRect(QPoint(left, top), size))
            y += line_height + self._gap
        return max(0, y - self._gap)

    def _lines(self, line_width: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """The items of each line, from where it begins, and how large they become."""
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = []
        visible = [item for item in self._items if not item.isEmpty()]
        x = 0
        for item in visible:
            hint = item.sizeHint()
            stretches = self._stretch_last and item is visible[-1]
            least = item.minimumSize() if stretches else hint
            width = min(least.width(), line_width)
            if not lines or (x and x + width > line_width):
                lines.append([])
                x = 0
            if stretches:
                width = min(line_width - x, max(width, item.maximumSize().width()))
            # Words that go on in a second line want more than the hint, which knows no width.
            height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            lines[-1].append((item, x, QSize(width, height)))
            x += width + self._gap
        return lines
