"""Footnotes of a page: numbers that lead to notes at its end, and back. They become footnotes of Markdown."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_NUMBER = re.compile(r"[\[(]?(\d{1,4}|[*†‡])[\])]?")
_BACK = frozenset("↩ ↩︎ ↑ ^ ⏎ ↵ ⤴".split())
_MOST = 2000


def find_notes(root: "_Element") -> "dict[str, tuple[str, _Element]]":
    """Label and element of each note by its id: a number leads to it, and it leads back or is an entry of a list."""
    wanted: dict[str, str] = {}
    for link in root.iter("a"):
        href = link.get("href", "")
        match = _NUMBER.fullmatch("".join(map(str, link.itertext())).strip())
        if href.startswith("#") and len(href) > 1 and match and len(wanted) < _MOST:
            wanted.setdefault(href[1:], match[1])
    if not wanted:
        return {}
    found: dict[str, tuple[str, _Element]] = {}
    for id, node in _candidates(root, wanted):
        if id not in found and _is_note(node):
            label = wanted[id] if wanted[id].isdigit() else str(len(found) + 1)
            found[id] = (label, node)
    labels = [label for label, _ in found.values()]
    if len(set(labels)) < len(labels):
        found = {id: (str(n), node) for n, (id, (_, node)) in enumerate(found.items(), start=1)}
    return found


def _candidates(root: "_Element", wanted: dict[str, str]) -> "Iterator[tuple[str, _Element]]":
    """Elements that have a wanted id, and those that Word marks by the name of a link at their beginning."""
    pointed: set[str] = set()
    for node in root.iter("li", "p", "div", "aside", "a"):
        if node.tag != "a":
            if (id := node.get("id", "")) in wanted:
                yield id, node
            continue
        name = node.get("name", "")
        # A note stands behind the number that leads to it: that number has a name, too, for the way back.
        if (
            name in wanted
            and name in pointed
            and (block := next(node.iterancestors("li", "p", "aside"), None)) is not None
        ):
            yield name, block
        pointed.add(node.get("href", "")[1:])


def is_above_notes(rule: "_Element") -> bool:
    """Whether a rule is the one that Word draws between a text and its notes."""
    return any("footnote-list" in around.get("style", "") for around in rule.iterancestors("div"))


def label_of(node: "_Element", notes: dict[str, str]) -> str:
    """The label of the note that this link, or a raised number around one, leads to; empty for anything else."""
    if (
        node.tag == "sup"
        and len(node) == 1
        and not (node.text or "").strip()
        and not (node[0].tail or "").strip()
    ):
        node = node[0]
    href = node.get("href", "") if node.tag == "a" else ""
    return notes.get(href[1:], "") if href.startswith("#") else ""


def without_back_links(note: "_Element") -> None:
    """Takes the arrows off that lead from the note back to the text."""
    for link in list(note.iter("a")):
        words = "".join(map(str, link.itertext())).strip()
        if link.get("href", "").startswith("#") and (words in _BACK or _NUMBER.fullmatch(words) or not words):
            parent, tail = link.getparent(), link.tail or ""
            if parent is None:
                continue
            before = link.getprevious()
            if before is not None:
                before.tail = f"{before.tail or ''}{tail}"
            else:
                parent.text = f"{parent.text or ''}{tail}"
            link.tail = None
            parent.remove(link)


def _is_note(node: "_Element") -> bool:
    return node.tag == "li" or any(link.get("href", "").startswith("#") for link in node.iter("a"))
