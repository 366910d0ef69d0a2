"""The parts of a Word file that are no text: whether it may be opened at all, its properties, changes and comments."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import unescape

from newsroom.domain.names import tidy
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.zip_container import ZipArchive

_MOST_XML = 16 * 1024 * 1024
_MOST_ALL = 200 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHANGE = re.compile(r"<w:(?P<kind>ins|del|moveFrom|moveTo)\s")
_COMMENT = re.compile(r"<w:comment\s(?P<attributes>[^>]{0,2000})>(?P<text>.*?)</w:comment>", re.DOTALL)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LANGUAGE = re.compile(r"<w:lang\s[^>]{0,300}?w:val=\"([A-Za-z-]{2,20})\"")
_BIDI = re.compile(r"<w:lang\s[^>]{0,300}?w:bidi=\"([A-Za-z-]{2,20})\"")


@dataclass(frozen=True, slots=True)
class WordParts:
    """What stands beside the text. Times are as written; changes are those that were tracked and not yet decided."""

    title: str = ""
    author: str = ""
    subject: str = ""
    description: str = ""
    keywords: str = ""
    category: str = ""
    created: str = ""
    modified: str = ""
    language: str = ""
    n_inserted: int = 0
    n_deleted: int = 0
    comments: tuple[str, ...] = field(default=())


def parts_of(data: bytes) -> WordParts:
    """Looks at every part before any is read. Raises ``SourceError`` where the file is no Word file or may do harm."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data[: 1024 * 1024]:
            raise SourceError("It is locked with a password.")
        raise SourceError("It is an old Word file (.doc). Save it as .docx to import it.")
    if data.lstrip()[:5] == b"{\\rtf":
        raise SourceError("It is a file in Rich Text Format (.rtf). Save it as .docx to import it.")
    if not data.startswith(b"PK"):
        raise SourceError("It is no Word file.")
    with ZipArchive(BytesIO(data)) as archive:
        _check(archive)
        if not archive.has("word/document.xml"):
            raise SourceError("It is no Word file: it holds no document.")
        return _read(archive)


def _check(archive: ZipArchive) -> None:
    n_all = 0
    for entry in archive.entries():
        if entry.problem:
            raise SourceError(f"It is no sound Word file. {entry.name}: {entry.problem}")
        n_all += entry.size
        is_xml = entry.name.endswith((".xml", ".rels"))
        if n_all > _MOST_ALL or (is_xml and entry.size > _MOST_XML):
            raise SourceError("It is larger inside than a text can be.")
        if is_xml and _DOCTYPE.search(archive.read(entry.place, _MOST_XML)):
            raise SourceError("It holds declarations that no Word file has; it was left alone.")


def _read(archive: ZipArchive) -> WordParts:
    core, document = _text(archive, "docProps/core.xml"), _text(archive, "word/document.xml")
    styles = _text(archive, "word/styles.xml")
    kinds = [match["kind"] for match in _CHANGE.finditer(document)]
    is_rtl = "<w:bidi/>" in document
    language = (_BIDI if is_rtl else _LANGUAGE).search(styles)
    return WordParts(
        title=_property(core, "dc:title"),
        author=_property(core, "dc:creator"),
        subject=_property(core, "dc:subject"),
        description=_property(core, "dc:description"),
        keywords=_property(core, "cp:keywords"),
        category=_property(core, "cp:category"),
        created=_property(core, "dcterms:created"),
        modified=_property(core, "dcterms:modified"),
        language=language[1] if language else "",
        n_inserted=sum(kind in ("ins", "moveTo") for kind in kinds),
        n_deleted=sum(kind in ("del", "moveFrom") for kind in kinds),
        comments=tuple(_comments(_text(archive, "word/comments.xml"))),
    )


def _text(archive: ZipArchive, place: str) -> str:
    return archive.read(place, _MOST_XML).decode("utf-8", "replace") if archive.has(place) else ""


def _property(core: str, name: str) -> str:
    match = re.search(rf"<{name}(?:\s[^<>]{{0,200}})?>([^<]{{1,2000}})</{name}>", core)
    return tidy(unescape(match[1], {"&quot;": '"', "&apos;": "'"})) if match else ""


def _comments(text: str) -> list[str]:
    found = []
    for match in _COMMENT.finditer(text):
        author = re.search(r'w:author="([^"]{1,200})"', match["attributes"])
        words = tidy(unescape(_TAG.sub("", match["text"].replace("</w:p>", " "))))
        if words:
            found.append(f"{unescape(author[1])}: {words}" if author else words)
    return found
