"""The log of acts, and what putting the archive in order keeps: merged and renamed places, vocabularies, orders."""

import unicodedata

import sqlalchemy as sa
from alembic import op

_MOST = 120


def upgrade() -> None:
    """Tables of the log and of places; then columns that tags, series and authors are sorted by."""
    _log()
    _places()
    _vocabularies()
    _orders()


def _log() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("n_articles", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_left", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_turns", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("images", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_act_state", "act", ["state"], unique=False)
    op.create_table(
        "act_change",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("after", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_act_change_act_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("act_id", "step", "article_id", name="pk_act_change"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "act_article",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("differed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_act_article_act_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("act_id", "article_id", name="pk_act_article"),
        sqlite_with_rowid=False,
    )


def _places() -> None:
    op.create_table(
        "old_slug",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name="pk_old_slug"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_old_slug_target", "old_slug", ["kind", "target_id"], unique=False)
    op.create_table(
        "merged",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "old_id", name="pk_merged"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_merged_target", "merged", ["kind", "target_id"], unique=False)
    op.create_table(
        "author_alias",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name="fk_author_alias_author_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name_key", name="pk_author_alias"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_author_alias_author_id", "author_alias", ["author_id"], unique=False)
    op.create_table(
        "tag_distinct",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["tag.id"], name="fk_tag_distinct_one_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["other_id"], ["tag.id"], name="fk_tag_distinct_other_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_tag_distinct"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tag_distinct_other_id", "tag_distinct", ["other_id"], unique=False)


def _vocabularies() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vocabulary"),
        sa.UniqueConstraint("name_key", name="uq_vocabulary_name_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vocabulary_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), server_default="", nullable=False),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("is_retired", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["vocabulary_id"], ["vocabulary.id"], name="fk_concept_vocabulary_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["concept.id"], name="fk_concept_parent_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_concept"),
        sa.UniqueConstraint("vocabulary_id", "code", name="uq_concept_vocabulary_id_code"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_concept_name_key", "concept", ["name_key"], unique=False)
    op.create_index("ix_concept_parent_id", "concept", ["parent_id"], unique=False)
    op.create_table(
        "tag_concept",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_tag_concept_tag_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name="fk_tag_concept_concept_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag_id", name="pk_tag_concept"),
        sa.UniqueConstraint("concept_id", name="uq_tag_concept_concept_id"),
    )


def _orders() -> None:
    for table in ("tag", "series", "author"):
        column = sa.Column("sort_key", sa.Text(), server_default="", nullable=False)
        op.add_column(table, column)
        _fill_sort_keys(table)
    last_key = sa.Column("last_key", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
    op.add_column("tag", last_key)
    op.execute(
        "UPDATE tag SET last_key = coalesce((SELECT max(search_key) FROM article_tag "
        "WHERE tag_id = tag.id AND is_trashed = 0), 0)"
    )
    for order in ("sort_key", "n_articles", "last_key"):
        op.create_index(f"ix_tag_kind_{order}", "tag", ["kind", order, "id"], unique=False)
    for table in ("series", "author"):
        for order in ("sort_key", "n_articles"):
            op.create_index(f"ix_{table}_{order}", table, [order, "id"], unique=False)


def _fill_sort_keys(table: str) -> None:
    connection = op.get_bind()
    rows = connection.exec_driver_sql(f"SELECT id, name FROM {table}").all()
    keys = [(_sort_key(name), id) for id, name in rows]
    if keys:
        connection.exec_driver_sql(f"UPDATE {table} SET sort_key = ? WHERE id = ?", keys)


def _sort_key(name: str) -> str:
    """As ``domain.names.sort_key`` was when this migration was written."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    start = next((n for n, c in enumerate(letters) if c.isalnum()), 0)
    return letters[start : start + _MOST]
