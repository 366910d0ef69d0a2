"""Ghost's newer form of a text, a tree of nodes in JSON (Lexical), as HTML and cards. Depth is limited, not trusted."""

from collections.abc import Iterator, Mapping
from html import escape

from newsroom.exchange.sources.ghost_cards import Card, card_of

_DEEPEST = 100
_FORMATS = (
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (8, "u"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
)
_TEXTS = frozenset(("text", "extended-text", "tk", "code-highlight", "hashtag"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_LINKS = frozenset(("link", "autolink", "at-link"))


def cards_of_lexical(document: object) -> Iterator[Card]:
    """The text as cards in their order, runs of plain text among them. Of what is no document, nothing."""
    root = document.get("root") if isinstance(document, Mapping) else None
    if _is_too_deep(root):
        yield Card(
            note="Its “lexical” is nested too deep; another form of its text was taken, if it has one."
        )
        return
    for node in _children(root):
        kind = _kind(node)
        if (
            kind in _BLOCKS
            or kind in ("heading", "extended-heading", "list")
            or kind in _TEXTS
            or kind in _LINKS
        ):
            yield Card(html=_html(node))
        elif "children" in node and kind not in ("", "root"):
            yield Card(html="".join(_html(child) for child in _children(node)))
        elif kind:
            yield card_of(kind, node)


def _html(node: Mapping[str, object]) -> str:
    kind = _kind(node)
    if kind in _TEXTS or ("children" not in node and isinstance(node.get("text"), str)):
        return _text(node)
    if kind == "linebreak":
        return "<br>"
    inside = "" if kind == "list" else "".join(_html(child) for child in _children(node))
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{inside}</{_BLOCKS[kind]}>"
    if kind in ("heading", "extended-heading"):
        tag = node.get("tag")
        level = tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"
        return f"<{level}>{inside}</{level}>"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        start = node.get("start")
        first = f' start="{start}"' if tag == "ol" and isinstance(start, int) and start > 1 else ""
        return f"<{tag}{first}>{_entries(node)}</{tag}>"
    if kind in _LINKS:
        url = node.get("url")
        return f'<a href="{escape(url)}">{inside}</a>' if isinstance(url, str) else inside
    return inside or card_of(kind, node).html if kind else inside


def _entries(node: Mapping[str, object]) -> str:
    """Those of a list. One that holds nothing but a list is how the tree says that this belongs to the entry before."""
    entries: list[str] = []
    for child in _children(node):
        below = _children(child)
        inside = "".join(_html(each) for each in below)
        if entries and below and all(_kind(each) == "list" for each in below):
            entries[-1] += inside
        else:
            entries.append(inside if _kind(child) == "listitem" else _html(child))
    return "".join(f"<li>{entry}</li>" for entry in entries)


def _is_too_deep(root: object) -> bool:
    level = _children(root)
    for _ in range(_DEEPEST):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _text(node: Mapping[str, object]) -> str:
    text = node.get("text")
    shown = escape(text) if isinstance(text, str) else ""
    flags = node.get("format")
    for flag, tag in reversed(_FORMATS):
        if isinstance(flags, int) and flags & flag:
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _kind(node: Mapping[str, object]) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def _children(node: object) -> list[Mapping[str, object]]:
    children = node.get("children") if isinstance(node, Mapping) else None
    return [child for child in children if isinstance(child, Mapping)] if isinstance(children, list) else []
