"""Series, their members and gaps, in words."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.domain.listing import State
from newsroom.domain.ordering import GapKind, MergePreview, SeriesRow
from newsroom.gui.features.series_desk.lines import Line
from newsroom.gui.when import articles, number, short_when

_CONTEXT = "series_desk"
_NAMED = 12


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def facts(row: SeriesRow, now: datetime, zone: tzinfo) -> str:
    """What there is to know of a series beside its fields."""
    series = row.series
    parts = [_tr("{0}, {1} published.").format(articles(row.n_articles), number(series.n_published))]
    if series.earlier_elsewhere:
        parts.append(_tr("Its line on the page counts {0}.").format(number(series.count)))
    if row.last_told_at is not None:
        parts.append(_tr("Last told {0}.").format(short_when(row.last_told_at, now, zone)))
    if row.closed_at is not None:
        parts.append(_tr("Closed: the story has ended, and it is not suggested any more."))
    return " ".join(parts)


def merge_words(preview: MergePreview, target: str) -> str:
    """What a merge will do."""
    parts = [_tr("{0} will be in “{1}”.").format(articles(preview.n_articles), target)]
    if preview.n_both:
        parts.append(_tr("Articles that are in it already: {0}.").format(number(preview.n_both)))
    if preview.n_public:
        parts.append(_tr("Readers see it on {0}.").format(articles(preview.n_public)))
    parts.append(_tr("Old addresses still lead to it."))
    return " ".join(parts)


def position_word(line: Line, n_earlier: int) -> str:
    """The number of a member, as its page says it: those elsewhere count."""
    return number(n_earlier + line.member.position) if line.member is not None else ""


def line_words(line: Line) -> str:
    """A headline, or what is missing there."""
    if line.gap is not None:
        return line.gap.words
    assert line.member is not None
    return line.member.article.headline or _tr("(no headline)")


def state_word(line: Line) -> str:
    """What readers do not see says why."""
    if line.member is None:
        return ""
    return {
        State.DRAFT: _tr("Draft"),
        State.IN_REVIEW: _tr("In review"),
        State.READY: _tr("Ready"),
        State.SCHEDULED: _tr("Scheduled"),
        State.PUBLISHED: "",
        State.WITHDRAWN: _tr("Withdrawn"),
    }[line.member.article.state]


def hand_word(line: Line) -> str:
    """Whether it stands there by hand."""
    return _tr("by hand") if line.member is not None and line.member.by_hand else ""


def line_tone(line: Line) -> str:
    """The colour of a line's words."""
    if line.gap is not None:
        return "blue" if line.gap.kind is GapKind.SILENCE else "warn"
    return ""
