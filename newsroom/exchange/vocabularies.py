"""Vocabularies as their keepers publish them, in one language: concepts with codes, names, definitions, what is above.

Reads the tables of IPTC's NewsCodes (Excel, or values between commas or tabs), the same as JSON, and concept sets in
JSON with ``prefLabel`` and ``broader``. Other tables do as well, with columns code, name, definition and broader.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.domain.errors import RefusedError
from newsroom.domain.names import tidy
from newsroom.domain.text_buffer import storable
from newsroom.domain.vocabulary import VocabularyConcept
from newsroom.exchange.table_files import read_separated, read_workbook

_MOST_BYTES = 100 << 20
_MOST_CONCEPTS = 200_000
_IN_LANGUAGE = re.compile(
    r"^(name|definition|preflabel|label)\s*[(@_ ]\s*([a-z]{2,3}(?:-[a-z0-9]+)*)\)?$", re.IGNORECASE
)
_LEVEL = re.compile(r"^level\s*(\d+)\b", re.IGNORECASE)
_CODES = ("newscode-qcode (flat)", "qcode", "code", "notation", "id")
_URIS = ("newscode-uri", "uri", "url")
_RETIRED = ("retireddate", "retired", "deprecated")
_BROADER = ("broader", "parent", "parent code")
_NAMES = ("name", "label", "preflabel")
_DEFINITIONS = ("definition", "description")
_UPDATED = re.compile(r"\s*(?:last updated|updated|version)?\s*\d{4}-\d\d-\d\d\s*$", re.IGNORECASE)
# Codes of languages that some keepers use for others.
_OWN_CODES = {"da": "dk", "sv": "se", "nb": "no-nb", "nn": "no-nn"}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadVocabulary:
    """``name`` is what the file calls it, else the file's own name; ``language`` the one that was found."""

    name: str
    language: str
    concepts: tuple[VocabularyConcept, ...]


def read_vocabulary(path: Path, language: str) -> ReadVocabulary:
    """Concepts in that language, else in English, else in the first one. Raises ``RefusedError``, ``OSError``."""
    if path.stat().st_size > _MOST_BYTES:
        raise RefusedError(f"{path.name} is too large for a vocabulary. Nothing was changed.")
    suffix = path.suffix.lower()
    title = path.stem
    if suffix == ".xlsx":
        title, rows = _titled(read_workbook(path), title)
    elif suffix == ".json":
        title, rows = _json_rows(path, title)
    elif suffix in (".csv", ".tsv", ".txt"):
        title, rows = _titled(read_separated(_decoded(path)), title)
    else:
        raise RefusedError(
            f"{path.name} is no table and no JSON: a vocabulary is .xlsx, .csv, .tsv or .json."
        )
    chosen = _language(rows, language)
    concepts = _unique(_concepts(rows, chosen))
    if not concepts:
        raise RefusedError(f"{path.name} has no concepts with a code and a name. Nothing was changed.")
    return ReadVocabulary(storable(tidy(title)) or path.stem, chosen or language, concepts)


def _titled(table: Iterable[Sequence[str]], title: str) -> tuple[str, list[Row]]:
    """A line above the head of the table is its title."""
    head: list[str] = []
    rows: list[Row] = []
    for cells in table:
        if head:
            rows.append({name: cell.strip() for name, cell in zip(head, cells, strict=False) if name})
        elif _is_head(cells):
            head = [cell.strip().lower() for cell in cells]
        elif any(cell.strip() for cell in cells):
            said = _UPDATED.sub("", next(cell for cell in cells if cell.strip()))
            title = said or title
        if len(rows) > _MOST_CONCEPTS:
            raise RefusedError("There are too many concepts in the file. Nothing was changed.")
    return title, rows


def _is_head(cells: Sequence[str]) -> bool:
    names = {cell.strip().lower() for cell in cells}
    return bool(names & {*_CODES, *_URIS}) and any(
        name in _NAMES or _IN_LANGUAGE.match(name) for name in names
    )


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _json_rows(path: Path, title: str) -> tuple[str, list[Row]]:
    try:
        document: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{path.name} is no JSON that can be read. Nothing was changed.") from error
    if isinstance(document, dict) and isinstance(document.get("conceptSet"), list):
        titles = document.get("title") or document.get("prefLabel") or {}
        title = next(iter(titles.values()), title) if isinstance(titles, dict) else str(titles)
        return title, [_of_concept(item) for item in document["conceptSet"] if isinstance(item, dict)]
    items: Any = list(document.values()) if isinstance(document, dict) else document
    if not isinstance(items, list):
        return title, []
    return title, [_of_flat(item) for item in items if isinstance(item, dict)]


def _of_concept(item: Mapping[str, Any]) -> Row:
    """A concept with names by language, as a row of the tables."""
    row = {"code": _plain(item.get("qcode") or item.get("notation") or item.get("uri"))}
    row["uri"] = _plain(item.get("uri"))
    for key, column in (("prefLabel", "name"), ("definition", "definition")):
        texts = item.get(key)
        if isinstance(texts, dict):
            row |= {f"{column} ({language})".lower(): _plain(text) for language, text in texts.items()}
        elif texts:
            row[column] = _plain(texts)
    broader = item.get("broader")
    row["broader"] = _plain(broader[0] if isinstance(broader, list) and broader else broader)
    row["retired"] = _plain(item.get("retired"))
    return row


def _of_flat(item: Mapping[str, Any]) -> Row:
    return {str(key).strip().lower(): _plain(value) for key, value in item.items()}


def _plain(value: Any) -> str:
    """A text or a number; nothing for what is absent, which JSON of tables writes as NaN."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or (isinstance(value, int) and value):
        return str(value)
    return ""


def _language(rows: Iterable[Row], wanted: str) -> str:
    found: dict[str, None] = {}
    for row in rows:
        for name in row:
            match = _IN_LANGUAGE.match(name)
            if match and match[1].lower() != "definition":
                found[match[2].lower()] = None
    wanted = wanted.lower()
    base = wanted.split("-")[0]
    for language in (wanted, _OWN_CODES.get(base, base)):
        for code in (
            *(c for c in found if c == language),
            *(c for c in found if c.split("-")[0] == language),
        ):
            return code
    english = next((code for code in found if code.split("-")[0] == "en"), "")
    return english or next(iter(found), "")


def _concepts(rows: Iterable[Row], language: str) -> Iterator[VocabularyConcept]:
    above: dict[int, str] = {}
    by_uri: dict[str, str] = {}
    for row in rows:
        code = _first(row, _CODES) or _first(row, _URIS)
        name = _in_language(row, _NAMES, language)
        if not code or not name:
            continue
        uri = _first(row, _URIS)
        if uri:
            by_uri[uri] = code
        level, broader = _place(row, code, above)
        if level:
            above[level] = code
        broader = _first(row, _BROADER) or broader
        yield VocabularyConcept(
            code=storable(code),
            name=storable(tidy(name)),
            definition=storable(_in_language(row, _DEFINITIONS, language)),
            broader=storable(by_uri.get(broader, broader)) or None,
            uri=storable(uri) or None,
            is_retired=_first(row, _RETIRED).lower() not in ("", "false", "0", "no"),
        )


def _place(row: Row, code: str, above: Mapping[int, str]) -> tuple[int, str]:
    """In tables with a column for each level: the level of the concept, and the code above it."""
    levels = {int(match[1]): value for name, value in row.items() if (match := _LEVEL.match(name)) and value}
    level = max(levels, default=0)
    if not level or levels[level] != code:
        return 0, ""
    return level, levels.get(level - 1) or above.get(level - 1, "")


def _in_language(row: Row, names: Sequence[str], language: str) -> str:
    for code in (language, "en-gb", "en-us", "en"):
        for name in names:
            if text := row.get(f"{name} ({code})", ""):
                return text
    return _first(row, names)


def _first(row: Row, names: Sequence[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _unique(concepts: Iterable[VocabularyConcept]) -> tuple[VocabularyConcept, ...]:
    """The first of each code."""
    found: dict[str, VocabularyConcept] = {}
    for concept in concepts:
        found.setdefault(concept.code, concept)
    return tuple(found.values())
