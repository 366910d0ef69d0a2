"""Series: running stories, their members' places, the articles before and after. Counts are kept by triggers."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from newsroom.domain.article import Series, SeriesPlace
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.domain.slugs import slugify
from newsroom.storage.asking import AnyRow, ask, ask_value, id_list
from newsroom.storage.folding import folded
from newsroom.storage.old_names import new_slug, target_of_name
from newsroom.storage.tables import series

COLUMNS = (
    series.c.id,
    series.c.name,
    series.c.slug,
    series.c.earlier_elsewhere,
    series.c.n_published,
    series.c.description,
)
MOST_ELSEWHERE = 10_000_000
_NO_NUMBER = f"The number of earlier articles of a series is from 0 to {MOST_ELSEWHERE:,}."
# Of an article that readers do not see in the series, ``place`` is where it would stand: where a person put it, else
# at its time of publication, else at the end.
_PLACED = """
WITH placed AS (
    SELECT s.id AS series_id, p.article_id IS NOT NULL AS is_public,
           coalesce(p.place, l.place_by_hand, a.published_at, 9223372036854775807) AS place
    FROM series s
    LEFT JOIN public_series p ON p.series_id = s.id AND p.article_id = :article_id
    LEFT JOIN article_series l ON l.series_id = s.id AND l.article_id = :article_id
    LEFT JOIN article a ON a.id = :article_id
    WHERE s.id IN (SELECT value FROM json_each(:series_ids))
)
"""
_RANKS = f"""{_PLACED}
SELECT series.id, series.name, series.slug, series.earlier_elsewhere, series.n_published, series.description,
       is_public,
       (SELECT count(*) FROM public_series m WHERE m.series_id = placed.series_id
        AND (m.place, m.article_id) < (placed.place, coalesce(:article_id, 0))) AS n_before
FROM placed JOIN series ON series.id = placed.series_id
"""
_PLACE = f"{_PLACED} SELECT place FROM placed"
_BEFORE = """
SELECT article_id FROM public_series
WHERE series_id = :series_id AND (place, article_id) < (:place, :article_id)
ORDER BY place DESC, article_id DESC LIMIT 1
"""
_AFTER = """
SELECT article_id FROM public_series
WHERE series_id = :series_id AND (place, article_id) > (:place, :article_id)
ORDER BY place, article_id LIMIT 1
"""

_LAST_TOLD = (
    "SELECT id, name, slug, earlier_elsewhere, n_published, description FROM series "
    "ORDER BY last_key DESC, id DESC LIMIT ?"
)


def load_series(connection: Connection, ids: Collection[SeriesId]) -> tuple[Series, ...]:
    """Those of the ids that the library has, in their order."""
    if not ids:
        return ()
    rows = connection.execute(select(*COLUMNS).where(series.c.id.in_(ids))).mappings()
    found = {row["id"]: series_of(row) for row in rows}
    return tuple(found[id] for id in ids if id in found)


def find_series(connection: Connection, name: str) -> Series | None:
    """The series of that name, however it is spelt in capitals and spaces; of one merged away, what it became."""
    key = name_key(name)
    row = connection.execute(select(*COLUMNS).where(series.c.name_key == key)).mappings().one_or_none()
    if row is not None:
        return series_of(row)
    became = target_of_name(connection, "series", key)
    return None if became is None else next(iter(load_series(connection, [SeriesId(became)])), None)


def ensure_series(connection: Connection, name: str, *, earlier_elsewhere: int = 0) -> Series:
    """The series of that name; else a new one, with so many earlier articles that this library does not have.

    Raises ``RefusedError`` for an empty name or a negative number.
    """
    return find_series(connection, name) or insert_series(
        connection, name, earlier_elsewhere=earlier_elsewhere
    )


def insert_series(
    connection: Connection,
    name: str,
    *,
    slug: str | None = None,
    earlier_elsewhere: int = 0,
    description: str = "",
) -> Series:
    """Makes a series of a new name. Raises ``RefusedError``."""
    if not name_key(name):
        raise RefusedError("A series needs a name.")
    if not 0 <= earlier_elsewhere <= MOST_ELSEWHERE:
        raise RefusedError(_NO_NUMBER)
    values = {
        "name": tidy(name),
        "folded_name": folded(tidy(name)),
        "name_key": name_key(name),
        "slug": new_slug(connection, "series", slug or slugify(name) or "series"),
        "earlier_elsewhere": earlier_elsewhere,
        "description": description,
        "sort_key": sort_key(tidy(name)),
    }
    return series_of(connection.execute(series.insert().values(values).returning(*COLUMNS)).mappings().one())


def set_earlier_elsewhere(connection: Connection, id: SeriesId, n: int) -> Series:
    """How many articles it has beyond this library. Raises ``RefusedError``, ``NotFoundError``."""
    if not 0 <= n <= MOST_ELSEWHERE:
        raise RefusedError(_NO_NUMBER)
    statement = series.update().where(series.c.id == id).values(earlier_elsewhere=n).returning(*COLUMNS)
    row = connection.execute(statement).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no series {id}.")
    return series_of(row)


def last_told(connection: Connection, limit: int) -> tuple[Series, ...]:
    """The series with the newest articles, newest first."""
    return tuple(map(series_of, ask(connection, _LAST_TOLD, (limit,))))


def load_series_places(
    connection: Connection, article_id: ArticleId | None, ids: Collection[SeriesId]
) -> tuple[SeriesPlace, ...]:
    """Where an article stands in these series, in their order; one that readers do not see there counts itself too.

    One statement. None is an article that is not saved yet: it would stand last.
    """
    if not ids:
        return ()
    wanted = {"article_id": article_id, "series_ids": id_list(ids)}
    places = {}
    for row in ask(connection, _RANKS, wanted):
        member = series_of(row)
        count = member.count + (0 if row["is_public"] else 1)
        places[member.id] = SeriesPlace(member, member.earlier_elsewhere + row["n_before"] + 1, count)
    return tuple(places[id] for id in ids if id in places)


def load_series_neighbours(
    connection: Connection, article_id: ArticleId | None, series_id: SeriesId
) -> tuple[ArticleId | None, ArticleId | None]:
    """The public articles before and after an article's place in a series. Three statements."""
    place = ask_value(connection, _PLACE, {"article_id": article_id, "series_ids": id_list([series_id])})
    if place is None:
        return None, None
    values = {"series_id": series_id, "place": place, "article_id": article_id or 0}
    found = [ask_value(connection, query, values) for query in (_BEFORE, _AFTER)]
    before, after = (None if id is None else ArticleId(id) for id in found)
    return before, after


def series_of(row: AnyRow) -> Series:
    """A series from a row that has its columns."""
    return Series(
        id=SeriesId(row["id"]),
        name=row["name"],
        slug=row["slug"],
        earlier_elsewhere=row["earlier_elsewhere"],
        n_published=row["n_published"],
        description=row["description"],
    )
