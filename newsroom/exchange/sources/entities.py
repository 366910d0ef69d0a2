"""Names of characters (``&mdash;``) as the characters; those that Markdown or HTML would take for marks stay."""

import html
import re

_NAME = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_IN_TEXT = re.compile(rf"^ {{0,3}}(?P<fence>```+|~~~+)[^\n]*$|`[^`\n]{{1,500}}`|{_NAME}", re.MULTILINE)
_IN_LINE = re.compile(_NAME)
_MARKS = frozenset("<>*_[]\\`#&|{}~\n\r\t\x00")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


def plain_line(text: str) -> str:
    """A line of a field that holds no marks: names of characters read, tags and bold signs gone."""
    if "&" in text:
        text = _IN_LINE.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _TAG.sub("", text)
    return _STRONG.sub(r"\2", text) if "**" in text or "__" in text else text


def plain_text(text: str) -> str:
    """Markdown with its names of characters read, but in code."""
    if "&" not in text or not _IN_LINE.search(text):
        return text
    if "`" not in text and "~~~" not in text:
        return _IN_LINE.sub(_character, text)
    return _Reading().read(text)


class _Reading:
    def __init__(self) -> None:
        self._fence = ""

    def read(self, text: str) -> str:
        return _IN_TEXT.sub(self._one, text)

    def _one(self, match: re.Match[str]) -> str:
        fence = match["fence"]
        if fence:
            if not self._fence:
                self._fence = fence
            elif fence.startswith(self._fence):
                self._fence = ""
            return match[0]
        if self._fence or match[0][0] == "`":
            return match[0]
        return _character(match)


def _character(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return match[0] if character in _MARKS or len(character) != 1 else character
