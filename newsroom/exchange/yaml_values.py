"""YAML as plain values: words stay words. Bombs, cycles and tags of other programs do no harm; slips are mended."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from newsroom.exchange.plain_values import LONGEST, FrontMatterError, copied
from newsroom.exchange.simple_yaml import read_simple

_HARMLESS = 4_000  # characters: of so few nothing grows that would take long or deep
_DEEPEST = 40
_MOST_NODES = 20_000
_MOST_CHUNKS = 1_000
# PyYAML's name, what it looks like, what it begins with.
_PLAIN_VALUES = (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL", "~nN"),
    ("null", "", ""),
    ("int", r"-?(?:0|[1-9]\d{0,17})", "-0123456789"),
    ("float", r"-?(?:0|[1-9]\d{0,9})\.\d{0,8}[1-9]", "-0123456789"),
)
_KEY_LINE = re.compile(
    r"(?P<key>[^\s#:\-?\[\]{},&*!|>'\"%@`][^:\n]{0,100}?|\"[^\"\n]{1,100}\"|'[^'\n]{1,100}')[ \t]*:(?=[ \t]|$)"
)
_TAB = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)


def read_yaml(text: str) -> dict[str, Any]:
    """The values by key, as they stand. Dates stay text, each value is a copy. Raises ``FrontMatterError``."""
    if len(text) > LONGEST:
        raise FrontMatterError("Its front matter is too long.")
    simple = read_simple(text)
    return simple if simple is not None else _read(text)


def mend_yaml(text: str, notes: list[str]) -> dict[str, Any]:
    """What can be read of YAML with slips: tabs, colons in values, keys that stand twice. ``notes`` takes the slips.

    What cannot be read stays as text, under its key; of a key that stands twice the earlier values are under
    ``KEY (earlier)``. Raises ``FrontMatterError`` for what is a bomb.
    """
    found: dict[str, Any] = {}
    earlier: dict[str, list[Any]] = {}
    for line, chunk in _chunks(text):
        try:
            values = _read_chunk(chunk, line, notes)
        except _UnreadableError as problem:
            key, values = problem.key, {problem.key: problem.text}
            notes.append(
                f"Front matter, line {line}: it cannot be read as YAML; “{key}” is kept as it stands."
            )
        for key, value in values.items():
            if key in found:
                notes.append(f"Front matter, line {line}: “{key}” stands there twice; the last one counts.")
                earlier.setdefault(f"{key} (earlier)", []).append(found[key])
            found[key] = value
    return earlier | found


def has_twins(text: str) -> bool:
    """Whether a key of the first level may stand twice."""
    keys = re.findall(r"^([^\s#:\-][^:\n]{0,100}):", text, re.MULTILINE)
    return len(keys) != len(set(keys))


class _UnreadableError(Exception):
    def __init__(self, key: str, text: str) -> None:
        super().__init__(key)
        self.key = key
        self.text = text


def _read_chunk(chunk: str, line: int, notes: list[str]) -> dict[str, Any]:
    try:
        return read_yaml(chunk)
    except FrontMatterError as error:
        if error.is_bomb:
            raise
    if "\t" in chunk:
        try:
            values = read_yaml(_TAB.sub(lambda match: match[0].expandtabs(2), chunk).replace("\t", " "))
        except FrontMatterError:
            pass
        else:
            notes.append(f"Front matter, line {line}: tabs were read as spaces.")
            return values
    key, value = _key_and_rest(chunk)
    if not key:
        raise _UnreadableError("front_matter", chunk.strip())
    value = value.strip()
    is_quoted = value[:1] in ("'", '"') and value[-1:] == value[:1]
    if "\n" in value and not is_quoted:
        raise _UnreadableError(key, value)
    notes.append(
        f"Front matter, line {line}: the value of “{key}” is not written as YAML; it was read as text."
    )
    return {key: " ".join(_unquoted(value).split())}


def _key_and_rest(chunk: str) -> tuple[str, str]:
    match = _KEY_LINE.match(chunk)
    if match is None:
        return "", chunk
    return match["key"].strip("\"'").strip(), chunk[match.end() :]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _chunks(text: str) -> list[tuple[int, str]]:
    """Each key of the first level with what belongs to it, and its line in the file: dashes are the first."""
    chunks: list[tuple[int, list[str]]] = []
    quote = ""
    for number, line in enumerate(text.split("\n"), start=2):
        match = None if quote else _KEY_LINE.match(line)
        if match is not None or not chunks:
            chunks.append((number, []))
        chunks[-1][1].append(line)
        if match is not None:
            value = line[match.end() :].strip()
            quote = value[:1] if value[:1] in ("'", '"') and value.count(value[0]) % 2 else ""
        elif quote and line.count(quote) % 2:
            quote = ""
        if len(chunks) > _MOST_CHUNKS:
            raise FrontMatterError("Its front matter has too many values.", is_bomb=True)
    return [(number, "\n".join(lines) + "\n") for number, lines in chunks if any(map(str.strip, lines))]


def _read(text: str) -> dict[str, Any]:
    import yaml

    try:
        if len(text) > _HARMLESS:
            _check_nesting(text, yaml)
        value = yaml.load(text, Loader=_loader())
    except yaml.YAMLError as error:
        raise FrontMatterError(_in_words(error)) from error
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise FrontMatterError("Its front matter cannot be read.") from error
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise FrontMatterError("Its front matter holds no keys with values.")
    return copied(value)


def _check_nesting(text: str, yaml: Any) -> None:
    """Counts what the reader would build, before it does: the events come one after another."""
    depth = 0
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for n_nodes, event in enumerate(yaml.parse(text, Loader=loader)):
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or n_nodes > _MOST_NODES:
            raise FrontMatterError(
                "Its front matter is nested too deep or has too many values.", is_bomb=True
            )


def _in_words(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return "Its front matter cannot be read."
    problem = getattr(error, "problem", None) or ""
    if "\\t" in str(problem):
        problem = "a tab cannot indent"
    return (
        f"Its front matter cannot be read: line {mark.line + 2}, {problem}."
        if problem
        else (f"Its front matter cannot be read: line {mark.line + 2}.")
    )


@cache
def _loader() -> Any:
    """A safe loader for which ``no`` is a word, ``012`` keeps its zero, and a date is text."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("Loader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in _PLAIN_VALUES:
        loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first) or [""]
        )
    return loader
