"""Revisions may be kept as what differs from another one, and those of the fine timeline go as they grow old."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Two columns that nothing fills: what is kept so far stands whole, and stays for good."""
    op.add_column("revision", sa.Column("base_id", sa.Integer()))
    op.add_column("revision", sa.Column("due_at", sa.BigInteger()))
    due = sa.text("due_at IS NOT NULL")
    op.create_index("ix_revision_due", "revision", ["due_at"], unique=False, sqlite_where=due)
