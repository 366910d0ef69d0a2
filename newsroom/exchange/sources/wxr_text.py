"""The text of a WordPress post as HTML: block comments off, paragraphs of the classic editor made, captions tied."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

# Within each of these the next of its kind cannot begin: so the time is linear where ends are missing.
_BLOCK = re.compile(
    r"<!--\s{0,20}/?wp:(?P<name>[a-z][\w/-]{0,100})(?P<rest>(?:[^<]|<(?!!--))*?)-->", re.DOTALL
)
_MORE = re.compile(r"<!--\s{0,20}(?:more\b[^<>]{0,500}?|noteaser\s{0,20})-->")
_NEXT_PAGE = re.compile(r"<!--\s{0,20}nextpage\s{0,20}-->")
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<said>[^\[\]]{0,2000})\]"
    r"(?P<inner>[^\[]*(?:\[(?!/?(?:wp_)?caption)[^\[]*){0,1000})\[/(?:wp_)?caption\]"
)
_PICTURE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_SAID_CAPTION = re.compile(r"""\bcaption\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_EMBED = re.compile(r"\[embed[^\[\]]{0,500}\]\s{0,20}(https?://[^\s\[\]<>\"]+)\s*\[/embed\]")
# ``[youtube=ADDRESS&w=320]``, as it was written before addresses alone became players.
_FILM = re.compile(
    r"(?<!\[)\[(?:youtube|vimeo|dailymotion|soundcloud)[=\s]\s{0,5}\"?(https?://[^\s\[\]\"<>&]{3,500})[^\[\]]{0,500}\]"
)
# Not marked as a paragraph: that would tell that all others are marked.
_LINK = r'\n\n<a href="\1">\1</a>\n\n'
_SHORTCODE = re.compile(r"(?<!\[)\[(?P<name>[a-zA-Z][\w-]{1,40})(?P<said>\s[^\[\]]{0,2000})?/?\](?!\])")
_SHORTCODE_END = re.compile(r"\[/([a-zA-Z][\w-]{1,40})\]")
_BARE = frozenset("gallery playlist audio video".split())
_KEPT_WHOLE = re.compile(
    r"(<(?P<tag>pre|script|style|textarea)\b[^<]*(?:<(?!/?(?P=tag)\b)[^<]*){0,100000}</(?P=tag)\s{0,20}>"
    r"|<[A-Za-z/!][^<>]*>)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^>]*>\Z", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
# Blocks that are dynamic but say nothing of their own.
_QUIET = frozenset("spacer separator more nextpage block-pattern post-content footnotes".split())


@dataclass(frozen=True, slots=True)
class WxrText:
    """HTML that any reader of HTML understands, and notes, in sentences, on what it does not show."""

    html: str
    notes: tuple[str, ...] = ()


def text_of_content(content: str) -> WxrText:
    """What an editor of WordPress saw as the post's text."""
    content = _closed(content.replace("\r\n", "\n").replace("\r", "\n"))
    notes: list[str] = []
    if "nextpage" in content:
        pages = len(_NEXT_PAGE.findall(content))
        if pages:
            notes.append(f"It was shown on {pages + 1} pages there; they are one text here.")
        content = _NEXT_PAGE.sub("\n\n", content)
    if "more" in content or "noteaser" in content:
        content = _MORE.sub("\n\n", content)
    if "[" in content:
        content = _CAPTION.sub(_figure, content)
        content = _EMBED.sub(_LINK, content)
        content = _FILM.sub(_LINK, content)
    if "<!-- wp:" in content or "<!--wp:" in content:
        notes += _left_out(content) if "/-->" in content else []
        content = _BLOCK.sub("", content)
    else:
        content = _with_paragraphs(content)
    notes += _shortcodes(content)
    return WxrText(content, tuple(notes))


def notes_as_html(said: str) -> str:
    """The block editor's footnotes, which a field of the post holds as JSON, as a list below the text."""
    try:
        notes = json.loads(said) if said else []
    except (ValueError, RecursionError):
        return ""
    entries = [
        f'<li id="{escape(note["id"])}">{note["content"]}</li>'
        for note in (notes if isinstance(notes, list) else [])
        if isinstance(note, dict) and isinstance(note.get("id"), str) and isinstance(note.get("content"), str)
    ]
    return f"<ol>{''.join(entries)}</ol>" if entries else ""


def _closed(content: str) -> str:
    """A comment that never ends would swallow the rest of the text."""
    last = content.rfind("<!--")
    if last >= 0 and content.find("-->", last) < 0:
        return f"{content[:last]}&lt;{content[last + 1 :]}"
    return content


def _left_out(content: str) -> list[str]:
    """Names of the blocks that WordPress fills in itself whenever the page is shown: the export has no text of them."""
    names = [
        match["name"].removeprefix("core/")
        for match in _BLOCK.finditer(content)
        if match["rest"].rstrip().endswith("/")
    ]
    names = [name for name in dict.fromkeys(names) if name not in _QUIET]
    if not names:
        return []
    return [f"Left out, because WordPress or a plugin fills them in itself: {', '.join(names)}."]


def _figure(match: re.Match[str]) -> str:
    """``[caption]`` ties words to a picture; in old posts they are an attribute of it."""
    picture = _PICTURE.match(match["inner"])
    if picture is None:
        return match[0]
    said = _SAID_CAPTION.search(match["said"])
    words = match["inner"][picture.end() :].strip() or (
        escape(unescape(said[1] or said[2] or "")) if said else ""
    )
    words = words.replace("\n", " ")
    return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _with_paragraphs(content: str) -> str:
    """The classic editor's text: a blank line parts paragraphs, a line end is a line break; not within code.

    Where paragraphs are marked already, single line ends are those of the HTML's own layout.
    """
    single = " " if _PARAGRAPH.search(content) else "<br>"

    def lines(text: str) -> str:
        return _BLANK.sub("<br><br>", text).replace("\n", single)

    return _mapped(content, lines)


def _mapped(content: str, change: Callable[[str], str]) -> str:
    """The text between tags, changed; tags and code as they are."""
    found: list[str] = []
    at = 0
    for match in _KEPT_WHOLE.finditer(content):
        found += (change(_after_break(content[at : match.start()], found)), match[0])
        at = match.end()
    found.append(change(_after_break(content[at:], found)))
    return "".join(found)


def _after_break(text: str, before: list[str]) -> str:
    """A line end behind a line break is none of its own."""
    if before and _BREAK.match(before[-1]) and text.startswith("\n"):
        return text[1:]
    return text


def _shortcodes(content: str) -> list[str]:
    """Names of the shortcodes that stand in the text, to be looked at."""
    if "[" not in content:
        return []
    ended = set(_SHORTCODE_END.findall(content))
    names = dict.fromkeys(
        match["name"]
        for match in _SHORTCODE.finditer(content)
        if "=" in (match["said"] or "") or match["name"] in ended or match["name"] in _BARE
    )
    if not names:
        return []
    words = ", ".join(f"[{name}]" for name in list(names)[:8])
    return [f"Shortcodes stand in the text as they were: {words}."]
