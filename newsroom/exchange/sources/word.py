"""Word files (.docx): text, pictures and notes as Markdown; without a title in the text, as wire copy if it is that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key, tidy
from newsroom.exchange import wire
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.files import SourceFile, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.places import in_words, place_of
from newsroom.exchange.sources.wire_text import of_story
from newsroom.exchange.sources.word_mending import furniture_of, mended
from newsroom.exchange.sources.word_parts import WordParts, parts_of
from newsroom.exchange.sources.zip_container import BROKEN
from newsroom.exchange.wirecopy.bylines import bylines_of as wire_bylines_of
from newsroom.exchange.wirecopy.languages import language_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ENDINGS = frozenset((".docx", ".docm", ".dotx", ".doc", ".rtf"))
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => p.caption:fresh
"""
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|document\s?\d*$|dokument\s?\d*$|powerpoint|.*\.(?:docx?|rtf|txt|pdf)$)",
    re.IGNORECASE,
)
_NOT_A_PERSON = frozenset(
    (
        "",
        "user",
        "admin",
        "administrator",
        "author",
        "microsoft office user",
        "owner",
        "python-docx",
        "unknown",
    )
)
_ENDS_SENTENCE = (".", "!", "?", "…", ":", ";", "。")
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<where>word-picture-\d+\.\w+)\)")
_SEVERAL, _LONG_CELL = 2, 300
_MOST_PICTURES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file, read."""

    name: str
    data: bytes


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a Word file, by its name, or by what it holds."""
    return bool(head) and (
        path.suffix.lower() in ENDINGS
        or (head.startswith(b"PK") and b"word/" in head and b"[Content_Types].xml" in head)
    )


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The Word files of the source. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """One file, one item; the lock files that Word leaves are named. Raises ``SourceError``."""
    if file.name.rpartition("/")[2].startswith("~$"):
        yield file.problem("Word leaves it beside a file that is open; it holds no text.")
        return
    data = file.read()
    if data:
        yield file.item(WordFile(file.name, data), data, "word")
    else:
        yield file.problem("It is empty.")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the file says. Raises ``SourceError``."""
    if not isinstance(payload, WordFile):
        raise SourceError("It is no Word file.")
    parts = parts_of(payload.data)
    return _Document(payload, parts, around).article()


class _Document:
    def __init__(self, file: WordFile, parts: WordParts, around: Surroundings) -> None:
        self._file = file
        self._parts = parts
        self._around = around
        self._pictures: list[ImportedPicture] = []
        self._furniture = ""
        self._n_bytes = 0
        self._notes = list(_notes_of(parts))

    def article(self) -> ImportedArticle:
        root = self._root()
        title, subtitle = _titled(root)
        story = None if title else self._story(root)
        if story is not None:
            return self._settled(replace(story, addresses=(f"/{self._file.name}",)))
        body = self._body(root)
        if not body and not title:
            raise SourceError("It holds no text.")
        if not title:
            title, body = self._guessed_title(body)
        return self._settled(
            ImportedArticle(
                headline=title,
                lede=subtitle,
                body=body,
                language=language_of(f"{title}\n{body[:1500]}") or self._parts.language or None,
                addresses=(f"/{self._file.name}",),
            )
        )

    def _root(self) -> "HtmlElement":
        """The file as HTML. Nothing outside of it is opened."""
        from xml.parsers.expat import ExpatError

        import mammoth
        from lxml.html import HTMLParser, fragment_fromstring

        try:
            data, notes = mended(self._file.data)
            self._notes += notes
            self._furniture = furniture_of(data)
            result = mammoth.convert_to_html(
                BytesIO(data),
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(self._picture),
                include_embedded_style_map=False,
                external_file_access=False,
            )
        except (
            *BROKEN,
            ExpatError,
            KeyError,
            AttributeError,
            TypeError,
            IndexError,
            RecursionError,
            NotImplementedError,
        ):
            raise SourceError("It is a broken Word file.") from None
        self._notes += _messages(result.messages)
        root: HtmlElement = fragment_fromstring(
            result.value, create_parent="div", parser=HTMLParser(huge_tree=True)
        )
        return root

    def _picture(self, image: Any) -> dict[str, str]:
        """Keeps a picture's bytes; the text calls it by number."""
        try:
            with image.open() as file:
                data: bytes = file.read(_MOST_PICTURES + 1)
        except (*BROKEN, KeyError, AttributeError):
            data = b""
        self._n_bytes += len(data)
        if not data or self._n_bytes > _MOST_PICTURES:
            self._notes.append("A picture in it could not be taken: it is not in the file, or too large.")
            return {"src": ""}
        ending = str(image.content_type or "").rpartition("/")[2].partition("+")[0].replace("jpeg", "jpg")
        where = f"word-picture-{len(self._pictures) + 1}.{ending if ending.isalnum() else 'png'}"
        self._pictures.append(ImportedPicture(where, tidy(image.alt_text or ""), data=data))
        return {"src": where}

    def _story(self, root: "HtmlElement") -> ImportedArticle | None:
        """Wire copy, where the text reads like that: with a dateline, and nothing that only a text with looks has."""
        if any(True for _ in root.iter("table", "img", "h1", "h2", "h3", "a")):
            return None
        text = "\n\n".join(
            " ".join(each.text_content().split())
            for each in root.iter("p", "li")
            if each.text_content().strip()
        )
        story = wire.recognise(text, sections=self._around.sections, site_credit=self._around.credit)
        return of_story(story) if story.dateline and story.headline and story.body else None

    def _body(self, root: "HtmlElement") -> str:
        from lxml.html import tostring

        _join_cells(root)
        written = imported_html(tostring(root, encoding="unicode"))
        if written.dropped:
            self._notes.append(f"Left out: {', '.join(written.dropped)}.")
        return written.markdown

    def _guessed_title(self, body: str) -> tuple[str, str]:
        """The title of its properties, or a first line that is no sentence, or the file's name."""
        first, _, rest = body.partition("\n\n")
        line = tidy(re.sub(r"^#+ |\*\*|__", "", first))
        known = self._parts.title if not _NO_TITLE.match(self._parts.title) else ""
        if known and name_key(known) == name_key(line):
            return known, rest
        if (
            line
            and len(line) < 160
            and rest
            and not line.endswith(_ENDS_SENTENCE)
            and not line.startswith(("- ", "|", "![", ">"))
        ):
            self._notes.append("Its first line was taken for the headline.")
            return line, rest
        if known:
            return known, body
        self._notes.append("It has no title; the name of the file stands in its place.")
        return in_words(place_of(self._file.name).slug), body

    def _settled(self, article: ImportedArticle) -> ImportedArticle:
        """With what stands beside the text."""
        parts, zone = self._parts, self._around.zone
        body, picture = _lead_picture(article.body, self._pictures)
        written, body = _byline_above(body) if not article.bylines else ((), body)
        person = parts.author if name_key(parts.author) not in _NOT_A_PERSON else ""
        bylines = article.bylines or written or ((Byline(person),) if person and len(person) < 80 else ())
        tags = article.tags or tuple(
            (None, tag) for tag in map(tidy, re.split(r"[,;]", parts.keywords)) if tag
        )
        if bylines and not article.bylines and not written:
            self._notes.append("Its author was taken from the file's properties.")
        extra = dict(article.extra)
        beside = {
            "subject": parts.subject,
            "description": parts.description,
            "comments": list(parts.comments),
            "category": parts.category,
            "page_header": self._furniture,
        }
        extra |= {key: value for key, value in beside.items() if value}
        return replace(
            article,
            body=body,
            picture=picture,
            pictures=tuple(each for each in self._pictures if f"({each.where})" in body),
            bylines=bylines,
            tags=tags,
            created_at=read_moment(parts.created, zone),
            extra=extra,
            notes=(*article.notes, *self._notes),
        )


def _titled(root: "HtmlElement") -> tuple[str, str]:
    """A title by its style, or a heading of the first degree at the top; and a subtitle. Both leave the text."""
    found = root.find(".//h1[@class='title']")
    if found is None:
        first = next((each for each in root if each.text_content().strip()), None)
        found = first if first is not None and first.tag == "h1" else None
    title = " ".join(found.text_content().split()) if found is not None else ""
    subtitle = root.find(".//p[@class='subtitle']")
    lede = " ".join(subtitle.text_content().split()) if subtitle is not None else ""
    for each in (found, subtitle):
        if each is not None:
            each.drop_tree()
    return title, lede


def _join_cells(root: "HtmlElement") -> None:
    """A table of Word is one: a cell's paragraphs are its lines. One that lays a page out holds more than words."""
    for cell in root.iter("td", "th"):
        paragraphs = cell.findall("p")
        if (
            len(paragraphs) < _SEVERAL
            or len(paragraphs) != len(cell)
            or len(cell.text_content()) > _LONG_CELL
        ):
            continue
        for each in paragraphs[:-1]:
            each.tail = " / " if each.text_content().strip() else ""
        for each in paragraphs:
            each.drop_tag()


def _byline_above(body: str) -> tuple[tuple[Byline, ...], str]:
    """``By Ana Ruiz`` in a line of its own above the text."""
    first, _, rest = body.partition("\n\n")
    found = wire_bylines_of(first) if rest and "\n" not in first else None
    return (found, rest) if found else ((), body)


def _lead_picture(body: str, pictures: list[ImportedPicture]) -> tuple[str, ImportedPicture | None]:
    """A picture above all text leads the article, and leaves the text."""
    match = _PICTURE.match(body)
    if match is None:
        return body, None
    lead = next((each for each in pictures if each.where == match["where"]), None)
    return body[match.end() :].lstrip("\n"), lead


def _notes_of(parts: WordParts) -> Iterator[str]:
    if parts.n_inserted or parts.n_deleted:
        yield (
            "Tracked changes were accepted: what was inserted stands in the text, what was deleted does not "
            f"({parts.n_inserted} and {parts.n_deleted})."
        )
    if parts.comments:
        yield f"Its comments ({len(parts.comments)}) are kept beside the article."


def _messages(messages: Any) -> list[str]:
    """What the reader of Word files could not read; styles that it does not know say nothing."""
    texts = dict.fromkeys(str(message.message) for message in messages)
    return [
        f"{text}."
        for text in texts
        if not text.startswith(("Unrecognised paragraph style", "Unrecognised run style"))
    ][:10]
