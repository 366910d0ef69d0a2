"""One entry of a feed, whatever its form: what the forms have in common."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A file that belongs to an entry: a picture, or something to hear, see or read (``kind`` is its media type)."""

    address: str
    kind: str = ""
    title: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether it can be the article's picture."""
        kind = self.kind.lower()
        return kind.startswith("image") or (not kind and self.address.lower().endswith(_PICTURES))


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry. ``title``, ``summary`` and ``content`` are HTML; dates are as written; ``addresses`` best first.

    ``base`` is what relative addresses in it are led from. ``other`` are fields that we do not know, and their words.
    """

    id: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    addresses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    """Who had a part in it beside its authors."""
    categories: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    files: tuple[FeedFile, ...] = ()
    language: str = ""
    base: str = ""
    other: tuple[tuple[str, str], ...] = ()
    note: str = ""
    kind: str = ""
    """What it is among the entries of an export (``post``, ``page``, ``comment``); empty in a feed."""
    is_draft: bool = False


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
