"""One item of a WordPress export as it stands there, field by field; nothing is decided yet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.exchange.sources.plain_words import number_in, plain
from newsroom.exchange.sources.xml_trees import XmlFile, name_of, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# Fields of no meaning outside of WordPress, or that are read under another name.
_MACHINERY = frozenset(
    "wp:comment_status wp:ping_status wp:menu_order wfw:commentRss description wp:post_parent".split()
)
_FIELDS = frozenset(
    "title link pubDate dc:creator guid content:encoded excerpt:encoded wp:post_id wp:post_date wp:post_date_gmt "
    "wp:post_modified wp:post_modified_gmt wp:post_name wp:status wp:post_type wp:post_password wp:is_sticky "
    "wp:attachment_url".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or another word of a post; ``domain`` says of which list."""

    domain: str
    nicename: str
    name: str


@dataclass(frozen=True, slots=True)
class WxrPost:
    """An item. ``fields`` by their names in the file (``wp:post_name``); ``other`` are those that we do not know."""

    fields: dict[str, str]
    terms: tuple[Term, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    n_comments: int = 0
    other: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def __getitem__(self, name: str) -> str:
        """The field's text, trimmed; empty where there is none."""
        return self.fields.get(name, "").strip()

    @property
    def id(self) -> int:
        """Its number in WordPress; 0 where there is none."""
        return number_in(self["wp:post_id"])

    @property
    def kind(self) -> str:
        """``post``, ``page``, ``attachment`` or another."""
        return self["wp:post_type"] or "post"

    def meta_of(self, *keys: str) -> str:
        """The first of these that has a value, trimmed."""
        found = {key: value.strip() for key, value in reversed(self.meta) if value.strip()}
        return next((found[key] for key in keys if key in found), "")


def post_of(text: str, file: XmlFile) -> WxrPost:
    """The item's XML, read. Raises ``SourceError``."""
    tree = tree_of(text, file)
    item = next(iter(tree.element), None)
    fields: dict[str, str] = {}
    terms: list[Term] = []
    meta: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    n_comments = 0
    for child in item if item is not None else ():
        if not isinstance(child.tag, str):
            continue
        name = name_of(child.tag)
        words = child.text or ""
        if name == "category":
            terms.append(Term(child.get("domain", "category"), child.get("nicename", ""), plain(words)))
        elif name == "wp:postmeta":
            meta.append(_pair(child))
        elif name == "wp:comment":
            n_comments += 1
        elif name in _FIELDS:
            fields.setdefault(name, words)
        elif name not in _MACHINERY:
            other += [(name, words)] if words.strip() else [(name, value) for value in child.attrib.values()]
    return WxrPost(fields, tuple(terms), tuple(meta), n_comments, tuple(other), tree.note)


def texts_in(element: "_Element") -> dict[str, str]:
    """Texts of an element's children, trimmed, by their names."""
    return {name_of(child.tag): (child.text or "").strip() for child in element if isinstance(child.tag, str)}


def _pair(element: "_Element") -> tuple[str, str]:
    texts = texts_in(element)
    return texts.get("wp:meta_key", ""), texts.get("wp:meta_value", "")
