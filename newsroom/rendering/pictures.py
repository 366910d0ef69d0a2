"""Pictures in a text: one that stands alone is a figure, and those of the library come into the page itself."""

import base64
import html
import re
from collections.abc import Iterable, Mapping

from newsroom.domain.page import TextPicture

MOST_BYTES = 16 * 1024 * 1024  # of all pictures in one text, before they are written as text

_NAME = r"[0-9a-f]{64}\.[a-z]{3,4}"
_IN_TEXT = re.compile(rf"(?<![^\s(<\"'\]:])/media/({_NAME})")
_ALONE = re.compile(
    r"<p>\s*((?:<a\b[^<>]*>)?<img\b[^<>]*>(?:</a>)?)"
    r"(?:\s*(?:<br ?/?>)?\s*<em>((?:(?!</?(?:em|p)\b).)+)</em>)?\s*</p>",
    re.DOTALL,
)
_ATTRIBUTES = r"(?:\s+[^\s=>\"/]+(?:=\"[^\"]*\")?)*"
_OF_LIBRARY = re.compile(rf"<img({_ATTRIBUTES})\ssrc=\"/media/({_NAME})\"({_ATTRIBUTES})\s*/?>")
_ALT = re.compile(r"\salt=\"([^\"]*)\"")
_SIZE = re.compile(r"\s(?:width|height)=")


def pictures_in(text: str) -> tuple[str, ...]:
    """The library's files that a text shows, each once, in order. One that the page does not show in the end may be
    among them."""
    return tuple(dict.fromkeys(_IN_TEXT.findall(text))) if "/media/" in text else ()


def as_figures(html: str) -> str:
    """Paragraphs of a picture alone, perhaps with a line of emphasised words below, as figures. Before cleaning."""
    return _ALONE.sub(_figure, html) if "<img" in html else html


def _figure(paragraph: re.Match[str]) -> str:
    caption = f"\n<figcaption>{paragraph[2].strip()}</figcaption>" if paragraph[2] else ""
    return f"<figure>\n{paragraph[1]}{caption}\n</figure>"


def with_addresses(text: str, site_address: str) -> str:
    """A text, Markdown or HTML, in which pictures of the library have their address on the site."""
    site = site_address.strip().rstrip("/")
    return _IN_TEXT.sub(lambda found: f"{site}{found[0]}", text) if site and "/media/" in text else text


def with_pictures(body: str, pictures: Iterable[TextPicture]) -> str:
    """A text's safe HTML with the pictures inside: reads their files.

    One that is too much for a page has its address instead; of one that is not there the words stay. The file's name
    stands beside each, so that a shown page can be changed without moving its pictures.
    """
    if "/media/" not in body:
        return body
    return _OF_LIBRARY.sub(_Inliner({one.file: one for one in pictures}).written, body)


class _Inliner:
    """Writes the pictures of one page, and counts what they take."""

    def __init__(self, pictures: Mapping[str, TextPicture]) -> None:
        self._pictures = pictures
        self._n_left = MOST_BYTES
        self._sources: dict[str, tuple[str, int] | None] = {}

    def written(self, tag: re.Match[str]) -> str:
        before, file, after = tag[1], tag[2], tag[3]
        picture = self._pictures.get(file)
        source = self._source(picture) if picture else None
        if picture is None or source is None:
            return _words_for(f"{before}{after}")
        is_sized = picture.width and picture.height and not _SIZE.search(f"{before}{after}")
        size = f' width="{picture.width}" height="{picture.height}"' if is_sized else ""
        return f'<img{before} src="{source}"{after}{size} data-file="{file}">'

    def _source(self, picture: TextPicture) -> str | None:
        if picture.file not in self._sources:
            self._sources[picture.file] = _data_uri(picture)
        source = self._sources[picture.file]
        if source is not None and source[1] <= self._n_left:
            self._n_left -= source[1]
            return source[0]
        is_lost = source is None and picture.path is not None
        return html.escape(picture.url) if picture.url and not is_lost else None


def _data_uri(picture: TextPicture) -> tuple[str, int] | None:
    """The picture as an address, and how many bytes it has; None where it cannot be read, or is not meant to be."""
    if picture.path is None:
        return None
    try:
        with open(picture.path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return None
    return f"data:{picture.mime};base64,{base64.b64encode(data).decode('ascii')}", len(data)


def _words_for(attributes: str) -> str:
    alt = _ALT.search(attributes)
    return f'<span class="no-picture">{html.escape(html.unescape(alt[1])) if alt else ""}</span>'
