"""Text files: wire copy, the text of a page, or Markdown that says by its front matter what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.importing import ImportedArticle, ImportedLink
from newsroom.domain.names import tidy
from newsroom.domain.wire_story import WireStory
from newsroom.exchange import wire
from newsroom.exchange.front_matter import has_front_matter
from newsroom.exchange.sources import markdown, tagged_text
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.files import SourceFile, digest_of, text_of, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.other_kinds import reason_of

_HEAD = 64 * 1024
ENDINGS = frozenset((".txt", ".text", ".wire", ".nws", ".asc", ""))
# Lines of a head, with a title among them, and five strokes before the text.
_HEAD_LINE = r"[A-Z ]{4,20}:[^\n]*\n"
_MOVABLE_TYPE = re.compile(
    rf"\s*(?=(?:{_HEAD_LINE}){{0,20}}?TITLE:)(?:{_HEAD_LINE}){{2,40}}-----\n(?:BODY|EXCERPT|EXTENDED BODY):"
)

# A message of a wire begins with one of these in a line of its own, and ends with the other.
_BETWEEN_MESSAGES = re.compile(r"^[ \t]*(?:NNNN[ \t]*$\n?|(?=ZCZC\b))", re.MULTILINE | re.IGNORECASE)
_IS_STORY = re.compile(r"^(?!\s*ZCZC).*\w.*\n\s*.*\w", re.MULTILINE | re.IGNORECASE)
_BEGINNING = re.compile(r"^\s*ZCZC\b.*", re.IGNORECASE)
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text."""

    name: str
    text: str


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a text file."""
    return bool(head) and not is_container(path, head) and path.suffix.lower() in ENDINGS


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The text files of the source; a single file whatever its ending. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """One file, one item; of documents in tags as many as there are. Raises ``SourceError``."""
    data = file.read()
    if reason := reason_of("", data[:_HEAD]):
        raise SourceError(reason)
    text = text_of(data)
    if not text.strip():
        yield file.problem("It is empty.")
    elif _MOVABLE_TYPE.match(text):
        yield file.problem(
            "It is an export of Movable Type, which is not read: one as WordPress (WXR) or a feed is."
        )
    elif tagged_text.is_tagged(text):
        yield from tagged_text.items_in(file, text)
    elif has_front_matter(text):
        yield file.item(markdown.MarkdownFile(file.name, data, file.site), data, "markdown")
    else:
        yield from _stories_in(file, text, data)


def _stories_in(file: SourceFile, text: str, data: bytes) -> Iterator[SourceItem]:
    """The file is a story, or what a wire sent in a while: each message between its marks is one."""
    messages = [message for message in _BETWEEN_MESSAGES.split(text) if message.strip()]
    stories = [message for message in messages if _IS_STORY.search(message)]
    if len(stories) < _SEVERAL:
        yield file.item(TextFile(file.name, text), data, "text")
        return
    for n, message in enumerate(messages, start=1):
        words = tidy(_BEGINNING.sub("", message))
        if words and not _IS_STORY.search(message):
            name = f"{file.name}: message {n}"
            yield SourceItem(name, name, "", problem=f"A message of one line is no story: {words[:300]}")
    for n, story in enumerate(stories, start=1):
        key = file.name if n == 1 else f"{file.name}#{n}"
        digest = digest_of("text", story.encode("utf-8", "replace"))
        yield SourceItem(f"{file.name}: story {n}", key, digest, TextFile(file.name, story))


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the text says. Raises ``SourceError``."""
    if isinstance(payload, markdown.MarkdownFile):
        return markdown.article_of(payload, around)
    if isinstance(payload, tagged_text.TaggedDocument):
        return tagged_text.article_of(payload, around)
    if not isinstance(payload, TextFile):
        raise SourceError("It is no text.")
    return of_text(payload.text, around, f"/{payload.name}")


def of_text(text: str, around: Surroundings, *addresses: str) -> ImportedArticle:
    """Wire copy as an article. Never fails."""
    return of_story(wire.recognise(text, sections=around.sections, site_credit=around.credit), addresses)


def of_story(story: WireStory, addresses: tuple[str, ...] = ()) -> ImportedArticle:
    """A story that was read from text as an article; what was set aside is kept in ``extra``."""
    notes = (f"{len(story.set_aside)} lines were set aside.",) if len(story.set_aside) > 1 else ()
    if len(story.set_aside) == 1:
        notes = ("1 line was set aside.",)
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
        addresses=addresses,
        extra={"set_aside": [line.text for line in story.set_aside]} if story.set_aside else {},
        notes=notes,
    )
