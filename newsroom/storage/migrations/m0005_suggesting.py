"""What suggestions learn from that cannot be made anew."""


def upgrade() -> None:
    """Nothing yet."""
