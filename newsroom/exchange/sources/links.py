"""Links in the text of an item to other items of its source: found, said as keys, and turned into links to articles."""

import re
from collections.abc import Callable, Iterator, Sequence
from posixpath import dirname, join

from newsroom.exchange.sources.addresses import address_keys, link_key

# Code is not looked into. Then: a link's target in brackets or bare, that of a definition, that of a link in HTML.
_PLACES = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*(?:\n.*?(?:^(?P=fence)|\Z)|\Z)"
    r"|`[^`\n]*`"
    r"|\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<called>\{\{[<%][^{}\n]*[>%]\}\}|\{%[^{}\n]*%\})"
    r"|(?P<bare>[^\s()<>{]+(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"|^\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<(?P<defined_angled>[^<>\n]*)>|(?P<defined>[^\s<>]+))"
    r"|!?\[\[(?P<wiki>[^\[\]|#^\n]{1,500}?)(?:[#^][^\[\]|\n]*?)?(?:\\?\|(?P<words>[^\[\]\n]*))?\]\](?!\()"
    r"|<a\s[^<>]*?href=(?P<quote>[\"'])(?P<html>[^\"'<>\n]*)(?P=quote)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_GROUPS = ("angled", "called", "bare", "defined_angled", "defined", "html")
# Hugo's and Jekyll's ways to name another file of the site.
_CALLED = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`]?(?P<hugo>[^\"'`{}]+?)[\"'`]?\s*[>%]\}\}"
    r"|\{%-?\s*(?:link|post_url)\s+(?P<jekyll>[^\s{}]+)\s*-?%\}"
)
_SITE = re.compile(r"\{\{-?\s*(?:site\.(?:url|baseurl)|[^{}]*\brelURL\b)\s*-?\}\}")
_FILE = re.compile(r"(?:/_?index(?:\.[a-z]{2})?)?\.(?:md|markdown|mdown|mkd|mkdn|mdx|txt)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ANCHOR = re.compile(r"[?#].*$", re.DOTALL)
_NAME = "name:"
# Notes name each other between double brackets, mostly without their folders.
_WIKI = "wiki:"


def targets_in(body: str) -> tuple[str, ...]:
    """What links in a Markdown text point to, as they stand there, each once, in their order. Linear in its length."""
    if "](" not in body and "]:" not in body and "href" not in body and "[[" not in body:
        return ()
    return tuple(dict.fromkeys(target for _, _, target, _ in _found(body)))


def relinked(body: str, article_at: Callable[[str], int | None]) -> str:
    """The text with ``article:ID`` for every target for which ``article_at`` knows an article."""

    def new_target(target: str) -> str | None:
        id = article_at(target)
        return None if id is None else f"article:{id}"

    return retargeted(body, new_target)


def retargeted(body: str, new_target: Callable[[str], str | None]) -> str:
    """The text with other targets; where ``new_target`` answers None, one stays as it is."""
    parts: list[str] = []
    last = 0
    for start, end, target, words in _found(body):
        new = new_target(target)
        if new is not None:
            parts += [body[last:start], new if words is None else f"[{words}]({new})"]
            last = end
    return "".join((*parts, body[last:])) if parts else body


def target_keys(target: str, bases: Sequence[str]) -> tuple[str, ...]:
    """What a target may be looked up by, the surest first: ``//host/path``, ``/path``, ``name:NAME`` of a file.

    ``bases`` are the item's own addresses: a target without a leading stroke is beside them. ``/a.md`` may also be a
    file of that name in any folder. Empty for what leads to no page of a site.
    """
    target = _SITE.sub("", target.strip())
    if target.startswith(_WIKI):
        return _wiki_keys(target.removeprefix(_WIKI), bases)
    called = _CALLED.fullmatch(target)
    if called is not None:
        return _called_keys(called["hugo"] or called["jekyll"], bases)
    if not target or target.startswith(("#", "{", "article:", "?")) or _SCHEME.match(target):
        key = link_key(target)
        return (_without_file(key),) if key.startswith("//") else ()
    if target.startswith("/"):
        key = link_key(target)
        found = (_without_file(key),) if key not in ("", "/") else ()
        name = _name_of(target) if target.count("/") == 1 else ""
        return (*found, f"{_NAME}{name}") if name else found
    return _beside(target, bases)


def item_keys(address: str) -> tuple[str, ...]:
    """What an item is found by under one of its addresses, or under its path in the source's tree (``/posts/a.md``)."""
    keys = [_without_file(key) for key in address_keys(address)]
    name = _name_of(address)
    return tuple(dict.fromkeys((*keys, f"{_NAME}{name}") if name else keys))


def is_name(key: str) -> bool:
    """Whether it is the mere name of a file, which may be that of several."""
    return key.startswith(_NAME)


def _found(body: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Where each target stands; of one between double brackets the whole link, with the words that it shows."""
    for match in _PLACES.finditer(body):
        if match["wiki"]:
            words = (match["words"] or match["wiki"].rpartition("/")[2]).strip()
            yield match.start(), match.end(), f"{_WIKI}{match['wiki'].strip()}", words
        for name in _GROUPS:
            if match[name]:
                yield match.start(name), match.end(name), match[name], None


def _wiki_keys(path: str, bases: Sequence[str]) -> tuple[str, ...]:
    """A note is called by its name, wherever it lies, or by its path from the top or from the folder of the page."""
    path = path.removesuffix(".md")
    rooted = link_key(f"/{path.lstrip('/')}")
    name = path.rpartition("/")[2]
    beside = _beside(path, bases) if path and not path.startswith("/") else ()
    found = (*beside, rooted, f"{_NAME}{name}") if name and rooted else ()
    return tuple(dict.fromkeys(found))


def _called_keys(path: str, bases: Sequence[str]) -> tuple[str, ...]:
    path = _ANCHOR.sub("", path.strip())
    if not path:
        return ()
    name = _name_of(f"/{path}" if _FILE.search(path) else f"/{path}.md")
    named = (f"{_NAME}{name}",) if name else ()
    rooted = link_key(path if path.startswith("/") else f"/{path}")
    beside = () if path.startswith("/") else _beside(path, bases)
    return tuple(dict.fromkeys((*beside, _without_file(rooted), *named)))


def _beside(target: str, bases: Sequence[str]) -> tuple[str, ...]:
    """Beside a file it is in the file's folder; of an address that ends with a stroke, below it."""
    keys = []
    for base in bases:
        path = base
        if "//" in base:
            path = "/" + base.partition("//")[2].partition("/")[2]
        if not path.startswith("/"):
            path = f"/{path}"
        key = link_key(join(dirname(path), target))
        if key not in ("", "/"):
            keys.append(_without_file(key))
    return tuple(dict.fromkeys(keys))


def _without_file(key: str) -> str:
    return _FILE.sub("", key) or "/"


def _name_of(address: str) -> str:
    """The name of a Markdown file that says what it is: none for ``index.md``."""
    path = _ANCHOR.sub("", address)
    if "//" in path or not _FILE.search(path):
        return ""
    name = _FILE.sub("", path).rpartition("/")[2]
    folder_file = re.search(r"/_?index(?:\.[a-z]{2})?\.[a-z]+$", path, re.IGNORECASE)
    return "" if folder_file or not name else name
