"""Find and replace in the texts of all that a search finds: each change shown first, then all done as one act."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.library import Library
from newsroom.desk.snippets import excerpt
from newsroom.desk.text_changes import Hit, TextChanger, TooSlowError, certain_words
from newsroom.desk.text_step import TOO_SLOW, ReplaceTextStep
from newsroom.domain.acts import ActKind, ActProgress, Left
from newsroom.domain.asked import Marked, Span
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.conditions import EVERYTHING, all_of
from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.domain.replacing import ArticleChanges, ChangeCount, ChangePage, Place, TextChange, TextField
from newsroom.domain.times import now, to_rfc3339
from newsroom.storage.lists import count_list, list_page
from newsroom.storage.planning import looks_at_texts
from newsroom.storage.texts import Texts, load_texts

_PAGE = 200
_SHOWN_PLACES = 5
_SHOWN_NAME = 60
_Looked = tuple[ArticleRow, Texts, list[Hit] | None]


def find_in(
    library: Library,
    query: ListQuery,
    change: TextChange,
    *,
    before: int | None = None,
    limit: int = 50,
    token: CancelToken | None = None,
) -> ChangePage:
    """The next articles of the list, newest first, in which something would change, with the first places of each.

    ``before`` is the ``after`` of the page before. Reads the texts of all that lies between; where whole words are
    sought, of those that have them. Raises ``RefusedError`` for a pattern that is none, ``CancelledError``.
    """
    changer = TextChanger(change)
    items: list[ArticleChanges] = []
    slow: list[ArticleRow] = []
    for row, texts, hits in _looked_at(library, _narrowed(query, change), changer, before, token):
        if hits is None:
            slow.append(row)
        elif hits:
            places = tuple(_place(texts, hit) for hit in hits[:_SHOWN_PLACES])
            items.append(ArticleChanges(row, places, len(hits)))
            if len(items) == limit:
                return ChangePage(tuple(items), row.key, tuple(slow))
    return ChangePage(tuple(items), None, tuple(slow))


def count_in(
    library: Library,
    query: ListQuery,
    change: TextChange,
    *,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> ChangeCount:
    """How much would change in all of the list: some 5,000 articles a second, of those that the index of words leaves.

    Raises as ``find_in``.
    """
    n = n_places = n_published = n_slow = 0
    asked = _narrowed(query, change)
    for row, _, hits in _looked_at(library, asked, TextChanger(change), None, token, progress):
        if hits is None:
            n_slow += 1
        elif hits:
            n, n_places = n + 1, n_places + len(hits)
            n_published += row.state is State.PUBLISHED
    return ChangeCount(n, n_places, n_published, n_slow)


def replace_in(
    library: Library,
    query: ListQuery,
    change: TextChange,
    *,
    without: frozenset[ArticleId] = frozenset(),
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Replaces in all of the list, but for the articles of ``without``: one act of the log with one undo.

    Working copies change, each with a revision of what it was; published articles are published as any other change is.
    Articles are looked through first, then changed in batches: some 600 a second. Raises ``RefusedError``,
    ``ActCancelledError``; nothing is changed then.
    """
    found: list[int] = []
    slow: list[ArticleRow] = []
    asked = _narrowed(query, change)
    for row, _, hits in _looked_at(library, asked, TextChanger(change), None, token, progress):
        if hits is None:
            slow.append(row)
        elif hits and row.id not in without:
            found.append(row.id)
    step = ReplaceTextStep.of(change, at=to_rfc3339(now()), by=by)
    plan = Plan(ActKind.BULK, _words(change), (step,), lambda _: sorted(found))
    outcome = Runner(library, by=by, progress=progress, token=token).do(plan)
    named = tuple(Left(TOO_SLOW, row.id, row.headline) for row in slow)
    return Outcome(
        outcome.act,
        outcome.n_changed,
        outcome.n_already,
        outcome.n_left + len(named),
        (*outcome.left, *named),
    )


def _looked_at(
    library: Library,
    query: ListQuery,
    changer: TextChanger,
    before: int | None,
    token: CancelToken | None,
    progress: Progress | None = None,
) -> Iterator[_Looked]:
    """Every article of the list, newest first; its hits are None where the pattern took too long."""
    token = token or CancelToken()
    tell = _telling(library, query, progress, token)
    asked = replace(query, order=Order.NEWEST)
    n = 0
    while True:
        with library.store.read(token) as connection:
            page = list_page(connection, asked, before=before, limit=_PAGE)
            texts = load_texts(connection, [row.id for row in page.rows])
        for row in page.rows:
            token.raise_if_cancelled()
            if row.id in texts:
                yield row, texts[row.id], _hits(changer, texts[row.id])
        n += len(page.rows)
        tell(n)
        if not page.more or not page.rows:
            return
        before = page.rows[-1].key


def _narrowed(query: ListQuery, change: TextChange) -> ListQuery:
    """The same list without articles of which the index of words knows that nothing would be found in them."""
    words = certain_words(change)
    if not words:
        return query
    if query.match is not Match.FULL_TEXT and (
        query.words.strip() or looks_at_texts(query.where or EVERYTHING)
    ):
        return query  # its own words are asked of another index
    parts = [*words, *([query.where] if query.where is not None else [])]
    return replace(query, match=Match.FULL_TEXT, where=all_of(parts))


def _telling(
    library: Library, query: ListQuery, progress: Progress | None, token: CancelToken
) -> Callable[[int], None]:
    if progress is None:
        return lambda _: None
    with library.store.read(token) as connection:
        total = count_list(connection, query)
    return lambda n: progress(ActProgress(min(n, total), total, is_looking=True))


def _hits(changer: TextChanger, texts: Texts) -> list[Hit] | None:
    try:
        return changer.hits(texts)
    except TooSlowError:
        return None


def _place(texts: Texts, hit: Hit) -> Place:
    text = getattr(texts, hit.field.value)
    after = f"{text[: hit.start]}{hit.new}{text[hit.end :]}"
    return Place(
        hit.field,
        _around(hit.field, text, hit.start, hit.end),
        _around(hit.field, after, hit.start, hit.start + len(hit.new)),
    )


def _around(field: TextField, text: str, start: int, end: int) -> Marked:
    if field is TextField.HEADLINE:
        return Marked(text, (Span(start, end),) if end > start else ())
    return excerpt(text, [(start, end)])


def _words(change: TextChange) -> str:
    return f"Replaced “{_short(change.find)}” by “{_short(change.replace)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_NAME else f"{text[:_SHOWN_NAME]}…"
