"""The head of a Markdown file and the text below: YAML, TOML, JSON or bare lines, told apart, as plain values."""

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from newsroom.exchange.head_lines import split_lines
from newsroom.exchange.plain_values import LONGEST, FrontMatterError, copied
from newsroom.exchange.yaml_values import has_twins, mend_yaml, read_yaml

__all__ = [
    "FrontMatter",
    "FrontMatterError",
    "has_front_matter",
    "read_front_matter",
    "read_head",
    "split_front_matter",
]

_BEGIN = re.compile(r"\s*---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FENCE = re.compile(r"\s*(?P<mark>---|\+\+\+|;;;)[ \t]*(?P<form>[a-z]{2,10})?[ \t]*\n")
_ENDS = {mark: re.compile(rf"^{re.escape(mark)}[ \t]*(?:\n|\Z)", re.MULTILINE) for mark in ("+++", ";;;")}
_KEY = re.compile(r"[\"']?[A-Za-z_][\w -]{0,60}[\"']?[ \t]*:(?:[ \t]|$)")
_FORMS = {"+++": "toml", ";;;": "json", "---": "yaml"}
_PROGRAMS = frozenset(("js", "javascript", "ts", "json5", "cson"))
# What only a program says: functions, calls, parts put together, comments.
_CALCULATES = re.compile(r"=>|\bfunction\b|\bnew\s|[\w\])]\(|`|\.\.\.|^\s*//|/\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by key, the text below, and sentences about what was mended. ``form`` is empty without a head."""

    form: str
    values: dict[str, Any]
    body: str
    notes: tuple[str, ...] = ()


def read_head(text: str) -> FrontMatter:
    """The head in whatever form it is, slips mended and said. ``text`` has ``\\n`` line ends.

    Raises ``FrontMatterError`` for what is a bomb, or has no end and no sense.
    """
    notes: list[str] = []
    fence = _FENCE.match(text)
    if fence is not None:
        form = {"yml": "yaml"}.get(fence["form"] or "", fence["form"]) or _FORMS[fence["mark"]]
        end = _ENDS.get(fence["mark"], _END).search(text, fence.end())
        if end is not None:
            head, body = text[fence.end() : end.start()], text[end.end() :]
            if form == "yaml" and not _says_something(head):
                return FrontMatter("", {}, text)
        else:
            head, body = _unclosed(text[fence.end() :])
            if not head:
                return FrontMatter("", {}, text)
            notes.append("Its front matter has no end; it was read up to the first blank line.")
        return FrontMatter(form, _values(form, head, notes), body, tuple(notes))
    if text[:1] == "{" and (found := _json_above(text)) is not None:
        return FrontMatter("json", copied(found[0]), found[1])
    lines = split_lines(text)
    if lines is not None:
        return FrontMatter("lines", copied(lines[0]), lines[1])
    return _half_fenced(text) or FrontMatter("", {}, text)


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The YAML between the two lines of dashes, and the text below; None and all of the text where there is none."""
    begin = _BEGIN.match(text)
    end = _END.search(text, begin.end()) if begin is not None else None
    if begin is None or end is None:
        return None, text
    return text[begin.end() : end.start()], text[end.end() :]


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter that says something."""
    try:
        return bool(read_head(text[: LONGEST + 100].replace("\r\n", "\n")).form)
    except FrontMatterError:
        return True


def read_front_matter(text: str) -> dict[str, Any]:
    """The values of YAML by key: text, whole numbers, fractions, true, false, None, lists and mappings of these.

    Dates stay text. Each value is a copy of its own. Nothing is mended. Raises ``FrontMatterError``.
    """
    return read_yaml(text)


def _says_something(head: str) -> bool:
    """Whether dashes enclose keys, or nothing at all: two rules across a page enclose a part of its text."""
    lines = [line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return not lines or any(_KEY.match(line) for line in lines) or lines[0].lstrip().startswith(("{", "? "))


def _values(form: str, head: str, notes: list[str]) -> dict[str, Any]:
    if len(head) > LONGEST:
        raise FrontMatterError("Its front matter is too long.", is_bomb=True)
    if form == "toml":
        return _toml(head, notes)
    if form == "json":
        return _json(head, notes)
    if form == "yaml":
        return _yaml(head, notes)
    if form in _PROGRAMS and (found := _literal(head)) is not None:
        return found
    notes.append(f"Its front matter is a program ({form}); it was not run, and is kept as text.")
    return {"front_matter": head.strip()} if head.strip() else {}


def _literal(head: str) -> dict[str, Any] | None:
    """The object that a program is, if it is nothing else: names and values of it are written as YAML has them, too."""
    text = head.strip().rstrip(";")
    if not text.startswith("{") or _CALCULATES.search(text):
        return None
    try:
        return read_yaml(text)
    except FrontMatterError:
        return None


def _yaml(head: str, notes: list[str]) -> dict[str, Any]:
    try:
        values = read_yaml(head)
    except FrontMatterError as error:
        if error.is_bomb:
            raise
    else:
        if not has_twins(head):
            return values
    return mend_yaml(head, notes)


def _toml(head: str, notes: list[str]) -> dict[str, Any]:
    try:
        return copied(tomllib.loads(head))
    except RecursionError:
        raise FrontMatterError("Its front matter is nested too deep.", is_bomb=True) from None
    except (ValueError, TypeError) as error:
        notes.append(f"Its front matter cannot be read as TOML and is kept as text: {_short(error)}.")
        return _kept(head, r"^\s*(?P<key>title|date|slug|draft|description)\s*=\s*(?P<value>.+?)\s*$")


def _json(head: str, notes: list[str]) -> dict[str, Any]:
    text = head.strip()
    try:
        value = json.loads(text if text.startswith("{") else f"{{{text.rstrip(',')}}}")
        return copied(value)
    except RecursionError:
        raise FrontMatterError("Its front matter is nested too deep.", is_bomb=True) from None
    except ValueError as error:
        notes.append(f"Its front matter cannot be read as JSON and is kept as text: {_short(error)}.")
        return _kept(head, r"^\s*\"(?P<key>title|date|slug|draft|description)\"\s*:\s*(?P<value>.+?),?\s*$")


def _kept(head: str, pattern: str) -> dict[str, Any]:
    """A head that cannot be read, as text, with what its commonest lines say."""
    lines = re.finditer(pattern, head[:20_000], re.MULTILINE)
    found: dict[str, Any] = {match["key"]: match["value"].strip("\"'") for match in lines}
    return {**found, "front_matter": head.strip()}


def _json_above(text: str) -> tuple[dict[str, Any], str] | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text[: LONGEST + 1])
    except (ValueError, RecursionError):
        return None
    return (value, text[end:].lstrip("\n")) if isinstance(value, dict) and value else None


def _unclosed(text: str) -> tuple[str, str]:
    """The lines up to the first blank one, if they are keys with values."""
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    is_head = len(head) < LONGEST and all(_KEY.match(line) or line[:1] in (" ", "-", "#") for line in lines)
    return (head + "\n", body) if is_head and _KEY.match(lines[0]) else ("", text)


def _half_fenced(text: str) -> FrontMatter | None:
    """Hexo leaves the first line of dashes out."""
    end = re.search(r"^(?P<mark>---|;;;)[ \t]*\n", text[:LONGEST], re.MULTILINE) if _KEY.match(text) else None
    if end is None or "\n\n" in text[: end.start()].strip("\n"):
        return None
    head = text[: end.start()]
    lines = head.strip("\n").split("\n")
    if not all(_KEY.match(line) or line[:1] in (" ", "-", "#", "}", "]") for line in lines):
        return None
    notes: list[str] = []
    form = _FORMS[end["mark"]]
    return FrontMatter(form, _values(form, head, notes), text[end.end() :], tuple(notes))


def _short(error: Exception) -> str:
    return str(error).rstrip(".")[:200]
