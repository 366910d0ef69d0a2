"""Lists of Markdown from the blocks of their entries."""

from typing import TYPE_CHECKING

from newsroom.exchange.webcopy.looks import is_numbered, word_list_level

if TYPE_CHECKING:
    from lxml.etree import _Element

INDENT = "    "
_HOLDERS = frozenset(("thead", "tbody", "tfoot", "tr", "div", "colgroup"))


def listed(items: list[list[str]], *, numbered: bool, start: str = "") -> str:
    """A list; with gaps where an entry holds more than a paragraph and lists."""
    loose = any(sum(1 for block in item if not _is_list(block)) > 1 for item in items)
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
    entries = []
    for n, item in enumerate(items, start=first):
        text = indented(("\n\n" if loose else "\n").join(item))
        entries.append(f"{n}. {text}" if numbered else f"- {text}")
    return ("\n\n" if loose else "\n").join(entries)


def indented(text: str) -> str:
    """All lines but the first moved in, so that they belong to an entry."""
    return text.replace("\n", f"\n{INDENT}").replace(f"\n{INDENT}\n", "\n\n")


def definitions(pairs: list[tuple[bool, list[str]]]) -> list[str]:
    """Terms (true) and what they mean; what has no term above it is a paragraph."""
    blocks: list[str] = []
    terms: list[str] = []
    is_open = False
    for is_term, inside in pairs:
        if is_term:
            terms += inside
            is_open = False
        elif inside and (terms or is_open):
            meaning = (
                f":   {indented(chr(10).join(inside) if len(inside) == 1 else (chr(10) * 2).join(inside))}"
            )
            if is_open:
                blocks[-1] += f"\n{meaning}"
            else:
                blocks.append("\n".join((*terms, meaning)))
            terms, is_open = [], True
        else:
            blocks += inside
    return [*blocks, *(f"**{term}**" for term in terms)]


def has_bare_words(node: "_Element", parts: frozenset[str]) -> bool:
    """Whether something stands in it that is in none of its parts: a list or table like that is none."""
    if node.text and node.text.strip():
        return True
    for child in node:
        if isinstance(child.tag, str) and (child.tag not in parts or has_bare_words_within(child, parts)):
            return True
        if child.tail and child.tail.strip():
            return True
    return False


def has_bare_words_within(node: "_Element", parts: frozenset[str]) -> bool:
    """The same of a part that only holds parts: a row, a group."""
    return node.tag in _HOLDERS and has_bare_words(node, parts)


def word_list(entries: "list[tuple[_Element, str]]") -> str:
    """Word's paragraphs that look like entries, with their words, as a list with its levels."""
    lines = []
    numbers: dict[int, int] = {}
    level = 0
    for node, words in entries:
        level = min(word_list_level(node), level + 1)
        for deeper in [known for known in numbers if known > level]:
            del numbers[deeper]
        mark = "- "
        if is_numbered(node):
            numbers[level] = numbers.get(level, 0) + 1
            mark = f"{numbers[level]}. "
        if words:
            lines.append(f"{INDENT * (level - 1)}{mark}{words}")
    return "\n".join(lines)


def _is_list(block: str) -> bool:
    return block.startswith("- ") or block[:12].partition(". ")[0].isdigit()
