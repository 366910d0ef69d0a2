"""The desk of sections: their order and texts, and every change of a section as an act with one undo."""

from collections.abc import Callable, Sequence

from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.library import Library
from newsroom.desk.merges import merge_plan, others
from newsroom.domain.acts import ActKind
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SectionId
from newsroom.domain.listing import Section
from newsroom.domain.names import name_key, tidy
from newsroom.domain.ordering import MergePreview, SectionRow
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.storage import sections, used
from newsroom.storage.act_public_steps import SwapPublicSection
from newsroom.storage.act_steps import SetColumn, Step
from newsroom.storage.row_images import Watch
from newsroom.storage.store import Connection

_ITSELF = "A section cannot be merged into itself."


def list_section_rows(library: Library) -> tuple[SectionRow, ...]:
    """All of them, in the site's order."""
    with library.store.read() as connection:
        return sections.list_section_rows(connection)


def rename_section(library: Library, id: SectionId, name: str, *, by: str) -> Outcome:
    """Another name; its slug and the addresses in it stay. Raises ``RefusedError`` for a name that another has."""
    name = storable(name)
    (section,) = _known(library, [id])
    if not name_key(tidy(name)):
        raise RefusedError("A section needs a name. Nothing was changed.")

    def rows(connection: Connection) -> None:
        other = sections.find_section(connection, name)
        if other is not None and other.id != id and name_key(other.name) == name_key(name):
            raise RefusedError(
                f"There is a section “{other.name}” already. Merge the two, or choose another name. "
                "Nothing was changed."
            )
        sections.rename_section(connection, id, name)

    return _act(library, [id], f"Renamed the section “{section.name}” to “{tidy(name)}”", rows, by)


def describe_section(library: Library, id: SectionId, description: str, *, by: str) -> Outcome:
    """The text of its page."""
    (section,) = _known(library, [id])
    text = storable(one_line_end(description)).strip()
    words = f"Described the section “{section.name}”"
    return _act(library, [id], words, lambda c: sections.describe_section(c, id, text), by)


def order_sections(library: Library, ids: Sequence[SectionId], *, by: str) -> Outcome:
    """The site's order from now on; sections that are not named follow in the order that they have."""
    known = [row.section.id for row in list_section_rows(library)]
    if not set(ids) <= set(known):
        raise NotFoundError("A section is not in the library any more. Nothing was changed.")
    order = list(dict.fromkeys([*ids, *known]))
    return _act(library, order, "Ordered the sections", lambda c: sections.order_sections(c, order), by)


def delete_section(library: Library, id: SectionId, *, by: str) -> Outcome:
    """Raises ``RefusedError`` where it has articles, in the trash or out of it, or readers see some in it."""
    (section,) = _known(library, [id])

    def rows(connection: Connection) -> None:
        if used.is_used(connection, "section", id):
            raise RefusedError(
                f"The section “{section.name}” has articles and cannot be deleted. Move them or merge it. "
                "Nothing was changed."
            )
        sections.delete_section(connection, id)

    return _act(library, [id], f"Deleted the section “{section.name}”", rows, by)


def preview_section_merge(library: Library, sources: Sequence[SectionId], target: SectionId) -> MergePreview:
    """What the merge would do."""
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    with library.store.read() as connection:
        counts = used.count_merge(connection, "section", ids, target)
    return MergePreview(*counts, tuple(one.name for one in found[:-1]))


def merge_sections(
    library: Library,
    sources: Sequence[SectionId],
    target: SectionId,
    *,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Every article of a source stands in the target, for readers, too; addresses that were public stay.

    The sources' own pages lead to the target's. Raises ``RefusedError``, ``NotFoundError``, ``ActCancelledError``.
    """
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    names = ", ".join(f"“{one.name}”" for one in found[:-1])
    steps: list[Step] = []
    for id in ids:
        steps += [
            SetColumn("section_id", target, only=("section_id", id)),
            SwapPublicSection(id, target),
        ]

    plan = merge_plan(
        ActKind.SECTION,
        f"Merged the section {names} into “{found[-1].name}”",
        ids,
        target,
        steps,
        _watches([*ids, target]),
        check=lambda connection: _loaded(connection, [*ids, target]),
        absorb=lambda connection, id: sections.absorb_section(connection, id, target),
    )
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def _act(
    library: Library, ids: Sequence[SectionId], words: str, rows: Callable[[Connection], None], by: str
) -> Outcome:
    plan = Plan(ActKind.SECTION, words, rows=rows, watches=_watches(ids))
    return Runner(library, by=by).do(plan)


def _watches(ids: Sequence[SectionId]) -> tuple[Watch, ...]:
    return (
        Watch("section", "id", ids),
        Watch("old_slug", "target_id", ids, "section"),
        Watch("old_slug", "target_id", ids, "section name"),
        Watch("merged", "target_id", ids, "section"),
    )


def _known(library: Library, ids: Sequence[SectionId]) -> tuple[Section, ...]:
    with library.store.read() as connection:
        return _loaded(connection, ids)


def _loaded(connection: Connection, ids: Sequence[SectionId]) -> tuple[Section, ...]:
    found = [sections.load_section(connection, id) for id in ids]
    known = tuple(one for one in found if one is not None)
    if len(known) != len(found):
        raise NotFoundError("A section is not in the library any more. Nothing was changed.")
    return known
