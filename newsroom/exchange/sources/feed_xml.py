"""An entry of RSS 0.9 to 2.0 or Atom, read from its XML."""

from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING

from newsroom.exchange.sources.feed_entry import FeedEntry, FeedFile
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.plain_words import number_in, plain
from newsroom.exchange.sources.urls import urljoined
from newsroom.exchange.sources.xml_trees import XmlFile, name_of, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_VOID = frozenset("br hr img wbr input meta link col source area base param track embed".split())
_MACHINERY = frozenset(
    "comments wfw:commentRss slash:comments thr:total media:hash media:restriction itunes:explicit itunes:block "
    "itunes:episodeType sy:updatePeriod".split()
)


def entry_of(text: str, file: XmlFile) -> FeedEntry:
    """The entry's XML, read. Raises ``SourceError``."""
    tree = tree_of(text, file)
    element = next(iter(tree.element))
    return _Entry(element, file).entry(tree.note)


def authors_of_feed(file: XmlFile) -> tuple[str, ...]:
    """Atom's authors of a whole feed: those of its entries that name none."""
    try:
        head = tree_of(file.fragment, file).element
    except SourceError:
        return ()
    names = (
        plain(child.text)
        for author in head
        if isinstance(author.tag, str)
        and _is_atom(author)
        and _name(author).removeprefix("atom:") == "author"
        for child in author
        if _name(child).endswith("name")
    )
    return tuple(dict.fromkeys(name for name in names if name))


def inner_html(element: "_Element") -> str:
    """What an element holds as HTML, its namespaces taken off."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            tag = child.tag.rpartition("}")[2]
            said = "".join(
                f' {name}="{escape(value)}"' for name, value in child.attrib.items() if name[:1] != "{"
            )
            parts.append(f"<{tag}{said}>")
            if tag not in _VOID:
                parts += (inner_html(child), f"</{tag}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


class _Entry:
    """Gathers the fields of one entry."""

    def __init__(self, element: "_Element", file: XmlFile) -> None:
        self._element = element
        self._base = urljoined(file.base, element.get(f"{_XML}base", ""))
        self._language = element.get(f"{_XML}lang", "") or file.language
        self._first: dict[str, str] = {}
        self._links: list[tuple[int, str]] = []
        self._authors: list[str] = []
        self._contributors: list[str] = []
        self._categories: list[str] = []
        self._files: list[FeedFile] = []
        self._other: list[tuple[str, str]] = []
        self._kind = ""
        self._is_draft = self._is_trash = False

    def entry(self, note: str) -> FeedEntry:
        for child in self._element:
            if isinstance(child.tag, str):
                self._take(_name(child).removeprefix("atom:"), child)
        first = self._first
        guid = first.get("guid", "")
        links = [address for _, address in sorted(self._links, key=lambda pair: pair[0])]
        if guid.startswith(("http://", "https://")):
            links.append(guid)
        id = guid or first.get("id", "") or self._element.get(_ABOUT, "") or next(iter(links), "")
        return FeedEntry(
            id=id,
            title=first.get("title", ""),
            summary=first.get("description", "") or first.get("summary", ""),
            content=first.get("content:encoded", "") or first.get("content", ""),
            addresses=tuple(dict.fromkeys(links)),
            authors=tuple(self._authors),
            contributors=tuple(self._contributors),
            categories=tuple(self._categories),
            published=first.get("published", ""),
            updated=first.get("updated", ""),
            files=tuple(self._files),
            language=first.get("language", "") or self._language,
            base=self._base,
            other=tuple(self._other),
            note=note,
            kind="trash" if self._is_trash else self._kind,
            is_draft=self._is_draft,
        )

    def _take(self, name: str, element: "_Element") -> None:
        if name in _MACHINERY:
            return
        take = _TAKERS.get(name)
        if take is not None:
            take(self, element)
        elif name.startswith("media:"):
            self._media(element)
        else:
            words = plain("".join(_texts(element))) or " ".join(map(plain, element.attrib.values()))
            if words:
                self._other.append((name, words))

    def _keep(self, name: str, value: str) -> None:
        if value.strip():
            self._first.setdefault(name, value.strip())

    def _html(self, element: "_Element") -> None:
        """A text that may be HTML: escaped (RSS, Atom's ``html``), or as elements."""
        name = _name(element).removeprefix("atom:")
        kind = element.get("type", "").lower()
        if len(element):
            self._keep(name, inner_html(element))
        elif kind in ("text", "text/plain") or (kind == "" and _is_atom(element)):
            words = escape((element.text or "").strip(), quote=False)
            self._keep(name, words.replace("\n\n", "<br><br>") if name != "title" else words)
        elif element.get("src"):
            self._files.append(FeedFile(urljoined(self._base, element.get("src", "")), kind))
        else:
            self._keep(name, element.text or "")
        self._language = element.get(f"{_XML}lang", "") or self._language
        self._base = urljoined(self._base, element.get(f"{_XML}base", ""))

    def _link(self, element: "_Element") -> None:
        """RSS has the address as text; Atom has it in ``href``, for several uses."""
        address = urljoined(self._base, (element.get("href") or element.text or "").strip())
        use = element.get("rel", "alternate")
        if not address:
            return
        if use == "enclosure":
            self._files.append(FeedFile(address, element.get("type", ""), plain(element.get("title", ""))))
        elif use == "alternate":
            self._links.append((0 if element.get("type", "text/html") == "text/html" else 1, address))
        elif use in ("related", "via"):
            self._other.append((f"link {use}", address))

    def _original(self, element: "_Element") -> None:
        self._links.append((-1, (element.text or "").strip()))

    def _author(self, element: "_Element") -> None:
        """Atom: ``name`` within; RSS: ``mail (Name)``, or the name."""
        self._authors += _names(element)

    def _contributor(self, element: "_Element") -> None:
        self._contributors += _names(element)

    def _control(self, element: "_Element") -> None:
        """Atom's own way to say that an entry is not public yet."""
        self._is_draft |= any("".join(_texts(child)).strip() == "yes" for child in element)

    def _status(self, element: "_Element") -> None:
        """Of Blogger, as its newer exports say it."""
        status = (element.text or "").strip().upper()
        self._is_trash |= "TRASH" in status
        self._is_draft |= status not in ("LIVE", "")

    def _filename(self, element: "_Element") -> None:
        """The path of the post on its site, which newer exports of Blogger have in the place of links."""
        path = (element.text or "").strip()
        if path.startswith("/"):
            self._links.append((0, urljoined(self._base, path)))

    def _kind_said(self, element: "_Element") -> None:
        self._kind = (element.text or "").strip().lower()

    def _category(self, element: "_Element") -> None:
        if element.get("scheme", "").endswith("g/2005#kind"):
            self._kind = element.get("term", "").rpartition("#")[2].lower()
            return
        name = plain(element.get("label") or element.get("term") or element.get("text") or element.text)
        if name and name not in self._categories:
            self._categories.append(name)

    def _keywords(self, element: "_Element") -> None:
        for word in plain(element.text).split(","):
            if word.strip() and word.strip() not in self._categories:
                self._categories.append(word.strip())

    def _published(self, element: "_Element") -> None:
        self._keep("published", element.text or "")

    def _updated(self, element: "_Element") -> None:
        self._keep("updated", element.text or "")

    def _words(self, element: "_Element") -> None:
        self._keep(_name(element).removeprefix("atom:").removeprefix("dc:"), element.text or "")

    def _enclosure(self, element: "_Element") -> None:
        address = element.get("url") or element.get("href") or (element.text or "").strip()
        if address:
            kind = element.get("type", "") or ("image" if "image" in str(element.tag) else "")
            self._files.append(FeedFile(urljoined(self._base, address), kind))

    def _media(self, element: "_Element") -> None:
        """Media RSS: files, alone or in a group, with their words beside or within them."""
        for child in element.iter():
            name = _name(child)
            if name in ("media:content", "media:thumbnail") and child.get("url"):
                kind = (
                    "image" if name == "media:thumbnail" else child.get("type") or child.get("medium") or ""
                )
                said = _words_beside(child)
                self._files.append(
                    FeedFile(
                        urljoined(self._base, child.get("url", "")),
                        kind,
                        said.get("media:title", ""),
                        said.get("media:description", "") or said.get("media:text", ""),
                        said.get("media:credit", ""),
                        number_in(child.get("width", "")),
                    )
                )
            elif name == "media:keywords":
                self._keywords(child)


def _names(element: "_Element") -> list[str]:
    names = [plain(child.text) for child in element if _name(child).endswith("name")]
    return [name for name in names if name] or authors_in(plain(element.text))


def authors_in(words: str) -> list[str]:
    """Names of a line such as ``desk@example.org (Ana Ruiz)``, ``By Ana Ruiz and Ben Lee``; no bare address of mail."""
    inner = words.partition("(")[2].rpartition(")")[0].strip()
    line = inner if "@" in words.partition("(")[0] and inner else words
    line = line.removeprefix("By ").removeprefix("by ")
    names = [name.strip() for part in line.split(" and ") for name in part.split(";")]
    if all(" " in name.strip() for name in line.split(",")):
        names = [name.strip() for part in names for name in part.split(",")]
    return [name for name in names if name and "@" not in name]


def _words_beside(element: "_Element") -> dict[str, str]:
    """Title, description and credit of a media file: within it, else beside it."""
    parent = element.getparent()
    found: dict[str, str] = {}
    for around in (element, parent) if parent is not None else (element,):
        for child in around:
            name = _name(child)
            if name in ("media:title", "media:description", "media:text", "media:credit"):
                found.setdefault(name, plain(child.text))
    return found


def _texts(element: "_Element") -> Iterator[str]:
    yield from map(str, element.itertext())


def _name(element: "_Element") -> str:
    return name_of(str(element.tag))


def _is_atom(element: "_Element") -> bool:
    return "atom" in element.tag.lower() if isinstance(element.tag, str) else False


_TAKERS: dict[str, Callable[[_Entry, "_Element"], None]] = {
    **dict.fromkeys(("title", "description", "summary", "content", "content:encoded"), _Entry._html),
    **dict.fromkeys(("guid", "id", "language", "dc:language"), _Entry._words),
    **dict.fromkeys(
        ("pubDate", "published", "issued", "dc:date", "dcterms:created", "created"), _Entry._published
    ),
    **dict.fromkeys(("updated", "modified", "dcterms:modified", "lastBuildDate"), _Entry._updated),
    **dict.fromkeys(("author", "dc:creator", "itunes:author"), _Entry._author),
    "contributor": _Entry._contributor,
    **dict.fromkeys(("category", "dc:subject", "itunes:category"), _Entry._category),
    **dict.fromkeys(("enclosure", "image", "itunes:image"), _Entry._enclosure),
    "itunes:keywords": _Entry._keywords,
    "link": _Entry._link,
    "feedburner:origLink": _Entry._original,
    **dict.fromkeys(("app:control", "control"), _Entry._control),
    "blogger:type": _Entry._kind_said,
    "blogger:status": _Entry._status,
    "blogger:filename": _Entry._filename,
}
