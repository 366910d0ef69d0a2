"""Slugs, addresses, short codes and places in time for many new articles: what is taken is asked for all at once."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from secrets import token_bytes

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.domain.slugs import BASE58, SHORT_CODE_LENGTH
from newsroom.storage.addresses import free_slug
from newsroom.storage.asking import ask, ask_value, run_many, stored_moment
from newsroom.storage.bulk_articles import NewArticle
from newsroom.storage.search_keys import KEYS_PER_MS

_TAKEN_SLUGS = "SELECT slug FROM article WHERE slug IN (SELECT value FROM json_each(?))"
_TAKEN_PATHS = "SELECT path FROM address WHERE path IN (SELECT value FROM json_each(?))"
_TAKEN_CODES = "SELECT short_code FROM article WHERE short_code IN (SELECT value FROM json_each(?))"
_TAKEN_UIDS = "SELECT uid FROM article WHERE uid IN (SELECT value FROM json_each(?))"
_OLD_PATH = "INSERT INTO address (path, article_id, since) VALUES (?, ?, ?) ON CONFLICT (path) DO NOTHING"
# So many that no code is noticeably likelier than another.
_CODE_BYTES = 8
_SLUG = "SELECT 1 FROM article WHERE slug = ?"
_PATH = "SELECT 1 FROM address WHERE path = ?"
_LAST_KEYS = (
    "SELECT j.value AS low, (SELECT max(search_key) FROM article "
    f"WHERE search_key BETWEEN j.value AND j.value + {KEYS_PER_MS - 1}) AS last FROM json_each(?) j"
)


class FreeNames:
    """Of one transaction: what one article of it takes is taken for the others."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._slugs: set[str] = set()
        self._paths: set[str] = set()
        self._asked: set[str] = set()
        self._taken: set[str] = set()

    def expect(self, wanted: Iterable[tuple[str, str | None]]) -> None:
        """Slugs that will be asked for, with the prefix (``/world/``) where they make an address. Two statements."""
        pairs = [(slug, prefix) for slug, prefix in wanted if slug]
        slugs = {slug for slug, _ in pairs}
        paths = {prefix + slug for slug, prefix in pairs if prefix is not None}
        self._asked = slugs | paths
        self._taken = _values(self._connection, _TAKEN_SLUGS, slugs) | _values(
            self._connection, _TAKEN_PATHS, paths
        )

    def slug(self, wanted: str, prefix: str | None = None) -> str:
        """The slug, or the next number of it, that no article has, and whose path with ``prefix`` led to none."""

        def is_taken(slug: str) -> bool:
            if slug in self._slugs or self._has(slug, _SLUG):
                return True
            path = None if prefix is None else prefix + slug
            return path is not None and (path in self._paths or self._has(path, _PATH))

        found = free_slug(wanted, is_taken)
        self._slugs.add(found)
        if prefix is not None:
            self._paths.add(prefix + found)
        return found

    def path(self, wanted: str) -> str:
        """The path, or the next number of it, that leads to no article."""
        prefix, _, last = wanted.rpartition("/")
        found = free_slug(last, lambda slug: self._is_path(f"{prefix}/{slug}"))
        self._paths.add(f"{prefix}/{found}")
        return f"{prefix}/{found}"

    def _is_path(self, path: str) -> bool:
        return path in self._paths or self._has(path, _PATH)

    def _has(self, name: str, question: str) -> bool:
        if name in self._asked:
            return name in self._taken
        return ask_value(self._connection, question, (name,)) is not None


def give_short_codes(connection: Connection, articles: Collection[NewArticle]) -> None:
    """Seven characters that no article has, to those that bring none that is free."""
    wanted = [one for one in articles if not one.short_code or _is_no_code(one.short_code)]
    brought = [one for one in articles if one.short_code and not _is_no_code(one.short_code)]
    taken = _values(connection, _TAKEN_CODES, {one.short_code for one in brought})
    for one in brought:
        if one.short_code in taken:
            wanted.append(one)
        taken.add(one.short_code)
    while wanted:
        for one, code in zip(wanted, _new_codes(len(wanted)), strict=True):
            one.short_code = code
        taken |= _values(connection, _TAKEN_CODES, {one.short_code for one in wanted})
        again = []
        for one in wanted:
            if one.short_code in taken:
                again.append(one)
            taken.add(one.short_code)
        wanted = again


def taken_uids(connection: Connection, uids: Collection[str]) -> set[str]:
    """Those that an article has."""
    return _values(connection, _TAKEN_UIDS, uids) if uids else set()


def give_search_keys(connection: Connection, articles: Iterable[NewArticle]) -> None:
    """A place in time that is free, after those of the same millisecond; in the next one with room where it is full."""
    lows = {one.id: stored_moment(one.moment) * KEYS_PER_MS for one in articles}
    question = json.dumps(sorted(set(lows.values())))
    last: dict[int, int | None] = {
        row["low"]: row["last"] for row in ask(connection, _LAST_KEYS, (question,))
    }
    for one in articles:
        one.search_key = _key_after(connection, lows[one.id], last)


def _key_after(connection: Connection, low: int, last: dict[int, int | None]) -> int:
    step = 1
    full = low
    while (key := _free_key(connection, low, last)) is None:
        # Days of which the hours are not known may have filled thousands of milliseconds: look ever farther ahead.
        full, low, step = low, low + step * KEYS_PER_MS, step * 2
    while low - full > KEYS_PER_MS:
        middle = full + (low - full) // KEYS_PER_MS // 2 * KEYS_PER_MS
        between = _free_key(connection, middle, last)
        if between is None:
            full = middle
        else:
            low, key = middle, between
    last[low] = key
    return key


def _free_key(connection: Connection, low: int, last: dict[int, int | None]) -> int | None:
    if low not in last:
        (row,) = ask(connection, _LAST_KEYS, (f"[{low}]",))
        last[low] = row["last"]
    known = last[low]
    key = low if known is None else known + 1
    return key if key < low + KEYS_PER_MS else None


def keep_old_paths(connection: Connection, paths: Iterable[tuple[str, ArticleId, datetime]]) -> None:
    """Each leads to its article since then, unless it leads to another one already. One statement."""
    run_many(connection, _OLD_PATH, [(path, id, stored_moment(since)) for path, id, since in paths])


def _new_codes(n: int) -> Iterator[str]:
    """As ``slugs.new_short_code``, with one question to the system for all."""
    data = token_bytes(_CODE_BYTES * n)
    for start in range(0, len(data), _CODE_BYTES):
        rest = int.from_bytes(data[start : start + _CODE_BYTES], "big")
        code = ""
        for _ in range(SHORT_CODE_LENGTH):
            rest, digit = divmod(rest, len(BASE58))
            code += BASE58[digit]
        yield code


def _is_no_code(code: str) -> bool:
    return not (code.isascii() and code.isalnum() and len(code) == 7)


def _values(connection: Connection, question: str, values: Collection[str]) -> set[str]:
    if not values:
        return set()
    rows = ask(connection, question, (json.dumps(list(values)),))
    return {value for row in rows for value in row.values()}
