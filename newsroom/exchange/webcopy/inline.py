"""Text within a paragraph: as runs of one look each, and the runs as Markdown."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias, TypeVar

from newsroom.exchange.webcopy.escaping import escaped, escaped_line
from newsroom.exchange.webcopy.links import safe_address
from newsroom.exchange.webcopy.looks import Look, is_hidden, look_of
from newsroom.exchange.webcopy.tree import Node
from newsroom.exchange.wirecopy.layout import sound

BREAK = "\n"
K = TypeVar("K")
Run: TypeAlias = tuple[str, Look]
_SPACE = re.compile(r"[ \t\r\n\f]+")


def runs_of(node: Node, look: Look, dropped: Counter[str]) -> list[Run]:
    """The runs of an element; a line break is a run of its own."""
    runs: list[Run] = []
    for child in node.children:
        if isinstance(child, str):
            runs.append((_SPACE.sub(" ", sound(child)), look))
        elif child.tag == "br":
            runs.append((BREAK, look))
        elif child.tag == "img":
            count_picture(child, dropped)
        elif child.tag in ("del", "s", "strike"):
            dropped["struck"] += bool(child.text().strip())
        elif not is_hidden(child):
            runs += runs_of(child, inner_look(child, look, dropped), dropped)
            if child.is_block:
                runs.append((" ", look))
    return runs


def inner_look(node: Node, look: Look, dropped: Counter[str]) -> Look:
    """The look inside an element, its link among it."""
    inner = look_of(node, look)
    href = node.attributes.get("href", "") if node.tag == "a" else ""
    if not href:
        return inner
    address = safe_address(href)
    if not address and not href.startswith("#"):
        dropped["link"] += 1
    return replace(inner, href=address)


def count_picture(node: Node, dropped: Counter[str]) -> None:
    """Counts a picture; one of a single point counts readers and is not missed."""
    if node.attributes.get("width") not in ("0", "1") and node.attributes.get("height") not in ("0", "1"):
        dropped["picture"] += 1


def paragraphs_of(runs: Iterable[Run]) -> list[str]:
    """The runs as paragraphs of Markdown, cut where line breaks stand together; empty ones are left out."""
    found: list[str] = []
    lines: list[str] = []
    for is_break, part in groupby(runs, key=lambda run: run[0] == BREAK):
        if not is_break:
            line = _line(list(part))
            if line:
                lines.append(escaped_line(line))
        elif sum(1 for _ in part) > 1 and lines:
            found.append("  \n".join(lines))
            lines = []
    if lines:
        found.append("  \n".join(lines))
    return found


def one_line(runs: Iterable[Run], *, bold: bool = True) -> str:
    """The runs on one line: for headings (without bold) and cells."""
    plain = [
        (" " if text == BREAK else text, look if bold else replace(look, bold=False)) for text, look in runs
    ]
    return _line(plain)


def _line(runs: list[Run]) -> str:
    parts = []
    for href, linked in _grouped(_spaced(runs), lambda look: look.href):
        words = "".join(
            _wrapped("**" if bold else "", _italics(same))
            for bold, same in _grouped(linked, lambda look: look.bold)
        )
        parts.append(_link(words, href) if href else words)
    return "".join(parts).strip(" ")


def _italics(runs: list[Run]) -> str:
    return "".join(
        _wrapped("*" if italic else "", "".join(_piece(text, look) for text, look in same))
        for italic, same in _grouped(runs, lambda look: look.italic)
    )


def _piece(text: str, look: Look) -> str:
    if look.code and text.strip():
        mark = "``" if "`" in text else "`"
        return _around(text, lambda core: f"{mark}{core}{mark}")
    if look.raised and text.strip():
        return _around(text, lambda core: f"<{look.raised}>{escaped(core)}</{look.raised}>")
    return escaped(text)


def _wrapped(mark: str, text: str) -> str:
    return _around(text, lambda core: f"{mark}{core}{mark}") if mark and text.strip() else text


def _link(words: str, href: str) -> str:
    href = href.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    bare = words.strip().replace("\\", "")
    if bare == href and href.startswith("http"):
        return _around(words, lambda _: f"<{href}>")
    return _around(words, lambda core: f"[{core}]({href})") if words.strip() else words


def _around(text: str, wrap: Callable[[str], str]) -> str:
    """Wraps what stands between the outer spaces: marks never touch a space from within."""
    core = text.strip(" ")
    start = text.index(core)
    return f"{text[:start]}{wrap(core)}{text[start + len(core) :]}"


def _grouped(runs: Iterable[Run], key: Callable[[Look], K]) -> list[tuple[K, list[Run]]]:
    return [(value, list(group)) for value, group in groupby(runs, key=lambda run: key(run[1]))]


def _spaced(runs: list[Run]) -> list[Run]:
    """With single spaces, also across runs; spaces alone look like what stands before them."""
    found: list[Run] = []
    after_space = True
    for text, look in runs:
        plain = text.lstrip(" ") if after_space else text
        if not plain:
            continue
        found.append((plain, found[-1][1] if found and plain == " " else look))
        after_space = plain.endswith(" ")
    return found
