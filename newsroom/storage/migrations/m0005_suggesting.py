"""What suggestions learn from that cannot be made anew, and which articles changed since they last looked."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Two empty tables: whoever reads changes reads every article the first time."""
    op.create_table(
        "article_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_change"),
        sa.UniqueConstraint("article_id", name="uq_article_change_article_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "suggestion_answer",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("is_taken", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_suggestion_answer_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "kind", "what", name="pk_suggestion_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_suggestion_answer_what", "suggestion_answer", ["kind", "what"], unique=False)
