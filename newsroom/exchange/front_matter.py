"""YAML at the head of a Markdown file as plain values. Bombs, cycles, tags of other programs and tabs do no harm."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from newsroom.domain.errors import NewsroomError

_LONGEST = 100_000
_DEEPEST = 40
_MOST_NODES = 20_000
# PyYAML's name, what it looks like, what it begins with.
_PLAIN_VALUES = (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL", "~nN"),
    ("null", "", ""),
    ("int", r"-?(?:0|[1-9]\d{0,17})", "-0123456789"),
    ("float", r"-?(?:0|[1-9]\d{0,9})\.\d{0,8}[1-9]", "-0123456789"),
)
_BEGIN = re.compile(r"\s*---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


class FrontMatterError(NewsroomError):
    """The front matter cannot be read; the message says where and why."""


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The YAML between the two lines of dashes, and the text below; None and all of the text where there is none."""
    begin = _BEGIN.match(text)
    if begin is None:
        return None, text
    end = _END.search(text, begin.end())
    if end is None:
        return None, text
    return text[begin.end() : end.start()], text[end.end() :]


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter that says something."""
    head, _ = split_front_matter(text[: _LONGEST + 100])
    return head is not None and re.search(r"^[\w\"'-]+[ \t]*:", head, re.MULTILINE) is not None


def read_front_matter(text: str) -> dict[str, Any]:
    """The values by key: text, whole numbers, fractions, true, false, None, lists and mappings of these.

    Dates stay text. Each value is a copy of its own. Raises ``FrontMatterError``.
    """
    import yaml

    if len(text) > _LONGEST:
        raise FrontMatterError("Its front matter is too long.")
    try:
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
    return {str(key): item for key, item in _Copier().copied(value).items()}


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
            raise FrontMatterError("Its front matter is nested too deep or has too many values.")


class _Copier:
    """Copies values without their references; one that grows beyond measure, or holds itself, is refused."""

    def __init__(self) -> None:
        self._n_left = _MOST_NODES
        self._around: set[int] = set()

    def copied(self, value: Any) -> Any:
        self._n_left -= 1
        if self._n_left < 0:
            raise FrontMatterError("Its front matter has too many values.")
        if not isinstance(value, Mapping | list):
            return value if isinstance(value, str | int | float | bool | None) else str(value)
        if id(value) in self._around or len(self._around) > _DEEPEST:
            raise FrontMatterError("Its front matter refers to itself.")
        self._around.add(id(value))
        try:
            if isinstance(value, Mapping):
                return {str(key): self.copied(item) for key, item in value.items()}
            return [self.copied(item) for item in value]
        finally:
            self._around.discard(id(value))


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
