"""What a style says that Markdown can keep, and what it hides; browsers and Word write it in many ways."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION = re.compile(r"([a-z-]{3,30})\s*:\s*([^;]{1,200})")
_HIDDEN = re.compile(
    r"mso-list\s*:\s*ignore|display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden"
    r"|mso-element\s*:\s*comment",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:^|\s)(?:msocomanchor|MsoCommentReference)(?:\s|$)")
_UNSEEN = re.compile(
    r"(?:^|\s)(?:screen-reader-text|sr-only|visually-hidden|u-hidden|wp-block-file__button)(?:\s|$)"
)
_LEVEL = re.compile(r"mso-list\s*:.{0,40}?level(\d)", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong"))
_ITALIC_TAGS = frozenset(("i", "em", "cite", "var", "dfn"))
_CODE_TAGS = frozenset(("code", "tt", "kbd", "samp"))
_STRUCK_TAGS = frozenset(("s", "del", "strike"))
_TELLING = _BOLD_TAGS | _ITALIC_TAGS | _CODE_TAGS | _STRUCK_TAGS | {"sup", "sub"}


class Look(NamedTuple):
    """How a run of text looks and where it leads. A ``raw`` run is Markdown already."""

    href: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: str = ""
    raw: bool = False


PLAIN = Look()


def look_of(node: "_Element", around: Look) -> Look:
    """The look inside an element, given the one around it."""
    tag = node.tag
    look = _of_tag(tag, around) if isinstance(tag, str) and tag in _TELLING else around
    style = node.get("style")
    return _of_style(style.lower(), look) if style else look


def is_hidden(node: "_Element") -> bool:
    """Whether a reader of the page does not see it; the marks that Word puts before entries of lists count as such."""
    style = node.get("style")
    if style and _HIDDEN.search(style):
        return True
    return node.get("hidden") is not None or _UNSEEN.search(node.get("class", "")) is not None


def is_comment_mark(node: "_Element") -> bool:
    """Whether it is the mark that Word sets where somebody's comment belongs."""
    return _COMMENT.search(node.get("class", "")) is not None


def word_list_level(node: "_Element") -> int:
    """The depth, from 1, of a paragraph that Word shows as an entry of a list; 0 for any other."""
    if node.tag != "p":
        return 0
    match = _LEVEL.search(node.get("style", ""))
    if match:
        return max(1, int(match[1]))
    return 1 if node.get("class", "").startswith("MsoListParagraph") else 0


def is_numbered(node: "_Element") -> bool:
    """Whether the mark that Word wrote before the entry is a number."""
    for child in node:
        if isinstance(child.tag, str):
            if is_hidden(child):
                words = "".join(map(str, child.itertext())).strip()
                return any(c.isdigit() for c in words) or words[-1:] in (".", ")")
            if is_numbered(child):
                return True
    return False


@lru_cache(maxsize=2000)
def _of_tag(tag: str, look: Look) -> Look:
    if tag in _BOLD_TAGS:
        return look._replace(bold=True)
    if tag in _ITALIC_TAGS:
        return look._replace(italic=True)
    if tag in _CODE_TAGS:
        return look._replace(code=True)
    if tag in ("sup", "sub"):
        return look._replace(raised=tag)
    return look._replace(raised="s") if tag in _STRUCK_TAGS else look


@lru_cache(maxsize=2000)
def _of_style(style: str, look: Look) -> Look:
    for name, value in _DECLARATION.findall(style):
        said = value.strip()
        if name == "font-weight":
            look = look._replace(bold=_is_bold(said))
        elif name == "font-style":
            look = look._replace(italic=said.startswith(("italic", "oblique")))
        elif name == "vertical-align" and said in ("super", "sub"):
            look = look._replace(raised="sup" if said == "super" else "sub")
    return look


def _is_bold(value: str) -> bool:
    return value.startswith("bold") or (value.isdigit() and int(value) >= 600)
