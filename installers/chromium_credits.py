"""Chromium's credits: ``python -m installers.chromium_credits PAGE VERSION`` writes ``terms/chromium.json.xz``.

``PAGE`` is what a Chromium of that version shows at ``chrome://credits``, saved as HTML. Qt WebEngine has no such page.
``newsroom.licences`` reads what is written: each text of terms once, and the parts that have it.
"""

import json
import lzma
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from typing_extensions import override

FILE = Path(__file__).resolve().parent / "terms" / "chromium.json.xz"


class Part(NamedTuple):
    """What Chromium has from others: ``home`` is an address, or empty."""

    name: str
    home: str
    terms: str


class _Reader(HTMLParser):
    """Collects the parts; knows the page by the classes of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._in = ""
        self._name = self._home = self._terms = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if kind == "product":
            self._name = self._home = self._terms = ""
        elif kind in {"title", "homepage"}:
            self._in = kind
        elif tag == "a" and self._in == "homepage":
            self._home = given.get("href") or ""
        elif tag == "pre":
            self._in = "terms"

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self._name:
            self.parts.append(Part(self._name.strip(), self._home, _plain(self._terms)))
        if tag in {"pre", "span"}:
            self._in = ""

    @override
    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self._name += data
        elif self._in == "terms":
            self._terms += data


def parts_of(page: str) -> list[Part]:
    """The parts that such a page tells of, in its order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.parts


def packed(parts: list[Part], version: str) -> bytes:
    """The file's bytes: the same for the same parts."""
    texts: dict[str, int] = {}
    by_name: dict[str, list[str]] = {}
    for part in parts:
        told = by_name.setdefault(part.name, [])
        words = f"{part.home}\n\n{part.terms}" if part.home else part.terms
        if words not in told:
            told.append(words)
    entries = [
        [name, texts.setdefault("\n\n\n".join(told), len(texts))] for name, told in sorted(by_name.items())
    ]
    found = {"version": version, "parts": entries, "texts": list(texts)}
    data = json.dumps(found, ensure_ascii=False, indent=0).encode("utf-8")
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)


def version_told() -> str:
    """The version of Chromium whose credits this checkout holds. Raises ``OSError``."""
    found: dict[str, str] = json.loads(lzma.decompress(FILE.read_bytes()))
    return found["version"]


def _plain(terms: str) -> str:
    return "\n".join(line.rstrip() for line in terms.strip().splitlines())


def main() -> int:
    """Writes the file."""
    page, version = sys.argv[1:]
    FILE.write_bytes(packed(parts_of(Path(page).read_text(encoding="utf-8")), version))
    return 0


if __name__ == "__main__":
    sys.exit(main())
