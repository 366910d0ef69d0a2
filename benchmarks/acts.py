"""Acts on many articles, each with its undo: a tag on 10,000, publications, withdrawals, words replaced."""

from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.figures import Figure, Spent, spent, timed
from benchmarks.raw import Raw, Rows
from benchmarks.sized import Sized
from newsroom.desk.acts import undo_act
from newsroom.desk.bulk import change_articles
from newsroom.desk.library import Library
from newsroom.desk.replacing import replace_in
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.acts import ActId
from newsroom.domain.bulk import AddTags, Change, Outcome, Publish, Selection, Withdraw
from newsroom.domain.ids import ArticleId, TagId
from newsroom.domain.query import ListQuery
from newsroom.domain.replacing import TextChange

_N_TAGGED = 10_000
_PER_SECOND = 20_000
_N_PUBLISHED = 1_000
_BY = "benchmark"


def act_figures(library: Library, raw: Raw, sized: Sized, rounds: int) -> list[Figure]:
    """Each act is undone at once, so that the library stays as it was, but for its log."""
    n_rounds = max(3, rounds // 2)
    return [
        *_tagging(library, raw, sized, n_rounds),
        *_releasing(library, raw, sized, n_rounds),
        *_replacing(library, raw, sized, n_rounds),
    ]


def _tagging(library: Library, raw: Raw, sized: Sized, n_rounds: int) -> list[Figure]:
    """Articles from all over the archive; beside the bare rows of it, by sqlite3."""
    tag = ensure_tag(library, "measured by the benchmark", by=_BY)
    rows = _some(raw, sized, min(_N_TAGGED, sized.n // 2), "trashed_at IS NULL")
    ids = [ArticleId(id) for id, _ in rows]
    times: list[tuple[Spent, ...]] = []
    for _ in range(n_rounds + 1):
        spent_ours = _done_and_undone(library, ids, partial(_change, library, ids, AddTags((tag.id,))))
        times.append((*spent_ours, *_bare_change(raw, rows, tag.id)))
    done, undone, bare, bare_undone = zip(*times[1:], strict=True)
    most = 1_000 * len(ids) / _PER_SECOND
    what = f"a tag on {len(ids):,} articles, {sized.words}"
    return [
        timed("archive", what, done, bare, most=most),
        timed("archive", f"{what}: its undo", undone, bare_undone, most=most),
    ]


def _releasing(library: Library, raw: Raw, sized: Sized, n_rounds: int) -> list[Figure]:
    """Drafts are published; published articles are withdrawn. Without a target, and with no floor."""
    figures = []
    found = (
        "(SELECT 1 FROM article_text t WHERE t.article_id = article.id AND t.headline <> '' AND t.body <> '')"
    )
    changes: tuple[tuple[str, str, Change], ...] = (
        (
            "a publication of",
            f"state IN ('draft', 'ready') AND trashed_at IS NULL AND section_id NOT NULL AND EXISTS {found}",
            Publish(),
        ),
        ("a withdrawal of", "state = 'published' AND trashed_at IS NULL", Withdraw("Measured.")),
    )
    for words, condition, change in changes:
        ids = [ArticleId(id) for id, _ in _some(raw, sized, _N_PUBLISHED, condition)]
        if not ids:
            continue
        times = [
            _done_and_undone(library, ids, partial(_change, library, ids, change))
            for _ in range(n_rounds + 1)
        ]
        figures += _both(f"{words} {len(ids):,} articles, {sized.words}", times)
    return figures


def _replacing(library: Library, raw: Raw, sized: Sized, n_rounds: int) -> list[Figure]:
    """A word of one article in a hundred, or of fewer, in the texts of all."""
    found = _a_word(raw)
    if not found:
        return []
    change = TextChange(found, f"{found}measured", whole_words=True)
    n = 0

    def act() -> Outcome:
        nonlocal n
        outcome = replace_in(library, ListQuery(), change, by=_BY)
        n = outcome.n_changed
        return outcome

    times = [_done_and_undone(library, None, act) for _ in range(n_rounds)]
    return _both(f"a word replaced in {n:,} of all articles, {sized.words}", times)


def _both(what: str, times: Sequence[tuple[Spent, Spent]]) -> list[Figure]:
    done, undone = zip(*times[1:], strict=True)
    return [timed("archive", what, done), timed("archive", f"{what}: its undo", undone)]


def _a_word(raw: Raw) -> str:
    """A word that some hundreds of articles have."""
    sample = "SELECT body FROM article_text WHERE article_id IN (SELECT id FROM article WHERE language = 'en' LIMIT 40)"
    words = sorted({word for (body,) in raw.ask(sample) for word in body.split() if word.isalpha()})
    hits = "SELECT count(*) FROM (SELECT 1 FROM search_full WHERE search_full MATCH ? LIMIT 1001)"
    for word in words:
        if 100 <= raw.ask(hits, (f'"{word}"',))[0][0] <= 1_000:
            return str(word)
    return ""


def _some(raw: Raw, sized: Sized, n: int, condition: str) -> Rows:
    """Ids and keys of at most so many, from all over the archive."""
    step = max(1, sized.n // (n + n // 10))
    rows = raw.ask(
        f"SELECT id, search_key FROM article WHERE {condition} AND id % ? = 0 ORDER BY id LIMIT ?", (step, n)
    )
    if len(rows) < n:
        rows = raw.ask(f"SELECT id, search_key FROM article WHERE {condition} ORDER BY id LIMIT ?", (n,))
    return rows


def _change(library: Library, ids: Sequence[ArticleId], change: Change) -> Outcome:
    return change_articles(library, Selection(tuple(ids)), change, by=_BY)


def _done_and_undone(
    library: Library, ids: Sequence[ArticleId] | None, act: Callable[[], Outcome]
) -> tuple[Spent, Spent]:
    """Raises ``RuntimeError`` where not all of ``ids`` were changed."""
    answers: list[Outcome] = []
    done = spent(lambda: answers.append(act()))
    (outcome,) = answers
    if outcome.act is None or (ids is not None and outcome.n_changed != len(ids)):
        raise RuntimeError(f"only {outcome.n_changed} articles were changed")
    id: ActId = outcome.act.id
    return done, spent(lambda: undo_act(library, id, by=_BY))


def _bare_change(raw: Raw, articles: Rows, tag: TagId) -> tuple[Spent, Spent]:
    """Only the links, which the triggers count; no entry in a log, no version, nothing to be undone by."""
    insert = "INSERT INTO article_tag (article_id, tag_id, position, search_key) VALUES (?, ?, 99, ?)"
    delete = "DELETE FROM article_tag WHERE article_id = ? AND tag_id = ?"
    added = [(id, tag, key) for id, key in articles]
    removed = [(id, tag) for id, _ in articles]
    return spent(partial(_write, raw, insert, added)), spent(partial(_write, raw, delete, removed))


def _write(raw: Raw, statement: str, rows: Rows) -> None:
    raw.connection.execute("BEGIN IMMEDIATE")
    raw.connection.execute(
        "SELECT 1 FROM sqlite_master LIMIT 1"
    ).fetchone()  # as ``Store`` looks at the schema
    raw.connection.executemany(statement, rows)
    raw.connection.execute("COMMIT")
