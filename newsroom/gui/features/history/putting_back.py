"""What of the past is to be put back into the open article. Pure."""

from dataclasses import dataclass
from typing import Any

from newsroom.domain.article import Content
from newsroom.domain.histories import Paragraph
from newsroom.domain.merging import FIELDS
from newsroom.domain.revisions import RevisionKind


@dataclass(frozen=True, slots=True)
class PutBack:
    """``values`` are fields of the content, as they are to be; ``number`` is the revision that they come from."""

    number: int
    values: dict[str, Any]
    kind: RevisionKind = RevisionKind.RESTORED


def whole(number: int, past: Content) -> PutBack:
    """All of it, but for the address by hand: what readers have linked to stays."""
    return PutBack(number, {name: getattr(past, name) for name in FIELDS if name != "slug"})


def one_field(number: int, past: Content, field: str) -> PutBack:
    """``field`` as a comparison names it."""
    name = "section_id" if field == "section" else field
    return PutBack(number, {name: getattr(past, name)})


def one_paragraph(
    number: int, past: Content, current: Content, field: str, paragraph: Paragraph
) -> PutBack | None:
    """The paragraph as it was, in the text as it is; None where that is no longer the text that was compared."""
    old: str = getattr(past, field)[slice(*paragraph.old)]
    text: str = getattr(current, field)
    is_there = text[slice(*paragraph.new)] == "".join(
        piece.text for piece in paragraph.pieces if piece.kind != "gone"
    )
    if not is_there:
        return None
    return PutBack(number, {field: text[: paragraph.new[0]] + old + text[paragraph.new[1] :]})


def put_together(number: int, content: Content, fields: tuple[str, ...]) -> PutBack:
    """What a conflict's other side adds."""
    return PutBack(number, {name: getattr(content, name) for name in fields}, RevisionKind.MERGED)
