"""Why a state of an article was kept for good."""

from enum import StrEnum


class RevisionKind(StrEnum):
    """What happened when a revision was kept."""

    PUBLISHED = "published"
    """The first publication, or a later one that changed no text: tags, a picture, its place."""
    UPDATED = "updated"
    """Published again, with changes of the text."""
    CORRECTED = "corrected"
    """Published again, with changes of the text and a correction among the notices."""
    WITHDRAWN = "withdrawn"
    """Taken back; its name is the notice that readers find."""
    CONFLICT = "conflict"
    """What somebody else had written where an editor saved over it."""
    IMPORTED = "imported"
    """What the source of an import says now about an article that was edited since it came from there."""
    REPLACED = "replaced"
    """The text before an act replaced words in it."""
    UNDONE = "undone"
    """Published by an act on many articles that was undone."""


# The publications that move the page's time of update.
TEXT_CHANGED = (RevisionKind.UPDATED, RevisionKind.CORRECTED)
