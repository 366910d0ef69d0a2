"""Pictures of a page: the one at its top, captions, and those that it holds in itself (``data:`` addresses)."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsroom.domain.importing import ImportedPicture
from newsroom.domain.names import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATA = re.compile(
    r"data:image/(?P<kind>png|jpe?g|gif|webp|avif)(?:;[\w=-]{1,40})?;base64,(?P<data>.+)", re.DOTALL
)
_BEGINNINGS = {b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
_SHORT = 200
_LEAST = 300  # bytes; what is smaller holds the place of a picture that comes later, or is a line


def taken_out(root: "HtmlElement", beside: Mapping[str, bytes]) -> dict[str, ImportedPicture]:
    """The pictures by the names that the page calls them by from now on. Changes the page.

    ``beside`` are those that lie in the page's file by their addresses.
    """
    found: dict[str, ImportedPicture] = {}
    for image in root.iter("img"):
        source = (image.get("src") or "").strip()
        match = _DATA.match(source)
        data = beside.get(source, b"") if match is None else _bytes_of(match["data"])
        if len(data) >= (_LEAST if match else 1):
            ending = match["kind"] if match else _ending_of(data)
            where = f"page-picture-{len(found) + 1}.{ending.replace('jpeg', 'jpg')}"
            image.set("src", where)
            found[where] = ImportedPicture(where, tidy(image.get("alt") or ""), data=data)
    return found


def _bytes_of(words: str) -> bytes:
    try:
        return b64decode(words, validate=False)
    except (NotBase64, ValueError):
        return b""


def _ending_of(data: bytes) -> str:
    return next((ending for begin, ending in _BEGINNINGS.items() if data.startswith(begin)), "png")


def top_picture(element: "HtmlElement") -> "HtmlElement | None":
    """A picture with hardly any text before it."""
    n_before = 0
    for each in element.iter():
        if each.tag in ("figure", "img"):
            return each if n_before < _SHORT else None
        n_before += len((each.text or "").strip())
        if n_before >= _SHORT:
            return None
    return None


def caption_of(element: "HtmlElement | None") -> tuple[str, str]:
    """Its words, and the credit among them. Changes the element."""
    if element is None:
        return "", ""
    credit = next(
        (
            each
            for each in element.iter("span", "cite", "small")
            if re.search(r"credit|copyright|source", each.get("class") or "", re.IGNORECASE)
        ),
        None,
    )
    words = ""
    if credit is not None:
        words = " ".join(credit.text_content().split())
        credit.drop_tree()
    return " ".join(element.text_content().split()), words
