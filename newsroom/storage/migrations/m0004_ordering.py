"""The log of acts, and what putting the archive in order keeps."""


def upgrade() -> None:
    """Nothing yet."""
