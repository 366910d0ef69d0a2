"""Texts of a corpus that the caller names: a folder, or a file of JSON lines. Read at run time; nothing is kept."""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.generated.languages import Random
from benchmarks.generated.texts import Texts

_ENDINGS = frozenset({".md", ".markdown", ".txt"})
_LINES = (".jsonl", ".jsonl.gz", ".ndjson")
_FIELDS = ("body", "text", "content", "markdown")
_MOST = 240_000
_LEAST = 200
_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)\s*\n.*?\n(?P=mark)\s*\n", re.DOTALL)
_LINKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"<[^>]{0,200}>|[*_`#>|\\{}\[\]]+|^\s*[-+]\s", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?؟])[\"”)]*\s+|(?<=[。！？])|\n\s*\n")
_SPACES = re.compile(r"\s+")
# The first that has most of the letters names the language.
_SCRIPTS = (
    ("ar", "\u0600-\u06ff"),
    ("ru", "\u0400-\u04ff"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
)


def corpus_texts(path: Path, rng: Random) -> Texts:
    """Texts that mix the corpus's sentences. Raises ``ValueError`` where there are too few, ``OSError``."""
    found = dict.fromkeys(islice(_sentences(path), _MOST))
    if len(found) < _LEAST:
        raise ValueError(f"{path} holds {len(found)} sentences; at least {_LEAST} are wanted.")
    order = rng.permutation(len(found)).tolist()
    sentences = list(found)
    code = _language("".join(sentences[:_LEAST]))
    return Texts([sentences[place] for place in order], rng, code=code, space="" if code == "zh" else " ")


def _sentences(path: Path) -> Iterator[str]:
    for text in _texts(path):
        plain = _MARKS.sub(" ", _LINKS.sub(r"\1", _FRONT_MATTER.sub("", text)))
        for sentence in _SENTENCE.split(plain):
            tidy = _SPACES.sub(" ", sentence or "").strip()
            if 12 <= len(tidy) <= 500:
                yield tidy


def _texts(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from _texts_of_lines(path)
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in _ENDINGS:
            yield file.read_text("utf-8", errors="replace")
        elif file.name.endswith(_LINES):
            yield from _texts_of_lines(file)


def _texts_of_lines(path: Path) -> Iterator[str]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            if line.strip():
                yield _text_of(json.loads(line))


def _text_of(value: Any) -> str:
    """The field that is called as texts are, else the longest one."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    fields = {name: field for name, field in value.items() if isinstance(field, str)}
    named = (fields[name] for name in _FIELDS if name in fields)
    return next(named, max(fields.values(), key=len, default=""))


def _language(sample: str) -> str:
    counts = {code: len(re.findall(f"[{letters}]", sample)) for code, letters in _SCRIPTS}
    code = max(counts, key=lambda code: counts[code])
    return code if counts[code] > len(sample) / 4 else "en"
