"""A recovered text beside the saved one: the difference as it is read, and the way back to the saved one. No Qt."""

import re
from collections.abc import Mapping
from html import escape

from newsroom.domain.article import Content
from newsroom.domain.draft import OTHER_FIELDS, TEXT_FIELDS, Draft
from newsroom.domain.merging import same_value
from newsroom.domain.text_diff import Kind, Piece, compare

FIRST = "first-difference"
"""The anchor before what differs first."""
_MARK = re.compile("<span |<s>")


def take_saved(draft: Draft, saved: Content) -> None:
    """The draft as it was saved, by one step, which undo takes back."""
    with draft.one_step():
        for name in TEXT_FIELDS:
            draft.set_text(name, getattr(saved, name))
        for name in OTHER_FIELDS:
            draft.set_field(name, getattr(saved, name))


def difference_html(saved: Content, now: Content, names: Mapping[str, str], color: str) -> str:
    """Headline, lede and body with what came and what went marked; then other fields that differ, by ``names``."""
    parts = []
    for name, tag in (("headline", "h2"), ("lede", "p"), ("body", "p")):
        pieces = compare(getattr(saved, name), getattr(now, name))
        if html := "".join(_marked(piece, color) for piece in pieces):
            parts.append(f'<{tag} style="white-space: pre-wrap">{html}</{tag}>')
    others = [name for name in OTHER_FIELDS if not same_value(name, getattr(saved, name), getattr(now, name))]
    if others:
        parts.append(f"<hr><p>{escape(', '.join(names[name] for name in others))}</p>")
    return _MARK.sub(lambda mark: f'<a name="{FIRST}"></a>{mark[0]}', "\n".join(parts), count=1)


def _marked(piece: Piece, color: str) -> str:
    text = escape(piece.text)
    if piece.kind is Kind.NEW:
        return f'<span style="background-color: {color}"><u>{text}</u></span>'
    return f"<s>{text}</s>" if piece.kind is Kind.GONE else text
