"""Pictures, and films, sounds and pages that are set into a page: as pictures and links of Markdown."""

import re
from typing import TYPE_CHECKING

from newsroom.exchange.webcopy.escaping import escaped
from newsroom.exchange.webcopy.inline import address_of, one_space
from newsroom.exchange.webcopy.links import led_address
from newsroom.exchange.webcopy.taking import Taking

if TYPE_CHECKING:
    from lxml.etree import _Element

# What sets a film, a sound or another page into a page.
FILMS = frozenset(("iframe", "video", "audio", "object", "embed"))
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-image")
_SMILEY = re.compile(r"\b(?:wp-smiley|emoji|emojione)\b")
_PLAYERS = (
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})"),
        r"https://www.youtube.com/watch?v=\1",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+)"), r"https://vimeo.com/\1"),
    (
        re.compile(r"https?://www\.dailymotion\.com/embed/video/(\w+)"),
        r"https://www.dailymotion.com/video/\1",
    ),
)
_BLOCK = re.compile(r"\[?!\[(?:[^\]\\]|\\.)*\]\([^()\s]*\)(?:\]\([^()\s]*\))?(?:  \n[^\n]+)?")
_EMPTY_TITLES = frozenset(("", "youtube video player", "embedded content", "iframe", "video", "embed"))


def picture_of(node: "_Element", taking: Taking) -> str:
    """A picture as Markdown; a smiley is its character, and one of a single point counts readers and is not missed."""
    if node.get("width") in ("0", "1") or node.get("height") in ("0", "1"):
        return ""
    alt = one_space(node.get("alt") or "").strip()
    if not taking.whole:
        taking.dropped["picture"] += 1
        return ""
    if alt and _SMILEY.search(node.get("class", "")):
        return escaped(alt)
    address = _source(node, taking)
    if not address:
        taking.dropped["picture"] += 1
        return ""
    return f"![{_alt(alt)}]({address_of(address)})"


def is_picture(block: str) -> bool:
    """Whether a block is one picture, perhaps within a link, perhaps with its words under it, and nothing else."""
    return _BLOCK.fullmatch(block) is not None


def captioned(blocks: list[str], caption: str, *, is_whole: bool) -> list[str]:
    """The words under a picture stand in its paragraph; those of anything else follow it."""
    if not caption:
        return blocks
    words = f"*{caption}*" if is_whole and blocks and "*" not in caption else caption
    if len(blocks) == 1 and is_picture(blocks[0]):
        return [f"{blocks[0]}  \n{words}"]
    return [*blocks, words]


def embedded_address(node: "_Element", taking: Taking) -> tuple[str, str]:
    """Where it can be seen, and its title; both empty where nothing tells."""
    if not taking.whole:
        return "", ""
    sources = [node, *node.iter("source", "embed")]
    found = (item.get(name) for item in sources for name in ("src", "data-src", "data"))
    address = next((led for said in found if said and (led := led_address(said, taking.base))), "")
    for player, page in _PLAYERS:
        if match := player.match(address):
            address = match.expand(page)
    title = one_space(node.get("title") or "").strip()
    return address, "" if title.casefold() in _EMPTY_TITLES else title


def _source(node: "_Element", taking: Taking) -> str:
    """The picture's address; pages that load pictures late keep it elsewhere."""
    for name in ("src", *_LAZY):
        said = node.get(name)
        if said and (address := led_address(said, taking.base)):
            return address
    several = node.get("srcset") or node.get("data-srcset") or ""
    last = several.split(",")[-1].split()
    return led_address(last[0], taking.base) if last else ""


def _alt(text: str) -> str:
    return escaped(text).replace("[", "\\[").replace("]", "\\]")
