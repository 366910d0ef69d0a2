"""A content as fields of text: what a comparison of two revisions shows, by names instead of ids."""

from collections.abc import Iterable

from newsroom.domain.article import Byline, Content, Dateline, Notice, Picture
from newsroom.domain.times import to_rfc3339
from newsroom.storage.sections import load_section
from newsroom.storage.series import load_series
from newsroom.storage.store import Connection
from newsroom.storage.tags import load_tags


def fields_as_text(connection: Connection, content: Content) -> dict[str, str]:
    """The fields in the order of the page; lists have one entry a line. What is gone from the library is a number."""
    section = None if content.section_id is None else load_section(connection, content.section_id)
    tags = {tag.id: tag.label for tag in load_tags(connection, content.tags)} if content.tags else {}
    series = {one.id: one.name for one in load_series(connection, content.series)} if content.series else {}
    return {
        "headline": content.headline,
        "lede": content.lede,
        "dateline": _dateline(content.dateline),
        "bylines": _lines(map(_byline, content.bylines)),
        "body": content.body,
        "section": section.name if section else _number(content.section_id),
        "series": _lines(series.get(id, _number(id)) for id in content.series),
        "tags": _lines(tags.get(id, _number(id)) for id in content.tags),
        "related": _lines(link.headline for link in content.related),
        "picture": _picture(content.picture),
        "notices": _lines(map(_notice, content.notices)),
        "label": content.label or "",
        "language": content.language,
        "slug": content.slug or "",
    }


def _lines(items: Iterable[str]) -> str:
    return "\n".join(items)


def _number(id: int | None) -> str:
    return "" if id is None else f"({id})"


def _dateline(dateline: Dateline) -> str:
    place = ", ".join(part for part in (dateline.place, dateline.date) if part)
    return f"{place} ({dateline.credit})" if dateline.credit else place


def _byline(byline: Byline) -> str:
    place = f", {byline.place}" if byline.place else ""
    return f"{byline.name} ({byline.role.value}{place})"


def _picture(picture: Picture | None) -> str:
    if picture is None:
        return ""
    parts = (picture.file, picture.alt, picture.caption, picture.credit, picture.date)
    return _lines(part for part in parts if part)


def _notice(notice: Notice) -> str:
    return f"{notice.kind.value}, {to_rfc3339(notice.at)}: {notice.text}"
