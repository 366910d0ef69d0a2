"""The plain YAML that most articles have, read line by line in little time. The rest is for ``yaml_values``."""

import re
from typing import Any

# Of these alone the lines are made; line ends of other kinds, controls and marks are for the whole reader.
_OTHER = re.compile(r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w-]*):(?: +(?P<value>\S.*?))?|(?P<indent> *)- +(?P<item>\S.*?)|(?P<nothing>(?:#.*)?)) *",
    re.ASCII,
)
_PLAIN = re.compile(r"(?:[^\W_]|[/.(“‘«](?=\w))(?:[^:#\n]|:(?=\S)|(?<=\S)#)*(?<!:)|-?\d[\d.]*")
_FLOW_ITEM = re.compile(r" *(?:\"([^\"\\]*)\"|'([^']*)'|([^\W_][^\"'\[\]{},:#&*!|>%@`\n]*?)) *(?:,|$)")
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,9})\.[0-9]{0,8}[1-9]")
_WORDS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None,
}  # fmt: skip
_NOT_SIMPLE = object()
_MOST_LINES = 5_000


def read_simple(text: str) -> dict[str, Any] | None:
    """The values by key, as the whole reader would give them; None where the text is not of the plain kind."""
    if _OTHER.search(text):
        return None
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    found: dict[str, Any] = {}
    entries: list[Any] | None = None
    key, indent = "", ""
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        if (name := match["key"]) is not None:
            if name in found or name in _WORDS:
                return None
            key, entries = name, None
            value = match["value"]
            if value is None or value.startswith("#"):
                found[key], entries, indent = None, [], "?"
                continue
            read = _value(value)
            if read is _NOT_SIMPLE:
                return None
            found[key] = read
        elif match["item"] is not None:
            if entries is None or indent not in ("?", match["indent"]):
                return None
            read = _value(match["item"])
            if read is _NOT_SIMPLE or isinstance(read, list):
                return None
            indent = match["indent"]
            entries.append(read)
            found[key] = entries
    return found


def _value(text: str) -> Any:
    first = text[0]
    if first == '"':
        inner = text[1:-1]
        return (
            inner
            if len(text) > 1 and text[-1] == '"' and '"' not in inner and "\\" not in inner
            else _NOT_SIMPLE
        )
    if first == "'":
        inner = text[1:-1]
        if len(text) < 2 or text[-1] != "'" or "'" in inner.replace("''", ""):
            return _NOT_SIMPLE
        return inner.replace("''", "'")
    if first == "[":
        return _flow(text)
    return _resolved(text) if _PLAIN.fullmatch(text) else _NOT_SIMPLE


def _flow(text: str) -> Any:
    """``[a, "b", c]``, all of it plain."""
    if text[-1] != "]":
        return _NOT_SIMPLE
    inner, at = text[1:-1].rstrip(" "), 0
    found = []
    while at < len(inner):
        match = _FLOW_ITEM.match(inner, at)
        if match is None:
            return _NOT_SIMPLE
        quoted, single, plain = match.groups()
        found.append(_resolved(plain) if plain is not None else quoted if quoted is not None else single)
        at = match.end()
    return found if not inner.endswith(",") else _NOT_SIMPLE


def _resolved(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
