"""Libraries of any content, for hypothesis: made by the desk's own acts, from plain drawn values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from newsroom.desk.library import Library
from newsroom.desk.publicity import release, retract
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create, save
from newsroom.domain.article import (
    Byline,
    BylineRole,
    Content,
    Dateline,
    Notice,
    NoticeKind,
    RelatedLink,
    TagKind,
)
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.names import name_key, split_qualifier
from newsroom.storage.article_writing import update_article
from newsroom.storage.sections import ensure_section
from newsroom.storage.series import ensure_series
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag, find_tag, set_parent

BY = "test"
_MOMENTS = st.integers(-62_000_000_000_000, 1_577_000_000_000).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
_TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r\u2028\u2029"), max_size=40
)
_NAME = _TEXT.map(lambda text: text.strip()).filter(name_key)
_LINE = _TEXT.map(lambda text: " ".join(text.split()))
_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class DrawnArticle:
    """An article before it has places: numbers stand for the n-th section, tag, series or article, modulo how many."""

    headline: str
    lede: str
    body: str
    links: list[int]
    language: str
    section: int | None
    label: str | None
    dateline: Dateline
    bylines: list[Byline]
    notices: list[Notice]
    series: list[int]
    tags: list[int]
    related: list[int | str]
    slug: str | None
    extra: dict[str, Any]
    at: datetime
    fate: str
    changed: str | None
    is_trashed: bool


articles = st.builds(
    DrawnArticle,
    headline=_LINE,
    lede=_TEXT,
    body=_TEXT,
    links=st.lists(st.integers(0, 9), max_size=2),
    language=st.sampled_from(("en", "ar", "pt-BR")),
    section=st.none() | st.integers(0, 9),
    label=st.none() | _NAME,
    dateline=st.builds(Dateline, *(st.none() | _NAME for _ in range(3))),
    bylines=st.lists(st.builds(Byline, _NAME, st.sampled_from(BylineRole), st.none() | _NAME), max_size=2),
    notices=st.lists(st.builds(Notice, st.sampled_from(NoticeKind), _TEXT, _MOMENTS), max_size=2),
    series=st.lists(st.integers(0, 9), max_size=2),
    tags=st.lists(st.integers(0, 9), max_size=3),
    related=st.lists(st.integers(0, 9) | _NAME, max_size=3),
    slug=st.none()
    | st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
    | st.sampled_from(("con", "nul")),
    extra=st.dictionaries(_TEXT, _PLAIN, max_size=3),
    at=_MOMENTS,
    fate=st.sampled_from(("draft", "published", "published twice", "withdrawn")),
    changed=st.none() | _TEXT,
    is_trashed=st.booleans(),
)


@dataclass(frozen=True)
class DrawnLibrary:
    sections: list[str]
    series: list[tuple[str, int]]
    tags: list[tuple[str, TagKind, list[str]]]
    parents: list[tuple[int, int]]
    articles: list[DrawnArticle]


libraries = st.builds(
    DrawnLibrary,
    sections=st.lists(_NAME, max_size=3, unique_by=name_key),
    series=st.lists(st.tuples(_NAME, st.integers(0, 2000)), max_size=3),
    tags=st.lists(st.tuples(_NAME, st.sampled_from(TagKind), st.lists(_NAME, max_size=2)), max_size=4),
    parents=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2),
    articles=st.lists(articles, max_size=5),
)


def fill(library: Library, drawn: DrawnLibrary) -> None:
    """Puts what was drawn into an empty library."""
    with library.store.write() as connection:
        sections = [ensure_section(connection, name).id for name in drawn.sections]
        series = [ensure_series(connection, name, earlier_elsewhere=n).id for name, n in drawn.series]
        tags = [_tag(connection, *tag) for tag in drawn.tags]
        distinct = list(dict.fromkeys(tags))  # two names may be one tag, which is never under itself
        for child, parent in drawn.parents:
            if distinct and child % len(distinct) > parent % len(distinct):
                set_parent(connection, distinct[child % len(distinct)], distinct[parent % len(distinct)])
        made: list[ArticleId] = []
        for article in drawn.articles:
            made.append(_make(connection, article, sections, series, tags, made))


def _tag(connection: Connection, name: str, kind: TagKind, aliases: Sequence[str]) -> TagId:
    from newsroom.storage.tags import add_alias

    label, _ = split_qualifier(name)
    tag = ensure_tag(connection, label, kind)
    for alias in aliases:
        if find_tag(connection, alias) is None:
            add_alias(connection, tag.id, alias)
    return tag.id


def _pick(of: Sequence[Any], numbers: Sequence[int]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(of[n % len(of)] for n in numbers)) if of else ()


def _make(
    connection: Connection,
    drawn: DrawnArticle,
    sections: Sequence[SectionId],
    series: Sequence[SeriesId],
    tags: Sequence[TagId],
    made: Sequence[ArticleId],
) -> ArticleId:
    related = [
        RelatedLink(made[one % len(made)], "") if isinstance(one, int) else RelatedLink(None, one)
        for one in drawn.related
        if isinstance(one, str) or made
    ]
    links = "".join(f" [x](article:{id})" for id in _pick(made, drawn.links))
    content = Content(
        headline=drawn.headline,
        lede=drawn.lede,
        body=drawn.body + links,
        language=drawn.language,
        section_id=sections[drawn.section % len(sections)]
        if sections and drawn.section is not None
        else None,
        label=drawn.label,
        dateline=drawn.dateline,
        bylines=tuple(drawn.bylines),
        notices=tuple(drawn.notices),
        series=_pick(series, drawn.series),
        tags=_pick(tags, drawn.tags),
        related=tuple(related),
        slug=drawn.slug,
    )
    id = create(connection, content, at=drawn.at, extra=drawn.extra)
    if drawn.fate != "draft":
        release(connection, stored_article(connection, id), at=drawn.at, by=BY)
    if drawn.fate == "published twice":
        stored = stored_article(connection, id)
        save(
            connection,
            stored,
            Content(headline=f"{drawn.headline}!", slug=drawn.slug),
            at=drawn.at,
            by="test",
        )
        release(connection, stored_article(connection, id), at=drawn.at.replace(year=2021), by=BY)
    if drawn.fate == "withdrawn":
        stored = stored_article(connection, id)
        retract(connection, stored, stored.content, "Taken back.", at=drawn.at.replace(year=2021), by=BY)
    if drawn.changed is not None:
        stored = stored_article(connection, id)
        changed = Content(headline=stored.content.headline, body=drawn.changed, tags=stored.content.tags)
        save(connection, stored, changed, at=drawn.at.replace(year=2022), by="test")
    if drawn.is_trashed:
        from newsroom.desk.publicity import hide

        stored = stored_article(connection, id)
        hide(connection, id)
        update_article(connection, stored, stored.content, trashed_at=drawn.at.replace(year=2023))
    return id
