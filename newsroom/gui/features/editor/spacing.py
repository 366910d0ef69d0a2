"""Line height of the body, the gap that a blank line between two paragraphs is, where an empty one begins. No draft."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

LINE_HEIGHT = 1.62
_GAP = 0.82  # of the size of the text
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_BY_ITS_WORDS = Qt.LayoutDirection.LayoutDirectionAuto


class BlockSpacing:
    """Gives text its line height, and blank lines between paragraphs that of a gap.

    In a run of blank lines every other one, beginning with the first, is a gap: so a new paragraph typed
    between two others has its full height from the start. Formats are changed only where they are wrong.

    Which way a paragraph runs its words say. Qt lets one without any begin at the left: in an article that begins at
    the right it is told to begin there.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._text = QTextBlockFormat()
        self._gap = QTextBlockFormat()
        self.empty_direction = _BY_ITS_WORDS
        """Of blocks without a letter; holds from the next fix."""
        self.line_height = LINE_HEIGHT
        """As a factor of the size of the letters; holds from the next ``set_pixels``."""

    @property
    def text_format(self) -> QTextBlockFormat:
        return self._text

    def set_pixels(self, pixels: int) -> None:
        """Sizes for the document's font of that many pixels; blocks keep theirs until ``apply_to_all``."""
        natural = QFontMetricsF(self._document.defaultFont()).lineSpacing() or pixels
        self._text.setLineHeight(round(100 * self.line_height * pixels / natural), _PROPORTIONAL)
        self._gap.setLineHeight(round(_GAP * pixels), _FIXED)

    def apply_to_all(self) -> None:
        """After a change of size. Linear in the length of the document."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._text)
        self._fix(cursor, self._document.firstBlock(), self._document.blockCount())
        cursor.endEditBlock()

    def is_wrong(self, first: QTextBlock, n_blocks: int) -> bool:
        """Whether one of the blocks, or of the blank ones around them, has not the format it should."""
        return next(self._wrong(first, n_blocks), None) is not None

    def fix(self, first: QTextBlock, n_blocks: int) -> None:
        """Gives these blocks, and the blank ones around them, the format they should have."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        self._fix(cursor, first, n_blocks)
        cursor.endEditBlock()

    def _fix(self, cursor: QTextCursor, first: QTextBlock, n_blocks: int) -> None:
        for block, is_gap in list(self._wrong(first, n_blocks)):
            cursor.setPosition(block.position())
            wanted = QTextBlockFormat(self._gap if is_gap else self._text)
            if (direction := self._direction(block)) != _BY_ITS_WORDS:
                wanted.setLayoutDirection(direction)
            cursor.setBlockFormat(wanted)

    def _direction(self, block: QTextBlock) -> Qt.LayoutDirection:
        return self.empty_direction if block.length() == 1 else _BY_ITS_WORDS

    def _wrong(self, first: QTextBlock, n_blocks: int) -> Iterator[tuple[QTextBlock, bool]]:
        block, n_left = first, n_blocks
        while block.previous().isValid() and block.previous().length() == 1:
            block = block.previous()
            n_left += 1
        n_blank = 0
        while block.isValid() and (n_left > 0 or block.length() == 1):
            n_blank = n_blank + 1 if block.length() == 1 else 0
            between = block.previous().isValid() and block.next().isValid()
            is_gap = n_blank % 2 == 1 and between
            shape = block.blockFormat()
            is_right = (shape.lineHeightType() == _FIXED) == is_gap
            if not is_right or shape.layoutDirection() != self._direction(block):
                yield block, is_gap
            block = block.next()
            n_left -= 1
