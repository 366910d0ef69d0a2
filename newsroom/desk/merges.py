"""One thing that several tags, series, sections or authors become: what the four desks have in common of it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from newsroom.desk.act_runner import Plan
from newsroom.domain.acts import ActKind
from newsroom.domain.errors import RefusedError
from newsroom.storage import old_names, used
from newsroom.storage.act_steps import Step
from newsroom.storage.row_images import Watch
from newsroom.storage.store import Connection

Id = TypeVar("Id", bound=int)


def others(sources: Sequence[Id], target: Id, refusal: str) -> list[Id]:
    """The sources, each once, without the target. Raises ``RefusedError`` with that sentence where none is left."""
    ids = [id for id in dict.fromkeys(sources) if id != target]
    if not ids:
        raise RefusedError(f"{refusal} Nothing was changed.")
    return ids


def merge_plan(
    kind: ActKind,
    words: str,
    ids: Sequence[Id],
    target: Id,
    steps: Sequence[Step],
    watches: tuple[Watch, ...],
    *,
    check: Callable[[Connection], object],
    absorb: Callable[[Connection, Id], None],
) -> Plan:
    """The act that merges ``ids`` into ``target``: the articles of all, then the rows of ``kind`` themselves.

    ``steps`` change the articles. ``check`` raises ``NotFoundError`` where one is gone; ``absorb`` gives what a row has
    to the target, once no article is under it.
    """

    def find(connection: Connection) -> list[int]:
        return sorted({article for id in ids for article in used.ids_under(connection, kind.value, id)})

    def begin(connection: Connection) -> None:
        check(connection)
        for id in ids:
            old_names.lead_over(connection, kind.value, id, target)

    def rows(connection: Connection) -> None:
        for id in ids:
            absorb(connection, id)

    return Plan(kind, words, tuple(steps), find, begin=begin, rows=rows, watches=watches, differ=False)
