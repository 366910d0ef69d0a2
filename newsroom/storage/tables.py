"""The tables of a library. Triggers, migrations and statements stand beside it.

``article`` is narrow: what lists show. Texts and details stand apart, so that a walk along a list touches little. Link
tables carry ``search_key``, the place in time, so that each list is one walk along one index. The ``public_…`` tables
hold what readers see of a published article; public counts stand on them, never on the working copy.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from typing_extensions import override

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept as whole milliseconds since 1970 in UTC: small, exact, and ordered as numbers are."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MILLISECOND


# Migrations name constraints, so each has a name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _sort_key() -> Column[str]:
    """Of the name, as ``domain.names.sort_key`` makes it: what lists are sorted by."""
    return Column("sort_key", Text, nullable=False, server_default="")


def _article(name: str = "article_id", **options: Any) -> Column[int]:
    return Column(name, ForeignKey("article.id", ondelete="CASCADE"), **options)


setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

section = Table(
    "section",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False, server_default=text("0")),
    Column("description", Text, nullable=False, server_default=""),
    _count("n_articles"),
    _count("n_published"),
    sqlite_autoincrement=True,
)

author = Table(
    "author",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("details", JSON, nullable=False, server_default="{}"),
    _count("n_articles"),
    _sort_key(),
    Index("ix_author_sort_key", "sort_key", "id"),
    Index("ix_author_n_articles", "n_articles", "id"),
    sqlite_autoincrement=True,
)

# Names by which bylines found an author who was merged into this one, or was called so before.
author_alias = Table(
    "author_alias",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("author_id", ForeignKey("author.id", ondelete="CASCADE"), nullable=False),
    Index("ix_author_alias_author_id", "author_id"),
    sqlite_with_rowid=False,
)

series = Table(
    "series",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("folded_name", Text),
    Column("name_key", Text, nullable=False, unique=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("description", Text, nullable=False, server_default=""),
    Column("picture", JSON),
    Column("earlier_elsewhere", Integer, nullable=False, server_default=text("0")),
    Column("closed_at", UtcTime),
    Column("last_key", BigInteger, nullable=False, server_default=text("0")),
    _count("n_articles"),
    _count("n_published"),
    _sort_key(),
    # The series told last stand first in the sidebar.
    Index("ix_series_last", "last_key"),
    Index("ix_series_sort_key", "sort_key", "id"),
    Index("ix_series_n_articles", "n_articles", "id"),
    sqlite_autoincrement=True,
)

tag = Table(
    "tag",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("qualifier", Text),
    Column("kind", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    Column("description", Text, nullable=False, server_default=""),
    Column("parent_id", ForeignKey("tag.id", ondelete="SET NULL")),
    Column("retired_at", UtcTime),
    _count("n_articles"),
    _count("n_published"),
    _sort_key(),
    # Its newest article's place in time; kept by triggers.
    Column("last_key", BigInteger, nullable=False, server_default=text("0")),
    Index("ix_tag_parent_id", "parent_id"),
    Index("ix_tag_most_used", "n_articles", "id"),
    *(Index(f"ix_tag_kind_{order}", "kind", order, "id") for order in ("sort_key", "n_articles", "last_key")),
    sqlite_autoincrement=True,
)

# Labels and aliases share one namespace (contract.md): the key is unique over all of them.
tag_name = Table(
    "tag_name",
    metadata,
    _id(),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded_name", Text),
    Column("name_key", Text, nullable=False, unique=True),
    Column("is_alias", Integer, nullable=False),
    # Grows with the use of the tag, in steps: the index of names has the most used at its end (search_index.py).
    Column("use_level", Integer, nullable=False, server_default=text("8")),
    Index("ix_tag_name_tag_id", "tag_id"),
)

# Each has an index of its own, of the listed articles that it is true of.
FLAGS = {
    "untagged": "is_untagged",
    "unrelated": "is_unrelated",
    "without_picture": "is_without_picture",
    "unresolved": "has_unresolved",
    "duplicate": "is_duplicate",
    "changed": "has_unpublished_changes",
}

article = Table(
    "article",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    # The place in time, unique: published, else updated (contract.md).
    Column("search_key", BigInteger, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("trashed_at", UtcTime),
    Column("language", Text, nullable=False),
    Column("section_id", ForeignKey("section.id")),
    Column("label", Text),
    Column("headline", Text, nullable=False),
    # 64 bits of the headline's name key: an unresolved related entry finds its article by it.
    Column("headline_hash", BigInteger),
    Column("n_words", Integer, nullable=False),
    Column("slug", Text, unique=True),
    # What an editor set by hand; None while the slug follows the headline.
    Column("slug_by_hand", Text),
    # Frozen at the first publication, with its leading stroke.
    Column("address", Text, unique=True),
    Column("short_code", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("published_at", UtcTime),
    Column("publish_at", UtcTime),
    Column("embargo_until", UtcTime),
    Column("published_revision_id", Integer),
    Column("has_unpublished_changes", Integer, nullable=False, server_default=text("0")),
    # What a search asks with ``is:``; kept by triggers. A new article has nothing yet.
    Column("is_untagged", Integer, nullable=False, server_default=text("1")),
    Column("is_unrelated", Integer, nullable=False, server_default=text("1")),
    Column("is_without_picture", Integer, nullable=False, server_default=text("1")),
    Column("has_unresolved", Integer, nullable=False, server_default=text("0")),
    # Another article outside the trash has the same headline.
    Column("is_duplicate", Integer, nullable=False, server_default=text("0")),
    Index("ix_article_listed", "search_key", sqlite_where=text("trashed_at IS NULL")),
    Index("ix_article_state", "state", "search_key", sqlite_where=text("trashed_at IS NULL")),
    Index("ix_article_section", "section_id", "search_key", sqlite_where=text("trashed_at IS NULL")),
    Index(
        "ix_article_section_state",
        "section_id",
        "state",
        "search_key",
        sqlite_where=text("trashed_at IS NULL"),
    ),
    Index("ix_article_trashed", "search_key", sqlite_where=text("trashed_at IS NOT NULL")),
    Index("ix_article_headline", "headline_hash", "is_duplicate", sqlite_where=text("trashed_at IS NULL")),
    Index("ix_article_language", "language", "search_key", sqlite_where=text("trashed_at IS NULL")),
    Index(
        "ix_article_label",
        "label",
        "search_key",
        sqlite_where=text("trashed_at IS NULL AND label IS NOT NULL"),
    ),
    Index("ix_article_updated", "updated_at", "search_key", sqlite_where=text("trashed_at IS NULL")),
    *(
        Index(f"ix_article_{name}", "search_key", sqlite_where=text(f"trashed_at IS NULL AND {column} = 1"))
        for name, column in FLAGS.items()
    ),
    Index("ix_article_publish_at", "publish_at", sqlite_where=text("publish_at IS NOT NULL")),
    sqlite_autoincrement=True,
)

# Texts as written, and beside them, only where the tokenizer would not do the same by itself, as they are indexed.
article_text = Table(
    "article_text",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("search_key", BigInteger, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("lede", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("folded_headline", Text),
    Column("folded_lede", Text),
    Column("folded_body", Text),
)

article_detail = Table(
    "article_detail",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("dateline", JSON, nullable=False),
    Column("picture", JSON),
    Column("notices", JSON, nullable=False),
    Column("extra", JSON, nullable=False),
)

article_tag = Table(
    "article_tag",
    metadata,
    _article(primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("search_key", BigInteger, nullable=False),
    Column("is_trashed", Integer, nullable=False, server_default=text("0")),
    Index("ix_article_tag_list", "tag_id", "is_trashed", "search_key", "article_id"),
    sqlite_with_rowid=False,
)

article_series = Table(
    "article_series",
    metadata,
    _article(primary_key=True),
    Column("series_id", ForeignKey("series.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("search_key", BigInteger, nullable=False),
    Column("is_trashed", Integer, nullable=False, server_default=text("0")),
    # The place in the series that a person gave it; else its time of publication orders it.
    Column("place_by_hand", BigInteger),
    Index("ix_article_series_list", "series_id", "is_trashed", "search_key", "article_id"),
    sqlite_with_rowid=False,
)

article_byline = Table(
    "article_byline",
    metadata,
    _article(primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("author_id", ForeignKey("author.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("place", Text),
    Column("search_key", BigInteger, nullable=False),
    Column("is_trashed", Integer, nullable=False, server_default=text("0")),
    Index("ix_article_byline_list", "author_id", "is_trashed", "search_key", "article_id"),
    sqlite_with_rowid=False,
)

article_related = Table(
    "article_related",
    metadata,
    _article(primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("other_id", ForeignKey("article.id")),
    Column("headline", Text, nullable=False),
    Column("headline_hash", BigInteger),
    Index("ix_article_related_other", "other_id", sqlite_where=text("other_id IS NOT NULL")),
    Index("ix_article_related_unresolved", "headline_hash", sqlite_where=text("other_id IS NULL")),
    sqlite_with_rowid=False,
)

# Every path that was ever public; old ones still resolve.
address = Table(
    "address",
    metadata,
    Column("path", Text, primary_key=True),
    _article(nullable=False),
    Column("since", UtcTime, nullable=False),
    Index("ix_address_article_id", "article_id"),
)

# What readers see now of an article that is published and not in the trash.
public_article = Table(
    "public_article",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("revision_id", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("section_id", ForeignKey("section.id")),
    Column("published_at", UtcTime, nullable=False),
    # Of the last published revision that changed the text; None while there is only the first.
    Column("updated_at", UtcTime),
    Index("ix_public_article_section", "section_id", "published_at", "article_id"),
    Index("ix_public_article_time", "published_at", "article_id"),
)

public_tag = Table(
    "public_tag",
    metadata,
    _article(primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
    Column("published_at", UtcTime, nullable=False),
    Index("ix_public_tag_list", "tag_id", "published_at", "article_id"),
    sqlite_with_rowid=False,
)

public_series = Table(
    "public_series",
    metadata,
    _article(primary_key=True),
    Column("series_id", ForeignKey("series.id"), primary_key=True),
    # Its time of publication in milliseconds, or the place that a person gave it.
    Column("place", BigInteger, nullable=False),
    Index("ix_public_series_order", "series_id", "place", "article_id"),
    sqlite_with_rowid=False,
)

revision = Table(
    "revision",
    metadata,
    _id(),
    _article(nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    # A whole content as JSON, compressed (packing.py); with a base, what differs from that revision (deltas.py).
    Column("content", LargeBinary, nullable=False),
    # A newer revision of the same article. No reference: it is written, and rewritten, with its base.
    Column("base_id", Integer),
    # Of the fine timeline: when to look whether it is still wanted (timeline.py). None: it is kept for good.
    Column("due_at", UtcTime),
    UniqueConstraint("article_id", "number"),
    Index("ix_revision_due", "due_at", sqlite_where=text("due_at IS NOT NULL")),
    sqlite_autoincrement=True,
)

media = Table(
    "media",
    metadata,
    _id(),
    Column("hash", Text, nullable=False, unique=True),
    Column("file", Text, nullable=False, unique=True),
    Column("mime", Text, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("n_bytes", BigInteger, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

# Where an imported article came from, and what it was then: the same source again changes only what changed there.
import_source = Table(
    "import_source",
    metadata,
    _id(),
    Column("source", Text, nullable=False, unique=True),
    _article(nullable=False),
    Column("digest", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_import_source_article_id", "article_id"),
)

# One import from its beginning to its end. One whose ``alive_at`` no longer moves was broken off.
import_run = Table(
    "import_run",
    metadata,
    _id(),
    # running, done, cancelled, failed
    Column("state", Text, nullable=False),
    Column("by", Text, nullable=False),
    # As they were given, in words that can be shown.
    Column("sources", JSON, nullable=False),
    Column("kind", Text),
    Column("begun_at", UtcTime, nullable=False),
    Column("alive_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("message", Text),
    Column("n_total", Integer),
    _count("n_imported"),
    _count("n_updated"),
    _count("n_unchanged"),
    _count("n_conflicts"),
    _count("n_skipped"),
    # Articles in which links of the source became links to articles.
    _count("n_linked"),
    sqlite_autoincrement=True,
)

# What of an import deserves a word; an article that arrived without one has no line.
import_line = Table(
    "import_line",
    metadata,
    _id(),
    Column("run_id", ForeignKey("import_run.id", ondelete="CASCADE"), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("notes", JSON, nullable=False),
    # No reference: the line stays when the article is deleted.
    Column("article_id", Integer),
    Column("headline", Text, nullable=False, server_default=""),
    Index("ix_import_line_run", "run_id", "id"),
    Index("ix_import_line_outcome", "run_id", "outcome", "id"),
)

# Where items came from, as a scope in which their addresses are unique: a folder, an archive, a site (``//host``).
import_origin = Table(
    "import_origin",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    # The name under which its items are known, where it is the same folder at another place.
    Column("same_as", Text),
    # Keys and digests of some items, by which a folder is known again at another place.
    Column("sample", JSON, nullable=False, server_default="[]"),
    # Hosts whose addresses are its own.
    Column("hosts", JSON, nullable=False, server_default="[]"),
)

# Under which addresses a source knows what it brought (exchange/sources/addresses.py says when two are the same).
# Without an article it is that of several, and leads nowhere.
import_address = Table(
    "import_address",
    metadata,
    Column("origin_id", Integer, primary_key=True),
    Column("address", Text, primary_key=True),
    _article(),
    Index("ix_import_address_article_id", "article_id"),
    sqlite_with_rowid=False,
)

# Links of imported articles that lead to no article yet. ``target_id`` is set when what it leads to arrives; the text
# follows soon after, and the row goes. ``headline`` is that of an entry of the related list; null for one in the text.
import_link = Table(
    "import_link",
    metadata,
    Column("origin_id", Integer, primary_key=True),
    Column("address", Text, primary_key=True),
    _article(primary_key=True),
    Column("headline", Text),
    Column("target_id", Integer),
    Index("ix_import_link_article_id", "article_id"),
    Index("ix_import_link_found", "article_id", sqlite_where=text("target_id IS NOT NULL")),
    sqlite_with_rowid=False,
)

# Articles of each state that are not in the trash, and under ``trashed`` those that are. Kept by triggers.
state_count = Table(
    "state_count",
    metadata,
    Column("state", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)

# Articles whose text or related list changed, the last one last; each stands here once. What is derived outside of this
# file (suggestions) reads on from the number that it saw last. Kept by triggers.
article_change = Table(
    "article_change",
    metadata,
    _id(),
    # No reference: one that was deleted has changed, too.
    Column("article_id", Integer, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# Has a row while many new articles come in, within their transaction: triggers rest meanwhile (bulk_load.py).
bulk_load = Table("bulk_load", metadata, _id())

# What editors took and refused of what was suggested for an article. ``what``: an id of that kind, or a new name's key.
suggestion_answer = Table(
    "suggestion_answer",
    metadata,
    _article(primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("is_taken", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Index("ix_suggestion_answer_what", "kind", "what"),
    sqlite_with_rowid=False,
)

# Searches that a person kept, in the order of the sidebar. ``known`` remembers which things the names in the text
# stood for, so that a renamed one is still found.
saved_search = Table(
    "saved_search",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("known", JSON, nullable=False, server_default="[]"),
    Column("list_order", Text, nullable=False, server_default="newest"),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

# The log of acts on many articles, or on what they are sorted under. An act's ``steps`` say what its changes mean;
# ``images`` are rows of small tables as they were and as they became, compressed (storage/row_images.py).
act = Table(
    "act",
    metadata,
    _id(),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("state", Text, nullable=False),
    _count("n_articles"),
    # What the last undo or redo had to leave, because it was changed since.
    _count("n_left"),
    # How often it was undone and done again.
    _count("n_turns"),
    Column("undone_at", UtcTime),
    Column("undone_by", Text),
    Column("steps", JSON, nullable=False),
    Column("images", LargeBinary),
    Index("ix_act_state", "state"),
    sqlite_autoincrement=True,
)

# One value that one step of an act changed on one article. The values have the type that they have in their own table:
# a column of this type converts nothing. No reference to the article: one that is gone has nothing to be undone.
act_change = Table(
    "act_change",
    metadata,
    Column("act_id", ForeignKey("act.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("article_id", Integer, primary_key=True),
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    sqlite_with_rowid=False,
)

# An article whose content an act changed: its version then, and whether it differed from what was published before.
act_article = Table(
    "act_article",
    metadata,
    Column("act_id", ForeignKey("act.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("differed", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Slugs that tags, series, sections and authors had: their addresses still lead to them, and nobody else takes them.
old_slug = Table(
    "old_slug",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("slug", Text, primary_key=True),
    Column("target_id", Integer, nullable=False),
    Index("ix_old_slug_target", "kind", "target_id"),
    sqlite_with_rowid=False,
)

# Ids of tags, series, sections and authors that were merged into others: kept revisions still name them.
merged = Table(
    "merged",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("old_id", Integer, primary_key=True),
    Column("target_id", Integer, nullable=False),
    Index("ix_merged_target", "kind", "target_id"),
    sqlite_with_rowid=False,
)

# Pairs of tags of which an editor said that they are not the same; the lower id first.
tag_distinct = Table(
    "tag_distinct",
    metadata,
    Column("one_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_tag_distinct_other_id", "other_id"),
    sqlite_with_rowid=False,
)

vocabulary = Table(
    "vocabulary",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

concept = Table(
    "concept",
    metadata,
    _id(),
    Column("vocabulary_id", ForeignKey("vocabulary.id", ondelete="CASCADE"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("definition", Text, nullable=False, server_default=""),
    Column("uri", Text),
    Column("parent_id", ForeignKey("concept.id", ondelete="SET NULL")),
    Column("is_retired", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("vocabulary_id", "code"),
    Index("ix_concept_name_key", "name_key"),
    Index("ix_concept_parent_id", "parent_id"),
    sqlite_autoincrement=True,
)

# One tag stands for one concept.
tag_concept = Table(
    "tag_concept",
    metadata,
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Column("concept_id", ForeignKey("concept.id", ondelete="CASCADE"), nullable=False, unique=True),
)
