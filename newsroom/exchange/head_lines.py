"""Heads of bare lines, ``Key: value``, as Pelican, MultiMarkdown and Nikola have them above the text."""

import re
from typing import Any

_LONGEST_HEAD = 20_000
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9 _-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
# Markdown asks for four spaces before a line that goes on, MultiMarkdown for any.
_MORE = re.compile(r"[ \t]\s*(?P<value>\S.*)")
_NIKOLA = re.compile(r"\s*<!--[ \t]*\n(?P<lines>(?:[ \t]*(?:\.\.[^\n]*)?\n)+?)[ \t]*-->[ \t]*(?:\n|\Z)")
_NIKOLA_LINE = re.compile(r"[ \t]*\.\.[ \t]+(?P<key>[\w-]{1,40}):[ \t]*(?P<value>.*)")
# One of these is in every head; text alone has none of them in so many lines.
_TELLING = frozenset(("title", "date", "slug"))
_KNOWN = _TELLING | frozenset(
    "author authors category categories tags tag keywords summary description status modified lang language template "
    "save_as url translation id subtitle created updated published layout series image cover permalink draft lede "
    "headline section copyright affiliation email css format base header level".split()
)


def split_lines(text: str) -> tuple[dict[str, Any], str] | None:
    """The values and the text below the blank line that ends them; None where the text begins without such a head."""
    nikola = _NIKOLA.match(text)
    if nikola is not None:
        return _nikola(nikola["lines"]), text[nikola.end() :]
    if not text[:1].isalpha():
        return None
    end = text.find("\n\n")
    head = text if end < 0 else text[:end]
    if len(head) > _LONGEST_HEAD or not _is_head(head):
        return None
    values: dict[str, list[str]] = {}
    key = ""
    for line in head.split("\n"):
        more = _MORE.fullmatch(line)
        if more is not None and key:
            values[key].append(more["value"].rstrip())
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        key = match["key"]
        values.setdefault(key, []).append((match["value"] or "").strip())
    return {key: " ".join(filter(None, lines)) for key, lines in values.items()}, text[len(head) :].lstrip(
        "\n"
    )


def _is_head(head: str) -> bool:
    """The first line has a known key, and one of the telling keys is there."""
    keys = [
        match["key"].lower().replace(" ", "_")
        for line in head.split("\n")
        if (match := _LINE.fullmatch(line))
    ]
    return bool(keys) and keys[0] in _KNOWN and not _TELLING.isdisjoint(keys)


def _nikola(lines: str) -> dict[str, Any]:
    found = (_NIKOLA_LINE.fullmatch(line) for line in lines.split("\n"))
    return {match["key"]: match["value"].strip() for match in found if match is not None}
