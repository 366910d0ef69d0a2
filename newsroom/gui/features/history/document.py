"""A comparison drawn as a document: one text with marks, or two side by side. Knows where each paragraph stands.

What is gone is struck through, what is new is underlined: colour alone says nothing. Each paragraph has the direction
of its own words.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from newsroom.domain.histories import Comparison, FieldDifference, Paragraph, paragraphs_of
from newsroom.domain.text_diff import Kind, Piece
from newsroom.gui.directions import begins_right_to_left
from newsroom.gui.features.history.words import field_word
from newsroom.gui.theme import Colors, serif_font, ui_font

_LINE = "\u2028"
_TEXTS = frozenset({"headline", "lede", "body"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph begins in the document."""

    position: int
    field: str
    paragraph: Paragraph


@dataclass(slots=True)
class Places:
    """The paragraphs in the order of the document."""

    all: list[Place] = field(default_factory=list)

    def at(self, position: int) -> Place | None:
        """The paragraph in which the position is."""
        n = bisect_right(self.all, position, key=lambda place: place.position)
        return self.all[n - 1] if n else None

    def changes(self) -> list[Place]:
        """Those that differ."""
        return [place for place in self.all if not place.paragraph.is_same]


class Drawing:
    """Draws comparisons in one look."""

    def __init__(self, colors: Colors, scale: float) -> None:
        self._heading = QTextCharFormat()
        self._heading.setFont(ui_font(scale, pixels=11.5, bold=True))
        self._heading.setForeground(QColor(colors.dim))
        self._formats = {kind: QTextCharFormat() for kind in Kind}
        for text in self._formats.values():
            text.setFont(serif_font(scale, pixels=15.5))
            text.setForeground(QColor(colors.ink))
        gone, new = self._formats[Kind.GONE], self._formats[Kind.NEW]
        gone.setFontStrikeOut(True)
        gone.setForeground(QColor(colors.accent))
        gone.setBackground(QColor(colors.accent_soft))
        new.setFontUnderline(True)
        new.setForeground(QColor(colors.ok))
        new.setBackground(_soft(colors))
        self._quiet = QTextCharFormat(self._formats[Kind.SAME])
        self._quiet.setForeground(QColor(colors.dim))
        self._line = QColor(colors.line)
        self._scale = scale

    def inline(self, document: QTextDocument, comparison: Comparison) -> Places:
        """One text: what is gone, and after it what is new."""
        places = Places()
        cursor = _begun(document)
        for difference in _shown(comparison):
            begins = self._put_heading(cursor, difference.field)
            for n, paragraph in enumerate(_paragraphs(difference)):
                self._block(cursor, paragraph)
                # The heading means the paragraph below it.
                position = begins if n == 0 else cursor.position()
                places.all.append(Place(position, difference.field, paragraph))
                self._put(cursor, paragraph.pieces)
        _ended(cursor)
        return places

    def beside(self, document: QTextDocument, comparison: Comparison, titles: tuple[str, str]) -> Places:
        """Two columns: the old text, and the new one. Their paragraphs stand at one height."""
        places = Places()
        cursor = _begun(document)
        table = cursor.insertTable(1, 2, self._table_format())
        for column, title in enumerate(titles):
            table.cellAt(0, column).firstCursorPosition().insertText(title, self._heading)
        for difference in _shown(comparison):
            self._head_row(table, difference.field)
            for paragraph in _paragraphs(difference):
                self._row(table, difference.field, paragraph, places)
        cursor.endEditBlock()
        return places

    def _table_format(self) -> QTextTableFormat:
        table = QTextTableFormat()
        table.setBorder(0)
        table.setCellPadding(6 * self._scale)
        table.setCellSpacing(0)
        table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        table.setColumnWidthConstraints([half, half])
        return table

    def _head_row(self, table: QTextTable, name: str) -> None:
        table.appendRows(1)
        cell = table.cellAt(table.rows() - 1, 0).firstCursorPosition()
        cell.insertText(field_word(name), self._heading)

    def _row(self, table: QTextTable, name: str, paragraph: Paragraph, places: Places) -> None:
        table.appendRows(1)
        for column, left_out in enumerate((Kind.NEW, Kind.GONE)):
            cell = table.cellAt(table.rows() - 1, column).firstCursorPosition()
            pieces = [piece for piece in paragraph.pieces if piece.kind is not left_out]
            cell.setBlockFormat(self._block_format(pieces))
            places.all.append(Place(cell.position(), name, paragraph))
            self._put(cell, pieces)

    def _put_heading(self, cursor: QTextCursor, name: str) -> int:
        block = QTextBlockFormat()
        block.setTopMargin(14 * self._scale)
        block.setBottomMargin(3 * self._scale)
        _next_block(cursor, block)
        begins = cursor.position()
        cursor.insertText(field_word(name), self._heading)
        return begins

    def _block(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        _next_block(cursor, self._block_format(paragraph.pieces))

    def _block_format(self, pieces: Sequence[Piece]) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setBottomMargin(9 * self._scale)
        block.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setLayoutDirection(_direction(pieces))
        return block

    def _put(self, cursor: QTextCursor, pieces: Sequence[Piece]) -> None:
        is_quiet = all(piece.kind is Kind.SAME for piece in pieces)
        last = len(pieces) - 1
        for n, piece in enumerate(pieces):
            text = piece.text.rstrip("\n") if n == last else piece.text
            if piece.kind is not Kind.SAME and not piece.text.strip():
                text = piece.text.replace("\n", "¶")  # else one would not see that it changed
            cursor.insertText(
                text.replace("\n", _LINE), self._quiet if is_quiet else self._formats[piece.kind]
            )


def _shown(comparison: Comparison) -> list[FieldDifference]:
    return [difference for difference in comparison.fields if not difference.is_same]


def _paragraphs(difference: FieldDifference) -> tuple[Paragraph, ...]:
    if difference.field in _TEXTS:
        return paragraphs_of(difference.pieces)
    size = [
        sum(len(piece.text) for piece in difference.pieces if piece.kind is not kind)
        for kind in (Kind.NEW, Kind.GONE)
    ]
    return (Paragraph(difference.pieces, (0, size[0]), (0, size[1])),)


def _begun(document: QTextDocument) -> QTextCursor:
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    return cursor


def _ended(cursor: QTextCursor) -> None:
    cursor.endEditBlock()


def _next_block(cursor: QTextCursor, block: QTextBlockFormat) -> None:
    if cursor.position() == 0:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)


def _direction(pieces: Sequence[Piece]) -> Qt.LayoutDirection:
    for piece in pieces:
        if piece.text.strip():
            is_rtl = begins_right_to_left(piece.text)
            if is_rtl is not None:
                return Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.LayoutDirectionAuto


def _soft(colors: Colors) -> QColor:
    """A tint of what is well, as the accent has one."""
    ok, card = QColor(colors.ok), QColor(colors.card)
    part = 0.22 if colors.dark else 0.14
    mixed = [
        round(one * part + other * (1 - part))
        for one, other in ((ok.red(), card.red()), (ok.green(), card.green()), (ok.blue(), card.blue()))
    ]
    return QColor(*mixed)
