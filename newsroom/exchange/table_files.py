"""Tables as rows of texts: the first sheet of an Excel workbook, or values between commas, tabs or semicolons.

Reads what a person would see in the cells, never formulas; files of hostile size or structure are refused.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.domain.errors import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 200 << 20
_MOST_CELLS = 5_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN = re.compile(r"[A-Z]{1,3}")


def read_workbook(path: Path) -> Iterator[list[str]]:
    """Rows of the first sheet. Raises ``RefusedError`` for what is no workbook."""
    try:
        with zipfile.ZipFile(path) as book:
            names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
            if not names:
                raise RefusedError(f"{path.name} is no Excel workbook. Nothing was changed.")
            strings = _strings(book)
            yield from _rows(book, names[0], strings)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, NotImplementedError) as error:
        raise RefusedError(
            f"{path.name} cannot be read as an Excel workbook. Nothing was changed."
        ) from error


def read_separated(text: str) -> Iterator[list[str]]:
    """Rows of a file of values. What separates them is what the first lines have most of."""
    head = text[:4096]
    delimiter = max("\t;,", key=head.count)
    csv.field_size_limit(1 << 20)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise RefusedError("The file is no table that can be read. Nothing was changed.") from error


def _strings(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(item) for item in _elements(book, "xl/sharedStrings.xml", f"{_MAIN}si")]


def _rows(book: zipfile.ZipFile, name: str, strings: list[str]) -> Iterator[list[str]]:
    n_cells = 0
    for row in _elements(book, name, f"{_MAIN}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{_MAIN}c"):
            n_cells += 1
            cells[_column(cell.get("r") or "", len(cells))] = _value(cell, strings)
        if n_cells > _MOST_CELLS:
            raise RefusedError("The table is too large. Nothing was changed.")
        yield [cells.get(n, "") for n in range(max(cells, default=-1) + 1)]


def _elements(book: zipfile.ZipFile, name: str, tag: str) -> "Iterator[_Element]":
    from lxml import etree

    if book.getinfo(name).file_size > _MOST_BYTES:
        raise RefusedError("The table is too large. Nothing was changed.")
    with book.open(name) as file:
        try:
            for _, element in etree.iterparse(file, tag=tag, resolve_entities=False, no_network=True):
                yield element
                element.clear()
        except etree.XMLSyntaxError as error:
            raise ValueError(name) from error


def _value(cell: "_Element", strings: list[str]) -> str:
    """A number that stands for a shared string, a string of its own, or the value itself."""
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    return strings[int(value)] if cell.get("t") == "s" and value else value


def _text(element: "_Element") -> str:
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _column(reference: str, following: int) -> int:
    """``C7`` is the third column; a cell without a reference follows the one before."""
    match = _COLUMN.match(reference)
    if match is None:
        return following
    number = 0
    for letter in match[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
