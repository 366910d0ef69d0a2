"""Tables (.csv, .tsv), one article a row: the columns are told by their names, and each guess is noted."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import split_kind, tidy
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.encodings import OLD_ENCODINGS
from newsroom.exchange.front_keys import plain_key
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources import substack
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.entities import plain_line
from newsroom.exchange.sources.files import SourceFile, digest_of, text_of, walk
from newsroom.exchange.sources.front_values import bylines_of, names_of, picture_of
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.post_table import may_be_table
from newsroom.exchange.webcopy.escaping import escaped, escaped_line
from newsroom.exchange.wirecopy.languages import language_of

ENDINGS = frozenset((".csv", ".tsv"))
_COLUMNS = {
    "headline": "headline title heading titre titel titulo título título_del_artículo заголовок العنوان",
    "body": "body text content article_text article fulltext full_text story html plaintext texto texte текст النص",
    "lede": "lede summary description excerpt standfirst abstract subtitle dek intro",
    "published_at": "published_at date published publish_date pubdate pub_date publishedat date_published published_on "
    "publicationdate created_at createdat post_date datetime time datum fecha дата",
    "updated_at": "updated_at updatedat modified updated lastmod date_modified",
    "state": "status state visibility draft",
    "section": "section category cat channel rubric ressort sección рубрика",
    "categories": "categories",
    "tags": "tags tag keywords topics labels",
    "series": "series",
    "bylines": "byline bylines author authors writer autor auteur автор",
    "language": "language lang locale",
    "address": "url link address permalink source_url",
    "slug": "slug",
    "picture": "image picture image_url thumbnail feature_image",
    "id": "id uid guid docno article_id post_id",
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names.split()}
_UNPUBLISHED = frozenset(
    "draft pending private hidden unpublished archived in_review review trash deleted true".split()
)
_LARGEST_ROW = 32 * 1024 * 1024
_SAMPLE = 64 * 1024
_CUT_OFF = 4  # characters at the end of a sample that may be halved
_SAYS_WHAT_PARTS = re.compile(r"sep=(.)", re.IGNORECASE)
_HTML = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|a|strong|em|blockquote|img)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row by the names of its columns."""

    name: str
    values: tuple[tuple[str, str], ...]


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a table by its name."""
    return not is_container(path, head) and path.suffix.lower() in ENDINGS


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """The rows of the tables of the source. Raises ``SourceError``."""
    return walk(path, dict.fromkeys(ENDINGS, items_of) | ({"*": items_of} if path.is_file() else {}))


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """The rows, one after another, in constant memory. Raises ``SourceError``, also after the last sound row."""
    if may_be_table(file.name) and file.site.posts:
        yield from substack.rows_without_text(file)
        return
    with file.stream() as stream:
        head = stream.read(_SAMPLE)
    encoding, dialect = _form_of(head)
    with (
        file.stream() as stream,
        io.TextIOWrapper(stream, encoding, "replace", newline="") as text,
    ):
        csv.field_size_limit(_LARGEST_ROW)
        rows = csv.reader(text, dialect)
        try:
            columns = [tidy(name) for name in next(rows, [])]
            if "".join(columns).lower() in ("sep=", "sep=,"):
                columns = [tidy(name) for name in next(rows, [])]
            if not {"headline", "body"} & {_FIELD_OF.get(plain_key(name)) for name in columns}:
                raise SourceError(
                    "It is a table without a column for headlines or texts (headline, title, text, body)."
                )
            is_empty = True
            for row in rows:
                if any(map(str.strip, row)):
                    is_empty = False
                    yield _item(file, columns, row, rows.line_num)
            if is_empty:
                raise SourceError("It is a table without a row.")
        except (csv.Error, OSError, EOFError, ValueError) as error:
            raise SourceError(f"Line {rows.line_num} cannot be read: {error}.") from None


def has_field(names: Iterable[str]) -> bool:
    """Whether one of the names is that of a column which has a field."""
    return any(_FIELD_OF.get(plain_key(name)) for name in names)


def is_text(values: Mapping[str, object]) -> bool:
    """Whether the names of its columns are those of a text: a headline and a body."""
    return {"headline", "body"} <= {_FIELD_OF.get(plain_key(name)) for name in values}


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What the row says. Raises ``SourceError`` where it has neither headline nor text."""
    if not isinstance(payload, TableRow):
        raise SourceError("It is no row of a table.")
    found, extra, notes = _fields(payload.values)
    headline = tidy(plain_line(found.get("headline", "")))
    body = _body(found.get("body", ""))
    if not headline and not body:
        raise SourceError("The row has neither a headline nor a text.")
    published_at = read_moment(found.get("published_at", ""), around.zone)
    if found.get("published_at") and (published_at is None or published_at > around.now):
        notes.append(
            f"Its date, {found['published_at'][:40]}, is none, may be two days, or lies in the future; it is kept."
        )
        extra["date"], published_at = found["published_at"], None
    if published_at is not None and plain_key(found.get("state", "")) in _UNPUBLISHED:
        extra["date"], published_at = found["published_at"], None
    picture: ImportedPicture | None = picture_of(found.get("picture"))
    bylines: tuple[Byline, ...] | None = bylines_of(_names_in(found.get("bylines", "")))
    section, tags = _section_and_tags(found)
    return ImportedArticle(
        headline=headline,
        lede=tidy(plain_line(found.get("lede", ""))),
        body=body,
        language=found.get("language") or language_of(f"{headline}\n{body[:1500]}"),
        section=section,
        slug=found.get("slug"),
        bylines=bylines or (),
        series=(WireSeries(found["series"]),) if "series" in found else (),
        tags=tuple(map(split_kind, tags)),
        picture=picture,
        published_at=published_at,
        updated_at=read_moment(found.get("updated_at", ""), around.zone) if published_at else None,
        addresses=(found["address"],) if "address" in found else (),
        extra=extra,
        notes=tuple(notes),
    )


def _section_and_tags(found: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Of several categories the first is the section, where no other is said; the rest are tags."""
    categories, tags = (
        list(names_of(re.sub(r"[;|]", ",", found.get(field, ""))) or ()) for field in ("categories", "tags")
    )
    section = found.get("section")
    if section is None and categories:
        section, categories = categories[0], categories[1:]
    return section, list(dict.fromkeys((*tags, *categories)))


def _names_in(words: str) -> str | list[str]:
    """``{"id": "7", "displayName": "Ana Ruiz"}``, as some programs fill a column, or a list of these: the names."""
    if not words.startswith(("{", "[")):
        return words
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        return words
    objects = [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
    names = (each.get(key) for each in objects for key in ("name", "displayName", "display_name", "title"))
    return [name for name in names if isinstance(name, str) and name] or words


def _item(file: SourceFile, columns: list[str], row: list[str], line: int) -> SourceItem:
    values = tuple(
        (name or f"column {n}", value)
        for n, (name, value) in enumerate(_paired(columns, row), start=1)
        if value.strip()
    )
    name = f"{file.name}: line {line}"
    known = {_FIELD_OF.get(plain_key(column)): value for column, value in values}
    key = known.get("id") or known.get("address") or f"line {line}"
    digest = digest_of(
        "table", "\x1f".join(f"{column}\x1e{value}" for column, value in values).encode("utf-8", "replace")
    )
    return SourceItem(name, f"{file.name}#{key}", digest, TableRow(name, values))


def _paired(columns: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    for n, value in enumerate(row):
        yield (columns[n] if n < len(columns) else ""), value


def _form_of(head: bytes) -> tuple[str, type[csv.Dialect]]:
    """The encoding, and what parts the columns."""
    text = text_of(head) if head else ""
    encoding = "utf-8-sig"
    try:
        head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        encoding = next(
            (name for name in ("utf-16", *OLD_ENCODINGS) if _is_in(head, name, text)),
            "utf-8-sig",
        )
    first = text.split("\n", 1)[0]
    said = _SAYS_WHAT_PARTS.fullmatch(first.strip())  # as Excel likes to have it

    class Form(csv.excel):
        delimiter = said[1] if said else max(",;\t|", key=first.count)

    return encoding, Form


def _is_in(head: bytes, encoding: str, text: str) -> bool:
    found = head.decode(encoding, "replace").replace("\r\n", "\n").lstrip("\ufeff")
    n = len(text) - _CUT_OFF if len(head) == _SAMPLE else len(text)
    return found[:n] == text[:n]


def _fields(values: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], dict[str, object], list[str]]:
    """The row by our fields, the first column of a kind; the other columns; which columns were taken for what."""
    found: dict[str, str] = {}
    extra: dict[str, object] = {}
    guessed: dict[str, str] = {}
    for column, value in values:
        field = _FIELD_OF.get(plain_key(column), "")
        if field == "categories" and not any(map(str.isalpha, value)):
            field = ""  # ids of rows in a table that is not here
        if field and field not in found:
            found[field] = value if field == "body" else tidy(value)
            guessed[field] = column
        elif field and guessed[field] == column:
            extra[f"{column} (again)"] = value
        if field in ("", "id", "state") or guessed[field] != column:
            extra[column] = value
    said = [
        f"“{column}” as {_IN_WORDS[field]}"
        for field, column in guessed.items()
        if field in _IN_WORDS and plain_key(column) not in _USUAL
    ]
    return found, extra, [f"Columns were read by their names: {', '.join(said)}."] if said else []


_USUAL = frozenset(
    "body text content date published_at category section lede summary description excerpt".split()
)
_IN_WORDS: Mapping[str, str] = {
    "body": "the text",
    "lede": "the lede",
    "published_at": "the date",
    "section": "the section",
}


def _body(text: str) -> str:
    if len(_HTML.findall(text[:20_000])) > 1:
        return imported_html(text).markdown
    blocks = re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))
    lines = (tidy(block) for block in blocks)
    return "\n\n".join(escaped_line(escaped(line)) for line in lines if line)
