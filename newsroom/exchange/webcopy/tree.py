"""Copied HTML as a tree: the copied part only. Nothing in it is trusted by who walks it."""

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import HTMLParser, _Element

DEEPEST = 120
_FEW_TAGS = 1000  # with fewer, no time can be lost: what is too deep all the same is refused by the walk
BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption "
    "iframe video audio object embed".split()
)
GONE = frozenset(
    "head script style title template noscript applet svg canvas select textarea button input noembed noframes link "
    "meta base param area datalist".split()
)
_VOID = frozenset("br hr img wbr input meta link col source area base param track embed".split())
# A reader closes these by itself when the next one begins.
_SELF_ENDING = frozenset("p li td th tr dt dd option tbody thead html body".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})[^<>]*?(/?)>")
_ANY_TAG = re.compile(
    r"<(?:!--.*?--|(?:script|style)\b.*?</(?:script|style)|[a-zA-Z/!?][^<>]*)>", re.DOTALL | re.IGNORECASE
)
_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"


def fragment_of(html: str) -> str:
    """The part that was copied: browsers and Word mark it within a whole page."""
    start = html.find(_START)
    if start >= 0:
        end = html.rfind(_END)
        html = html[start + len(_START) : end if end > start else len(html)]
    return html


def is_too_deep(html: str, deepest: int = DEEPEST, few_tags: int = _FEW_TAGS) -> bool:
    """Whether tags are nested deeper than any page's: a reader's time would grow with the square of it."""
    if html.count("<") < few_tags:
        return False
    depth = 0
    for match in _TAG.finditer(html):
        tag = match[2].lower()
        if tag in _VOID or tag in _SELF_ENDING or match[3]:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > deepest:
            return True
    return False


def without_tags(html: str) -> str:
    """The text alone, tags taken for blank lines."""
    return unescape(_ANY_TAG.sub("\n", html))


def tree_of(html: str) -> "_Element | None":
    """The tree; None where there is nothing in it."""
    from lxml import etree

    if not html.strip():
        return None
    try:
        return etree.fromstring(
            f"<div>{html}</div>".replace("\x00", "").encode("utf-8", "replace"), _parser()
        )
    except etree.XMLSyntaxError:
        return None


@cache
def _parser() -> "HTMLParser":
    from lxml import etree

    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
