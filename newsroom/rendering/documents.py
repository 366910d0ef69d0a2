"""The program's own documents, written in Markdown, as HTML with anchors and as plain words for a search."""

import re
import unicodedata
from html import unescape

from newsroom.domain.documents import Document, DocumentPart
from newsroom.rendering.body import BodyOptions
from newsroom.rendering.markdown import render_body

_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CELL_END = re.compile(r"</(?:td|th|p|li|pre|h[1-6])>")
_NOT_IN_ANCHORS = re.compile(r"[^\w\s-]")
_BLANKS = re.compile(r"[-\s]+")


def render_document(name: str, text: str) -> Document:
    """One document; its first line is its title. Any thread. Raises ``RenderError``."""
    first, _, rest = text.strip().partition("\n")
    title = first.removeprefix("#").strip()
    html = render_body(rest, BodyOptions(smart_typography=False)).html
    pieces = _HEADING.split(html)
    parts = [DocumentPart("", title, _plain(pieces[0]))]
    done = [f"<h1>{_escaped(title)}</h1>", pieces[0]]
    for level, heading, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        anchor = anchor_of(_plain(heading))
        parts.append(DocumentPart(anchor, _plain(heading), _plain(body)))
        done += [f'<h{level}><a name="{anchor}"></a>{heading}</h{level}>', body]
    return Document(name, title, "".join(done), tuple(parts))


def anchor_of(heading: str) -> str:
    """As those who make sites of Markdown have it, so that one link leads there in both."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    words = _NOT_IN_ANCHORS.sub("", plain).strip().lower()
    return _BLANKS.sub("-", words)


def _plain(html: str) -> str:
    apart = _CELL_END.sub(" · ", html)
    return " ".join(unescape(_TAG.sub("", apart).replace("\n", " ")).split()).rstrip(" ·")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
