"""Copied HTML as a small tree: the copied part only, cleaned, with what its looks are read from."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    import nh3

DEEPEST = 120
BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_INLINE = "a b br cite code del em font i img ins kbd mark q s samp small span strike strong sub sup tt u var".split()
_GONE = frozenset(
    "script style title template noscript iframe object embed applet math svg audio video canvas textarea select "
    "button noembed noframes xmp plaintext".split()
)
_VOID = frozenset(
    (
        "br",
        "hr",
        "img",
        "wbr",
        "input",
        "meta",
        "link",
        "col",
        "source",
        "area",
        "base",
        "param",
        "track",
        "embed",
    )
)
# A reader closes these by itself when the next one begins.
_SELF_ENDING = frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "html", "body")
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})[^<>]*?(/?)>")
_ANY_TAG = re.compile(
    r"<(?:!--.*?--|(?:script|style)\b.*?</(?:script|style)|[a-zA-Z/!?][^<>]*)>", re.DOTALL | re.IGNORECASE
)
_START, _END = "<!--StartFragment-->", "<!--EndFragment-->"


@dataclass(slots=True)
class Node:
    """An element. ``holds_blocks``: whether a block stands anywhere in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)
    holds_blocks: bool = False

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS or self.holds_blocks

    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def fragment_of(html: str) -> str:
    """The part that was copied: browsers and Word mark it within a whole page."""
    start = html.find(_START)
    if start >= 0:
        end = html.rfind(_END)
        html = html[start + len(_START) : end if end > start else len(html)]
    return html


def is_too_deep(html: str) -> bool:
    """Whether tags are nested deeper than any page's: a reader's time would grow with the square of it."""
    depth = 0
    for match in _TAG.finditer(html):
        tag = match[2].lower()
        if tag in _VOID or tag in _SELF_ENDING or match[3]:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


def without_tags(html: str) -> str:
    """The text alone, tags taken for blank lines."""
    from html import unescape

    return unescape(_ANY_TAG.sub("\n", html))


def tree_of(html: str) -> Node:
    """The cleaned tree: no scripts, no comments, no unknown elements; looks only in ``style`` and ``class``."""
    builder = _Builder()
    builder.feed(_cleaner().clean(html))
    builder.close()
    return builder.root


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3

    return nh3.Cleaner(
        tags={*BLOCKS, *_INLINE},
        clean_content_tags=set(_GONE),
        attributes={
            "*": {"style", "class", "role"},
            "a": {"href"},
            "ol": {"start"},
            "img": {"alt", "width", "height"},
        },
        url_schemes={"http", "https", "mailto", "tel", "article", "javascript", "file", "data"},
        link_rel=None,
    )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("div", {})
        self._stack = [self.root]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._stack[-1].children.append(node)
        if tag in BLOCKS:
            for parent in reversed(self._stack):
                if parent.holds_blocks:
                    break
                parent.holds_blocks = True
        if tag not in _VOID:
            self._stack.append(node)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._stack) > 1 and self._stack[-1].tag == tag:
            self._stack.pop()

    @override
    def handle_data(self, data: str) -> None:
        self._stack[-1].children.append(data)
