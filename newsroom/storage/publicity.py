"""What readers see of the published articles: the ``public_…`` tables. Public counts stand on them, by triggers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId, RevisionId, SeriesId
from newsroom.storage.asking import ask_one, known_moment, moment
from newsroom.storage.tables import article_series, public_article, public_series, public_tag

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SEEN = "SELECT revision_id, published_at, updated_at FROM public_article WHERE article_id = ?"


@dataclass(frozen=True, slots=True)
class Publicity:
    """The times on an article's public page, and the revision that it shows."""

    revision_id: RevisionId
    published_at: datetime
    updated_at: datetime | None = None


def put_public(connection: Connection, article_id: ArticleId, content: Content, facts: Publicity) -> None:
    """Readers see this content from now on. Writes only what differs from what they saw."""
    values = {
        "revision_id": facts.revision_id,
        "headline": content.headline,
        "section_id": content.section_id,
        "published_at": facts.published_at,
        "updated_at": facts.updated_at,
    }
    this = public_article.c.article_id == article_id
    if connection.execute(update(public_article).where(this).values(values)).rowcount == 0:
        connection.execute(public_article.insert().values(article_id=article_id, **values))
    _put_tags(connection, article_id, content.tags, facts.published_at)
    _put_series(connection, article_id, content.series, facts.published_at)


def remove_public(connection: Connection, article_id: ArticleId) -> None:
    """Readers no longer see the article. Nothing happens when they did not."""
    for table in (public_tag, public_series, public_article):
        connection.execute(delete(table).where(table.c.article_id == article_id))


def load_public(connection: Connection, article_id: ArticleId) -> Publicity | None:
    """What readers see; None when they see nothing."""
    row = ask_one(connection, _SEEN, (article_id,))
    if row is None:
        return None
    return Publicity(
        RevisionId(row["revision_id"]), known_moment(row["published_at"]), moment(row["updated_at"])
    )


def _put_tags(connection: Connection, article_id: ArticleId, tags: Iterable[int], at: datetime) -> None:
    query = select(public_tag.c.tag_id).where(public_tag.c.article_id == article_id)
    known, wanted = set(connection.execute(query).scalars()), set(tags)
    if gone := known - wanted:
        connection.execute(
            delete(public_tag).where(public_tag.c.article_id == article_id, public_tag.c.tag_id.in_(gone))
        )
    if new := sorted(wanted - known):
        rows = [{"article_id": article_id, "tag_id": id, "published_at": at} for id in new]
        connection.execute(public_tag.insert(), rows)


def _put_series(
    connection: Connection, article_id: ArticleId, series: Sequence[SeriesId], at: datetime
) -> None:
    query = select(public_series.c.series_id, public_series.c.place).where(
        public_series.c.article_id == article_id
    )
    known = {row.series_id: row.place for row in connection.execute(query)}
    wanted = _places(connection, article_id, series, at)
    changed = {id for id, place in known.items() if wanted.get(id) != place}
    if changed:
        connection.execute(
            delete(public_series).where(
                public_series.c.article_id == article_id, public_series.c.series_id.in_(changed)
            )
        )
    if new := [id for id in wanted if known.get(id) != wanted[id]]:
        rows = [{"article_id": article_id, "series_id": id, "place": wanted[id]} for id in new]
        connection.execute(public_series.insert(), rows)


def _places(
    connection: Connection, article_id: ArticleId, series: Sequence[SeriesId], at: datetime
) -> dict[SeriesId, int]:
    """A place that a person gave, else the time of publication in milliseconds."""
    if not series:
        return {}
    query = select(article_series.c.series_id, article_series.c.place_by_hand).where(
        article_series.c.article_id == article_id, article_series.c.place_by_hand.is_not(None)
    )
    by_hand = {SeriesId(row.series_id): row.place_by_hand for row in connection.execute(query)}
    by_time = (at - _EPOCH) // timedelta(milliseconds=1)
    return {id: by_hand.get(id, by_time) for id in series}
