"""Safe HTML to plain text, as a person would type it. For a text that our renderer has made."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr"
    " li ol p pre section summary table tr ul".split()
)
_CLOSE = frozenset(("li", "dt", "dd", "tr", "caption", "summary"))
_SPACES = re.compile(r"[ \t\n\r\f]+")


def plain_text(html: str) -> str:
    """Paragraphs with an empty line between them, items of lists marked, cells of a row apart by a tab."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._line = ""
        self._gap = ""
        self._lists: list[int | None] = []
        self._quotes = 0
        self._verbatim = 0

    def text(self) -> str:
        self._end_block("")
        return "".join(self._done)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._line = self._line.rstrip(" ") + "\n"
        elif tag in ("td", "th"):
            if self._line.strip():
                self._line = self._line.rstrip(" ") + "\t"
        elif tag in _BLOCKS:
            self._end_block(self._gap_before(tag))
            self._open(tag, dict(attrs))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self._end_block("\n" if tag in _CLOSE or self._lists else "\n\n")
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
            self._gap = "\n" if self._lists else "\n\n"
        elif tag in ("table", "dl"):
            self._gap = "\n\n"
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)

    @override
    def handle_data(self, data: str) -> None:
        if self._verbatim:
            self._line += data
            return
        text = _SPACES.sub(" ", data)
        if not self._line or self._line[-1] in " \n\t":
            text = text.lstrip(" ")
        self._line += text

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            start = attributes.get("start") or ""
            self._lists.append(int(start) if start.isascii() and start.isdigit() else 1)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "li" and self._lists:
            self._line = "  " * (len(self._lists) - 1) + self._mark()

    def _mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _gap_before(self, tag: str) -> str:
        return "\n" if tag in _CLOSE or (tag in ("ol", "ul") and self._lists) else "\n\n"

    def _end_block(self, gap: str) -> None:
        line = self._line.strip("\n") if self._verbatim else self._line.rstrip()
        bare = line.strip()
        is_mark = bool(self._lists) and (bare == "-" or bare.rstrip(".").isdigit())
        if is_mark:  # the item's own paragraph follows
            return
        self._line = ""
        if bare:
            if self._done:
                self._done.append(self._gap or "\n\n")
            self._done.append("\n".join("> " * self._quotes + part for part in line.split("\n")))
            self._gap = ""
        if gap and len(gap) >= len(self._gap):
            self._gap = gap
