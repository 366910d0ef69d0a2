"""Why a state of an article was kept."""

from enum import StrEnum


class RevisionKind(StrEnum):
    """What happened when a revision was kept. All but those of the fine timeline are kept for good."""

    SAVED = "saved"
    """The last save of a minute: the fine timeline, which is thinned as it grows older (``domain/thinning.py``)."""
    CREATED = "created"
    """The article as it was made, or as it came from elsewhere, before it was changed here."""
    NAMED = "named"
    """Kept by hand, under a name."""
    RESTORED = "restored"
    """Something of its past was put back; its name is the number of the revision that it came from."""
    MERGED = "merged"
    """Both sides of a conflict put together where they do not touch; its name is the conflict's number."""
    PUBLISHED = "published"
    """The first publication, or a later one that changed no text: tags, a picture, its place."""
    UPDATED = "updated"
    """Published again, with changes of the text."""
    CORRECTED = "corrected"
    """Published again, with changes of the text and a correction among the notices."""
    WITHDRAWN = "withdrawn"
    """Taken back; its name is the notice that readers find."""
    COMMON = "common"
    """What two had begun with who then changed the same field; stands right before their ``CONFLICT``."""
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
