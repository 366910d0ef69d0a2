"""What a style says that Markdown can keep, and what it hides; browsers and Word write it in many ways."""

import re
from dataclasses import dataclass, replace

from newsroom.exchange.webcopy.tree import Node

_DECLARATION = re.compile(r"([a-z-]{3,30})\s*:\s*([^;]{1,200})")
_HIDDEN = re.compile(
    r"mso-list\s*:\s*ignore|display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_LEVEL = re.compile(r"mso-list\s*:.{0,40}?level(\d)", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong"))
_ITALIC_TAGS = frozenset(("i", "em", "cite", "var"))
_CODE_TAGS = frozenset(("code", "tt", "kbd", "samp"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks and where it leads."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: str = ""
    href: str = ""


PLAIN = Look()


def look_of(node: Node, around: Look) -> Look:
    """The look inside an element, given the one around it."""
    look = around
    if node.tag in _BOLD_TAGS:
        look = replace(look, bold=True)
    elif node.tag in _ITALIC_TAGS:
        look = replace(look, italic=True)
    elif node.tag in _CODE_TAGS:
        look = replace(look, code=True)
    elif node.tag in ("sup", "sub"):
        look = replace(look, raised=node.tag)
    style = node.attributes.get("style", "")
    if not style:
        return look
    for name, value in _DECLARATION.findall(style.lower()):
        if name == "font-weight":
            look = replace(look, bold=_is_bold(value.strip()))
        elif name == "font-style":
            look = replace(look, italic=value.strip().startswith(("italic", "oblique")))
        elif name == "vertical-align" and value.strip() in ("super", "sub"):
            look = replace(look, raised="sup" if value.strip() == "super" else "sub")
    return look


def is_hidden(node: Node) -> bool:
    """Whether a reader of the page does not see it; the marks that Word puts before entries of lists count as such."""
    style = node.attributes.get("style", "")
    return bool(style) and _HIDDEN.search(style) is not None


def word_list_level(node: Node) -> int:
    """The depth, from 1, of a paragraph that Word shows as an entry of a list; 0 for any other."""
    if node.tag != "p":
        return 0
    match = _LEVEL.search(node.attributes.get("style", ""))
    if match:
        return max(1, int(match[1]))
    return 1 if node.attributes.get("class", "").startswith("MsoListParagraph") else 0


def is_numbered(node: Node) -> bool:
    """Whether the mark that Word wrote before the entry is a number."""
    for child in node.children:
        if isinstance(child, Node):
            if is_hidden(child):
                return any(c.isdigit() for c in child.text()) or child.text().strip()[-1:] in (".", ")")
            if is_numbered(child):
                return True
    return False


def _is_bold(value: str) -> bool:
    return value.startswith("bold") or (value.isdigit() and int(value) >= 600)
