"""What finding needs: what is missing on articles; lists by author, language, label and change; saved searches."""

import sqlalchemy as sa
from alembic import op

_LISTED = "trashed_at IS NULL"
_FLAGS = {
    "untagged": "is_untagged",
    "unrelated": "is_unrelated",
    "without_picture": "is_without_picture",
    "unresolved": "has_unresolved",
    "duplicate": "is_duplicate",
    "changed": "has_unpublished_changes",
}


def upgrade() -> None:
    _flags()
    _bylines()
    _indexes()
    _searches()


def _flags() -> None:
    """Columns with what a new article has, then those that differ."""
    for name, default in (
        ("is_untagged", "1"),
        ("is_unrelated", "1"),
        ("is_without_picture", "1"),
        ("has_unresolved", "0"),
        ("is_duplicate", "0"),
    ):
        column = sa.Column(name, sa.Integer(), server_default=sa.text(default), nullable=False)
        op.add_column("article", column)
    op.execute("UPDATE article SET is_untagged = 0 WHERE id IN (SELECT article_id FROM article_tag)")
    op.execute("UPDATE article SET is_unrelated = 0 WHERE id IN (SELECT article_id FROM article_related)")
    pictured = "SELECT article_id FROM article_detail WHERE coalesce(picture, 'null') <> 'null'"
    op.execute(f"UPDATE article SET is_without_picture = 0 WHERE id IN ({pictured})")
    unresolved = "SELECT article_id FROM article_related WHERE other_id IS NULL"
    op.execute(f"UPDATE article SET has_unresolved = 1 WHERE id IN ({unresolved})")
    double = (
        f"SELECT headline_hash FROM article WHERE {_LISTED} AND headline_hash IS NOT NULL "
        "GROUP BY headline_hash HAVING count(*) > 1"
    )
    op.execute(f"UPDATE article SET is_duplicate = 1 WHERE {_LISTED} AND headline_hash IN ({double})")


def _bylines() -> None:
    column = sa.Column("is_trashed", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("article_byline", column)
    trashed = "SELECT id FROM article WHERE trashed_at IS NOT NULL"
    op.execute(f"UPDATE article_byline SET is_trashed = 1 WHERE article_id IN ({trashed})")
    op.drop_index("ix_article_byline_author", "article_byline")
    columns = ["author_id", "is_trashed", "search_key", "article_id"]
    op.create_index("ix_article_byline_list", "article_byline", columns, unique=False)


def _indexes() -> None:
    op.drop_index("ix_article_headline", "article")
    _index("headline", ["headline_hash", "is_duplicate"], _LISTED)
    _index("language", ["language", "search_key"], _LISTED)
    _index("label", ["label", "search_key"], f"{_LISTED} AND label IS NOT NULL")
    _index("updated", ["updated_at", "search_key"], _LISTED)
    for name, column in _FLAGS.items():
        _index(name, ["search_key"], f"{_LISTED} AND {column} = 1")


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(f"ix_article_{name}", "article", columns, unique=False, sqlite_where=sa.text(where))


def _searches() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("known", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("list_order", sa.Text(), server_default="newest", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_search"),
        sa.UniqueConstraint("name_key", name="uq_saved_search_name_key"),
        sqlite_autoincrement=True,
    )
