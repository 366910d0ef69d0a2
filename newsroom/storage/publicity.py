"""What readers see of the published articles: the ``public_…`` tables. Public counts stand on them, by triggers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId, RevisionId, SeriesId
from newsroom.storage.asking import ask_one, ask_plain, known_moment, moment, run_many, stored_moment

_CHANGE = """
UPDATE public_article SET revision_id = ?, headline = ?, section_id = ?, published_at = ?, updated_at = ?
WHERE article_id = ? RETURNING article_id
"""
_ADD = """
INSERT INTO public_article (revision_id, headline, section_id, published_at, updated_at, article_id)
VALUES (?, ?, ?, ?, ?, ?)
"""
_REMOVE = tuple(
    f"DELETE FROM {table} WHERE article_id = ?" for table in ("public_tag", "public_series", "public_article")
)
_TAGS = "SELECT tag_id FROM public_tag WHERE article_id = ?"
_ADD_TAG = "INSERT INTO public_tag (article_id, tag_id, published_at) VALUES (?, ?, ?)"
_REMOVE_TAG = "DELETE FROM public_tag WHERE article_id = ? AND tag_id = ?"
_SERIES = "SELECT series_id, place FROM public_series WHERE article_id = ?"
_ADD_SERIES = "INSERT INTO public_series (article_id, series_id, place) VALUES (?, ?, ?)"
_REMOVE_SERIES = "DELETE FROM public_series WHERE article_id = ? AND series_id = ?"
_BY_HAND = (
    "SELECT series_id, place_by_hand FROM article_series WHERE article_id = ? AND place_by_hand IS NOT NULL"
)
_SEEN = "SELECT revision_id, published_at, updated_at FROM public_article WHERE article_id = ?"


@dataclass(frozen=True, slots=True)
class Publicity:
    """The times on an article's public page, and the revision that it shows."""

    revision_id: RevisionId
    published_at: datetime
    updated_at: datetime | None = None


def put_public(connection: Connection, article_id: ArticleId, content: Content, facts: Publicity) -> None:
    """Readers see this content from now on. Writes only what differs from what they saw."""
    at = stored_moment(facts.published_at)
    updated_at = None if facts.updated_at is None else stored_moment(facts.updated_at)
    values = (facts.revision_id, content.headline, content.section_id, at, updated_at, article_id)
    if not ask_plain(connection, _CHANGE, values):
        run_many(connection, _ADD, [values])
    _put_tags(connection, article_id, content.tags, at)
    _put_series(connection, article_id, content.series, at)


def remove_public(connection: Connection, article_id: ArticleId) -> None:
    """Readers no longer see the article. Nothing happens when they did not."""
    for statement in _REMOVE:
        run_many(connection, statement, [(article_id,)])


def load_public(connection: Connection, article_id: ArticleId) -> Publicity | None:
    """What readers see; None when they see nothing."""
    row = ask_one(connection, _SEEN, (article_id,))
    if row is None:
        return None
    return Publicity(
        RevisionId(row["revision_id"]), known_moment(row["published_at"]), moment(row["updated_at"])
    )


def _put_tags(connection: Connection, article_id: ArticleId, tags: Iterable[int], at: int) -> None:
    known, wanted = {id for (id,) in ask_plain(connection, _TAGS, (article_id,))}, set(tags)
    run_many(connection, _REMOVE_TAG, [(article_id, id) for id in sorted(known - wanted)])
    run_many(connection, _ADD_TAG, [(article_id, id, at) for id in sorted(wanted - known)])


def _put_series(connection: Connection, article_id: ArticleId, series: Sequence[SeriesId], at: int) -> None:
    known: dict[int, int] = dict(ask_plain(connection, _SERIES, (article_id,)))
    wanted = _places(connection, article_id, series, at)
    changed = [id for id, place in known.items() if wanted.get(id) != place]
    run_many(connection, _REMOVE_SERIES, [(article_id, id) for id in changed])
    new = [(article_id, id, place) for id, place in wanted.items() if known.get(id) != place]
    run_many(connection, _ADD_SERIES, new)


def _places(
    connection: Connection, article_id: ArticleId, series: Sequence[SeriesId], at: int
) -> dict[int, int]:
    """A place that a person gave, else the time of publication in milliseconds."""
    if not series:
        return {}
    by_hand: dict[int, int] = dict(ask_plain(connection, _BY_HAND, (article_id,)))
    return {id: by_hand.get(id, at) for id in series}
