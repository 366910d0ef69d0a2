"""Files as sources of an import: read, decoded, and said as articles; or why not, in a sentence. Opens no library."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.kinds import SourceKind
from newsroom.domain.errors import NewsroomError
from newsroom.domain.importing import ImportedArticle, ImportedLink
from newsroom.domain.wire_story import WireStory
from newsroom.exchange import wire
from newsroom.exchange.encodings import decode
from newsroom.exchange.front_matter import has_front_matter
from newsroom.exchange.markdown_file import read_markdown
from newsroom.exchange.sources.items import SourceError, Surroundings

LARGEST = 32 * 1024 * 1024
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx"))
_OTHER = frozenset(
    ".html .htm .xhtml .xml .wxr .json .jsonl .ndjson .csv .tsv .yaml .yml .toml .docx .doc .odt .rtf .pdf .epub .zip "
    ".gz .tar .xlsx .db .sqlite .jpg .jpeg .png .gif .webp .svg .mp3 .mp4".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, read. ``name`` is how it was given, ``stem`` its own name without the ending.

    ``key`` names it for good, ``digest`` tells whether it says the same as before.
    """

    name: str
    stem: str
    key: str
    digest: str
    kind: SourceKind
    text: str


def read_source(path: Path, kind: SourceKind | None) -> Source:
    """The file, decoded. Raises ``SourceError``; never waits for a pipe or a device."""
    data = _bytes(path)
    text = _decoded(data)
    if not text.strip():
        raise SourceError("It is empty.")
    found = kind or _kind_of(path, text)
    digest = hashlib.sha256(found.value.encode() + b"\n" + data).hexdigest()
    return Source(path_name(path), path.stem, path_name(path.resolve()), digest, found, text)


def path_name(path: Path) -> str:
    """The path as text that can be stored and shown, also where its bytes are no text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def article_of(source: Source, around: Surroundings) -> ImportedArticle:
    """What the source says. Raises ``SourceError``."""
    if source.kind is SourceKind.TEXT:
        return _of_story(wire.recognise(source.text, sections=around.sections, site_credit=around.credit))
    try:
        text = source.text.replace("\r\n", "\n").replace("\r", "\n")
        return read_markdown(text, stem=source.stem, zone=around.zone, now=around.now)
    except NewsroomError as error:
        raise SourceError(str(error)) from error


def _bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError("It is a folder. Name the files in it; folders cannot be imported yet.")
        if not stat.S_ISREG(mode):
            raise SourceError("It is not an ordinary file.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError("There is no such file.") from None
    except PermissionError:
        raise SourceError("You may not read it.") from None
    except (OSError, ValueError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        )
        raise SourceError(f"It cannot be read: {reason}.") from None
    if len(data) > LARGEST:
        raise SourceError(f"It is larger than {LARGEST // 1024 // 1024} MB.")
    return data


def _decoded(data: bytes) -> str:
    try:
        return decode(data)
    except NewsroomError as error:
        raise SourceError(str(error)) from error


def _kind_of(path: Path, text: str) -> SourceKind:
    suffix = path.suffix.lower()
    if suffix in _MARKDOWN:
        return SourceKind.MARKDOWN
    if suffix in _OTHER:
        raise SourceError(f"Files of the kind {suffix} cannot be imported yet.")
    return SourceKind.MARKDOWN if has_front_matter(text) else SourceKind.TEXT


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
