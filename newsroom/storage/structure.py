"""What SQLite finds wrong with the structure of a database: its pages, its tables, their indexes.

Indexes of words are not among them: they are derived, and looked at by themselves (``rebuilding.py``). Since its
version 3.44 SQLite looks into them as well, and does not begin where one of them cannot be opened.
"""

import re
import sqlite3

_LOOKS_INTO_WORDS = sqlite3.sqlite_version_info >= (3, 44)
_OF_WORDS = re.compile(
    r"\bfts5\b", re.IGNORECASE
)  # in all that it says of them, one way or another in each version
_IS_VIRTUAL = "sql LIKE 'CREATE VIRTUAL TABLE %'"


def structure_faults(connection: sqlite3.Connection, most: int, *, is_quick: bool = False) -> list[str]:
    """In lines of SQLite's, about as many as ``most``; none where it is whole. Reads all of the file.

    ``is_quick`` compares no index with its table. Where an index of words cannot be opened, each table is looked at by
    itself, and a page that two of them hold is not found. Raises ``sqlite3.Error``, ``UnicodeDecodeError``.
    """
    check = "quick_check" if is_quick else "integrity_check"
    words = _names(connection, _IS_VIRTUAL) if _LOOKS_INTO_WORDS else []
    if all(_can_be_opened(connection, name) for name in words):
        asked = [f"PRAGMA {check}({most + len(words)})"]  # a line for each of them may come first
    else:
        tables = _names(connection, f"type = 'table' AND NOT {_IS_VIRTUAL}")
        asked = [f"PRAGMA {check}({_quoted(name)})" for name in ("sqlite_schema", *tables)]
    texts = [str(text) for pragma in asked for (text,) in connection.execute(pragma)]
    lines = [line for text in texts for line in text.splitlines()]
    return [line for line in lines if line != "ok" and not _OF_WORDS.search(line)][:most]


def _can_be_opened(connection: sqlite3.Connection, name: str) -> bool:
    try:
        connection.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 0")
    except sqlite3.Error:
        return False
    return True


def _names(connection: sqlite3.Connection, which: str) -> list[str]:
    return [name for (name,) in connection.execute(f"SELECT name FROM sqlite_schema WHERE {which}")]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
