"""What imports keep: their runs and reports."""


def upgrade() -> None:
    """Nothing yet."""
