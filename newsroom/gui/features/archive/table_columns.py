"""The columns of the table of articles: what each says of a row, how wide it is, and the order that its head gives."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.query import Order
from newsroom.domain.row_details import RowDetails
from newsroom.domain.times import now
from newsroom.gui.features.archive.row_words import row_headline, row_state
from newsroom.gui.when import number, short_when

_NONE = RowDetails()
Telling = Callable[[ArticleRow, RowDetails, datetime, tzinfo], str]


class TableColumn(NamedTuple):
    """``orders``: what a click on its head asks for, each click the next. ``width``: pixels at scale 1."""

    name: str
    title: str
    width: int
    text: Telling
    orders: tuple[Order, ...] = ()
    is_number: bool = False
    has_details: bool = False
    """What it says is asked for beside the row."""
    is_shown: bool = True
    """At first; the editor shows and hides any but the headline."""


def table_columns() -> tuple[TableColumn, ...]:
    """In their order on the screen; their titles in the window's language."""
    column, tr = TableColumn, QCoreApplication.translate
    return (
        column("headline", tr("archive", "Headline"), 360, _headline, (Order.HEADLINE,)),
        column("state", tr("archive", "State"), 92, lambda row, *_: row_state(row)),
        column("section", tr("archive", "Section"), 116, lambda row, *_: row.section or ""),
        column("tags", tr("archive", "Tags"), 210, _tags, has_details=True),
        column("series", tr("archive", "Series"), 150, _series, has_details=True, is_shown=False),
        column("bylines", tr("archive", "Bylines"), 130, _bylines, has_details=True, is_shown=False),
        column("label", tr("archive", "Label"), 84, lambda row, *_: row.label or "", is_shown=False),
        column("language", tr("archive", "Language"), 78, lambda row, *_: row.language),
        column("words", tr("archive", "Words"), 66, _words, (Order.LONGEST,), is_number=True),
        column("published", tr("archive", "Published"), 104, _published, (Order.NEWEST, Order.OLDEST)),
        column("changed", tr("archive", "Changed"), 104, _changed, (Order.UPDATED,)),
    )


def state_tone(row: ArticleRow) -> str:
    """The name of the colour in which a row's state stands."""
    if row.trashed_at is not None:
        return "warn"
    return {
        State.DRAFT: "dim",
        State.IN_REVIEW: "warn",
        State.READY: "blue",
        State.SCHEDULED: "blue",
        State.PUBLISHED: "ok",
        State.WITHDRAWN: "warn",
    }[row.state]


def spoken_cell(column: TableColumn, row: ArticleRow, details: RowDetails | None, zone: tzinfo) -> str:
    """A cell for who listens: the headline alone, anything else with the name of its column."""
    text = column.text(row, details or _NONE, now(), zone)
    return text if column.name == "headline" or not text else f"{column.title}: {text}"


def _headline(row: ArticleRow, _details: RowDetails, _now: datetime, _zone: tzinfo) -> str:
    return row_headline(row)


def _tags(_row: ArticleRow, details: RowDetails, _now: datetime, _zone: tzinfo) -> str:
    return ", ".join(details.tags)


def _series(_row: ArticleRow, details: RowDetails, _now: datetime, _zone: tzinfo) -> str:
    return "; ".join(details.series)


def _bylines(_row: ArticleRow, details: RowDetails, _now: datetime, _zone: tzinfo) -> str:
    return ", ".join(details.bylines)


def _words(row: ArticleRow, _details: RowDetails, _now: datetime, _zone: tzinfo) -> str:
    return number(row.n_words)


def _published(row: ArticleRow, _details: RowDetails, present: datetime, zone: tzinfo) -> str:
    return short_when(row.published_at, present, zone) if row.published_at is not None else ""


def _changed(row: ArticleRow, _details: RowDetails, present: datetime, zone: tzinfo) -> str:
    return short_when(row.updated_at, present, zone)
