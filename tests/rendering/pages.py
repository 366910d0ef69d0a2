"""Reading pages back: what a browser would find in one, for the tests' assertions."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from newsroom.rendering.theme import Theme

_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "data",
    "poster",
    "background",
    "ping",
    "xlink:href",
    "srcset",
)
_NEVER_IN_WORDS = (
    "iframe object embed applet form input textarea select frame frameset base math audio video canvas template"
    " noscript portal marquee foreignobject animate set use image"
)
_NEVER = frozenset(_NEVER_IN_WORDS.split())
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|#|/|[^:/?#\s]*(?:[/?#]|$))", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml);base64,")


@dataclass
class Read(HTMLParser):
    """A parsed page."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag == "script":
            self.scripts.append((attributes.get("type", ""), ""))
        self._inside = tag if tag in ("script", "style") else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            kind, before = self.scripts[-1]
            self.scripts[-1] = (kind, before + data)
        elif self._inside != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.elements if name == tag]


def read(page: bytes | str) -> Read:
    """Parse a page or a piece of one."""
    reader = Read()
    reader.feed(page.decode("utf-8") if isinstance(page, bytes) else page)
    reader.close()
    return reader


def faults(page: bytes | str, theme: Theme | None = None) -> list[str]:
    """What in a page could run, load or submit something that the theme did not mean."""
    found: list[str] = []
    reader = read(page)
    for kind, text in reader.scripts:
        if theme is None or (kind != "application/ld+json" and text != theme.script):
            found.append(f"script {kind} {text[:80]}")
    n_svg = sum(tag == "svg" for tag, _ in reader.elements)
    if n_svg > (1 if theme else 0):
        found.append("svg")
    for tag, attributes in reader.elements:
        if tag in _NEVER or (theme is None and tag in ("link", "meta", "style", "title")):
            found.append(tag)
        for name, value in attributes.items():
            if name.startswith("on") or name in (
                "style",
                "srcdoc",
                "srcset",
                "formaction",
                "ping",
                "background",
            ):
                found.append(f"{tag} {name}={value[:80]}")
            is_picture = tag == "img" and name == "src" and theme is not None and _PICTURE.match(value)
            if name in _ADDRESSES and not is_picture and not _SAFE_ADDRESS.match(value.strip()):
                found.append(f"{tag} {name}={value[:80]}")
            if tag == "meta" and name == "http-equiv" and value != "Content-Security-Policy":
                found.append(f"meta {value[:80]}")
    return found
