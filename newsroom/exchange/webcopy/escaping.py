"""Plain words as Markdown that renders to the same words: what would be a mark is escaped, and nothing else."""

import re

_SUSPECT = re.compile(r"[*`_<&\[\]{\\]")
_MARKS = re.compile(
    r"(?P<mark>[*`]|(?<!\w)_|_(?!\w)|(?<=\])\(|\[(?=\^)|\{(?=:)|\\(?=[\\`*_{}\[\]()>#+\-.!]))"
    r"|(?P<tag><(?=[A-Za-z/!?]))|(?P<entity>&(?=#?\w{1,31};))"
)
_LINE_START = re.compile(
    r"(?P<before>\d{1,9})?(?P<mark>[.)](?= )|#|>|[-+](?= )|:(?= )|(?:-{3,}|={3,}|~{3,}) *$|\[(?=[^\]]+\]:))"
)
_NAMED = {"<": "&lt;", "&": "&amp;"}


def escaped(text: str) -> str:
    """The text within a line."""
    return _MARKS.sub(_escape, text) if _SUSPECT.search(text) else text


def escaped_line(line: str) -> str:
    """A line of Markdown that begins a paragraph or follows a line break: it must not become a list or a heading."""
    if line[:1].isalpha():
        return line
    match = _LINE_START.match(line)
    if match is None or bool(match["before"]) != (match["mark"] in (".", ")")):
        return line
    at = match.start("mark")
    if line[at] in ":~=":
        return f"{line[:at]}&#{ord(line[at])};{line[at + 1 :]}"
    return f"{line[:at]}\\{line[at:]}"


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match["mark"] else _NAMED[match[0]]
