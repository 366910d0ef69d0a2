"""HTML that stands in Markdown, as conversions leave it, as Markdown where that says the same; code stays as it is.

Time is linear in the text's length.
"""

import re

_LONGEST_BLOCK = 40_000
_MOST_BLOCKS = 1_000
_BLOCKS = "p|div|ul|ol|h[1-6]|blockquote|table|figure|iframe|script|style|center|section|dl|video|audio|pre"
_BLOCK = re.compile(
    rf"^ {{0,3}}<(?P<tag>{_BLOCKS})\b(?=[^<>]{{0,2000}}>)|^ {{0,3}}(?P<fence>```+|~~~+)",
    re.MULTILINE | re.IGNORECASE,
)
_MORE = re.compile(r"\n[ \t]*(?:\n|\Z)|\Z")
# A text of Markdown within, or marks of a program, would be taken for words.
_MARKDOWN_WITHIN = re.compile(r"\]\(|markdown=|\{\{|\{%|^ {0,3}(?:[*-] |#+ )|\*\*", re.MULTILINE)
_CODE = r"`+[^`\n]{0,500}`+"
_INLINE = re.compile(
    rf"{_CODE}"
    r"|<a\s(?:[^<>]{0,300}?\s)?href=[\"'](?P<href>[^\"'<>\s]{1,2000})[\"'][^<>]{0,300}>(?P<words>(?:[^<>\n\[\]]|\n(?!\s*\n)){1,400})</a>"
    r"|<(?P<strong>strong|b)>(?P<bold>(?:[^<>\n*]|\n(?!\s*\n)){1,600})</(?P=strong)>"
    r"|<(?P<em>em|i)>(?P<slanted>(?:[^<>\n*_]|\n(?!\s*\n)){1,600})</(?P=em)>"
    r"|<img\s(?P<picture>[^<>]{1,2000})>"
    r"|(?P<gone></?(?:span|font)(?:\s[^<>]{0,500})?>|<!--\s*more\s*-->)"
    r"|(?P<line><br[ ]?/?>[ \t]*\n?)",
    re.IGNORECASE,
)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_ATTRIBUTE = re.compile(r"(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def without_html(text: str) -> str:
    """The text with its blocks of HTML written anew, and simple tags within lines as marks."""
    if "<" not in text:
        return text
    if _BLOCK.search(text):
        text = _blocks_written(text)
    if "<" not in text or not _INLINE.search(text):
        return text
    parts: list[str] = []
    at = 0
    for code in _FENCED.finditer(text) if "```" in text or "~~~" in text else ():
        parts += [_lines_written(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join((*parts, _lines_written(text[at:])))


def _blocks_written(text: str) -> str:
    parts: list[str] = []
    unclosed: set[str] = set()
    last = at = 0
    n_left = _MOST_BLOCKS
    while n_left and (start := _BLOCK.search(text, at)) is not None:
        if start["fence"]:
            end = re.compile(rf"^ {{0,3}}{re.escape(start['fence'])}", re.MULTILINE).search(text, start.end())
            at = end.end() if end is not None and "code" not in unclosed else start.end()
            if end is None:
                unclosed.add("code")
            continue
        at = _end_of(text, start, unclosed)
        block = text[start.start() : at]
        if not _MARKDOWN_WITHIN.search(block):
            n_left -= 1
            while at < len(text) and text[at] in " \t\n":
                at += 1
            parts += [text[last : start.start()], f"{_written(block)}\n\n"]
            last = at
    return "".join((*parts, text[last:]))


def _end_of(text: str, start: re.Match[str], unclosed: set[str]) -> int:
    """Where the block's element ends; where it never does, the next blank line."""
    tag = start["tag"].lower()
    if tag not in unclosed:
        depth = 0
        for match in re.compile(rf"<(/?){tag}\b[^<>]*>", re.IGNORECASE).finditer(
            text, start.start(), start.start() + _LONGEST_BLOCK
        ):
            depth += -1 if match[1] else 1
            if depth == 0:
                return match.end()
        unclosed.add(tag)
    end = _MORE.search(text, start.end())
    return end.start() if end is not None else len(text)


def _written(block: str) -> str:
    from newsroom.exchange.html_paste import imported_html  # late: most texts have none

    return imported_html(block).markdown


def _lines_written(text: str) -> str:
    for _ in range(2):  # a link may stand within bold words
        text = _INLINE.sub(_mark, text)
    return text


def _mark(match: re.Match[str]) -> str:
    if match["href"]:
        return f"[{match['words']}]({match['href']})"
    if match["strong"]:
        return _around(match["bold"], "**")
    if match["em"]:
        return _around(match["slanted"], "*")
    if match["picture"]:
        values = {
            name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(match["picture"])
        }
        where = values.get("src", "")
        return (
            f"![{values.get('alt', '')}]({where})"
            if where and not re.search(r"[\s()<>]", where)
            else match[0]
        )
    if match["line"]:
        return "  \n"
    return "" if match["gone"] else match[0]


def _around(words: str, mark: str) -> str:
    """Marks never touch a space from within."""
    core = words.strip()
    start = words.index(core)
    return f"{words[:start]}{mark}{core}{mark}{words[start + len(core) :]}" if core else words
