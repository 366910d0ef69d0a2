"""Values of front matter as fields of an article: names, bylines, truths, paths. None where it is no such thing."""

import re
from datetime import tzinfo
from typing import Any

from newsroom.domain.article import Byline, BylineRole, Dateline, Notice, NoticeKind
from newsroom.domain.importing import ImportedLink, ImportedPicture
from newsroom.domain.names import name_key, tidy
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.sources.entities import plain_line

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_MAIL = re.compile(r"\s*<[^<>]*>\s*$|^\S+@\S+\s+\((?P<name>[^()]+)\)$")
_PLACE = re.compile(r"\s*\((?:https?://|@|[\w-]+(?:\.[\w-]+)+/)[^()]*\)\s*$")
_JOINT = re.compile(r"\s*[,;&]\s*|\s+and\s+")
_PICTURE = re.compile(
    r"(?:https?://|//)\S+|.{0,500}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)(?:\?\S*)?", re.IGNORECASE
)
_LONGEST_PATH = 1000


# ``[[folder/Ana Ruiz|Ana]]``: how Obsidian names another note.
_NOTE = re.compile(r"\[\[(?P<note>[^\[\]|]{1,500})(?:\|(?P<words>[^\[\]]{1,500}))?\]\]")


def _shown(match: re.Match[str]) -> str:
    return match["words"] or match["note"].partition("#")[0].rpartition("/")[2]


def line_of(value: Any) -> str | None:
    """One line of text, or a number as text."""
    if isinstance(value, str):
        return (value if value.isalnum() and value.isascii() else tidy(_NOTE.sub(_shown, value))) or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def words_of(value: Any) -> str | None:
    """One line of words, without the marks of HTML and Markdown."""
    line = line_of(value)
    return (tidy(plain_line(line)) or None) if line and ("&" in line or "<" in line or "**" in line) else line


def truth_of(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return bool(value)
    words = value.strip().lower() if isinstance(value, str) else ""
    if words in ("true", "yes", "on", "1"):
        return True
    return False if words in ("false", "no", "off", "0") else None


def language_of_value(value: Any) -> str | None:
    text = line_of(value) or ""
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def names_of(value: Any) -> tuple[str, ...] | None:
    """A list, of lists, too (Hexo's ways), or one line with commas; from an export also ``{name, kind}``.

    Empty entries count for nothing.
    """
    if isinstance(value, str):
        value = [part.strip().strip("\"'") for part in value.split(",")]
    ways = [
        item if isinstance(item, list) else [item] for item in (value if isinstance(value, list) else [value])
    ]
    items = [item for way in ways for item in way if item not in (None, "")]
    names = [_name(item) for item in items]
    kept = [name for name in names if name and name_key(name)]
    return tuple(dict.fromkeys(kept)) if kept and all(names) else None


def _name(item: Any) -> str | None:
    if not isinstance(item, dict):
        return line_of(item)
    name = line_of(item.get("name")) or line_of(item.get("title")) or line_of(item.get("label"))
    kind = line_of(item.get("kind"))
    return f"{kind}:{name}" if name and kind else name


def dateline_of(value: Any) -> Dateline | None:
    if isinstance(value, dict):
        parts = {key: line_of(value.get(key)) for key in ("place", "date", "credit")}
        return Dateline(**parts) if any(parts.values()) and set(value) <= set(parts) else None
    place = line_of(value)
    return Dateline(place) if place else None


def bylines_of(value: Any) -> tuple[Byline, ...] | None:
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        if isinstance(item, str):
            # ``Doyle, Arthur; Ruiz, Ana``: where there are both, commas are within names.
            joint = re.compile(r"\s*;\s*") if ";" in item else _JOINT
            parts = [item] if isinstance(value, list) else joint.split(item)
            found += [
                Byline(name) for part in parts if (name := tidy(_without_mail(_NOTE.sub(_shown, part))))
            ]
        elif isinstance(item, dict) and (person := line_of(item.get("name")) or line_of(item.get("title"))):
            role = line_of(item.get("role"))
            known = BylineRole(role) if role in list(BylineRole) else BylineRole.AUTHOR
            found.append(Byline(person, known, line_of(item.get("place"))))
        else:
            return None
    return tuple(found) or None


def _without_mail(name: str) -> str:
    if "/" in name or "@" in name:
        name = _PLACE.sub("", name)
    if "<" not in name and "@" not in name:
        return name
    match = _MAIL.search(name)
    return match["name"] if match and match["name"] else _MAIL.sub("", name)


def notices_of(value: Any, zone: tzinfo) -> tuple[Notice, ...] | None:
    found = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or item.get("kind") not in list(NoticeKind):
            return None
        text, at = line_of(item.get("text")), read_moment(item.get("at"), zone)
        if text is None or at is None:
            return None
        found.append(Notice(NoticeKind(item["kind"]), text, at))
    return tuple(found) or None


def series_of(value: Any) -> tuple[WireSeries, ...] | None:
    """Names; from an export also ``{name, position, count}``, of which the name is told."""
    items = value if isinstance(value, list) else [value]
    names = [_name(item) for item in items]
    return tuple(WireSeries(name) for name in names if name) if names and all(names) else None


def related_of(value: Any) -> tuple[ImportedLink, ...] | None:
    """Headlines or addresses; from an export also ``{id, headline}``: an id means nothing in another library."""
    links = [_link(item) for item in (value if isinstance(value, list) else [value])]
    return tuple(link for link in links if link) if links and all(links) else None


def _link(item: Any) -> ImportedLink | None:
    if isinstance(item, dict):
        headline = line_of(item.get("headline")) or line_of(item.get("title")) or ""
        address = line_of(item.get("address")) or line_of(item.get("url")) or line_of(item.get("link")) or ""
        return ImportedLink(headline, address) if headline or address else None
    words = line_of(item)
    if not words:
        return None
    is_address = " " not in words and ("/" in words or words.endswith((".md", ".html")))
    return ImportedLink(address=words) if is_address else ImportedLink(words)


def paths_of(value: Any) -> tuple[str, ...] | None:
    """Paths on the site; whole addresses of other sites stay where they are."""
    items = [line_of(item) for item in (value if isinstance(value, list) else [value])]
    if not all(
        item and len(item) < _LONGEST_PATH and ":" not in item and not item.startswith("//") for item in items
    ):
        return None
    return tuple(f"/{item.strip('/')}" for item in items if item and item.strip("/"))


def picture_of(value: Any) -> ImportedPicture | None:
    """An address or a path with a picture's ending, or ``{image, alt, caption, credit}``; of a list the first."""
    if isinstance(value, list):
        return picture_of(value[0]) if value else None
    if isinstance(value, dict):
        where = _first_of(value, _WHERE)
        if not _PICTURE.fullmatch(where):
            return None
        alt, caption, credit, date = (_first_of(value, keys) for keys in _WORDS)
        return ImportedPicture(where, alt, caption, credit, date)
    where = line_of(value) or ""
    return ImportedPicture(where) if _PICTURE.fullmatch(where) else None


_WHERE = ("file", "image", "src", "url", "path", "feature", "teaser", "relative", "filename", "name", "uid")
_WORDS = (
    ("alt", "alt_text", "image_alt", "description"),
    ("caption", "image_caption", "title"),
    ("credit", "attribution", "photographer", "source"),
    ("date",),
)


def _first_of(value: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := line_of(value.get(key)))), "")
