"""Exports of ours (``docs/formats.md``): JSON Lines, and folders with a ``library.jsonl``. A reader (``items.Reader``).

A folder holds all articles as lines of that file, or as Markdown files under ``articles``; pictures lie in ``media``.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from newsroom.domain.importing import ImportedArticle, OwnPlace
from newsroom.domain.names import name_key, split_kind
from newsroom.exchange.sources import csv_table, json_rows
from newsroom.exchange.sources.container_parts import Entry, os_reason
from newsroom.exchange.sources.containers import Container, open_container
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.records import article_of_record

LIBRARY = "library.jsonl"
_ENDINGS = frozenset((".jsonl", ".ndjson", ".jl"))
ARTICLES = "articles/"
FORMAT = 1
LARGEST_LINE = 64 * 1024 * 1024
_PLACES = frozenset(("site", "section", "series", "tag", "author", "search", "vocabulary", "act"))
_BEGIN, _END = "---\n", "\n---\n\n"
# Front matter's key -> record's key, where they differ.
_KEYS = {"title": "headline", "date": "published_at"}
_UID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_NEWER = "It was written by a newer version of Newsroom. Update the program, then import it again."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of JSON."""

    data: bytes


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A Markdown file of an export, by its path there."""

    name: str
    data: bytes


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a folder that we have written, or begins with a line of JSON that says an article or a library."""
    if not head:
        return path.is_dir() and is_export(path)
    if not head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return False
    line = head.lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0]
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        # The first article may be longer than what was read.
        return path.suffix.lower() in _ENDINGS and (b'"headline"' in line or b'"title"' in line)
    if not isinstance(value, dict):
        return False
    if "newsroom" in value or ("headline" in value and "body" in value):
        return True
    return path.suffix.lower() in _ENDINGS and json_rows.is_row_of_text(value)


def is_export(folder: Path) -> bool:
    """Whether the folder is an export of ours: its library's file begins as we begin it."""
    try:
        with (folder / LIBRARY).open("rb") as file:
            return file.read(12) == b'{"newsroom":'
    except OSError:
        return False


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """What articles are sorted under, as it stands in the export; then the articles. Raises ``SourceError``."""
    if not path.is_dir():
        try:
            with path.open("rb") as file:
                yield from _lines(file, "")
        except OSError as error:
            raise SourceError(os_reason(error)) from None
        return
    with open_container(path) as container:
        with container.stream(LIBRARY) as file:
            yield from _lines(file, f"{LIBRARY}, ")
        for entry in container.entries():
            if entry.name.startswith(ARTICLES):
                yield _file(container, entry)


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What a line or a file says. Raises ``SourceError``."""
    if isinstance(payload, Line):
        return _of_line(_object(payload.data), around)
    if isinstance(payload, OwnFile):
        return article_of_record(record_of_markdown(payload.data))
    raise SourceError("It is no line of JSON.")


def _of_line(record: dict[str, Any], around: Surroundings) -> ImportedArticle:
    """A line of ours; one of another program, which has no mark of ours, is read as the row of a table."""
    if _is_ours(record):
        return article_of_record(record)
    if {"headline", "body"} <= record.keys() and not csv_table.has_field(record.keys() - _NAMES):
        known = {key: value for key, value in record.items() if key in _NAMES}
        other = {key: value for key, value in record.items() if key not in _NAMES}
        try:
            article = article_of_record(known | {"extra": {**(known.get("extra") or {}), **other}})
        except (SourceError, TypeError):
            pass  # it has our names, and values of its own kind
        else:
            return _published_or_not(article, record, around)
    return csv_table.article_of(json_rows.row_of("", record), around)


def _published_or_not(
    article: ImportedArticle, record: Mapping[str, Any], around: Surroundings
) -> ImportedArticle:
    """What no export of ours dates is published at a time that has been, unless it says that it is no such thing."""
    at = article.published_at
    if at is None or (at <= around.now and record.get("state") in (None, "published")):
        return article
    note = "Its date lies in the future" if at > around.now else f"Its source says “{record['state']}” of it"
    return replace(
        article,
        published_at=None,
        updated_at=None,
        extra={**article.extra, "published_at": record["published_at"]},
        notes=(*article.notes, f"{note}: it came as a draft, and its date is kept."),
    )


def _is_ours(record: Mapping[str, Any]) -> bool:
    uid = record.get("uid")
    return isinstance(uid, str) and _UID.fullmatch(uid) is not None and "created_at" in record


def record_of_markdown(data: bytes) -> dict[str, Any]:
    """The record that a Markdown file of an export says, as it was written or as somebody changed it since."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SourceError("It is not UTF-8.") from error
    head, end, body = text.removeprefix(_BEGIN).partition(_END)
    if not text.startswith(_BEGIN) or not end:
        raise SourceError("It has no front matter.")
    front = _yaml(head)
    own = front.pop("newsroom", None)
    rest = own if isinstance(own, dict) else {}
    record = {_KEYS.get(key, key): value for key, value in front.items() if key not in ("draft", "aliases")}
    extra = {**(record.get("extra") or {}), **_unknown(record)}
    record |= rest | {"body": body.removesuffix("\n"), "extra": extra}
    record.setdefault("state", "draft" if front.get("draft") else "published")
    record["tags"] = [_tag(item) for item in record.get("tags") or ()]
    return record


def _lines(file: IO[bytes], where: str) -> Iterator[SourceItem]:
    number = 0
    while True:
        number += 1
        try:
            data = file.readline(LARGEST_LINE + 1)
            if len(data) > LARGEST_LINE:
                while data and not data.endswith(b"\n"):
                    data = file.readline(LARGEST_LINE)
                yield SourceItem(
                    f"{where}line {number}", f"line {number}", "", problem="It is longer than 64 MB."
                )
                continue
        except OSError as error:
            raise SourceError(os_reason(error)) from None
        if not data:
            return
        data = data.strip(b"\xef\xbb\xbf \t\r\n") if number == 1 else data.strip()
        if data:
            item = _line(data, f"{where}line {number}")
            if item is not None:
                yield item


def _line(data: bytes, name: str) -> SourceItem | None:
    try:
        value = _object(data)
    except SourceError as error:
        return SourceItem(name, name, "", problem=str(error))
    kind = value.get("newsroom")
    if kind == "library":
        format = value.get("format")
        if isinstance(format, int) and format > FORMAT:
            raise SourceError(_NEWER)
        return None
    if kind in _PLACES:
        return SourceItem(name, name, "", OwnPlace(kind, {k: v for k, v in value.items() if k != "newsroom"}))
    return SourceItem(name, _key(value, name), _digest(data), Line(data))


def _file(container: Container, entry: Entry) -> SourceItem:
    if entry.problem or not entry.name.endswith(".md"):
        reason = entry.problem or "It is no article of the export."
        return SourceItem(entry.name, entry.name, "", problem=reason)
    try:
        data = container.read(entry.place)
        uid = _uid_in(data)
    except SourceError as error:
        return SourceItem(entry.name, entry.name, "", problem=str(error))
    return SourceItem(
        entry.name, f"uid:{uid}" if uid else entry.name, _digest(data), OwnFile(entry.name, data)
    )


def _uid_in(data: bytes) -> str:
    """The uid, without reading all of the front matter."""
    head = data.partition(b"\n---\n")[0]
    _, found, rest = head.partition(b"\nnewsroom:\n  uid: ")
    return rest.partition(b"\n")[0].decode("ascii", "replace").strip().lower() if found else ""


def _key(value: Mapping[str, Any], name: str) -> str:
    uid = value.get("uid")
    if isinstance(uid, str) and uid:
        return f"uid:{uid.lower()}"
    for key in ("id", "address", "url", "link", "slug", "headline", "title"):
        if value.get(key):
            return f"{key} {name_key(str(value[key]))}"
    return name


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError("It is no JSON.") from error
    if not isinstance(value, dict):
        raise SourceError("It is no article: it is no object with names.")
    return value


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _unknown(record: dict[str, Any]) -> dict[str, Any]:
    """What somebody has added to the front matter since."""
    return {key: record.pop(key) for key in [key for key in record if key not in _KNOWN]}


_KNOWN = frozenset(
    "headline lede published_at updated_at section label language slug dateline bylines picture notices series tags "
    "related extra".split()
)
_NAMES = _KNOWN | frozenset(
    ("body", "created_at", "links", "address", "short_code", "state", "version", "id")
)


def _tag(item: Any) -> Any:
    if not isinstance(item, str):
        return item
    kind, name = split_kind(item)
    return {"name": name, "kind": kind.value if kind else "topic"}


def _yaml(text: str) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.events.AliasEvent):
                raise SourceError("Its front matter refers to itself.")
        value = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError("Its front matter cannot be read.") from error
    if not isinstance(value, dict):
        raise SourceError("Its front matter holds no keys with values.")
    plain: dict[str, Any] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    """Times that somebody wrote without marks are text, as all others."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dt.datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{value.isoformat()}T00:00:00Z" if isinstance(value, dt.date) else value
