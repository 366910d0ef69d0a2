"""``FIELD=VALUE`` words of ``set``: to field names and values as ``show`` prints them. Knows no article."""

import json
import math
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsroom.cli.parsing import UsageError
from newsroom.domain.errors import RefusedError

JSON_FIELDS = frozenset({"dateline", "bylines", "picture", "notices", "series", "tags", "related", "extra"})
_FIELD = re.compile(r"[a-z_]+(\.[a-z_]+)*")
# What stands for bytes that the locale takes for no text: names in the C locale, say.
_BYTES = re.compile("[\udc80-\udcff]")
_SEE = "See: newsroom set --help"


def read_assignments(words: Sequence[str], read_input: Callable[[], bytes]) -> dict[str, Any]:
    """The fields and their values, in order. ``read_input`` gives standard input, for ``@-``.

    Raises ``UsageError`` for what is no assignment, ``RefusedError`` for a file that cannot be read as text.
    """
    changes: dict[str, Any] = {}
    for word in words:
        field, equals, value = word.partition("=")
        if not equals or not _FIELD.fullmatch(field):
            raise UsageError(f"set: “{word}” is not FIELD=VALUE. {_SEE}")
        if field in changes:
            raise UsageError(f"set: “{field}” is given twice. {_SEE}")
        changes[field] = _value(field, value, read_input)
    if sum(word.partition("=")[2] == "@-" for word in words) > 1:
        raise UsageError(f"set: standard input can be read once only. {_SEE}")
    return changes


def _value(field: str, given: str, read_input: Callable[[], bytes]) -> Any:
    text = _text(field, given, read_input)
    return _parse_json(field, text) if field in JSON_FIELDS or field.startswith("extra.") else text


def _text(field: str, given: str, read_input: Callable[[], bytes]) -> str:
    """What is given, or what stands where it points to."""
    if given == "@":
        raise UsageError(f"set: “{field}=@” names no file; for the sign itself, write @@. {_SEE}")
    if given == "@-":
        return _decode(read_input(), "standard input")
    if given.startswith("@") and not given.startswith("@@"):
        return _decode(_read_file(given[1:]), given[1:])
    text = given.removeprefix("@")
    return _decode(os.fsencode(text), f"The value of “{field}”") if _BYTES.search(text) else text


def _parse_json(field: str, value: str) -> Any:
    if not value.strip():
        return None
    try:
        return json.loads(value, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise UsageError(f"set: the value of “{field}” is not JSON. {_SEE}") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's own, not JSON


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


def _read_file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file's name"
        raise RefusedError(f"{name} cannot be read ({reason}). Nothing was changed.") from error


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(f"{name} is not UTF-8 text. Nothing was changed.") from error
    return text.replace("\r\n", "\n")
