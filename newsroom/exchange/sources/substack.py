"""An export of Substack: a table of all posts, and the text of each in a file of its own, called by the post's id."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.domain.importing import ImportedArticle
from newsroom.domain.names import tidy
from newsroom.exchange.dates import read_moment
from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.files import SourceFile, digest_of, text_of
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.language import language_said

_FIELDS = frozenset("post_id post_date is_published title subtitle".split())
# Of these everybody may read the whole; of others part of it is for those who pay.
_FOR_ALL = ("everyone", "")


@dataclass(frozen=True, slots=True)
class Post:
    """A file with the text of a post, and the post's row."""

    name: str
    data: bytes
    row: tuple[tuple[str, str], ...]


def post_of(file: SourceFile, data: bytes) -> SourceItem | None:
    """The file as a post, where the table has it."""
    row = file.site.posts.get(file.name.rpartition("/")[2].rpartition(".")[0])
    if row is None:
        return None
    values = tuple(row.items())
    said = "\x1f".join(f"{key}\x1e{value}" for key, value in values).encode("utf-8", "replace")
    digest = digest_of("substack", data + said)
    return SourceItem(file.name, file.name, digest, Post(file.name, data, values))


def rows_without_text(file: SourceFile) -> Iterator[SourceItem]:
    """What the table has and the export has no text of; the rest comes with its text."""
    folder = file.place.rpartition("/")[0]
    for id, row in file.site.posts.items():
        beside = (f"{folder}/posts/{id}.html", f"{folder}/{id}.html")
        if not any(file.container.has(place.lstrip("/")) for place in beside):
            title = tidy(row.get("title", "")) or id
            reason = f"The text of “{title}” is not in the export."
            yield SourceItem(f"{file.name}: {id}", f"{file.name}#{id}", "", problem=reason)


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What row and text say. Raises ``SourceError`` where both are empty."""
    if not isinstance(payload, Post):
        raise SourceError("It is no post.")
    row = dict(payload.row)
    found = imported_html(text_of(payload.data))
    headline, lede = tidy(row.get("title", "")), tidy(row.get("subtitle", ""))
    if not headline and not found.markdown:
        raise SourceError("It is empty.")
    at = read_moment(row.get("post_date", ""), around.zone)
    is_public = row.get("is_published", "").lower() == "true" and at is not None and at <= around.now
    extra: dict[str, object] = {
        key: value for key, value in row.items() if value and key not in _FIELDS and key != "audience"
    }
    if row.get("audience", "") not in _FOR_ALL:
        extra["audience"] = row["audience"]
    if at is not None and not is_public:
        extra["post_date"] = row["post_date"]
    slug = row["post_id"].partition(".")[2] or None
    notes = [f"Left out: {', '.join(found.dropped)}."] if found.dropped else []
    return ImportedArticle(
        headline=headline,
        lede=lede,
        body=found.markdown,
        language=language_said("", f"{headline}\n{lede}\n{found.markdown[:1000]}"),
        slug=slug,
        published_at=at if is_public else None,
        addresses=tuple(filter(None, (f"/p/{slug}" if slug else "", f"/{payload.name}"))),
        extra=extra,
        notes=tuple(notes),
    )
