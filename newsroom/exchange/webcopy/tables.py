"""Tables of copied HTML: which are tables, and those as Markdown."""

from newsroom.exchange.webcopy.tree import Node

_MOST_CELL = 400


def rows_of(table: Node) -> list[list[Node]]:
    """The cells of each row, without those of tables within. A caption is a row of one cell."""
    rows: list[list[Node]] = []
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            rows.append(
                [cell for cell in child.children if isinstance(cell, Node) and cell.tag in ("td", "th")]
            )
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += rows_of(child)
        elif child.tag == "caption":
            rows.append([child])
    return [row for row in rows if row]


def table_of(table: Node, rows: list[list[Node]], cells: list[list[str]]) -> str | None:
    """The table as Markdown; None where it only lays out a page."""
    captions = [row for row, nodes in zip(cells, rows, strict=True) if nodes[0].tag == "caption"]
    body = [row for row, nodes in zip(cells, rows, strict=True) if nodes[0].tag != "caption"]
    width = max((len(row) for row in body), default=0)
    if width < 2 or len(body) < 2 or table.attributes.get("role") == "presentation":
        return None
    if any(len(cell) > _MOST_CELL for row in body for cell in row) or any(_holds_blocks(row) for row in rows):
        return None
    lines = [_row(row, width) for row in body]
    lines.insert(1, _row(["---"] * width, width))
    table_text = "\n".join(lines)
    return "\n\n".join([*(row[0] for row in captions if row[0]), table_text])


def _holds_blocks(row: list[Node]) -> bool:
    """Whether a cell holds a table, a list, or several paragraphs."""
    for cell in row:
        blocks = [child for child in cell.children if isinstance(child, Node) and child.is_block]
        if len(blocks) > 1 or any(block.tag in ("table", "ul", "ol", "blockquote") for block in blocks):
            return True
        if any(_holds_blocks([block]) for block in blocks):
            return True
    return False


def _row(cells: list[str], width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in padded) + " |"
