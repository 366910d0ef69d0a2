"""What a row of the list says, in words: on the screen and to who listens. Draws nothing."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.domain.listing import ArticleRow, State
from newsroom.gui.directions import apart
from newsroom.gui.when import number, short_when


def state_word(state: State) -> str:
    """The state's name, as on the row."""
    translate = QCoreApplication.translate
    return {
        State.DRAFT: translate("archive", "Draft"),
        State.IN_REVIEW: translate("archive", "In review"),
        State.READY: translate("archive", "Ready"),
        State.SCHEDULED: translate("archive", "Scheduled"),
        State.PUBLISHED: translate("archive", "Published"),
        State.WITHDRAWN: translate("archive", "Withdrawn"),
    }[state]


def row_state(row: ArticleRow) -> str:
    """Its state, or that it is in the trash."""
    if row.trashed_at is not None:
        return QCoreApplication.translate("archive", "In the trash")
    return state_word(row.state)


def row_headline(row: ArticleRow) -> str:
    return row.headline.strip() or QCoreApplication.translate("archive", "Untitled")


def row_details(row: ArticleRow, present: datetime, zone: tzinfo, *, section: str | None = None) -> str:
    """``Middle East · 312 words · 01:12 GMT``; the words only while they are being written.

    ``section``: its name as it stands where there is no room for all of it.
    """
    section = row.section if section is None else section
    parts = [apart(section)] if section else []
    if row.published_at is not None and row.state is State.PUBLISHED:
        parts.append(short_when(row.published_at, present, zone))
    else:
        if row.state is not State.WITHDRAWN and row.trashed_at is None:
            parts.append(_words(row.n_words))
        parts.append(short_when(row.updated_at, present, zone))
    return " · ".join(parts)


def row_spoken(row: ArticleRow, present: datetime, zone: tzinfo) -> str:
    """The whole row for a screen reader."""
    details = row_details(row, present, zone).replace(" · ", ", ")
    return f"{row_headline(row)}. {row_state(row)}, {details}"


def _words(n: int) -> str:
    if n == 1:
        return QCoreApplication.translate("archive", "1 word")
    return QCoreApplication.translate("archive", "{0} words").format(number(n))
