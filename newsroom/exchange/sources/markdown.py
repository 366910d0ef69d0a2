"""Markdown files, alone, in folders or in archives, as Hugo, Jekyll, Pelican, Eleventy and others write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.plain_values import FrontMatterError
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.files import SourceFile, text_of, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.markdown_file import read_markdown
from newsroom.exchange.sources.places import MARKDOWN_ENDINGS
from newsroom.exchange.sources.site import Site

_OURS = b"\nnewsroom:\n"
_HEAD = 100_000


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A file, read: its path in the source, its bytes, and what its folder says about names."""

    name: str
    data: bytes
    site: Site


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a Markdown file."""
    return not is_container(path, head) and path.suffix.lower() in MARKDOWN_ENDINGS


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The Markdown files of the source; a single file whatever its ending. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(MARKDOWN_ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """One file, one item. Raises ``SourceError``."""
    data = file.read()
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        yield file.problem("It is empty.")
    else:
        yield file.item(MarkdownFile(file.name, data, file.site), data, "markdown")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the file says. Raises ``SourceError``."""
    if not isinstance(payload, MarkdownFile):
        raise SourceError("It is no Markdown file.")
    own = _of_our_export(payload, around) if _OURS in payload.data[:_HEAD] else None
    if own is not None:
        return own
    try:
        return read_markdown(
            text_of(payload.data), name=payload.name, site=payload.site, zone=around.zone, now=around.now
        )
    except FrontMatterError as error:
        raise SourceError(str(error)) from None


def _of_our_export(payload: MarkdownFile, around: Surroundings) -> ImportedArticle | None:
    """A file of an export of ours, wherever it came to stand: nothing of it is guessed or written anew."""
    from newsroom.exchange.sources import jsonl

    try:
        return jsonl.article_of(jsonl.OwnFile(payload.name, payload.data), around)
    except SourceError:
        return None
