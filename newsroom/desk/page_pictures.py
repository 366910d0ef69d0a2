"""The pictures of an article's page: the lead one with its bytes, those of the text by their files; what is missing."""

from collections.abc import Mapping, Sequence

from newsroom.desk.library import Library
from newsroom.desk.media import media_path
from newsroom.desk.page_parts import Addresses, mime_of, page_picture
from newsroom.domain.article import Picture
from newsroom.domain.errors import NotFoundError
from newsroom.domain.page import PagePicture, TextPicture
from newsroom.rendering.pictures import MOST_BYTES

MOST_IN_A_PAGE = 200

Size = tuple[int | None, int | None]


class PagePictures:
    """Collects the pictures of one page; ``troubles`` says in words which it is made without. Reads the disk."""

    def __init__(self, library: Library, addresses: Addresses) -> None:
        self._library = library
        self._addresses = addresses
        self._gone: list[str] = []
        self._n_too_much = 0

    def lead(self, picture: Picture | None, size: Size) -> PagePicture | None:
        """None where there is none, or its file is gone: a page without its picture is better than none."""
        if picture is None:
            return None
        try:
            data = media_path(self._library, picture.file).read_bytes()
        except (NotFoundError, OSError):
            self._gone.append(picture.file)
            return None
        return page_picture(picture, data, size, self._addresses)

    def in_text(self, files: Sequence[str], sizes: Mapping[str, Size]) -> tuple[TextPicture, ...]:
        """Those of the text, in its order, that are there. What is too much for a page has its address alone."""
        found: list[TextPicture] = []
        n_left = MOST_BYTES
        for file in files:
            try:
                path = media_path(self._library, file)
                n_bytes = path.stat().st_size
            except (NotFoundError, OSError):
                self._gone.append(file)
                continue
            fits = n_bytes <= n_left and len(found) < MOST_IN_A_PAGE
            n_left -= n_bytes if fits else 0
            self._n_too_much += not fits
            where = str(path) if fits else None
            url = self._addresses.media(file)
            found.append(TextPicture(file, where, mime_of(file), url, *sizes.get(file, (None, None))))
        return tuple(found)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Whole sentences."""
        said = []
        if self._gone:
            others = len(self._gone) - 1
            more = f" and {others} other{'s' if others > 1 else ''} of this page" if others else ""
            said.append(f"The library has no picture “{_short(self._gone[0])}”{more}: the page does without.")
        if self._n_too_much:
            said.append(
                f"A page holds {MOST_IN_A_PAGE} pictures of {MOST_BYTES // 2**20} MB together in its text: of"
                f" {self._n_too_much} more it holds the address alone."
            )
        return tuple(said)


def _short(file: str) -> str:
    """A file's name as one can find it again: nobody reads 64 digits."""
    name, dot, suffix = file.rpartition(".")
    return f"{name[:12]}…{dot}{suffix}" if len(name) > 12 else file
