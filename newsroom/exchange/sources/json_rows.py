"""JSON of programs that we do not know, as long as it is a list of texts: each object is read as the row of a table."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsroom.exchange.sources.csv_table import TableRow, is_text
from newsroom.exchange.sources.files import SourceFile, digest_of
from newsroom.exchange.sources.items import SourceItem

_KEYS = ("id", "_id", "uid", "guid", "slug", "url", "link")
_WITHIN = ("attributes", "fields")
_NAMES = ("rendered", "name", "title", "label", "value", "url", "src")


def rows_of(file: SourceFile, found: Any) -> Iterator[SourceItem] | None:
    """The texts in it; None where it is no list of texts."""
    values = _list_in(found)
    if not any(is_text(value) for value in values):
        return None
    return (_item(file, n, value) for n, value in enumerate(values, start=1))


def _list_in(found: Any) -> list[dict[str, Any]]:
    """The list, or the longest one that the object holds; or the object alone."""
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        within = max(map(_objects, lists), key=len, default=[])
        return within if any(map(is_text, within)) else [found]
    return _objects(found) if isinstance(found, list) else []


def _objects(values: list[Any]) -> list[dict[str, Any]]:
    return [_flat(value) for value in values if isinstance(value, dict)]


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """Some programs keep what an editor wrote below their own keys."""
    for name in _WITHIN:
        inner = value.get(name)
        if isinstance(inner, dict) and inner:
            value = {**{key: each for key, each in value.items() if key != name}, **inner}
    return value


def row_of(name: str, value: Mapping[str, Any]) -> TableRow:
    """An object as the row of a table."""
    flat = _flat(dict(value))
    return TableRow(
        name, tuple((str(key), words) for key, each in flat.items() if (words := _words(each)).strip())
    )


def is_row_of_text(value: Mapping[str, Any]) -> bool:
    """Whether the object's names are those of a text."""
    return is_text(_flat(dict(value)))


def _item(file: SourceFile, n: int, value: Mapping[str, Any]) -> SourceItem:
    key = next((_words(value[name]) for name in _KEYS if value.get(name)), f"item {n}")
    name = f"{file.name}: item {n}"
    digest = digest_of("json rows", json.dumps(value, sort_keys=True).encode())
    return SourceItem(name, f"{file.name}#{key}", digest, row_of(name, value))


def _words(value: Any) -> str:
    """A value as one text: of an object its name, of a list all of them."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, list) and value and all(_is_named(each) for each in value):
        return "; ".join(map(_words, value))
    if isinstance(value, dict) and _is_named(value):
        return str(next(value[name] for name in _NAMES if isinstance(value.get(name), str) and value[name]))
    if isinstance(value, dict) and len(value) == 1:
        name, only = next(iter(value.items()))
        if isinstance(only, str) or (isinstance(name, str) and name.startswith("$")):
            return _words(only)  # by its language; by its kind (``{"$date": …}``), as databases write it
    return json.dumps(value, ensure_ascii=False) if value else ""


def _is_named(value: Any) -> bool:
    if isinstance(value, dict):
        return any(isinstance(value.get(name), str) and value[name] for name in _NAMES)
    return isinstance(value, str | int)
