"""News in XML: NITF, and NewsML-G2 with a text in it; one item a file, or several in a message. A reader of files.

Entities are not expanded and nothing is fetched. Pictures, films, packages, events and vocabularies are named as no
articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsroom.domain.article import Byline, Dateline, TagKind
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key, tidy
from newsroom.domain.wire_story import NO_DATELINE, WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.feed_xml import inner_html
from newsroom.exchange.sources.files import SourceFile, digest_of, not_read
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.other_kinds import first_element
from newsroom.exchange.wirecopy.bylines import bylines_of
from newsroom.exchange.wirecopy.languages import language_of

if TYPE_CHECKING:
    from lxml.etree import _Element

ENDINGS = frozenset((".xml", ".nitf", ".newsml", ".g2"))
_ROOTS = frozenset((b"nitf", b"newsitem", b"newsmessage"))
_HEAD = 64 * 1024
_MOST = 10_000
_KINDS = {
    "person": TagKind.PERSON,
    "organisation": TagKind.ORGANISATION,
    "org": TagKind.ORGANISATION,
    "geoarea": TagKind.PLACE,
    "location": TagKind.PLACE,
    "poi": TagKind.PLACE,
    "event": TagKind.EVENT,
}
# What holds something else has none of these: results of sports, plans, charts.
_OF_TEXTS = frozenset(("nitf", "html", "body", "body.content", "p", "div"))
_HEADINGS = {"hl1": "h2", "hl2": "h3"}


@dataclass(frozen=True, slots=True)
class XmlNews:
    """One item as XML, not yet understood."""

    name: str
    data: bytes


def is_news(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return first_element(head) in _ROOTS


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """The items of one file. Raises ``SourceError``, as of a file of any other kind."""
    data = file.read()
    if not is_news(data[:_HEAD]):
        raise SourceError(not_read(file))
    root = _parsed(data)
    found = [each for each in root.iter() if _name(each) in ("nitf", "newsItem")][:_MOST]
    # A text within an item is that item's.
    found = [each for each in found if not any(_name(up) == "newsItem" for up in each.iterancestors())]
    if not found:
        raise SourceError(not_read(file))
    from lxml.etree import tostring

    for n, element in enumerate(found, start=1):
        name = file.name if len(found) == 1 else f"{file.name}: item {n}"
        key = name if len(found) == 1 else f"{file.name}#{element.get('guid') or n}"
        part = tostring(element, with_tail=False)
        yield SourceItem(name, key, digest_of("news xml", part), XmlNews(name, part))


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the item says. Raises ``SourceError``."""
    if not isinstance(payload, XmlNews):
        raise SourceError("It is no news item.")
    root = _parsed(payload.data)
    return _Item(root, around).article()


class _Item:
    def __init__(self, root: "_Element", around: Surroundings) -> None:
        self._root = root
        self._around = around
        self._is_nitf = _name(root) == "nitf"
        self._notes: list[str] = []

    def article(self) -> ImportedArticle:
        kind = self._attribute("itemClass", "qcode").rpartition(":")[2]
        if kind not in ("", "text", "composite"):
            raise SourceError(f"It is no article; its kind is {kind}.")
        content = self._first("body.content", "inlineXML", "inlineData")
        if (
            content is not None
            and len(content)
            and not any(_name(each) in _OF_TEXTS for each in content.iter())
        ):
            kind = content.get("contenttype") or "another kind"
            raise SourceError(f"It is no article; what it holds is {kind}.")
        picture = self._picture()
        body = self._body(content)
        headline = self._text("hl1", "headline", "title")
        if not headline and not body:
            raise SourceError("It has neither a headline nor a text.")
        published_at, updated_at, extra = self._times()
        return ImportedArticle(
            headline=headline,
            lede=self._text("abstract") or self._summary() or self._text("hl2"),
            body=body,
            language=self._language() or language_of(f"{headline}\n{body[:1500]}"),
            section=self._attribute("pubdata", "position.section") or None,
            dateline=self._dateline(),
            bylines=self._bylines(),
            series=tuple(map(WireSeries, filter(None, [self._attribute("series", "series.name")]))),
            tags=tuple(dict.fromkeys(self._tags())),
            picture=picture,
            published_at=published_at,
            updated_at=updated_at,
            extra=extra,
            notes=tuple(self._notes),
        )

    def _times(self) -> tuple[datetime | None, datetime | None, dict[str, object]]:
        """Public is what may be used, and is not held back or still to come."""
        said = (
            self._attribute("date.issue", "norm"),
            self._attribute("date.release", "norm"),
            self._text("contentCreated"),
            self._text("firstCreated"),
            self._text("versionCreated"),
            self._attribute("story.date", "norm"),
        )
        at = next((found for text in said if (found := read_moment(text, self._around.zone))), None)
        held = read_moment(self._text("embargoed"), self._around.zone)
        status = self._attribute("pubStatus", "qcode").rpartition(":")[2] or self._attribute(
            "docdata", "management-status"
        )
        id = self._root.get("guid") or self._attribute("doc-id", "id-string")
        others = {"id": id, "status": "" if status == "usable" else status}
        others |= {name: self._text(name) for name in ("slugline", "edNote", "usageTerms", "copyrightNotice")}
        extra: dict[str, object] = {key: value for key, value in others.items() if value}
        now = self._around.now
        if at is None:
            self._notes.append("It has no date that can be read: it is a draft.")
            return None, None, extra
        if at > now or status not in ("", "usable") or (held is not None and held > now):
            self._notes.append("It is not released, or its time is still to come: it is a draft.")
            return None, None, extra | {"date": at.isoformat()}
        return at, read_moment(self._text("contentModified", "versionCreated"), self._around.zone), extra

    def _body(self, content: "_Element | None") -> str:
        if content is None:
            return ""
        if not len(content):
            lines = (tidy(line) for line in (content.text or "").split("\n"))
            return "\n\n".join(imported_html(line.replace("<", "&lt;")).markdown for line in lines if line)
        inner = next((each for each in content.iter() if _name(each) in ("body.content", "body")), content)
        text = next((each for each in inner.iter() if _name(each) == "body.content"), inner)
        for each in list(text.iter()):
            name = _name(each)
            if name in ("media", "body.head"):
                _drop(each)
            elif name in _HEADINGS:
                each.tag = _HEADINGS[name]
        made = imported_html(inner_html(text))
        if made.dropped:
            self._notes.append(f"Left out of the text: {', '.join(made.dropped)}.")
        return made.markdown

    def _bylines(self) -> tuple[Byline, ...]:
        found: list[Byline] = []
        for name in ("byline", "by", "creator"):
            for each in self._all(name):
                person = next((one for one in each.iter() if _name(one) in ("person", "name")), each)
                line = _words(person)
                found += bylines_of(_words(each)) or ((Byline(line),) if 0 < len(line) < 80 else ())
            if found:
                break
        return tuple(dict.fromkeys(found))

    def _dateline(self) -> Dateline:
        for each in self._all("dateline"):
            place = next((_words(one) for one in each.iter() if _name(one) == "location"), "")
            date = next((_words(one) for one in each.iter() if _name(one) == "story.date"), "")
            if place or date:
                return Dateline(place or None, date or None)
            if words := _words(each):
                return Dateline(words.rstrip(" -–—,"))
        return NO_DATELINE

    def _tags(self) -> Iterator[tuple[TagKind | None, str]]:
        for each in self._all("subject"):
            kind = _KINDS.get((each.get("type") or "").rpartition(":")[2].lower())
            name = next((_words(one) for one in each if _name(one) == "name"), "")
            if name_key(name):
                yield kind, name
        for each in self._all("keyword"):
            name = tidy(each.get("key") or "") or _words(each)
            if name_key(name):
                yield None, name
        for content in self._all("identified-content"):
            for each in content:
                name = tidy(each.get("value") or "") or _words(each)
                if name_key(name):
                    yield _KINDS.get(_name(each)), name

    def _picture(self) -> ImportedPicture | None:
        for each in self._all("media"):
            source = next((one.get("source") for one in each.iter() if _name(one) == "media-reference"), "")
            if source and (each.get("media-type") or "image") == "image":
                words = {
                    name: next((_words(one) for one in each.iter() if _name(one) == name), "")
                    for name in ("media-caption", "media-producer")
                }
                return ImportedPicture(source, "", words["media-caption"], words["media-producer"])
        return None

    def _summary(self) -> str:
        found = [each for each in self._all("description") if "caption" not in (each.get("role") or "")]
        return _words(found[0]) if found else ""

    def _language(self) -> str | None:
        said = self._attribute("language", "tag") or self._root.get(
            "{http://www.w3.org/XML/1998/namespace}lang", ""
        )
        return said or None

    def _all(self, name: str) -> list["_Element"]:
        return [each for each in self._root.iter() if _name(each) == name]

    def _first(self, *names: str) -> "_Element | None":
        return next((each for name in names for each in self._all(name)), None)

    def _text(self, *names: str) -> str:
        return next((words for name in names for each in self._all(name) if (words := _words(each))), "")

    def _attribute(self, name: str, attribute: str) -> str:
        return next((tidy(said) for each in self._all(name) if (said := each.get(attribute))), "")


def _parsed(data: bytes) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"Its XML cannot be read: {str(error)[:200]}.") from None
    if root is None:
        raise SourceError("Its XML cannot be read.")
    return root


def _name(element: "_Element") -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: "_Element") -> str:
    return tidy(" ".join(map(str, element.itertext())))


def _drop(element: "_Element") -> None:
    """Without it, but with what follows it."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
