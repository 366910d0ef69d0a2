"""All tables of the first release."""

from alembic import op

from newsroom.storage.tables import metadata


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    for state in ("draft", "in_review", "ready", "scheduled", "published", "withdrawn", "trashed"):
        op.execute(f"INSERT INTO state_count (state, n) VALUES ('{state}', 0)")
