"""A post of a WordPress export with what other places of the export say about it. It can be sent to another process."""

from dataclasses import dataclass

from newsroom.exchange.sources.wxr_media import MediaFile
from newsroom.exchange.sources.wxr_post import WxrPost


@dataclass(frozen=True, slots=True)
class ResolvedPost:
    """``names``: names of further authors as the site shows them, by their short names. ``primary``: the main category.

    ``shared`` are the blocks that it shares with other posts, ``gallery`` the files of its galleries, by their numbers.
    ``address`` and ``language`` are the site's.
    """

    post: WxrPost
    author: str = ""
    names: tuple[tuple[str, str], ...] = ()
    primary: str = ""
    picture: MediaFile | None = None
    files: tuple[MediaFile, ...] = ()
    shared: tuple[tuple[int, str], ...] = ()
    gallery: tuple[tuple[int, MediaFile], ...] = ()
    address: str = ""
    language: str = ""

    @property
    def beside(self) -> tuple[object, ...]:
        """What is not in the post's own bytes."""
        found = self.author, self.names, self.primary, self.picture, self.files, self.address, self.language
        return (*found, self.shared, self.gallery) if self.shared or self.gallery else found
