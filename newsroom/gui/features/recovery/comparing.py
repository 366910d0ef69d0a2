"""A recovered text beside the saved one: the difference as it is read, and the way back to the saved one. No Qt."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from html import escape

from newsroom.domain.article import Content
from newsroom.domain.draft import OTHER_FIELDS, TEXT_FIELDS, Draft
from newsroom.domain.merging import same_value

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4000
Piece = tuple[str, str]
"""``same``, ``removed`` or ``inserted``, and the text."""


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
        pieces = list(compare(getattr(saved, name), getattr(now, name)))
        html = "".join(_marked(kind, text, color) for kind, text in pieces)
        if html:
            parts.append(f'<{tag} style="white-space: pre-wrap">{html}</{tag}>')
    others = [name for name in OTHER_FIELDS if not same_value(name, getattr(saved, name), getattr(now, name))]
    if others:
        parts.append(f"<hr><p>{escape(', '.join(names[name] for name in others))}</p>")
    return "\n".join(parts)


def compare(old: str, new: str) -> Iterator[Piece]:
    """Word by word; what is far too much to be compared is shown as replaced."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _n_same(before, after)
    end = _n_same(before[start:][::-1], after[start:][::-1])
    yield from _piece("same", before[:start])
    yield from _middle(before[start : len(before) - end], after[start : len(after) - end])
    yield from _piece("same", before[len(before) - end :])


def _middle(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        yield from _piece("removed", before)
        yield from _piece("inserted", after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            yield from _piece("same", before[first:last])
        else:
            yield from _piece("removed", before[first:last])
            yield from _piece("inserted", after[new_first:new_last])


def _piece(kind: str, words: list[str]) -> Iterator[Piece]:
    if words:
        yield kind, "".join(words)


def _n_same(before: list[str], after: list[str]) -> int:
    n = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        n += 1
    return n


def _marked(kind: str, text: str, color: str) -> str:
    if kind == "inserted":
        return f'<span style="background-color: {color}"><u>{escape(text)}</u></span>'
    return f"<s>{escape(text)}</s>" if kind == "removed" else escape(text)
