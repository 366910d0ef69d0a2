"""The history of an article: what it was and when, two states compared, the past put back. Trashed articles too.

A revision is named by its number in the article; ``NOW`` is the article as it stands.
"""

import logging
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from newsroom.desk.history_fields import fields_as_text
from newsroom.desk.library import Library
from newsroom.desk.reading import stored_article, whole_article
from newsroom.desk.saving import save
from newsroom.domain.article import Article, Content, RevisionRow
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.histories import NOW, Amount, Comparison, HistoryPage, compare_fields
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import FIELDS, TEXTS, Offer, offer_merge, same_value
from newsroom.domain.names import tidy
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.text_diff import compare, count_words
from newsroom.domain.times import now
from newsroom.storage.histories import (
    contents_below,
    contents_of_numbers,
    newest_of_kind,
    number_before,
    page_of,
    public_number,
    row_of,
)
from newsroom.storage.store import Connection
from newsroom.storage.timeline import keep_before, keep_named

_log = logging.getLogger(__name__)
# The address stays where it is, unless it is asked for by name.
WHOLE = tuple(name for name in FIELDS if name != "slug")


def list_history(
    library: Library,
    id: ArticleId,
    *,
    before: int | None = None,
    limit: int = 100,
    token: CancelToken | None = None,
) -> HistoryPage:
    """Revisions of the article, the fine timeline among them, newest first: a walk along one index."""
    with library.store.read(token) as connection:
        rows = page_of(connection, id, before, limit + 1)
        more = len(rows) > limit
        return HistoryPage(
            rows[:limit], rows[limit - 1].number if more else None, public_number(connection, id)
        )


def amounts(
    library: Library, id: ArticleId, newest: int, *, limit: int = 50, token: CancelToken | None = None
) -> dict[int, Amount]:
    """How much each of the revisions from that number down differs from the one before it.

    The first of all differs from nothing. Milliseconds each; for the read lane. Raises ``LibraryError``.
    """
    found: dict[int, Amount] = {}
    with library.store.read(token) as connection:
        newer: tuple[int, Content] | None = None
        n_read = 0
        for number, content in contents_below(connection, id, newest, limit + 1):
            if token is not None:
                token.raise_if_cancelled()
            if newer is not None:
                found[newer[0]] = _amount(content, newer[1])
            newer = (number, content)
            n_read += 1
        if newer is not None and n_read <= limit:
            found[newer[0]] = _amount(Content(language=newer[1].language), newer[1])
    return found


def state_of(library: Library, id: ArticleId, number: int) -> Content:
    """What the article was then, or is now. Raises ``NotFoundError``, and ``LibraryError`` where it is damaged."""
    with library.store.read() as connection:
        return _state(connection, id, number)


def compare_states(
    library: Library, id: ArticleId, old: int | None, new: int, *, current: Content | None = None
) -> Comparison:
    """Two states, word by word and field by field. ``old`` None is the revision before ``new``.

    ``current`` stands for ``NOW`` where it is not saved yet. Raises as ``state_of``.
    """
    with library.store.read() as connection:
        if old is None:
            old = number_before(connection, id, new) if new != NOW else NOW
        after = current if new == NOW and current is not None else _state(connection, id, new)
        if old is None:
            before = Content(language=after.language)
        elif old == NOW and current is not None:
            before = current
        else:
            before = _state(connection, id, old)
        one, other = fields_as_text(connection, before), fields_as_text(connection, after)
    return compare_fields(one, other, numbers=(old or NOW, new))


def restore(
    library: Library, id: ArticleId, number: int, *, fields: Collection[str] = WHOLE, by: str
) -> Article:
    """Makes the article what it was then, in all fields or in these; that is a revision of its own.

    What it was until now is kept. What readers see changes when it is published. Raises ``NotFoundError``,
    ``RefusedError`` for a field that there is not, and ``LibraryError`` where the revision is damaged.
    """
    _check_fields(fields)
    with library.store.write() as connection:
        stored, at = stored_article(connection, id), now()
        content = restored_content(stored.content, _state(connection, id, number), fields)
        if content != stored.content:
            keep_before(connection, stored, at=at)
            saved = save(connection, stored, content, at=at, by=None)
            keep_named(connection, id, RevisionKind.RESTORED, saved.content, at=at, by=by, name=str(number))
            _log.info("article %d: %d fields of revision %d restored by %s", id, len(fields), number, by)
        return whole_article(connection, id)


def restored_content(current: Content, past: Content, fields: Collection[str] = WHOLE) -> Content:
    """``current`` with these fields of ``past``. Pure."""
    changes: dict[str, Any] = {name: getattr(past, name) for name in fields}
    return replace(current, **changes)


def keep_state(
    library: Library, id: ArticleId, name: str, *, by: str, kind: RevisionKind = RevisionKind.NAMED
) -> RevisionRow:
    """Keeps the article as it is now for good, under a name. Raises ``RefusedError`` for a name of nothing."""
    words = tidy(name)
    if not words:
        raise RefusedError("A kept state needs a name. Nothing was changed.")
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        kept = keep_named(connection, id, kind, stored.content, at=now(), by=by, name=words)
        rows = page_of(connection, id, None, 1)
        assert rows and rows[0].id == kept
        return rows[0]


def offer_of(library: Library, id: ArticleId, number: int, *, current: Content | None = None) -> Offer:
    """What putting a conflict's other text together with ours would give; ours is the article as it stands.

    Raises ``RefusedError`` where the revision is no conflict.
    """
    with library.store.read() as connection:
        return _offer(connection, id, number, current or stored_article(connection, id).content)


def offer_of_newest(library: Library, id: ArticleId, *, current: Content | None = None) -> tuple[int, Offer]:
    """The same of the newest conflict, with its number. Raises ``NotFoundError`` where there was none."""
    with library.store.read() as connection:
        number = newest_of_kind(connection, id, RevisionKind.CONFLICT)
    if number is None:
        raise NotFoundError(f"Article {id} was never in conflict.")
    return number, offer_of(library, id, number, current=current)


def take_offer(library: Library, id: ArticleId, number: int, *, by: str) -> tuple[Article, Offer]:
    """Puts both sides of a conflict together where they do not touch; that is a revision of its own."""
    with library.store.write() as connection:
        stored, at = stored_article(connection, id), now()
        offer = _offer(connection, id, number, stored.content)
        if offer.taken:
            keep_before(connection, stored, at=at)
            saved = save(connection, stored, offer.content, at=at, by=None)
            keep_named(connection, id, RevisionKind.MERGED, saved.content, at=at, by=by, name=str(number))
        return whole_article(connection, id), offer


def _offer(connection: Connection, id: ArticleId, number: int, ours: Content) -> Offer:
    row, common = row_of(connection, id, number), number_before(connection, id, number)
    base = None if common is None else row_of(connection, id, common)
    if row is None or row.kind != RevisionKind.CONFLICT:
        raise RefusedError(f"Revision {number} of article {id} is not the other side of a conflict.")
    if base is None or base.kind != RevisionKind.COMMON:
        raise RefusedError(f"What both began with before revision {number} was not kept.")
    return offer_merge(_state(connection, id, base.number), ours, _state(connection, id, number))


def _check_fields(fields: Collection[str]) -> None:
    for name in fields:
        if name not in FIELDS:
            raise RefusedError(
                f"There is no field “{name}”. Nothing was changed. Fields: {', '.join(map(_shown, FIELDS))}."
            )


def _shown(field: str) -> str:
    return field.removesuffix("_id")


def _state(connection: Connection, id: ArticleId, number: int) -> Content:
    if number == NOW:
        return stored_article(connection, id).content
    found = contents_of_numbers(connection, id, [number])
    if number not in found:
        raise NotFoundError(f"Article {id} has no revision {number}.")
    return found[number]


def _amount(before: Content, after: Content) -> Amount:
    changed = [name for name in FIELDS if not same_value(name, getattr(before, name), getattr(after, name))]
    counts = [_words(getattr(before, name), getattr(after, name)) for name in changed if name in TEXTS]
    return Amount(sum(n for n, _ in counts), sum(n for _, n in counts), tuple(map(_shown, changed)))


def _words(before: str, after: str) -> tuple[int, int]:
    return count_words(compare(before, after))
