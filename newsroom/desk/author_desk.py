"""The desk of authors: lists, and every change of an author as an act with one undo. Bylines print what they print."""

from collections.abc import Callable, Mapping, Sequence

from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.extras import plain_extra
from newsroom.desk.found_names import nothing_called
from newsroom.desk.library import Library
from newsroom.desk.merges import merge_plan, others
from newsroom.domain.acts import ActKind
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.conditions import Link
from newsroom.domain.ids import AuthorId
from newsroom.domain.names import tidy
from newsroom.domain.ordering import Author, AuthorPage, Cursor, MergePreview, Sort
from newsroom.domain.text_buffer import storable
from newsroom.domain.times import now
from newsroom.storage import author_order, authors, used
from newsroom.storage.act_steps import SetByline, Step
from newsroom.storage.amending import Amend
from newsroom.storage.asking import ask, stored_moment
from newsroom.storage.store import Connection

_ITSELF = "An author cannot be merged into themselves."

_PRINTED = "SELECT DISTINCT article_id AS id FROM article_byline WHERE author_id = ? AND name = ?"


def list_authors(
    library: Library,
    text: str = "",
    *,
    sort: Sort = Sort.COUNT,
    after: Cursor | None = None,
    limit: int = 100,
    token: CancelToken | None = None,
) -> AuthorPage:
    """The rows behind ``after``; None begins. A text finds authors with a word that begins so in any of their names."""
    with library.store.read(token) as connection:
        return authors.list_authors(connection, text, sort, after, limit)


def find_author(library: Library, name: str) -> Author:
    """By name, alias or slug. Raises ``NotFoundError``."""
    name = storable(name)
    with library.store.read() as connection:
        found = authors.find_author(connection, name)
    if found is None:
        raise nothing_called(library, Link.AUTHOR, name)
    return found


def get_author(library: Library, id: AuthorId) -> Author:
    """One author. Raises ``NotFoundError``."""
    return _known(library, [id])[0]


def rename_author(
    library: Library,
    id: AuthorId,
    name: str,
    *,
    reprint: bool = False,
    publish: bool = False,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Another name; the old one stays as an alias, and its address leads to the new one.

    Bylines print what they printed, unless they are to be reprinted: then those with the old name get the new one, in
    working copies and, with ``publish``, for readers. Raises ``RefusedError`` for a name that another author has.
    """
    name = storable(name)
    (author,) = _known(library, [id])
    steps: tuple[Step | Amend, ...] = ()
    if reprint and tidy(name) != author.name:
        steps = (SetByline(id, "name", author.name, tidy(name)),)
        steps += (Amend(stored_moment(now()), by),) if publish else ()

    def find(connection: Connection) -> list[int]:
        return [row["id"] for row in ask(connection, _PRINTED, (id, author.name))] if steps else []

    plan = Plan(
        ActKind.AUTHOR,
        f"Renamed the author “{author.name}” to “{tidy(name)}”" + (", in bylines, too" if steps else ""),
        steps,
        find,
        rows=lambda connection: author_order.rename(connection, id, name),
        watches=author_order.watches([id]),
    )
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def add_author_alias(library: Library, id: AuthorId, alias: str, *, by: str) -> Outcome:
    """Another name that bylines may print for the person. Raises ``RefusedError`` for another author's."""
    alias = storable(alias)
    (author,) = _known(library, [id])
    words = f"Gave the author “{author.name}” the other name “{tidy(alias)}”"
    return _act(library, [id], words, lambda c: author_order.add_alias(c, id, alias), by)


def remove_author_alias(library: Library, id: AuthorId, alias: str, *, by: str) -> Outcome:
    """The name is free again. Raises ``RefusedError`` where the author has no such alias."""
    alias = storable(alias)
    (author,) = _known(library, [id])
    words = f"Took the other name “{tidy(alias)}” from the author “{author.name}”"
    return _act(library, [id], words, lambda c: author_order.remove_alias(c, id, alias), by)


def edit_author(library: Library, id: AuthorId, details: Mapping[str, object], *, by: str) -> Outcome:
    """Sets details by name (``about``, ``email``, ``link`` …); None takes one away."""
    (author,) = _known(library, [id])
    wanted = {
        key: value for key, value in {**author.details, **plain_extra(details)}.items() if value is not None
    }
    words = f"Changed the details of the author “{author.name}”"
    return _act(library, [id], words, lambda c: author_order.set_details(c, id, wanted), by)


def delete_author(library: Library, id: AuthorId, *, by: str) -> Outcome:
    """Raises ``RefusedError`` where a byline names the author, in the trash or out of it."""
    (author,) = _known(library, [id])
    words = f"Deleted the author “{author.name}”"
    return _act(library, [id], words, lambda c: author_order.delete(c, id), by)


def preview_author_merge(library: Library, sources: Sequence[AuthorId], target: AuthorId) -> MergePreview:
    """What the merge would do. Bylines print what they printed, so readers see no change."""
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    with library.store.read() as connection:
        counts = used.count_merge(connection, "author", ids, target)
    names = dict.fromkeys(name for one in found[:-1] for name in (one.name, *one.aliases))
    return MergePreview(*counts, tuple(names))


def merge_authors(
    library: Library,
    sources: Sequence[AuthorId],
    target: AuthorId,
    *,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """The sources' bylines are the target's, and print what they printed; their names become its aliases.

    Raises ``RefusedError``, ``NotFoundError``, ``ActCancelledError``.
    """
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    names = ", ".join(f"“{one.name}”" for one in found[:-1])
    steps = tuple(SetByline(id, "author_id", id, target) for id in ids)

    plan = merge_plan(
        ActKind.AUTHOR,
        f"Merged the author {names} into “{found[-1].name}”",
        ids,
        target,
        steps,
        author_order.watches([*ids, target]),
        check=lambda connection: author_order.known(connection, [*ids, target]),
        absorb=lambda connection, id: author_order.absorb(connection, id, target),
    )
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def _act(
    library: Library, ids: Sequence[AuthorId], words: str, rows: Callable[[Connection], None], by: str
) -> Outcome:
    plan = Plan(ActKind.AUTHOR, words, rows=rows, watches=author_order.watches(ids))
    return Runner(library, by=by).do(plan)


def _known(library: Library, ids: Sequence[AuthorId]) -> tuple[Author, ...]:
    with library.store.read() as connection:
        return author_order.known(connection, ids)
