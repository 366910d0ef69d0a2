"""What the program writes on its standard streams: UTF-8 whatever the locale, nothing that could command a terminal."""

import contextlib
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, TextIO

from newsroom.domain.errors import RefusedError

_LAST_STREAM = 2
_LINE_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\t]+")


def prepare_streams() -> None:
    """Makes both streams UTF-8, also in the C locale; names of files that are no UTF-8 pass through as they are.

    One that is closed becomes nothing, so that no file of ours gets its number.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    while nothing <= _LAST_STREAM:
        nothing = os.dup(nothing)
    os.close(nothing)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def write_line(text: str) -> None:
    """One line or more for a person, on standard output."""
    with _words():
        _write(sys.stdout, visible(text) + "\n")


def write_error(text: str) -> None:
    """One line on standard error, if somebody takes it."""
    try:
        _write(sys.stderr, one_line(text) + "\n")
    except OSError:
        _drop(sys.stderr)  # what it could not take would be tried once more at the exit


def write_json(document: Any) -> None:
    """One JSON document. A lone surrogate is written as ``\\udcff``, which JSON reads back as itself."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    with _words():
        _write(sys.stdout, safe + "\n")


def write_json_line(document: Any) -> None:
    """The same on one line, for answers that come one by one."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    with _words():
        _write(sys.stdout, safe + "\n")


def write_bytes(data: bytes) -> None:
    """The bytes as they are, on standard output."""
    with _words():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def drop_output() -> None:
    """Points standard output at nothing, once its reader has gone, so that the exit stays quiet."""
    _drop(sys.stdout)


def _drop(stream: TextIO) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, stream.fileno())
    except (OSError, ValueError):  # a stream without a file of its own has nothing left to flush
        pass
    finally:
        os.close(nothing)


def visible(text: str) -> str:
    """The text without control characters other than line breaks and tabs: an article cannot command a terminal."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(c) else c for c in text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The same on one line."""
    return visible(_LINE_BREAKS.sub(" ", text))


@contextlib.contextmanager
def _words() -> Iterator[None]:
    """A full disk, or a device that failed, takes no answer. A reader that has gone is another matter."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise RefusedError(f"The answer could not be written: {error.strerror or error}.") from error


def _is_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) == "Cc"


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:  # half of a surrogate pair that stands for no byte of a file's name
        stream.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
    stream.flush()
