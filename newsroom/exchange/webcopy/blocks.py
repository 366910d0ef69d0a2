"""The tree as blocks of Markdown: paragraphs, headings, lists, quotations, tables, code."""

from collections import Counter
from dataclasses import replace

from newsroom.exchange.webcopy.inline import Run, inner_look, one_line, paragraphs_of, runs_of
from newsroom.exchange.webcopy.looks import PLAIN, Look, is_hidden, is_numbered, word_list_level
from newsroom.exchange.webcopy.tables import rows_of, table_of
from newsroom.exchange.webcopy.tree import Node

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INDENT = "    "


def blocks_of(node: Node, look: Look, dropped: Counter[str]) -> list[str]:
    """Blocks of what an element holds. A page's first heading is its headline, so the text's begin with the second."""
    blocks: list[str] = []
    runs: list[Run] = []
    entries: list[Node] = []

    def flush() -> None:
        blocks.extend(paragraphs_of(runs))
        runs.clear()
        if entries:
            blocks.append(_word_list(entries, look, dropped))
            entries.clear()

    for child in node.children:
        if isinstance(child, str):
            if entries and not child.strip():
                continue
            runs += runs_of(Node("span", {}, [child]), look, dropped)
        elif is_hidden(child):
            continue
        elif word_list_level(child):
            if not entries:
                flush()
            entries.append(child)
        elif child.is_block or child.tag == "hr":
            flush()
            blocks += _block(child, inner_look(child, look, dropped), dropped)
        else:
            runs += runs_of(Node("span", {}, [child]), look, dropped)
    flush()
    return blocks


def _block(node: Node, look: Look, dropped: Counter[str]) -> list[str]:
    tag = node.tag
    if tag in _HEADINGS:
        words = one_line(runs_of(node, replace(look, bold=False), dropped), bold=False)
        return [f"{'#' * _HEADINGS[tag]} {words}"] if words else []
    if tag == "hr":
        return ["---"]
    if tag in ("ul", "ol"):
        items = _items(node, look, dropped)
        return [_list(items, numbered=tag == "ol")] if items else []
    if tag == "blockquote":
        return _quoted(blocks_of(node, PLAIN if look.italic else look, dropped))
    if tag == "pre":
        return _code(node)
    if tag == "dt":
        return blocks_of(node, replace(look, bold=True), dropped)
    if tag == "table":
        return _table(node, look, dropped)
    return blocks_of(node, look, dropped)


def _items(node: Node, look: Look, dropped: Counter[str]) -> list[list[str]]:
    """The blocks of each entry; a list that stands bare in a list belongs to the entry before it."""
    items: list[list[str]] = []
    for child in node.children:
        if isinstance(child, str) or is_hidden(child):
            continue
        if child.tag in ("ul", "ol") and items:
            items[-1] += _block(child, look, dropped)
        else:
            item = blocks_of(child, inner_look(child, look, dropped), dropped)
            if item:
                items.append(item)
    return items


def _list(items: list[list[str]], *, numbered: bool) -> str:
    loose = any(sum(1 for block in item if not _is_list(block)) > 1 for item in items)
    entries = []
    for n, item in enumerate(items, start=1):
        gap = "\n\n" if loose else "\n"
        text = gap.join(item).replace("\n", f"\n{_INDENT}").replace(f"\n{_INDENT}\n", "\n\n")
        entries.append(f"{n}. {text}" if numbered else f"- {text}")
    return ("\n\n" if loose else "\n").join(entries)


def _is_list(block: str) -> bool:
    return block.startswith(("- ", "1. "))


def _word_list(entries: list[Node], look: Look, dropped: Counter[str]) -> str:
    """Word's paragraphs that look like entries, as a list with its levels."""
    lines = []
    numbers: dict[int, int] = {}
    level = 0
    for node in entries:
        level = min(word_list_level(node), level + 1)
        for deeper in [known for known in numbers if known > level]:
            del numbers[deeper]
        mark = "- "
        if is_numbered(node):
            numbers[level] = numbers.get(level, 0) + 1
            mark = f"{numbers[level]}. "
        words = one_line(runs_of(node, look, dropped))
        if words:
            lines.append(f"{_INDENT * (level - 1)}{mark}{words}")
    return "\n".join(lines)


def _quoted(blocks: list[str]) -> list[str]:
    if not blocks:
        return []
    return [
        "\n".join(f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}" for line in _lines(blocks))
    ]


def _lines(blocks: list[str]) -> list[str]:
    return "\n\n".join(blocks).split("\n")


def _code(node: Node) -> list[str]:
    text = node.text().strip("\n")
    if not text.strip():
        return []
    fence = "~~~~" if "```" in text else "```"
    return [f"{fence}\n{text}\n{fence}"]


def _table(node: Node, look: Look, dropped: Counter[str]) -> list[str]:
    """A table of figures stays one; one that only lays a page out becomes its cells, one after another."""
    rows = rows_of(node)
    cells = [[one_line(runs_of(cell, look, Counter())) for cell in row] for row in rows]
    table = table_of(node, rows, cells)
    if table is None:
        return [block for row in rows for cell in row for block in blocks_of(cell, look, dropped)]
    for row in rows:
        for cell in row:
            runs_of(cell, look, dropped)
    return [table]
