"""All tables of the first release, as they were then; ``tables.py`` follows the newest migration."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    _places()
    _articles()
    _links()
    _public()
    _rest()
    states = ("draft", "in_review", "ready", "scheduled", "published", "withdrawn", "trashed")
    for state in states:
        op.execute(f"INSERT INTO state_count (state, n) VALUES ('{state}', 0)")


def _places() -> None:
    """What articles are sorted under."""
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("n_articles", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_published", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_section"),
        sa.UniqueConstraint("name_key", name="uq_section_name_key"),
        sa.UniqueConstraint("slug", name="uq_section_slug"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("picture", sa.JSON(), nullable=True),
        sa.Column("earlier_elsewhere", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_key", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_articles", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_published", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("name_key", name="uq_series_name_key"),
        sa.UniqueConstraint("slug", name="uq_series_slug"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_last", "series", ["last_key"], unique=False)
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.Column("n_articles", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_published", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["tag.id"], name="fk_tag_parent_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("slug", name="uq_tag_slug"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tag_most_used", "tag", ["n_articles", "id"], unique=False)
    op.create_index("ix_tag_parent_id", "tag", ["parent_id"], unique=False)
    op.create_table(
        "tag_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("is_alias", sa.Integer(), nullable=False),
        sa.Column("use_level", sa.Integer(), server_default=sa.text("8"), nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_tag_name_tag_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tag_name"),
        sa.UniqueConstraint("name_key", name="uq_tag_name_name_key"),
    )
    op.create_index("ix_tag_name_tag_id", "tag_name", ["tag_id"], unique=False)
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("n_articles", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_author"),
        sa.UniqueConstraint("name_key", name="uq_author_name_key"),
        sa.UniqueConstraint("slug", name="uq_author_slug"),
        sqlite_autoincrement=True,
    )


def _articles() -> None:
    """What is written, and what is kept of it."""
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("trashed_at", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("headline_hash", sa.BigInteger(), nullable=True),
        sa.Column("n_words", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("slug_by_hand", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("short_code", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("publish_at", sa.BigInteger(), nullable=True),
        sa.Column("embargo_until", sa.BigInteger(), nullable=True),
        sa.Column("published_revision_id", sa.Integer(), nullable=True),
        sa.Column("has_unpublished_changes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_article_section_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("address", name="uq_article_address"),
        sa.UniqueConstraint("search_key", name="uq_article_search_key"),
        sa.UniqueConstraint("short_code", name="uq_article_short_code"),
        sa.UniqueConstraint("slug", name="uq_article_slug"),
        sa.UniqueConstraint("uid", name="uq_article_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_headline", "article", ["headline_hash"], unique=False)
    op.create_index(
        "ix_article_listed",
        "article",
        ["search_key"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_article_publish_at",
        "article",
        ["publish_at"],
        unique=False,
        sqlite_where=sa.text("publish_at IS NOT NULL"),
    )
    op.create_index(
        "ix_article_section",
        "article",
        ["section_id", "search_key"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_article_section_state",
        "article",
        ["section_id", "state", "search_key"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_article_state",
        "article",
        ["state", "search_key"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_article_trashed",
        "article",
        ["search_key"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NOT NULL"),
    )
    op.create_table(
        "article_text",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("lede", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("folded_headline", sa.Text(), nullable=True),
        sa.Column("folded_lede", sa.Text(), nullable=True),
        sa.Column("folded_body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_text_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_text"),
        sa.UniqueConstraint("search_key", name="uq_article_text_search_key"),
    )
    op.create_table(
        "article_detail",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("dateline", sa.JSON(), nullable=False),
        sa.Column("picture", sa.JSON(), nullable=True),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_detail_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_detail"),
    )
    op.create_table(
        "article_related",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("headline_hash", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_related_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["article.id"], name="fk_article_related_other_id"),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_article_related"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_article_related_other",
        "article_related",
        ["other_id"],
        unique=False,
        sqlite_where=sa.text("other_id IS NOT NULL"),
    )
    op.create_index(
        "ix_article_related_unresolved",
        "article_related",
        ["headline_hash"],
        unique=False,
        sqlite_where=sa.text("other_id IS NULL"),
    )
    op.create_table(
        "address",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_address_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("path", name="pk_address"),
    )
    op.create_index("ix_address_article_id", "address", ["article_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_revision_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.UniqueConstraint("article_id", "number", name="uq_revision_article_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_import_source_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_source"),
        sa.UniqueConstraint("source", name="uq_import_source_source"),
    )
    op.create_index("ix_import_source_article_id", "import_source", ["article_id"], unique=False)


def _links() -> None:
    """An article's places, each with its place in time."""
    op.create_table(
        "article_tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.Column("is_trashed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_tag_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_article_tag_tag_id"),
        sa.PrimaryKeyConstraint("article_id", "tag_id", name="pk_article_tag"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_article_tag_list",
        "article_tag",
        ["tag_id", "is_trashed", "search_key", "article_id"],
        unique=False,
    )
    op.create_table(
        "article_series",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.Column("is_trashed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("place_by_hand", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_series_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_article_series_series_id"),
        sa.PrimaryKeyConstraint("article_id", "series_id", name="pk_article_series"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_article_series_list",
        "article_series",
        ["series_id", "is_trashed", "search_key", "article_id"],
        unique=False,
    )
    op.create_table(
        "article_byline",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_byline_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name="fk_article_byline_author_id"),
        sa.PrimaryKeyConstraint("article_id", "position", name="pk_article_byline"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_article_byline_author", "article_byline", ["author_id", "search_key", "article_id"], unique=False
    )


def _public() -> None:
    """What readers see."""
    op.create_table(
        "public_article",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_public_article_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_public_article_section_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_public_article"),
    )
    op.create_index(
        "ix_public_article_section",
        "public_article",
        ["section_id", "published_at", "article_id"],
        unique=False,
    )
    op.create_index("ix_public_article_time", "public_article", ["published_at", "article_id"], unique=False)
    op.create_table(
        "public_tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_public_tag_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_public_tag_tag_id"),
        sa.PrimaryKeyConstraint("article_id", "tag_id", name="pk_public_tag"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_public_tag_list", "public_tag", ["tag_id", "published_at", "article_id"], unique=False
    )
    op.create_table(
        "public_series",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_public_series_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_public_series_series_id"),
        sa.PrimaryKeyConstraint("article_id", "series_id", name="pk_public_series"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_public_series_order", "public_series", ["series_id", "place", "article_id"], unique=False
    )


def _rest() -> None:
    """Settings, files, counters."""
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("n_bytes", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        sa.UniqueConstraint("file", name="uq_media_file"),
        sa.UniqueConstraint("hash", name="uq_media_hash"),
    )
    op.create_table(
        "state_count",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_state_count"),
    )
