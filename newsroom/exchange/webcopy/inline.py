"""Runs of text, of one look each, as lines and paragraphs of Markdown."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeAlias

from newsroom.exchange.webcopy.escaping import escaped, escaped_line
from newsroom.exchange.webcopy.looks import PLAIN, Look
from newsroom.exchange.wirecopy.layout import sound

BREAK = "\n"
Run: TypeAlias = tuple[str, Look]
_SPACES = str.maketrans("\t\n\r\f\v", "     ")
_ADDRESS = re.compile(r"https?://[^\s<>\"`]{3,2000}")
_ODD = re.compile(r"[()<> ]")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_PARENTHESES = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20"})


def one_space(text: str) -> str:
    """The text with single plain spaces, and characters that can be stored."""
    if not (text.isprintable() and text.isascii()):
        text = text.translate(_SPACES)
        if not (text.isprintable() and text.isascii()):
            text = sound(text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def paragraphs_of(runs: list[Run], *, linked: bool = False) -> list[str]:
    """The runs as paragraphs of Markdown, cut where line breaks stand together; empty ones are left out.

    ``linked``: a line that is an address and nothing else becomes a link.
    """
    if not any(text == BREAK for text, _ in runs):
        line = _line(runs)
        return [] if not line else [line if runs[0][1].raw else _begun(line, linked)]
    found: list[str] = []
    lines: list[str] = []
    for is_break, part in groupby(runs, key=_is_break):
        group = list(part)
        if not is_break:
            line = _line(group)
            if line:
                lines.append(line if group[0][1].raw else _begun(line, linked))
        elif len(group) > 1 and lines:
            found.append("  \n".join(lines))
            lines = []
    if lines:
        found.append("  \n".join(lines))
    return found


def apart(runs: list[Run]) -> tuple[list[str], list[Run]]:
    """Pictures that a paragraph begins with, each as a paragraph of its own, and what is left of the runs."""
    found: list[str] = []
    at = 0
    while at < len(runs):
        text, look = runs[at]
        if look.raw and text.startswith("!["):
            found.append(_line([runs[at]]))
        elif text.strip():
            break
        at += 1
    return (found, runs[at:]) if found else (found, runs)


def one_line(runs: Iterable[Run], *, bold: bool = True) -> str:
    """The runs on one line: for headings (without bold) and cells."""
    return _line(
        [(" " if text == BREAK else text, look if bold else look._replace(bold=False)) for text, look in runs]
    )


def address_of(href: str) -> str:
    """An address as it stands between the round brackets of a link."""
    return href.translate(_PARENTHESES) if _ODD.search(href) else href


def _is_break(run: Run) -> bool:
    return run[0] == BREAK


def _begun(line: str, linked: bool) -> str:
    """A line that begins a paragraph."""
    if linked and line.startswith("http"):
        bare = line.replace("\\", "").replace("&amp;", "&")
        if _ADDRESS.fullmatch(bare):
            return f"<{bare}>"
    return escaped_line(line)


def _line(runs: list[Run]) -> str:
    if len(runs) == 1 and runs[0][1] is PLAIN:
        return escaped(one_space(runs[0][0]).strip(" "))
    parts: list[str] = []
    marked: list[Run] = []
    for run in _spaced(runs):
        if run[1] == PLAIN:
            if marked:
                parts.append(_marked(marked))
                marked = []
            parts.append(escaped(run[0]))
        else:
            marked.append(run)
    if marked:
        parts.append(_marked(marked))
    return "".join(parts).strip(" ")


def _marked(runs: list[Run]) -> str:
    """Runs of which each has a look of its own: links around bold around italics around the rest."""
    if len(runs) == 1:
        look = runs[0][1]
        words = _wrapped("*" if look.italic else "", _piece(*runs[0]))
        words = _wrapped("**" if look.bold else "", words)
        return _link(words, look.href) if look.href else words
    parts = []
    for href, linked in _grouped(runs, 0):
        words = "".join(_wrapped("**" if bold else "", _italics(same)) for bold, same in _grouped(linked, 1))
        parts.append(_link(words, str(href)) if href else words)
    return "".join(parts)


def _italics(runs: list[Run]) -> str:
    return "".join(
        _wrapped("*" if italic else "", "".join(_piece(text, look) for text, look in same))
        for italic, same in _grouped(runs, 2)
    )


def _piece(text: str, look: Look) -> str:
    if look.raw:
        return text
    if look.code and text.strip():
        mark = "``" if "`" in text else "`"
        return _around(text, lambda core: f"{mark}{core}{mark}")
    if look.raised and text.strip():
        return _around(text, lambda core: f"<{look.raised}>{escaped(core)}</{look.raised}>")
    return escaped(text)


def _wrapped(mark: str, text: str) -> str:
    return _around(text, lambda core: f"{mark}{core}{mark}") if mark and text.strip() else text


def _link(words: str, href: str) -> str:
    href = address_of(href)
    bare = words.strip().replace("\\", "").replace("&amp;", "&")
    if words.startswith("![") and words.endswith(")") and href.lower().endswith(_PICTURES):
        return words  # it leads to the same picture, larger
    if bare == href and href.startswith("http"):
        return _around(words, lambda _: f"<{href}>")
    return _around(words, lambda core: f"[{core}]({href})") if words.strip() else words


def _around(text: str, wrap: Callable[[str], str]) -> str:
    """Wraps what stands between the outer spaces: marks never touch a space from within."""
    core = text.strip(" ")
    start = text.index(core)
    return f"{text[:start]}{wrap(core)}{text[start + len(core) :]}"


def _grouped(runs: list[Run], index: int) -> list[tuple[object, list[Run]]]:
    """Neighbours that are alike in one part of their looks, together."""
    if len(runs) == 1:
        return [(runs[0][1][index], runs)]
    found: list[tuple[object, list[Run]]] = []
    start = 0
    for at in range(1, len(runs) + 1):
        if at == len(runs) or runs[at][1][index] != runs[start][1][index]:
            found.append((runs[start][1][index], runs[start:at]))
            start = at
    return found


def _spaced(runs: list[Run]) -> list[Run]:
    """With single spaces, also across runs; spaces alone look like what stands before them."""
    found: list[Run] = []
    after_space = True
    for said, look in runs:
        text = said if look.raw else one_space(said)
        if after_space and not look.raw:
            text = text.lstrip(" ")
        if not text:
            continue
        found.append((text, found[-1][1] if found and text == " " and not found[-1][1].raw else look))
        after_space = text[-1] == " "
    return found
