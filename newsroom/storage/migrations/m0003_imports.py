"""What imports keep: their runs and reports, and under which addresses the source knew what it brought."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Five empty tables; what was imported before has its row in ``import_source`` already."""
    _runs()
    _links()


def _runs() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("alive_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("n_total", sa.Integer(), nullable=True),
        *(
            sa.Column(f"n_{name}", sa.Integer(), server_default=sa.text("0"), nullable=False)
            for name in ("imported", "updated", "unchanged", "conflicts", "skipped", "linked")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("headline", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name="fk_import_line_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_line"),
    )
    op.create_index("ix_import_line_run", "import_line", ["run_id", "id"], unique=False)
    op.create_index("ix_import_line_outcome", "import_line", ["run_id", "outcome", "id"], unique=False)


def _links() -> None:
    op.create_table(
        "import_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("same_as", sa.Text(), nullable=True),
        sa.Column("sample", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("hosts", sa.JSON(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_origin"),
        sa.UniqueConstraint("name", name="uq_import_origin_name"),
    )
    op.create_table(
        "import_address",
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_import_address_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("origin_id", "address", name="pk_import_address"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_import_address_article_id", "import_address", ["article_id"], unique=False)
    op.create_table(
        "import_link",
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_import_link_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("origin_id", "address", "article_id", name="pk_import_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_import_link_article_id", "import_link", ["article_id"], unique=False)
    op.create_index(
        "ix_import_link_found",
        "import_link",
        ["article_id"],
        unique=False,
        sqlite_where=sa.text("target_id IS NOT NULL"),
    )
