"""Triggers of the library: counters, and what link tables repeat of their article. Made anew after each migration.

They need no function of ours, so any program that opens the file keeps them right. ``rebuild.py`` states the same
rules as plain questions.
"""

from newsroom.storage.bulk_load import UNLESS_IN_BULK
from newsroom.storage.search_index import INDEXES, USE_LEVEL

_NOT_TRASHED = "EXISTS (SELECT 1 FROM article WHERE id = {row}.article_id AND trashed_at IS NULL)"
_STATE = "CASE WHEN {row}.trashed_at IS NULL THEN {row}.state ELSE 'trashed' END"


def _trigger(name: str, event: str, *statements: str, when: str = "") -> str:
    if event.startswith("AFTER INSERT ON "):  # all of these are about articles
        when = f"{UNLESS_IN_BULK} AND ({when})" if when else UNLESS_IN_BULK
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
            for table in _LINKS
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
        ),
        _trigger(
            f"{table}_place",
            f"AFTER INSERT ON {table}",
            f"UPDATE {table} SET (search_key, is_trashed) = ({truth}) WHERE article_id = new.article_id "
            f"AND {owner} = new.{owner}",
            # One look at the article, where it is right already.
            when=f"(new.search_key, new.is_trashed) IS NOT ({truth})",
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


def _last_key(counted: str, row: str, where: str = "") -> str:
    newest = (
        f"coalesce((SELECT max(search_key) FROM article_{counted} "
        f"WHERE {counted}_id = {row}.{counted}_id AND is_trashed = 0), 0)"
    )
    return (
        f"UPDATE {counted} SET last_key = {newest} WHERE id = {row}.{counted}_id{where} "
        f"AND last_key IS NOT {newest}"
    )


def _told(counted: str) -> tuple[str, ...]:
    """The newest article of a series or a tag, outside the trash. What comes or goes below it changes nothing."""
    table = f"article_{counted}"
    return (
        _trigger(
            f"{counted}_told_insert",
            f"AFTER INSERT ON {table}",
            _last_key(counted, "new", " AND (last_key < new.search_key OR last_key = 0)"),
        ),
        _trigger(
            f"{counted}_told_delete",
            f"AFTER DELETE ON {table}",
            _last_key(counted, "old", " AND last_key <= old.search_key"),
        ),
        _trigger(
            f"{counted}_told_update",
            f"AFTER UPDATE OF {counted}_id, is_trashed, search_key ON {table}",
            _last_key(counted, "old"),
            _last_key(counted, "new"),
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

_PLACE_OF_BYLINE = "SELECT search_key, trashed_at IS NOT NULL FROM article WHERE id = new.article_id"
_BYLINE_PLACES = (
    _trigger(
        "article_byline_place",
        "AFTER INSERT ON article_byline",
        f"UPDATE article_byline SET (search_key, is_trashed) = ({_PLACE_OF_BYLINE}) "
        "WHERE article_id = new.article_id AND position = new.position "
        f"AND (search_key, is_trashed) IS NOT ({_PLACE_OF_BYLINE})",
    ),
)


def _flag(name: str, event: str, row: str, column: str, truth: str, when: str = "") -> str:
    """Sets a flag of the article that ``row`` belongs to, where it is not what it should be."""
    truth = truth.format(row=row)
    statement = (
        f"UPDATE article SET {column} = ({truth}) WHERE id = {row}.article_id AND {column} <> ({truth})"
    )
    return _trigger(name, event, statement, when=when)


_LAST_TAG_WENT = "NOT EXISTS (SELECT 1 FROM article_tag WHERE article_id = old.article_id)"
_RELATED = "NOT EXISTS (SELECT 1 FROM article_related WHERE article_id = {row}.article_id)"
_OPEN = "EXISTS (SELECT 1 FROM article_related WHERE article_id = {row}.article_id AND other_id IS NULL)"
_PICTURED = "coalesce({row}.picture, 'null') = 'null'"
_FLAGS = (
    _flag("article_tag_insert_flag", "AFTER INSERT ON article_tag", "new", "is_untagged", "0"),
    _flag(
        "article_tag_delete_flag",
        "AFTER DELETE ON article_tag",
        "old",
        "is_untagged",
        "1",
        when=_LAST_TAG_WENT,
    ),
    _flag("article_related_insert_flag", "AFTER INSERT ON article_related", "new", "is_unrelated", "0"),
    _flag("article_related_delete_flag", "AFTER DELETE ON article_related", "old", "is_unrelated", _RELATED),
    _flag(
        "article_related_insert_open",
        "AFTER INSERT ON article_related",
        "new",
        "has_unresolved",
        "1",
        when="new.other_id IS NULL",
    ),
    _flag(
        "article_related_delete_open",
        "AFTER DELETE ON article_related",
        "old",
        "has_unresolved",
        _OPEN,
        when="old.other_id IS NULL",
    ),
    _flag(
        "article_related_update_open",
        "AFTER UPDATE OF other_id ON article_related",
        "new",
        "has_unresolved",
        _OPEN,
        when="(old.other_id IS NULL) <> (new.other_id IS NULL)",
    ),
    _flag(
        "article_detail_insert_picture",
        "AFTER INSERT ON article_detail",
        "new",
        "is_without_picture",
        _PICTURED,
    ),
    _flag(
        "article_detail_update_picture",
        "AFTER UPDATE OF picture ON article_detail",
        "new",
        "is_without_picture",
        _PICTURED,
        when=f"({_PICTURED.format(row='old')}) <> ({_PICTURED.format(row='new')})",
    ),
)


def _namesakes(row: str, other_than: str) -> str:
    """Listed articles with the headline of ``row``. A walk along the index, which tells the single ones apart."""
    return (
        "SELECT 1 FROM article o INDEXED BY ix_article_headline WHERE o.trashed_at IS NULL "
        f"AND o.headline_hash = {row}.headline_hash AND o.id <> {other_than}"
    )


# Of articles with one headline, all are marked or there is only one. One that comes marks itself and the only other;
# one that goes takes the mark from the last one left. A headline that stands on thousands costs no more.
_COMES = (
    "UPDATE article SET is_duplicate = 1 "
    "WHERE trashed_at IS NULL AND headline_hash = new.headline_hash AND is_duplicate = 0 "
    f"AND EXISTS ({_namesakes('new', 'article.id')})"
)
_GOES = (
    "UPDATE article SET is_duplicate = 0 "
    "WHERE trashed_at IS NULL AND headline_hash = old.headline_hash AND is_duplicate = 1 AND id <> old.id "
    f"AND (SELECT count(*) FROM ({_namesakes('old', 'old.id')} LIMIT 2)) = 1"
)
_IS_NAMED = "{row}.headline_hash IS NOT NULL AND {row}.trashed_at IS NULL"
_DUPLICATES = (
    _trigger("article_insert_headline", "AFTER INSERT ON article", _COMES, when=_IS_NAMED.format(row="new")),
    _trigger("article_delete_headline", "AFTER DELETE ON article", _GOES, when=_IS_NAMED.format(row="old")),
    _trigger(
        "article_update_headline",
        "AFTER UPDATE OF headline_hash, trashed_at ON article",
        "UPDATE article SET is_duplicate = 0 WHERE id = new.id AND is_duplicate = 1",
        _GOES,
        _COMES,
        when="old.headline_hash IS NOT new.headline_hash OR (old.trashed_at IS NULL) <> (new.trashed_at IS NULL)",
    ),
)

_TAG_USE = (
    _trigger(
        "tag_update_use",
        "AFTER UPDATE OF n_articles ON tag",
        f"UPDATE tag_name SET use_level = {USE_LEVEL.format(row='new.')} WHERE tag_id = new.id",
        # Numbers from 8 on that differ in their last octal digit alone have one level: seven of eight changes of one.
        when="(old.n_articles < 8 OR old.n_articles >> 3 <> new.n_articles >> 3) "
        f"AND {USE_LEVEL.format(row='old.')} <> {USE_LEVEL.format(row='new.')}",
    ),
    # A name that goes to another tag is as much used as that one.
    _trigger(
        "tag_name_update_tag",
        "AFTER UPDATE OF tag_id ON tag_name",
        f"UPDATE tag_name SET use_level = (SELECT {USE_LEVEL.format(row='tag.')} FROM tag WHERE id = new.tag_id) "
        "WHERE id = new.id",
        when="old.tag_id <> new.tag_id",
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
    *_told("series"),
    *_told("tag"),
    *_AUTHORS,
    *_BYLINE_PLACES,
    *_FLAGS,
    *_DUPLICATES,
    *_TAG_USE,
    *_CHANGES,
    *(trigger for index in INDEXES for trigger in index.triggers()),
)
