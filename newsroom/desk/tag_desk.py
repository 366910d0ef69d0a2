"""The desk of tags: lists with counts, and every change of a tag as an act with one undo."""

from collections.abc import Callable, Collection, Mapping, Sequence

from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.bulk_plans import replacing
from newsroom.desk.library import Library
from newsroom.desk.merges import merge_plan, others
from newsroom.domain.acts import ActKind
from newsroom.domain.article import Tag, TagKind
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import tidy
from newsroom.domain.ordering import Cursor, MergePreview, Shown, Sort, TagPage, TagRow
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import now
from newsroom.storage import tag_lists, tag_order, used
from newsroom.storage.act_public_steps import DropPublic, SwapPublic
from newsroom.storage.act_steps import Step
from newsroom.storage.store import Connection
from newsroom.storage.tags import add_alias

_ITSELF = "A tag cannot be merged into itself."

_KINDS = {
    TagKind.TOPIC: "a topic",
    TagKind.PERSON: "a person",
    TagKind.PLACE: "a place",
    TagKind.ORGANISATION: "an organisation",
    TagKind.EVENT: "an event",
}


def list_tags(
    library: Library,
    text: str = "",
    *,
    kinds: Collection[TagKind] = frozenset(),
    shown: Shown = Shown.ACTIVE,
    sort: Sort = Sort.COUNT,
    after: Cursor | None = None,
    limit: int = 100,
    token: CancelToken | None = None,
) -> TagPage:
    """The rows behind ``after``; None begins. No kinds are all. A millisecond at any depth of 100,000 tags.

    A text finds tags with words that begin so in any of their names; all that fit are sorted then.
    """
    with library.store.read(token) as connection:
        return tag_lists.list_tags(connection, text, kinds, shown, sort, after, limit)


def count_tags(library: Library) -> Mapping[TagKind, int]:
    """How many tags there are of each kind, the retired included."""
    with library.store.read() as connection:
        return tag_lists.count_tags(connection)


def get_tag_row(library: Library, id: TagId) -> TagRow:
    """One tag. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        rows = tag_lists.tag_rows(connection, [id])
    if not rows:
        raise NotFoundError(f"There is no tag {id}.")
    return rows[0]


def rename_tag(library: Library, id: TagId, label: str, *, keep_alias: bool = True, by: str) -> Outcome:
    """Another name, perhaps with a qualifier: ``Jordan (person)``. Its old address still leads to it.

    The old name stays as an alias unless it is not wanted. Raises ``RefusedError`` for a name that another tag has.
    """
    label = storable(label)
    (tag,) = _known(library, [id])
    words = f"Renamed the tag “{tag.label}” to “{tidy(label)}”"
    return _act(library, [id], words, lambda c: tag_order.rename(c, id, label, keep_alias=keep_alias), by)


def set_tag_kind(library: Library, ids: Sequence[TagId], kind: TagKind, *, by: str) -> Outcome:
    """What the tags name."""
    words = f"Made {_labels(library, ids)} {_KINDS[kind]}"
    return _act(library, ids, words, _each(ids, lambda c, id: tag_order.set_kind(c, id, kind)), by)


def describe_tag(library: Library, id: TagId, description: str, *, by: str) -> Outcome:
    """The text of its page."""
    text = storable(one_line_end(description)).strip()
    words = f"Described the tag {_labels(library, [id])}"
    return _act(library, [id], words, lambda c: tag_order.set_description(c, id, text), by)


def add_tag_alias(library: Library, id: TagId, alias: str, *, by: str) -> Outcome:
    """Another name. Raises ``RefusedError`` for a name that another tag has."""
    alias = storable(alias)
    words = f"Gave the tag {_labels(library, [id])} the other name “{tidy(alias)}”"
    return _act(library, [id], words, lambda c: add_alias(c, id, alias), by)


def remove_tag_alias(library: Library, id: TagId, alias: str, *, by: str) -> Outcome:
    """The name is free again. Raises ``RefusedError`` where the tag has no such alias."""
    alias = storable(alias)
    words = f"Took the other name “{tidy(alias)}” from the tag {_labels(library, [id])}"
    return _act(library, [id], words, lambda c: tag_order.remove_alias(c, id, alias), by)


def make_tag_label(library: Library, id: TagId, alias: str, *, by: str) -> Outcome:
    """An alias becomes the name, and the name an alias."""
    return rename_tag(library, id, alias, by=by)


def set_tag_parent(library: Library, ids: Sequence[TagId], parent_id: TagId | None, *, by: str) -> Outcome:
    """What the tags belong under. Raises ``RefusedError`` where one would stand under itself."""
    names = _labels(library, ids)
    words = f"Put {names} under {_labels(library, [parent_id])}" if parent_id else f"Put {names} under no tag"
    return _act(library, ids, words, _each(ids, lambda c, id: tag_order.set_parent(c, id, parent_id)), by)


def retire_tags(library: Library, ids: Sequence[TagId], *, by: str) -> Outcome:
    """They stay on their articles, and are neither completed nor suggested any more."""
    at = now()
    words = f"Retired {_labels(library, ids)}"
    return _act(library, ids, words, _each(ids, lambda c, id: tag_order.retire(c, id, at)), by)


def reinstate_tags(library: Library, ids: Sequence[TagId], *, by: str) -> Outcome:
    """Retired tags are offered again."""
    words = f"Reinstated {_labels(library, ids)}"
    return _act(library, ids, words, _each(ids, lambda c, id: tag_order.retire(c, id, None)), by)


def delete_tags(library: Library, ids: Sequence[TagId], *, by: str) -> Outcome:
    """Raises ``RefusedError`` where an article has one of them, in the trash or out of it: retire that, or merge it."""
    words = f"Deleted {_labels(library, ids)}"
    return _act(library, ids, words, _each(ids, tag_order.delete), by)


def preview_tag_merge(library: Library, sources: Sequence[TagId], target: TagId) -> MergePreview:
    """What the merge would do. Counts along the lists of the sources."""
    with library.store.read() as connection:
        tags = tag_order.known_tags(connection, [*others(sources, target, _ITSELF), target])
        counts = used.count_merge(connection, "tag", [tag.id for tag in tags[:-1]], target)
        names = tag_order.names_of(connection, [tag.id for tag in tags[:-1]])
        rows = tag_lists.tag_rows(connection, [target])
    warnings = []
    if any(tag.kind is not tags[-1].kind for tag in tags[:-1]):
        warnings.append(f"Not all are {_KINDS[tags[-1].kind]}, as “{tags[-1].label}” is.")
    if rows[0].retired_at is not None:
        warnings.append(f"“{tags[-1].label}” is retired: it will not be offered.")
    return MergePreview(*counts, names, tuple(warnings))


def merge_tags(
    library: Library,
    sources: Sequence[TagId],
    target: TagId,
    *,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Every article that has a source has the target in its place, readers' pages too; texts and times stay.

    The sources' names become other names of the target, and their addresses lead to it. Where an article has both, the
    first place stays. Raises ``RefusedError``, ``NotFoundError``, ``ActCancelledError``.
    """
    ids = others(sources, target, _ITSELF)
    words = f"Merged {_labels(library, ids)} into {_labels(library, [target])}"
    steps: list[Step] = []
    for id in ids:
        steps += [*replacing("tag", id, target), DropPublic("tag", id, target), SwapPublic("tag", id, target)]

    plan = merge_plan(
        ActKind.TAG,
        words,
        ids,
        target,
        steps,
        tag_order.watches([*ids, target]),
        check=lambda connection: tag_order.known_tags(connection, [*ids, target]),
        absorb=lambda connection, id: tag_order.absorb(connection, id, target),
    )
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def _act(
    library: Library, ids: Sequence[TagId], words: str, rows: Callable[[Connection], None], by: str
) -> Outcome:
    plan = Plan(ActKind.TAG, words, rows=rows, watches=tag_order.watches(ids))
    return Runner(library, by=by).do(plan)


def _each(ids: Sequence[TagId], change: Callable[[Connection, TagId], None]) -> Callable[[Connection], None]:
    def rows(connection: Connection) -> None:
        for id in dict.fromkeys(ids):
            change(connection, id)

    return rows


def _known(library: Library, ids: Sequence[TagId]) -> tuple[Tag, ...]:
    with library.store.read() as connection:
        return tag_order.known_tags(connection, ids)


_NAMED = 5


def _labels(library: Library, ids: Sequence[TagId]) -> str:
    """The first of them by name, and how many more."""
    tags = _known(library, ids)
    if not tags:
        raise RefusedError("No tag was named. Nothing was changed.")
    named = ", ".join(f"“{tag.label}”" for tag in tags[:_NAMED])
    return named if len(tags) <= _NAMED else f"{named} and {len(tags) - _NAMED} more"
