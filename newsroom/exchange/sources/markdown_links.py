"""Links in Markdown that lead to files or beside the page, as paths on the site; code stays as it is."""

import re
from urllib.parse import quote

from newsroom.exchange.sources.places import Place

_TARGET = r"(?P<target>[^\s)>\"'<]{1,2000})(?=>|[\"']|[ \t]{0,9}(?:\)|[\"'(]|$))"
_LINK = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>```+|~~~+)[^\n]*$)"
    r"|(?<!`)`(?!`)[^`\n]{1,500}`(?!`)"
    r"|(?P<open>\]\(\s{0,3}<?|^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]{1,9}<?|(?:href|src)=[\"'])" + _TARGET,
    re.MULTILINE,
)
_ELSEWHERE = r"(?!https?:|mailto:|#|/(?![^)\s\"']*\.(?:md|mdx|markdown)\b))"
# One search for each way of linking, where its sign stands in the text at all. What a footnote says is no target.
_TO_RESOLVE = tuple(
    (sign, re.compile(f"(?P<open>{begin}){_ELSEWHERE}{_TARGET}", re.MULTILINE))
    for sign, begin in (
        ("](", r"\]\([ <]*"),
        ("]:", r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]{1,9}<?"),
        ("href=", r"href=[\"']"),
        ("src=", r"src=[\"']"),
    )
)
# A picture between double brackets; behind the stroke, its width or what it shows. Not in code.
_EMBEDDED = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*(?:\n.*?(?:^(?P=fence)|\Z)|\Z)|`[^`\n]*`"
    r"|!\[\[(?P<file>[^\[\]|#\n]{1,500}\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?))(?:\\?\|(?P<words>[^\[\]\n]*))?\]\]",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_WIDTH = re.compile(r"\s*\d+(?:x\d+)?\s*")
_LEADS_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def resolved_links(text: str, place: Place) -> str:
    """The text with its links led from the place of its page."""
    patterns = [pattern for sign, pattern in _TO_RESOLVE if sign in text and pattern.search(text)]
    if patterns and ("`" in text or "~~~" in text):
        return _Resolving(place).resolved(text)
    for pattern in patterns:
        text = pattern.sub(lambda match: f"{match['open']}{place.target(match['target'])}", text)
    return text


def with_pictures(text: str) -> str:
    """The text with pictures that notes embed by their names (``![[harbour.png]]``) as Markdown has them."""
    return _EMBEDDED.sub(_as_picture, text) if "![[" in text else text


def _as_picture(match: re.Match[str]) -> str:
    if match["file"] is None:
        return match[0]
    words = match["words"] or ""
    return f"![{'' if _WIDTH.fullmatch(words) else words}]({quote(match['file'].strip())})"


class _Resolving:
    def __init__(self, place: Place) -> None:
        self._place = place
        self._fence = ""

    def resolved(self, text: str) -> str:
        return _LINK.sub(self._link, text)

    def _link(self, match: re.Match[str]) -> str:
        if match["code"] is not None:
            fence = match["fence"]
            if not self._fence:
                self._fence = fence
            elif fence.startswith(self._fence):
                self._fence = ""
            return match[0]
        target = match["target"]
        if target is None or self._fence or _LEADS_ELSEWHERE.match(target):
            return match[0]
        return f"{match['open']}{self._place.target(target)}"
