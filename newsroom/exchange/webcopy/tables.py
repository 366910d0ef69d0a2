"""Tables of copied HTML: which are tables, and those as Markdown."""

from typing import TYPE_CHECKING

from newsroom.exchange.webcopy.tree import BLOCKS

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_CELL = 400
_MOST_COLUMNS = 100
# What may stand in a table, at any depth above its cells.
TABLE_PARTS = frozenset("caption colgroup col thead tbody tfoot tr td th".split())
_PARTS = frozenset(("thead", "tbody", "tfoot"))
_NOT_IN_CELLS = frozenset(("table", "ul", "ol", "blockquote", "pre", "dl"))


def rows_of(table: "_Element") -> "list[list[_Element]]":
    """The cells of each row, without those of tables within."""
    rows: list[list[_Element]] = []
    for child in table:
        if child.tag == "tr":
            rows.append([cell for cell in child if cell.tag in ("td", "th")])
        elif child.tag in _PARTS:
            rows += rows_of(child)
    return [row for row in rows if row]


def is_tangled(table: "_Element") -> bool:
    """Whether rows or cells stand in it where none may: read as rows of cells, it would lose their words."""
    for part in table.iter("tr", "td", "th", *_PARTS, "caption"):
        if next(part.iterancestors("table"), None) is table:
            parent = part.getparent()
            holders = (
                ("tr",)
                if part.tag in ("td", "th")
                else ("table", *_PARTS)
                if part.tag == "tr"
                else ("table",)
            )
            if parent is None or parent.tag not in holders:
                return True
    return False


def caption_of(table: "_Element") -> "_Element | None":
    """The words above the table."""
    return next((child for child in table if child.tag == "caption"), None)


def table_of(table: "_Element", rows: "list[list[_Element]]", cells: list[list[str]]) -> str | None:
    """The table as Markdown; None where it only lays out a page. A cell that spans columns has empty ones behind it."""
    widths = [[_span(cell) for cell in row] for row in rows]
    width = max((sum(spans) for spans in widths), default=0)
    if not 2 <= width <= _MOST_COLUMNS or len(rows) < 2 or table.get("role") == "presentation":
        return None
    if any(len(cell) > _MOST_CELL for row in cells for cell in row) or any(map(_holds_blocks, rows)):
        return None
    lines = [
        _row(
            [part for cell, span in zip(row, spans, strict=True) for part in (cell, *[""] * (span - 1))],
            width,
        )
        for row, spans in zip(cells, widths, strict=True)
    ]
    lines.insert(1, _row(["---"] * width, width))
    return "\n".join(lines)


def _span(cell: "_Element") -> int:
    said = cell.get("colspan", "")
    return max(1, min(int(said), _MOST_COLUMNS)) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def _holds_blocks(row: "list[_Element]") -> bool:
    """Whether a cell holds a table, a list, or several paragraphs."""
    for cell in row:
        n_blocks = 0
        for node in cell.iter():
            if node is cell or not isinstance(node.tag, str):
                continue
            if node.tag in _NOT_IN_CELLS:
                return True
            n_blocks += node.tag in BLOCKS and node.getparent() is cell
        if n_blocks > 1:
            return True
    return False


def _row(cells: list[str], width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in padded) + " |"
