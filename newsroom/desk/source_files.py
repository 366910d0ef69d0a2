"""Which reader reads a source. Opens no library; the readers themselves stand in ``exchange/sources``."""

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from newsroom.desk.kinds import SourceKind
from newsroom.domain.errors import NewsroomError
from newsroom.domain.importing import ImportedArticle, ImportedLink
from newsroom.domain.wire_story import WireStory
from newsroom.exchange import wire
from newsroom.exchange.encodings import decode
from newsroom.exchange.front_matter import has_front_matter
from newsroom.exchange.markdown_file import read_markdown
from newsroom.exchange.sources.items import Reader, SourceError, SourceItem, Surroundings

LARGEST = 32 * 1024 * 1024
_HEAD = 64 * 1024
# In the order in which they are asked whether a source is theirs.
_MODULES: dict[SourceKind, str] = {}
# Readers whose items have the names that the exporting system gave them, and readers of whole trees of files.
NAMED_BY_THEIR_SYSTEM = frozenset(("wxr", "ghost", "feeds", "jsonl"))
TREES = frozenset(("tree",))
# Readers that take little time for a small item, whatever it says: the first few are read without a helper.
LOOKED_AT_HERE = frozenset(("text", "markdown", "jsonl"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx"))
_OTHER = frozenset(
    ".html .htm .xhtml .xml .wxr .json .jsonl .ndjson .csv .tsv .yaml .yml .toml .docx .doc .odt .rtf .pdf .epub .zip "
    ".gz .tar .xlsx .db .sqlite .jpg .jpeg .png .gif .webp .svg .mp3 .mp4".split()
)


def path_name(path: Path) -> str:
    """The path as text that can be stored and shown, also where its bytes are no text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@cache
def reader_named(name: str) -> Reader:
    """The reader of that name, as ``reader_of`` answers it. Loaded when first asked for."""
    if name in (SourceKind.TEXT, SourceKind.MARKDOWN):
        return _OneFile(SourceKind(name))
    reader: Any = import_module(f"newsroom.exchange.sources.{name}")
    return reader  # type: ignore[no-any-return]


def reader_of(path: Path, kind: SourceKind | None) -> str:
    """The name of the reader for a source; ``kind`` is what it was said to be. Raises ``SourceError``."""
    if kind in _MODULES:
        return _MODULES[kind]
    if kind is not None:
        return kind.value
    head = _head(path)
    for name in _MODULES.values():
        if reader_named(name).recognises(path, head):
            return name
    suffix = path.suffix.lower()
    if path.is_dir():
        raise SourceError("It is a folder. Name the files in it; folders cannot be imported yet.")
    if suffix in _MARKDOWN:
        return SourceKind.MARKDOWN.value
    if suffix in _OTHER:
        raise SourceError(f"Files of the kind {suffix} cannot be imported yet.")
    try:
        return SourceKind.MARKDOWN.value if has_front_matter(decode(head)) else SourceKind.TEXT.value
    except NewsroomError:
        return SourceKind.TEXT.value


def count_items(path: Path, reader: str) -> int | None:
    """How many items a source has, about; None where only reading it would tell."""
    count: Any = getattr(reader_named(reader), "count", None)
    return count(path) if count is not None else None


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of a folder. Raises ``SourceError``; never waits for a pipe or a device."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return b""
        if not stat.S_ISREG(mode):
            raise SourceError("It is not an ordinary file.")
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError) as error:
        raise SourceError(_reason(error)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, PermissionError):
        return "You may not read it."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
    return f"It cannot be read: {reason}."


@dataclass(frozen=True, slots=True)
class _OneFile:
    """A text or a Markdown file by itself."""

    kind: SourceKind

    def recognises(self, path: Path, head: bytes) -> bool:
        return False

    def count(self, path: Path) -> int:
        return 1

    def items(self, path: Path, around: Surroundings) -> Iterator[SourceItem]:
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise SourceError("It is not an ordinary file.")
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise SourceError(_reason(error)) from None
        if len(data) > LARGEST:
            raise SourceError(f"It is larger than {LARGEST // 1024 // 1024} MB.")
        digest = hashlib.sha256(self.kind.value.encode() + b"\n" + data).hexdigest()
        yield SourceItem("", path.name, digest, (data, path.stem))

    def article_of(self, payload: Any, around: Surroundings) -> ImportedArticle:
        data, stem = payload
        try:
            text = decode(data)
            if not text.strip():
                raise SourceError("It is empty.")
            if self.kind is SourceKind.TEXT:
                return _of_story(wire.recognise(text, sections=around.sections, site_credit=around.credit))
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            return read_markdown(text, stem=stem, zone=around.zone, now=around.now)
        except SourceError:
            raise
        except NewsroomError as error:
            raise SourceError(str(error)) from error


def _of_story(story: WireStory) -> ImportedArticle:
    return ImportedArticle(
        headline=story.headline,
        lede=story.lede,
        body=story.body,
        language=story.language,
        section=story.section,
        label=story.label,
        dateline=story.dateline,
        bylines=story.bylines,
        series=story.series,
        tags=tuple((None, label) for label in story.tags),
        related=tuple(map(ImportedLink, story.related)),
        extra={"set_aside": [line.text for line in story.set_aside]} if story.set_aside else {},
    )
