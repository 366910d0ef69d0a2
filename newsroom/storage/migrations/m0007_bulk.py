"""Many new articles at once say so, within their transaction; triggers on new rows then rest."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """A table that nobody ever sees a row in."""
    op.create_table(
        "bulk_load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_load"),
    )
