"""Saved pages (.html, .xhtml, .mhtml): the article in each, by what it says of itself and where its text stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedLink, ImportedPicture
from newsroom.domain.names import name_key, tidy
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources import substack
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.docs_page import mend_docs_page
from newsroom.exchange.sources.files import SourceFile, text_of, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.markdown import MarkdownFile
from newsroom.exchange.sources.markdown import article_of as article_of_markdown
from newsroom.exchange.sources.page_mending import mend_page
from newsroom.exchange.sources.page_pictures import caption_of, taken_out, top_picture
from newsroom.exchange.sources.page_top import read_top
from newsroom.exchange.sources.places import in_words
from newsroom.exchange.sources.site import NO_SITE
from newsroom.exchange.sources.site_settings import SiteSettings
from newsroom.exchange.sources.tree_names import joined
from newsroom.exchange.sources.urls import path_of
from newsroom.exchange.sources.web_archive import page_of
from newsroom.exchange.webcopy.tree import is_too_deep, without_tags
from newsroom.exchange.wirecopy.languages import language_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsroom.exchange.sources.page_facts import PageFacts
    from newsroom.exchange.sources.page_text import PageText

ENDINGS = frozenset((".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht"))
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_XML_LINE = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_SHORTEST = 8
_BEFORE_SITE = ("-", "|", "–", "—", "·", "•", "»", "::")
# A reader of pages goes 255 deep, and leaves out what lies below.
_DEEPEST = 200
_HOLDERS = re.compile(
    r"</?(?:div|span|section|font|center|small|big|b|i|u|em|strong)\b[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class HtmlFile:
    """A page, read."""

    name: str
    data: bytes
    settings: SiteSettings = NO_SITE.settings
    """Those of the site in whose folder it lies."""


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a saved page."""
    return (
        bool(head)
        and not is_container(path, head)
        and (path.suffix.lower() in ENDINGS or _HTML.match(head) is not None)
    )


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The pages of the source. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """One page, one item; one with front matter is read as Markdown is. Raises ``SourceError``."""
    data = file.read()
    if not data.strip():
        yield file.problem("It is empty.")
    elif data.lstrip(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n")):
        yield file.item(MarkdownFile(file.name, data, file.site), data, "markdown")
    elif (post := substack.post_of(file, data)) is not None:
        yield post
    else:
        yield file.item(HtmlFile(file.name, data, file.site.settings), data, "html")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """The article in the page. Raises ``SourceError`` where there is none."""
    if isinstance(payload, MarkdownFile):
        return article_of_markdown(payload, around)
    if isinstance(payload, substack.Post):
        return substack.article_of(payload, around)
    if not isinstance(payload, HtmlFile):
        raise SourceError("It is no page.")
    around = replace(around, zone=payload.settings.zone_or(around.zone))
    return _Page(payload.name, *_page_text(payload), around).article()


def decoded_html(data: bytes) -> str:
    """A page's bytes as text, by its mark, by what it declares, or by what makes words. Raises ``SourceError``."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(
                    {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030"}.get(name, name)
                )
            except (LookupError, UnicodeError):
                pass
    return text_of(data)


def _page_text(payload: HtmlFile) -> tuple[str, Mapping[str, bytes]]:
    """The page, and the pictures that lie in its file by the addresses that it calls them by."""
    beginning = payload.data[:2048].lower()
    if payload.name.lower().endswith((".mhtml", ".mht")) or b"content-type: multipart/related" in beginning:
        page, pictures = page_of(payload.data)
        return decoded_html(page), pictures
    return decoded_html(payload.data), {}


class _Page:
    def __init__(self, name: str, text: str, beside: Mapping[str, bytes], around: Surroundings) -> None:
        self._name = name
        self._around = around
        self._notes: list[str] = []
        self._root = _parsed(_shallow(text, self._notes), self._notes)
        self._comments = mend_docs_page(self._root)
        mend_page(self._root)
        self._pictures = taken_out(self._root, beside)

    def article(self) -> ImportedArticle:
        from newsroom.exchange.sources.page_facts import facts_of
        from newsroom.exchange.sources.page_text import text_of_page

        facts = facts_of(self._root)
        found = text_of_page(self._root, facts.headline, is_title=facts.is_title)
        self._base = facts.address if _is_whole(facts.address) else ""
        picture = self._picture(facts, found)
        body = self._body(facts, found)
        if not body:
            raise SourceError("No article was found in the page.")
        headline, body = self._printed(self._headline(facts, found), body)
        top = read_top(body, headline)
        body = top.body
        if top.ways:
            self._notes.append("Set aside: links above the text, which lead about the site.")
        lede = self._lede(facts, found, body)
        published_at = read_moment(facts.published or (found.time if found else ""), self._around.zone)
        if published_at is None and (dated := _DATED_PATH.search(path_of(self._base))):
            published_at = read_moment("-".join(dated.groups()), self._around.zone)
            self._notes.append("Its date was taken from its address.")
        below = (found.date_below if found is not None else "") or top.date
        if published_at is None and below:
            published_at = read_moment(below, self._around.zone)
            self._notes.append(f"Its date was taken from what stands under its headline: {below}.")
        if published_at is not None and published_at > self._around.now:
            published_at = None
            self._notes.append("Its date lies in the future; it came as a draft.")
        if published_at is None:
            self._notes.append("No date of publication was found; it came as a draft.")
        extra: dict[str, object] = {
            key: value for key, value in (("site", facts.site), ("source_url", self._base)) if value
        }
        if self._comments:
            extra["comments"] = self._comments
        aside = [*([top.ways] if top.ways else []), *(found.aside if found is not None else [])]
        if aside:
            extra["set_aside"] = aside
        return ImportedArticle(
            headline=headline,
            lede=lede,
            body=body,
            language=_language(facts.language) or language_of(f"{headline}\n{body[:1500]}"),
            section=facts.section or None,
            bylines=self._bylines(facts, found) or ((Byline(top.byline),) if top.byline else ()),
            tags=tuple((None, tag) for tag in facts.tags if name_key(tag) != name_key(facts.section)),
            related=self._related(found),
            picture=picture,
            pictures=tuple(each for each in self._pictures.values() if f"({each.where})" in body),
            published_at=published_at,
            updated_at=read_moment(facts.updated, self._around.zone) if published_at else None,
            addresses=tuple(filter(None, (self._base, f"/{self._name}"))),
            extra=extra,
            notes=tuple(self._notes),
        )

    def _headline(self, facts: "PageFacts", found: "PageText | None") -> str:
        """What the page says of itself; where its heading says more or the same, that is how it was printed."""
        from newsroom.exchange.sources.page_text import is_printed

        heading = found.headline if found else ""
        if found is not None and heading and is_printed(facts.headline, found, is_title=facts.is_title):
            return heading
        if not facts.headline and not heading:
            self._notes.append("It has no headline; the name of the file stands in its place.")
        return facts.headline or heading or in_words(self._name.rpartition("/")[2].rpartition(".")[0])

    def _printed(self, headline: str, body: str) -> tuple[str, str]:
        """A first line that the page's title begins with is the headline; the rest of the title names the site."""
        first, _, rest = body.partition("\n\n")
        line = re.sub(r"^#{1,6} |\*\*", "", first).strip()
        end = headline[len(line) :].strip() if headline.startswith(line) else ""
        if (
            len(line) < _SHORTEST
            or not rest.strip()
            or (headline != line and not end.startswith(_BEFORE_SITE))
        ):
            return headline, body
        return line, rest

    def _body(self, facts: "PageFacts", found: "PageText | None") -> str:
        from lxml.html import tostring

        body = ""
        if found is not None:
            written = imported_html(tostring(found.element, encoding="unicode", with_tail=False), self._base)
            body = written.markdown
            for where in self._pictures if self._base else ():
                body = body.replace(f"]({_joined(self._base, where)})", f"]({where})")
            if written.dropped:
                self._notes.append(f"Left out: {', '.join(written.dropped)}.")
            if found.n_aside:
                self._notes.append(f"Set aside: {found.n_aside} parts of the page within the text.")
        if len(facts.body) > 2 * len(body):
            self._notes.append(
                "The text was taken from what the page says to search engines; its links are missing."
            )
            paragraphs = (tidy(part) for part in re.split(r"\n+", facts.body))
            body = "\n\n".join(
                imported_html(part.replace("<", "&lt;")).markdown for part in paragraphs if part
            )
        return body

    def _lede(self, facts: "PageFacts", found: "PageText | None", body: str) -> str:
        """The sentence under the headline; not one that only repeats how the text begins."""
        lede = (found.standfirst if found else "") or facts.lede
        start = name_key(re.sub(r"[*_`\[\]]", "", body[:1000]))
        key = name_key(lede).rstrip("….[] ")
        return "" if not key or key[:100] in start else lede

    def _bylines(self, facts: "PageFacts", found: "PageText | None") -> tuple[Byline, ...]:
        names = facts.authors
        if not names and found and found.byline:
            names = [
                part for part in re.split(r"\s*[,;|]\s*|\s+(?:and|und|et|y|e|и)\s+", found.byline) if part
            ]
            if any(len(name.split()) > 5 or any(map(str.isdigit, name)) for name in names):
                self._notes.append(f"Its byline was not understood: {found.byline}.")
                names = []
        return tuple(Byline(re.sub(r"^[Bb]y\s+", "", name)) for name in dict.fromkeys(names))

    def _related(self, found: "PageText | None") -> tuple[ImportedLink, ...]:
        links = found.related if found else []
        return tuple(
            dict.fromkeys(ImportedLink(words[:300], _joined(self._base, href)) for words, href in links)
        )

    def _picture(self, facts: "PageFacts", found: "PageText | None") -> ImportedPicture | None:
        """The lead picture: the first one of the text if it stands at its top, else the one that networks show."""
        figure = top_picture(found.element) if found is not None else None
        if figure is None:
            return (
                ImportedPicture(_joined(self._base, facts.image), facts.image_alt, facts.image_caption)
                if facts.image
                else None
            )
        image = figure if figure.tag == "img" else figure.find(".//img")
        where = (image.get("src") or image.get("data-src") or "") if image is not None else ""
        if image is None or not where or (where.startswith("data:") and not facts.image):
            return (
                ImportedPicture(_joined(self._base, facts.image), facts.image_alt, facts.image_caption)
                if facts.image
                else None
            )
        caption = figure.find(".//figcaption") if figure.tag != "img" else None
        words, credit = caption_of(caption)
        figure.drop_tree()
        # A page that was saved as one file holds its pictures in itself; the same one has an address for networks.
        if where in self._pictures:
            data = self._pictures[where].data
            return ImportedPicture(where, tidy(image.get("alt") or facts.image_alt), words, credit, data=data)
        place = _joined(self._base, facts.image) if where.startswith("data:") else self._place(where)
        return ImportedPicture(place, tidy(image.get("alt") or facts.image_alt), words, credit)

    def _place(self, where: str) -> str:
        """A picture that was saved beside the page, or its address."""
        if re.match(r"(?:https?:)?//", where):
            return _joined("https:", where)
        if where.startswith("/") and self._base:
            return _joined(self._base, where)
        beside = joined(self._name.rpartition("/")[0], unquote(where))
        return beside or _joined(self._base, where)


def _is_whole(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _joined(base: str, target: str) -> str:
    """Where a target leads from ``base``; itself where it is no address at all."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _shallow(text: str, notes: list[str]) -> str:
    """The page without the tags that only hold others, where it is nested deeper than a reader goes."""
    if not is_too_deep(text, _DEEPEST, _DEEPEST):
        return text
    notes.append("Its parts are nested too deep: some of its formatting may be missing.")
    text = _HOLDERS.sub(" ", text)
    if not is_too_deep(text, _DEEPEST, _DEEPEST):
        return text
    lines = (escape(" ".join(line.split())) for line in without_tags(text).split("\n"))
    return f"<article>{''.join(f'<p>{line}</p>' for line in lines if line)}</article>"


def _parsed(text: str, notes: list[str]) -> "HtmlElement":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = _XML_LINE.sub("", text.replace("\x00", ""))
    parser = HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True
    )  # how deep, ``_shallow`` bounds
    try:
        root: HtmlElement = document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise SourceError("It is no page that can be read.") from None
    if any(error.level_name == "FATAL" for error in parser.error_log):
        notes.append("The page cannot be read to its end; words may be missing.")
    return root


def _language(text: str) -> str | None:
    match = _LANGUAGE.fullmatch(text.strip())
    return match[0].replace("_", "-") if match else None
