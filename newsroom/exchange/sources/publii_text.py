"""The text of a post of Publii as Markdown, from whichever of its three editors it was written in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.publii_blocks import html_of_blocks

LINK = re.compile(r"#INTERNAL_LINK#/(?P<kind>post|page|tag|author|frontpage)/(?P<id>\d{1,15})")
"""How a link within the site stands in a text."""
_MEDIA = re.compile(r"#DOMAIN_NAME#/?")
_READ_MORE = re.compile(r"<hr\s+id=[\"']read-more[\"'][^<>]*>", re.IGNORECASE)
# A picture of a gallery, shown small, with a link to the same picture in its size.
_ENLARGED = re.compile(
    r"<a\s[^<>]*?href=\"([^\"<>]+\.(?:jpe?g|png|gif|webp|avif))\"[^<>]*>\s*<img\s([^<>]*?)src=\"[^\"<>]*\"",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(!\[[^\[\]\n]*\]\([^\s()<>]{1,2000})\s{1,20}=[\w%]{0,10}x[\w%]{0,10}(?=[\s)])")
_TOC = re.compile(r"<div\s+class=\"post__toc[^<>]*>", re.IGNORECASE)
_AMP = re.compile(r"<publii-amp>", re.IGNORECASE)
_WRAPPED = re.compile(r"</?publii-non-amp>", re.IGNORECASE)
_LONGEST_LEDE = 1_000
_NO_TOC = "A table of contents, which Publii makes of its headings, is left out."


@dataclass(frozen=True, slots=True)
class PubliiText:
    """``above``: what stood above “read more” and, there, in lists only. ``notes``: what of it did not come."""

    markdown: str
    above: str = ""
    notes: tuple[str, ...] = ()


def text_of_post(said: str, editor: str, media: str, links: Mapping[str, str], *, splits: bool) -> PubliiText:
    """The text as Markdown. ``media``: where its pictures lie; ``links``: where each link within the site leads.

    Raises ``SourceError`` where nothing of it can be read.
    """
    notes: list[str] = []
    said = said.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    said = LINK.sub(lambda match: _leads(match, links, notes), _MEDIA.sub(lambda _: media, said))
    if editor == "blockeditor":
        said, left_out = html_of_blocks(_blocks(said))
        notes += left_out
    above, mark, below = _parted(said)
    make = _markdown if editor == "markdown" else _from_html
    if not (mark and splits):
        return PubliiText(make(f"{above}{below}", notes), notes=tuple(dict.fromkeys(notes)))
    first = make(above, notes)
    if "\n" in first or "![" in first or len(first) > _LONGEST_LEDE:
        notes.append("What stood above its text in lists only is the beginning of the text here.")
        return PubliiText(make(f"{above}{below}", []), notes=tuple(dict.fromkeys(notes)))
    return PubliiText(make(below, notes), plain(imported_html(above).markdown), tuple(dict.fromkeys(notes)))


def _leads(match: re.Match[str], links: Mapping[str, str], notes: list[str]) -> str:
    if match["kind"] == "frontpage":
        return "/"
    path = links.get(match[0])
    if path is None:
        notes.append(f"A link in it leads to a {match['kind']} that is not there.")
    return path or f"#non-existing-{match['kind']}-with-id-{match['id']}"


def _blocks(said: str) -> list[object]:
    if not said.strip():
        return []
    try:
        blocks = json.loads(said, strict=False)
    except (ValueError, RecursionError):
        blocks = None
    if not isinstance(blocks, list):
        raise SourceError("Its text, a list of blocks in JSON, cannot be read.")
    return blocks


def _parted(said: str) -> tuple[str, bool, str]:
    match = _READ_MORE.search(said)
    if match is None:
        return said, False, ""
    return said[: match.start()], True, _READ_MORE.sub("", said[match.end() :])


def _markdown(said: str, _notes: list[str]) -> str:
    return _SIZE.sub(r"\1", said).strip("\n")


def _from_html(said: str, notes: list[str]) -> str:
    shown = _without(said, _TOC, "</div>")
    if shown != said:
        notes.append(_NO_TOC)
    shown = _WRAPPED.sub("", _without(shown, _AMP, "</publii-amp>"))
    made = imported_html(_ENLARGED.sub(r'<img \2src="\1"', shown))
    notes += (f"Left out of the text: {words}." for words in made.dropped)
    return made.markdown


def _without(said: str, start: re.Pattern[str], end: str) -> str:
    """It without what stands from each start to the next end; linear, also where ends are missing."""
    parts: list[str] = []
    at = 0
    while (match := start.search(said, at)) is not None and (stop := said.find(end, match.end())) >= 0:
        parts.append(said[at : match.start()])
        at = stop + len(end)
    return "".join((*parts, said[at:]))
