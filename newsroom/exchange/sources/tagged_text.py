"""Documents in tags, as collections of agencies have them: ``<DOC><TITLE>…</TITLE><TEXT>…</TEXT></DOC>``."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle
from newsroom.domain.names import name_key, tidy
from newsroom.exchange.dates import read_moment
from newsroom.exchange.sources.files import SourceFile, digest_of
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.places import in_words
from newsroom.exchange.webcopy.escaping import escaped, escaped_line
from newsroom.exchange.wirecopy.languages import language_of

_BEGIN = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE[^>]{0,200}>\s*)?<DOC(?:\s[^<>]{0,500})?>", re.IGNORECASE
)
_DOCUMENT = re.compile(r"<DOC(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_FIELD = re.compile(r"<(?P<name>[A-Za-z][\w-]{0,30})(?:\s[^<>]{0,500})?>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_DAY_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")
_KEYS = {
    "headline": ("title", "headline", "head", "hl", "ttl"),
    "lede": ("abstract", "summary", "lede", "lead", "description"),
    "body": ("text", "body", "content", "story"),
    "published_at": ("time", "datetime", "date_time", "date", "pubdate"),
    "section": ("cat", "category", "section", "topic"),
    "byline": ("author", "byline"),
    "address": ("url", "link"),
    "id": ("docno", "docid", "id"),
    "language": ("lang", "language"),
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """One document, its tags not yet read."""

    name: str
    text: str


def is_tagged(text: str) -> bool:
    """Whether a text file holds documents of this kind."""
    return _BEGIN.match(text) is not None


def items_in(file: SourceFile, text: str) -> Iterator[SourceItem]:
    """The documents of the file; each is known by its own number where it has one."""
    starts = [match.start() for match in _DOCUMENT.finditer(text)]
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1):
        part = text[start:end]
        name = file.name if len(starts) == 1 else f"{file.name}: document {n}"
        id = re.search(r"<DOC(?:NO|ID)>\s*([^<]{1,200}?)\s*<", part[:2000], re.IGNORECASE)
        key = f"{file.name}#{id[1]}" if id and len(starts) > 1 else name
        yield SourceItem(
            name, key, digest_of("tagged", part.encode("utf-8", "replace")), TaggedDocument(name, part)
        )


def article_of(document: TaggedDocument, around: Surroundings) -> ImportedArticle:
    """What the document says. Raises ``SourceError`` where it has neither a title nor a text."""
    found, extra = _fields(document.text)
    headline, body = tidy(found.get("headline", "")), _paragraphs(found.get("body", ""))
    if not headline and not body:
        raise SourceError("It has neither a title nor a text.")
    lede = tidy(found.get("lede", ""))
    if lede and name_key(lede) == name_key(body.partition("\n\n")[0]):
        lede = ""
    published_at, notes = _date(document, found, around)
    if published_at is None and found.get("published_at"):
        extra["date"] = found["published_at"]
    section = found.get("section")
    address = "".join(found.get("address", "").split())
    return ImportedArticle(
        headline=headline,
        lede=lede,
        body=body,
        language=found.get("language") or language_of(f"{headline}\n{body[:1500]}"),
        section=in_words(section) if section else None,
        bylines=tuple(
            Byline(name) for name in re.split(r"\s*[,;]\s*", tidy(found.get("byline", ""))) if name
        ),
        published_at=published_at,
        addresses=(address,) if address else (),
        extra=extra,
        notes=notes,
    )


def _date(
    document: TaggedDocument, found: dict[str, str], around: Surroundings
) -> tuple[datetime | None, tuple[str, ...]]:
    """Its time; where that may be two days, the day in the document's number or the file's name tells."""
    written = found.get("published_at", "")
    moment = read_moment(written, around.zone)
    if moment is not None:
        return moment, ()
    match = _DAY_IN_NAME.search(found.get("id", "")) or _DAY_IN_NAME.search(document.name)
    moment = read_moment(match[0], around.zone) if match else None
    if moment is not None:
        return moment, (f"Its date, {moment.date().isoformat()}, was taken from its number or its name.",)
    return None, (
        f"Its date, {written[:40]}, may be two days or none; it is kept as text.",
    ) if written else ()


def _fields(text: str) -> tuple[dict[str, str], dict[str, object]]:
    """The fields by our names, and those without one. The first of two of a kind counts; the other stays beside it."""
    found: dict[str, str] = {}
    extra: dict[str, object] = {}
    at = _DOCUMENT.match(text)
    place = at.end() if at else 0
    folded = text.lower()
    while (start := _FIELD.search(text, place)) is not None:
        name = start["name"].lower()
        end = folded.find(f"</{name}>", start.end())
        if end < 0:
            place = start.end()
            continue
        value = html.unescape(text[start.end() : end])
        place = end + len(name) + 3
        field = _FIELD_OF.get(name, "")
        if field == "body" and "body" in found:
            found["body"] += "\n\n" + value
        elif field and field not in found:
            found[field] = value.strip("\n") if field in ("body", "lede") else tidy(value)
        if value.strip() and (not field or field == "id"):
            extra[name] = tidy(_TAG.sub(" ", value))
    return found, extra


def _paragraphs(text: str) -> str:
    """Lines as paragraphs; where blank lines part them, lines between are one."""
    text = _TAG.sub("\n\n", text).strip()
    blocks = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    lines = (tidy(block) for block in blocks)
    return "\n\n".join(escaped_line(escaped(line)) for line in lines if line)
