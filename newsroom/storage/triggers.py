"""Triggers of the library: counters, and what link tables repeat of their article. Made anew after each migration.

They need no function of ours, so any program that opens the file keeps them right. ``rebuild.py`` states the same
rules as plain questions.
"""

from newsroom.storage.search_index import INDEXES, USE_LEVEL

_NOT_TRASHED = "EXISTS (SELECT 1 FROM article WHERE id = {row}.article_id AND trashed_at IS NULL)"
_STATE = "CASE WHEN {row}.trashed_at IS NULL THEN {row}.state ELSE 'trashed' END"


def _trigger(name: str, event: str, *statements: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN {' '.join(f'{s};' for s in statements)} END"


def _add(table: str, counter: str, id: str, n: str) -> str:
    return f"UPDATE {table} SET {counter} = {counter} + {n} WHERE id = {id}"


def _count_state(row: str, n: str) -> str:
    return f"UPDATE state_count SET n = n + {n} WHERE state = {_STATE.format(row=row)}"


_LINKS = ("article_tag", "article_series", "article_byline")
_GONE_FIRST = (*_LINKS, "article_text", "public_article", "public_tag", "public_series")

_STATES = (
    _trigger("article_insert_state", "AFTER INSERT ON article", _count_state("new", "1")),
    _trigger("article_delete_state", "AFTER DELETE ON article", _count_state("old", "-1")),
    _trigger(
        "article_update_state",
        "AFTER UPDATE OF state, trashed_at ON article",
        _count_state("old", "-1"),
        _count_state("new", "1"),
        when=f"{_STATE.format(row='old')} <> {_STATE.format(row='new')}",
    ),
)

_SECTIONS = (
    _trigger(
        "article_insert_section",
        "AFTER INSERT ON article",
        _add("section", "n_articles", "new.section_id", "1"),
        when="new.trashed_at IS NULL",
    ),
    _trigger(
        "article_delete_section",
        "AFTER DELETE ON article",
        _add("section", "n_articles", "old.section_id", "-1"),
        when="old.trashed_at IS NULL",
    ),
    _trigger(
        "article_update_section",
        "AFTER UPDATE OF section_id, trashed_at ON article",
        _add("section", "n_articles", "old.section_id", "-(old.trashed_at IS NULL)"),
        _add("section", "n_articles", "new.section_id", "(new.trashed_at IS NULL)"),
    ),
)

# What goes with an article goes before it: the triggers of the links still ask it whether it was in the trash.
_DELETING = (
    _trigger(
        "article_delete_links",
        "BEFORE DELETE ON article",
        *(f"DELETE FROM {table} WHERE article_id = old.id" for table in _GONE_FIRST),
    ),
)

_FOLLOWING = (
    _trigger(
        "article_update_key",
        "AFTER UPDATE OF search_key ON article",
        *(
            f"UPDATE {table} SET search_key = new.search_key WHERE article_id = new.id"
            for table in (*_LINKS, "article_text")
        ),
        when="old.search_key <> new.search_key",
    ),
    _trigger(
        "article_update_trashed",
        "AFTER UPDATE OF trashed_at ON article",
        *(
            f"UPDATE {table} SET is_trashed = (new.trashed_at IS NOT NULL) WHERE article_id = new.id"
            for table in ("article_tag", "article_series")
        ),
        "UPDATE author SET n_articles = n_articles + CASE WHEN new.trashed_at IS NULL THEN 1 ELSE -1 END "
        "WHERE id IN (SELECT author_id FROM article_byline WHERE article_id = new.id)",
        when="(old.trashed_at IS NULL) <> (new.trashed_at IS NULL)",
    ),
)


def _link_counters(table: str, counted: str) -> tuple[str, ...]:
    """A link is counted while its article is not in the trash; a new link takes place and trash from its article."""
    owner = f"{counted}_id"
    truth = "SELECT search_key, trashed_at IS NOT NULL FROM article WHERE id = new.article_id"
    return (
        _trigger(
            f"{table}_insert",
            f"AFTER INSERT ON {table}",
            _add(counted, "n_articles", f"new.{owner}", "(1 - new.is_trashed)"),
            f"UPDATE {table} SET (search_key, is_trashed) = ({truth}) WHERE article_id = new.article_id "
            f"AND {owner} = new.{owner} AND (search_key, is_trashed) IS NOT ({truth})",
        ),
        _trigger(
            f"{table}_delete",
            f"AFTER DELETE ON {table}",
            _add(counted, "n_articles", f"old.{owner}", "-(1 - old.is_trashed)"),
        ),
        _trigger(
            f"{table}_update",
            f"AFTER UPDATE OF {owner}, is_trashed ON {table}",
            _add(counted, "n_articles", f"old.{owner}", "-(1 - old.is_trashed)"),
            _add(counted, "n_articles", f"new.{owner}", "(1 - new.is_trashed)"),
        ),
    )


def _public_counters(table: str, counted: str) -> tuple[str, ...]:
    owner = f"{counted}_id"
    more = _add(counted, "n_published", f"new.{owner}", "1")
    less = _add(counted, "n_published", f"old.{owner}", "-1")
    return (
        _trigger(f"{table}_insert", f"AFTER INSERT ON {table}", more),
        _trigger(f"{table}_delete", f"AFTER DELETE ON {table}", less),
        _trigger(f"{table}_update", f"AFTER UPDATE OF {owner} ON {table}", less, more),
    )


def _last_key(row: str) -> str:
    return (
        "UPDATE series SET last_key = coalesce((SELECT max(search_key) FROM article_series "
        f"WHERE series_id = {row}.series_id AND is_trashed = 0), 0) WHERE id = {row}.series_id"
    )


_SERIES_TOLD = (
    _trigger("series_told_insert", "AFTER INSERT ON article_series", _last_key("new")),
    _trigger("series_told_delete", "AFTER DELETE ON article_series", _last_key("old")),
    _trigger(
        "series_told_update",
        "AFTER UPDATE OF series_id, is_trashed, search_key ON article_series",
        _last_key("old"),
        _last_key("new"),
    ),
)


def _other_bylines(row: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM article_byline WHERE article_id = {row}.article_id "
        f"AND author_id = {row}.author_id AND position <> {row}.position)"
    )


def _count_author(row: str, n: str) -> str:
    return (
        f"{_add('author', 'n_articles', f'{row}.author_id', n)} "
        f"AND {_other_bylines(row)} AND {_NOT_TRASHED.format(row=row)}"
    )


# An author who stands on an article twice is counted once.
_AUTHORS = (
    _trigger("article_byline_insert", "AFTER INSERT ON article_byline", _count_author("new", "1")),
    _trigger("article_byline_delete", "AFTER DELETE ON article_byline", _count_author("old", "-1")),
    _trigger(
        "article_byline_update",
        "AFTER UPDATE OF author_id ON article_byline",
        _count_author("old", "-1"),
        _count_author("new", "1"),
        when="old.author_id <> new.author_id",
    ),
)

_TAG_USE = (
    _trigger(
        "tag_update_use",
        "AFTER UPDATE OF n_articles ON tag",
        f"UPDATE tag_name SET use_level = {USE_LEVEL.format(row='new.')} WHERE tag_id = new.id",
        when=f"{USE_LEVEL.format(row='old.')} <> {USE_LEVEL.format(row='new.')}",
    ),
)


def _changed(row: str) -> tuple[str, ...]:
    return (
        f"DELETE FROM article_change WHERE article_id = {row}.article_id",
        f"INSERT INTO article_change (article_id) VALUES ({row}.article_id)",
    )


_CHANGES = (
    _trigger("article_change_insert_text", "AFTER INSERT ON article_text", *_changed("new")),
    _trigger("article_change_delete_text", "AFTER DELETE ON article_text", *_changed("old")),
    _trigger(
        "article_change_update_text",
        "AFTER UPDATE OF headline, lede, body ON article_text",
        *_changed("new"),
        when="(old.headline, old.lede, old.body) IS NOT (new.headline, new.lede, new.body)",
    ),
    _trigger("article_change_insert_related", "AFTER INSERT ON article_related", *_changed("new")),
    _trigger(
        "article_change_update_related", "AFTER UPDATE OF other_id ON article_related", *_changed("new")
    ),
    _trigger("article_change_delete_related", "AFTER DELETE ON article_related", *_changed("old")),
)

TRIGGERS = (
    *_STATES,
    *_SECTIONS,
    *_DELETING,
    *_FOLLOWING,
    *_link_counters("article_tag", "tag"),
    *_link_counters("article_series", "series"),
    *_public_counters("public_article", "section"),
    *_public_counters("public_tag", "tag"),
    *_public_counters("public_series", "series"),
    *_SERIES_TOLD,
    *_AUTHORS,
    *_TAG_USE,
    *_CHANGES,
    *(trigger for index in INDEXES for trigger in index.triggers()),
)
