"""The allow-list: which HTML may stand in a body. Everything that any text renders to passes here; no exceptions."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nh3

ID_PREFIX = "text-"
_TAGS_IN_WORDS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul var wbr"
)
_TAGS = set(_TAGS_IN_WORDS.split())
_GONE_IN_WORDS = (
    "script style template noscript iframe object embed applet math svg audio video canvas title textarea select"
    " noembed noframes xmp plaintext"
)
_GONE_WITH_CONTENT = set(_GONE_IN_WORDS.split())
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_ALIGN = {"align": {"left", "center", "right"}}
_DIRECTION = {"dir": {"ltr", "rtl", "auto"}}
_CLASSES: dict[str, set[str]] = {
    "a": {"footnote-ref", "footnote-backref"},
    "blockquote": {"pull"},
    "div": {"footnote", "note"},
    "figure": {"wide", "start", "end"},
    "img": {"wide", "start", "end"},
    "p": {"pull", "note", "small"},
    "span": {"small-caps", "nowrap"},
}
_RELATIVE = re.compile(r"(?:[/?#]|[\w.~%-]+(?:[/?#]|$))")
_SCHEMES = {"http", "https", "mailto", "tel", "article"}


def _rules_by_tag() -> dict[str, dict[str, set[str]]]:
    rules = {tag: dict(_DIRECTION) for tag in _TAGS}
    for tag in ("td", "th"):
        rules[tag] |= _ALIGN
    rules["th"]["scope"] = {"col", "row", "colgroup", "rowgroup"}
    rules["ol"]["type"] = {"1", "a", "A", "i", "I"}
    return rules


def _relative(url: str) -> str | None:
    """A relative address if it is plainly one; what only might be is dropped."""
    if url.startswith("//"):
        return f"https:{url}"
    return url if _RELATIVE.match(url) else None


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_rules_by_tag(),
        # One only: the library sets several in an order that differs from run to run.
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        id_prefix=ID_PREFIX,
        url_relative=_relative,
    )


def clean(html: str) -> str:
    """Safe HTML. ``article:`` links are still in it, and ids carry ``ID_PREFIX``. Any thread."""
    return _cleaner().clean(html)
