"""A part of an XML export as a small tree: parsed strictly, else mended, else as far as it can be read.

Entities are not expanded but for the named characters of HTML; nothing is fetched.
"""

import re
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING

from newsroom.exchange.sources.items import SourceError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_XMLNS = re.compile(r"""\sxmlns:([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"<&]*)"|'([^'<&]*)')""")
_DEFAULT_XMLNS = re.compile(r"""\sxmlns\s*=\s*(?:"([^"<&]*)"|'([^'<&]*)')""")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_ATTRIBUTES = re.compile(r"""\s(xml:base|xml:lang)\s*=\s*(?:"([^"<&]*)"|'([^'<&]*)')""")
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>rss|RDF|feed|channel)(?=[\s/>])[^>]*>", re.IGNORECASE)
_CHANNEL = re.compile(r"<(?:[\w.-]+:)?channel(?=[\s>])[^>]*>", re.IGNORECASE)
_CHANNEL_END = re.compile(r"</(?:[\w.-]+:)?channel\s*>", re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_AMPERSAND = re.compile(
    r"&(?:#(?P<code>[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_LARGE = 9_000_000  # the parser's own limit for one text is 10 MB
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_DEEPEST = 250
_KNOWN = {
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "georss": "http://www.georss.org/georss",
    "thr": "http://purl.org/syndication/thread/1.0",
    "app": "http://www.w3.org/2007/app",
    "blogger": "http://schemas.google.com/blogger/2018",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
_PREFIX_OF = {uri: prefix for prefix, uri in _KNOWN.items()}


@dataclass(frozen=True, slots=True)
class XmlFile:
    """What the head of a file says about all of it. ``fragment``: what stands in the channel before the items."""

    encoding: str
    namespaces: str
    base: str
    language: str
    fragment: str


@dataclass(frozen=True, slots=True)
class XmlTree:
    """The element, and what is wrong with it, in a sentence, if anything is."""

    element: "_Element"
    note: str = ""


def declared_encoding(head: bytes) -> str:
    """What the XML declaration says, in small letters."""
    match = _ENCODING.search(head[:1000])
    return match[1].decode("ascii", "replace").lower() if match else ""


def file_of(head: str, encoding: str) -> XmlFile:
    """The head, understood. Its document type, and so every entity of it, is left out."""
    root = _ROOT.search(head)
    start = root[0] if root else ""
    named = {prefix: one or other for prefix, one, other in _XMLNS.findall(start)}
    default = _DEFAULT_XMLNS.search(start)
    words = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in (_KNOWN | named).items() if uri)
    if default:
        words += f' xmlns="{default[1] or default[2] or ""}"'
    fragment = head[root.end() :] if root else ""
    channel = _CHANNEL.search(fragment)
    if channel:
        fragment = _CHANNEL_END.split(fragment[channel.end() :], maxsplit=1)[0]
    said = {name: one or other for name, one, other in _ATTRIBUTES.findall(start)}
    return XmlFile(encoding, words, said.get("xml:base", ""), said.get("xml:lang", ""), fragment)


def tree_of(text: str, file: XmlFile) -> XmlTree:
    """A part as a tree whose root holds it. Raises ``SourceError`` where nothing of it can be read."""
    from lxml import etree

    huge = len(text) > _LARGE
    if huge and _is_too_deep(text):
        raise SourceError("It is nested too deep.")
    start = f"<part{file.namespaces}>"
    try:
        return XmlTree(etree.fromstring(f"{start}{text}</part>".encode("utf-8", "replace"), _parser(huge)))
    except etree.XMLSyntaxError:
        pass
    sound = f"{start}{mended(text)}</part>".encode("utf-8", "replace")
    try:
        return XmlTree(etree.fromstring(sound, _parser(huge)))
    except etree.XMLSyntaxError as error:
        problem = error
    try:
        found = etree.fromstring(sound, _parser(huge, recover=True))
    except etree.XMLSyntaxError:
        found = None
    if found is None or not len(found):
        raise SourceError(f"Its XML cannot be read: {_in_words(problem)}.")
    return XmlTree(found, f"Its XML is broken ({_in_words(problem)}); words may be missing.")


def mended(text: str) -> str:
    """Bare ``&`` and ``<`` escaped, named characters of HTML as themselves, forbidden characters gone; not in CDATA."""
    parts = _CDATA.split(_FORBIDDEN.sub("", text))
    return "".join(
        part if n % 2 else _LESS.sub("&lt;", _AMPERSAND.sub(_character, part)) for n, part in enumerate(parts)
    )


@cache
def name_of(tag: str) -> str:
    """An element's name as it is usually written, ``dc:creator``, whatever prefix the file has for its namespace."""
    uri, brace, local = tag.rpartition("}")
    if not brace:
        return local
    uri = uri[1:]
    if "wordpress.org/export/" in uri:
        return f"excerpt:{local}" if "excerpt" in uri else f"wp:{local}"
    return f"{_PREFIX_OF[uri]}:{local}" if uri in _PREFIX_OF else local


def _character(match: re.Match[str]) -> str:
    code, name = match["code"], match["name"]
    if code:
        number = int(code[1:], 16) if code[0] in "xX" else int(code)
        sound = number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))
        return match[0] if sound else ""
    if name in _PLAIN:
        return match[0]
    known = html5.get(f"{name};") if name else None
    if known is None:
        return f"&amp;{match[0][1:]}"
    return known.replace("&", "&amp;").replace("<", "&lt;")


@cache
def _parser(huge: bool, recover: bool = False) -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _is_too_deep(text: str) -> bool:
    depth = 0
    for match in _TAG.finditer(_CDATA.sub("", text)):
        if not match[2]:
            depth += -1 if match[1] else 1
            if depth > _DEEPEST:
                return True
    return False


def _in_words(error: Exception) -> str:
    return (
        re.sub(r",? line \d+, column \d+.*", "", str(error), flags=re.DOTALL).strip().rstrip(".")
        or "it is not XML"
    )
