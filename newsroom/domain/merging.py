"""Two people changed one article: field by field, what each changed is kept, and where both did, it is said.

Where both changed one text, a merge of its words can be offered; a save does not do it by itself (decision 33).
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from newsroom.domain.article import Byline, Content, RelatedLink
from newsroom.domain.names import name_key

FIELDS = tuple(item.name for item in fields(Content))
TEXTS = ("headline", "lede", "body")


@dataclass(frozen=True, slots=True)
class Merge:
    """``content`` with ours where both changed a field (``conflicts``), theirs where only they did (``merged``)."""

    content: Content
    merged: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(base: Content, ours: Content, theirs: Content) -> Merge:
    """``base`` is what both began with. Two equal changes are no conflict."""
    taken: dict[str, Any] = {}
    merged: list[str] = []
    conflicts: list[str] = []
    for name in FIELDS:
        before, mine, other = (getattr(content, name) for content in (base, ours, theirs))
        if same_value(name, mine, other) or same_value(name, other, before):
            continue
        if same_value(name, mine, before):
            taken[name] = other
            merged.append(name)
        else:
            conflicts.append(name)
    return Merge(replace(ours, **taken), tuple(merged), tuple(conflicts))


@dataclass(frozen=True, slots=True)
class Offer:
    """What putting two together would give: ``content`` is ours with theirs, where they do not touch.

    ``taken`` are the fields in which something of theirs is taken, ``touching`` those in which something is left.
    """

    content: Content
    taken: tuple[str, ...]
    touching: tuple[str, ...]


def offer_merge(base: Content, ours: Content, theirs: Content) -> Offer:
    """As ``merge``, and within the texts that both changed word by word. Ours stays wherever they touch."""
    # Loaded with the first conflict: every window has this module, and few ever need it.
    from newsroom.domain.text_merging import merge_texts

    merged = merge(base, ours, theirs)
    changes: dict[str, Any] = {}
    taken, touching = list(merged.merged), []
    for name in merged.conflicts:
        if name not in TEXTS:
            touching.append(name)
            continue
        text = merge_texts(*(getattr(content, name) for content in (base, ours, theirs)))
        if text.n_taken:
            taken.append(name)
            changes[name] = text.text
        if text.touching:
            touching.append(name)
    return Offer(replace(merged.content, **changes), tuple(taken), tuple(touching))


def same_content(one: Content, other: Content) -> bool:
    """Whether an editor would call them the same."""
    return all(same_value(name, getattr(one, name), getattr(other, name)) for name in FIELDS)


def same_value(field: str, one: Any, other: Any) -> bool:
    """Equal, leaving aside what the library fills in by itself: an author's id, the article of a related headline."""
    if one == other:
        return True
    if field == "bylines":
        return _people(one) == _people(other)
    if field == "related":
        return len(one) == len(other) and all(map(_same_link, one, other))
    return False


def _people(bylines: tuple[Byline, ...]) -> tuple[Byline, ...]:
    return tuple(replace(byline, author_id=None) for byline in bylines)


def _same_link(one: RelatedLink, other: RelatedLink) -> bool:
    if one.id is not None and other.id is not None:
        return one.id == other.id
    return name_key(one.headline) == name_key(other.headline)
