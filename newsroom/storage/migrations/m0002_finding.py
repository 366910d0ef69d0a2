"""What finding needs beside the indexes of the first release."""


def upgrade() -> None:
    """Nothing yet."""
