"""The fine timeline of an article: a revision of each minute in which it was saved, thinned as it grows older.

The newest two revisions stand whole. An older one becomes a delta of the next newer, but for one in thirty and
for what readers see: so that a save writes one small row, and a year of a busy article is some hundred kilobytes.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.domain.article import Article, Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.text_ends import n_gone, n_replaced
from newsroom.domain.thinning import due_after, stretch, superfluous
from newsroom.storage import deltas
from newsroom.storage.asking import ask, ask_plain, ask_value, known_moment, run_many, stored_moment
from newsroom.storage.kept import apply, inflated, restored, unpack
from newsroom.storage.packing import packed

_LONGEST_CHAIN = 30
_N_WHOLE = 2
_WORTH_IT = 0.7
# Characters: an article that was made in this minute and holds less is being begun.
_HARDLY_BEGUN = 100
# Characters that are gone in one save.
_SOME_WORDS = 200

_NEWEST = 'SELECT id, kind, at, "by" FROM revision WHERE article_id = ? ORDER BY number DESC LIMIT 1'
_CONTENT = "SELECT content FROM revision WHERE id = ?"
_ADD = """
INSERT INTO revision (article_id, number, kind, name, at, "by", content, due_at)
SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM revision WHERE article_id = ? RETURNING id
"""
_AGAIN = "UPDATE revision SET content = ?, at = ?, due_at = ? WHERE id = ?"
_NAME = 'UPDATE revision SET kind = ?, name = ?, at = ?, "by" = ?, due_at = NULL WHERE id = ?'
_BELOW = """
SELECT id, number, base_id, content FROM revision WHERE article_id = ? ORDER BY number DESC LIMIT 2 OFFSET 1
"""
_CHAIN = "SELECT base_id FROM revision WHERE article_id = ? AND number < ? ORDER BY number DESC LIMIT ?"
_PUBLISHED = "SELECT published_revision_id FROM article WHERE id = ?"
_KEEP = "UPDATE revision SET content = ?, base_id = ? WHERE id = ?"
_DUE = "SELECT article_id FROM revision WHERE due_at <= ? ORDER BY due_at LIMIT 1"
_STANDING = "SELECT id FROM revision WHERE article_id = ? AND base_id IS NOT NULL"
_ALL = "SELECT id, kind, at, due_at, base_id, content FROM revision WHERE article_id = ? ORDER BY number DESC"


def keep_saved(connection: Connection, before: Article, after: Article, *, at: datetime, by: str) -> None:
    """After a save: the state of this minute is what was saved last in it, by whom.

    What the article was before is kept too, where no revision has it, or where the save took away more than some words.
    Nothing where the content is the same.
    """
    if after.content == before.content:
        return
    newest = _newest(connection, before.id)
    data = packed(after.content)
    if newest and newest.is_of(at, by) and not _takes_away(before.content, after.content):
        run_many(connection, _AGAIN, [(data, stored_moment(at), _due(at, at), newest.id)])
        return
    if newest and newest.is_made(at, by) and _is_begun(before.content, after.content):
        run_many(connection, _AGAIN, [(data, stored_moment(at), None, newest.id)])
        return
    _keep_before(connection, newest, before, at, after.content)
    _add(connection, before.id, RevisionKind.SAVED, data, at=at, by=by, due_at=_due(at, at))


def keep_created(connection: Connection, made: Article, *, at: datetime, by: str) -> None:
    """Who made the article, and what it was then. While it is hardly begun, its first minute goes on in that."""
    _add(connection, made.id, RevisionKind.CREATED, packed(made.content), at=at, by=by)


def keep_named(
    connection: Connection,
    id: ArticleId,
    kind: str,
    content: Content,
    *,
    at: datetime,
    by: str,
    name: str | None = None,
) -> RevisionId:
    """Keeps a content for good: the article's own, or another that is to stand beside it.

    Where it was saved in this minute, it keeps the number that it has already.
    """
    newest = _newest(connection, id)
    if newest and newest.is_of(at, by) and _is(connection, newest, content):
        run_many(connection, _NAME, [(kind, name, stored_moment(at), by, newest.id)])
        return RevisionId(newest.id)
    return _add(connection, id, kind, packed(content), at=at, by=by, name=name)


def last_by(connection: Connection, id: ArticleId) -> str | None:
    """Who made the newest state that is kept; None where none is."""
    newest = _newest(connection, id)
    return newest.by if newest else None


def keep_before(connection: Connection, article: Article, *, at: datetime) -> None:
    """Keeps what the article is now, before it becomes something else, where no revision has it."""
    _keep_before(connection, _newest(connection, article.id), article, at, None)


def thin_some(connection: Connection, now: datetime) -> bool:
    """Thins the timeline of the article that is due first. Answers whether there was one. Some ten milliseconds."""
    article_id = ask_value(connection, _DUE, (stored_moment(now),))
    if article_id is None:
        return False
    rows = [_Row(**row) for row in ask(connection, _ALL, (article_id,))]
    fine = [row for row in reversed(rows) if row.kind == RevisionKind.SAVED]
    is_newest_fine = rows[0].kind == RevisionKind.SAVED
    times = [known_moment(row.at) for row in fine]
    gone = {fine[place].id for place in superfluous(times, now, newest_stays=is_newest_fine)}
    public = ask_value(connection, _PUBLISHED, (article_id,))
    try:
        written = list(_rebased(rows, gone, public))
    except LibraryError:
        # What cannot be read is left as it is, and not looked at again.
        run_many(connection, "UPDATE revision SET due_at = NULL WHERE article_id = ?", [(article_id,)])
        return True
    run_many(connection, _KEEP, written)
    run_many(connection, "DELETE FROM revision WHERE id = ?", [(id,) for id in gone])
    due = [(_due(known_moment(row.at), now), row.id) for row in fine if row.id not in gone]
    run_many(connection, "UPDATE revision SET due_at = ? WHERE id = ?", due)
    return True


def rewrite(connection: Connection, article_id: ArticleId, contents: Mapping[RevisionId, bytes]) -> None:
    """Puts whole, packed contents in the place of some; what stood on others stands whole from now on."""
    others = [id for (id,) in ask_plain(connection, _STANDING, (article_id,)) if id not in contents]
    whole = [(zlib.compress(data), None, id) for id, data in restored(connection, others).items()]
    run_many(connection, _KEEP, [*whole, *((data, None, id) for id, data in contents.items())])


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    kind: str
    at: int
    due_at: int | None
    base_id: int | None
    content: bytes


def _rebased(
    rows: Sequence[_Row], gone: set[int], public: int | None
) -> Iterator[tuple[bytes, int | None, int]]:
    """What is to be written anew, newest first; a few contents at a time.

    What stands on one that goes stands on the next newer that stays. What stands whole and need not, as a publication
    that another has followed, stands on it too.
    """
    texts: dict[int, bytes] = {}
    base: _Row | None = None
    n_chained = 0
    for place, row in enumerate(rows):
        on = None if row.base_id is None else texts.get(row.base_id)
        text = inflated(row.content) if row.base_id is None else apply(on or b"", row.content)
        texts = {base.id: texts[base.id], row.id: text} if base else {row.id: text}
        if row.id in gone:
            continue
        is_whole = row.base_id is None
        stays_whole = is_whole and (place < _N_WHOLE or row.id == public or n_chained >= _LONGEST_CHAIN)
        stays = row.base_id is not None and row.base_id not in gone and n_chained < 2 * _LONGEST_CHAIN
        if base is not None and not stays_whole and not stays:
            data = deltas.delta(texts[base.id], text)
            whole = row.content if is_whole else zlib.compress(text)
            stays = n_chained < _LONGEST_CHAIN and len(data) < _WORTH_IT * len(whole)
            if stays:
                yield data, base.id, row.id
            elif not is_whole:
                yield whole, None, row.id
        n_chained = n_chained + 1 if stays else 0
        base = row


@dataclass(frozen=True, slots=True)
class _Newest:
    id: int
    kind: str
    at: int
    by: str

    def is_of(self, at: datetime, by: str) -> bool:
        """Whether a save of that moment may take its place."""
        return self.kind == RevisionKind.SAVED and self._is_of(at, by)

    def is_made(self, at: datetime, by: str) -> bool:
        """Whether the article was made at that moment by the same."""
        return self.kind == RevisionKind.CREATED and self._is_of(at, by)

    def _is_of(self, at: datetime, by: str) -> bool:
        return self.by == by and stretch(known_moment(self.at)) == stretch(at)


def _newest(connection: Connection, id: ArticleId) -> _Newest | None:
    rows = ask_plain(connection, _NEWEST, (id,))
    return _Newest(*rows[0]) if rows else None


def _keep_before(
    connection: Connection, newest: _Newest | None, before: Article, at: datetime, after: Content | None
) -> None:
    """The state that a save replaced: what an import or an act made, or the article as it was made.

    The first letters of an article that is being typed are none.
    """
    content, was = before.content, before.updated_at
    if newest is not None and _is(connection, newest, content):
        return
    if newest is None:
        if after is not None and stretch(was) == stretch(at) and _is_begun(content, after):
            return
        if before.version == 1:
            _add(connection, before.id, RevisionKind.CREATED, packed(content), at=was, by="")
            return
    _add(connection, before.id, RevisionKind.SAVED, packed(content), at=was, by="", due_at=_due(was, at))


def _is_begun(before: Content, after: Content) -> bool:
    """Whether little was written, nothing of it is gone, and no other field is another."""
    n_written = len(before.headline) + len(before.lede) + len(before.body)
    grown = replace(before, headline=after.headline, lede=after.lede, body=after.body)
    is_longer = not any(n_replaced(*texts) for texts in _texts(before, after))
    return n_written < _HARDLY_BEGUN and grown == after and is_longer


def _is(connection: Connection, newest: _Newest, content: Content) -> bool:
    """The newest revision is always whole."""
    return unpack(ask_value(connection, _CONTENT, (newest.id,))) == content


def _takes_away(before: Content, after: Content) -> bool:
    """Whether more than some words of a text are gone: that is worth a state of its own, whatever the minute."""
    return any(
        n_replaced(*texts) > _SOME_WORDS and n_gone(*texts) > _SOME_WORDS for texts in _texts(before, after)
    )


def _texts(before: Content, after: Content) -> tuple[tuple[str, str], ...]:
    return (before.headline, after.headline), (before.lede, after.lede), (before.body, after.body)


def _due(at: datetime, now: datetime) -> int | None:
    due = due_after(at, now)
    return None if due is None else stored_moment(due)


def _add(
    connection: Connection,
    id: ArticleId,
    kind: str,
    data: bytes,
    *,
    at: datetime,
    by: str,
    name: str | None = None,
    due_at: int | None = None,
) -> RevisionId:
    values = (id, kind, name, stored_moment(at), by, data, due_at, id)
    ((added,),) = ask_plain(connection, _ADD, values)
    _condense(connection, id)
    return RevisionId(added)


def _condense(connection: Connection, id: ArticleId) -> None:
    """A revision was added: the third newest becomes a delta of the second, which changes no more."""
    rows = ask_plain(connection, _BELOW, (id,))
    if len(rows) < 2:
        return
    (base, _, base_base, base_data), (old, number, old_base, data) = rows
    if old_base is not None or old == ask_value(connection, _PUBLISHED, (id,)):
        return
    below = ask_plain(connection, _CHAIN, (id, number, _LONGEST_CHAIN))
    if len(below) == _LONGEST_CHAIN and all(base_id is not None for (base_id,) in below):
        return
    text = inflated(base_data) if base_base is None else restored(connection, [base])[base]
    smaller = deltas.delta(text, inflated(data))
    if len(smaller) < _WORTH_IT * len(data):
        run_many(connection, _KEEP, [(smaller, base, old)])
