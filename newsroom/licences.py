"""The terms of all that the program is made of: what libraries say of themselves, and what a package adds to it.

Standard library only. A package keeps in ``licences`` beside the modules what no library's metadata tells: Python, Qt,
libraries of the system that it was built on, and in a file of its own what Chromium inside Qt WebEngine is made of.
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_TERMS = ("License-Expression", "License")
_TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
CHROMIUM = "chromium.json.xz"
_ROOTS = (
    *(
        "PySide6",
        "SQLAlchemy",
        "alembic",
        "anyascii",
        "jinja2",
        "lxml",
        "mammoth",
        "markdown",
        "nh3",
        "numpy",
    ),
    *("platformdirs", "PyYAML", "rapidfuzz", "regex", "typing-extensions", "tzdata"),
)


class Licence(NamedTuple):
    """What is shipped, its version, the name of its terms, and the terms; ``text`` may be empty, the name not."""

    name: str
    version: str
    terms: str
    text: str


def shipped() -> list[Licence]:
    """All of them, by name. Reads some hundred small files: not on the GUI thread."""
    found = {licence.name.casefold(): licence for licence in (*_libraries(), *_beside())}
    return [found[name] for name in sorted(found)]


def _libraries() -> Iterator[Licence]:
    seen: set[str] = set()
    waiting = list(_ROOTS)
    while waiting:
        name = waiting.pop().casefold().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            library = distribution(name)
        except PackageNotFoundError:  # needed on another system, or for what we do not use
            continue
        waiting.extend(_needed_by(library))
        yield Licence(library.metadata["Name"], library.version, _terms(library), _text(library))


def _needed_by(library: Distribution) -> Iterator[str]:
    for line in library.requires or ():
        match = _NAME.match(line)
        if match is not None and "extra ==" not in line:
            yield match[0]


def _terms(library: Distribution) -> str:
    metadata = library.metadata
    named = next((line for field in _TERMS for line in metadata.get_all(field) or ()), "")
    if named and "\n" not in named.strip():
        return named.strip()
    kinds = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return ", ".join(kinds) or (named.strip().splitlines() or ["see its text"])[0]


def _text(library: Distribution) -> str:
    """Looked for on the disk: a package ships no list of a library's files."""
    place = Path(str(library.locate_file("")))
    stem = f"{library.metadata['Name']}-{library.version}".casefold().replace("-", "_")
    texts = []
    for folder in sorted(place.glob("*.dist-info")):
        if folder.name.removesuffix(".dist-info").casefold().replace("-", "_") == stem:
            texts = [
                path.read_text(encoding="utf-8", errors="replace").strip()
                for path in sorted(folder.rglob("*"))
                if path.is_file() and (path.name.upper().startswith(_TEXTS) or "licenses" in path.parts)
            ]
    return "\n\n".join(texts)


def _beside() -> Iterator[Licence]:
    folder = Path(__file__).resolve().parent / "licences"
    index = folder / "index.json"
    if (folder / CHROMIUM).is_file():
        yield from parts_of_chromium(folder / CHROMIUM)
    if not index.is_file():
        return
    for entry in json.loads(index.read_text(encoding="utf-8")):
        text = (folder / entry["file"]).read_text(encoding="utf-8", errors="replace") if entry["file"] else ""
        yield Licence(entry["name"], entry["version"], entry["terms"], text)


def parts_of_chromium(file: Path) -> Iterator[Licence]:
    """What such a file tells, by name. Raises ``OSError``."""
    import lzma

    found = json.loads(lzma.decompress(file.read_bytes()))
    for name, text in found["parts"]:
        yield Licence(f"Chromium: {name}", "", "Its terms", found["texts"][text])
