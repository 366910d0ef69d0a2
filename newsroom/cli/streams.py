"""What the program writes on its standard streams: UTF-8 whatever the locale, nothing that could command a terminal."""

import io
import json
import os
import re
import sys
import unicodedata
from typing import Any, TextIO

_LINE_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\t]+")


def prepare_streams() -> None:
    """Makes both streams UTF-8, also in the C locale; names of files that are no UTF-8 pass through as they are."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def write_line(text: str) -> None:
    """One line or more for a person, on standard output."""
    _write(sys.stdout, visible(text) + "\n")


def write_error(text: str) -> None:
    """One line on standard error."""
    _write(sys.stderr, one_line(text) + "\n")


def write_json(document: Any) -> None:
    """One JSON document. A lone surrogate is written as ``\\udcff``, which JSON reads back as itself."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    _write(sys.stdout, safe + "\n")


def write_bytes(data: bytes) -> None:
    """The bytes as they are, on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def drop_output() -> None:
    """Points standard output at nothing, once its reader has gone, so that the exit stays quiet."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
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


def _is_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) == "Cc"


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:  # half of a surrogate pair that stands for no byte of a file's name
        stream.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
    stream.flush()
