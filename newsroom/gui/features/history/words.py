"""The history in words."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.domain.article import RevisionRow
from newsroom.domain.histories import Amount
from newsroom.domain.revisions import RevisionKind
from newsroom.gui.directions import left_to_right
from newsroom.gui.features.history.items import HistoryItem
from newsroom.gui.when import number, short_when

_CONTEXT = "history"


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def day_word(item: HistoryItem, now: datetime, zone: tzinfo) -> str:
    """The day, on the first line of it."""
    if not item.begins_day:
        return ""
    at = item.row.at
    if at.astimezone(zone).date() == now.astimezone(zone).date():
        return _tr("Today")
    words = short_when(at, now, zone)
    return words[:1].upper() + words[1:]


def time_word(item: HistoryItem, zone: tzinfo) -> str:
    return f"{item.row.at.astimezone(zone):%H:%M}"


def by_words(by: str) -> str:
    """Who did it: which way it came. Persons have names here once a newsroom is shared."""
    return {
        "window": _tr("In the window"),
        "command line": _tr("On the command line"),
        "import": _tr("By an import"),
        "sample": _tr("With the sample newsroom"),
    }.get(by) or _tr("By {0}").format(by)


def kind_word(row: RevisionRow) -> str:
    """What happened, in words; with its name, where that says more."""
    words = {
        RevisionKind.SAVED: _tr("Saved"),
        RevisionKind.CREATED: _tr("Made"),
        RevisionKind.PUBLISHED: _tr("Published"),
        RevisionKind.UPDATED: _tr("Published again"),
        RevisionKind.CORRECTED: _tr("Published with a correction"),
        RevisionKind.WITHDRAWN: _tr("Withdrawn: {0}"),
        RevisionKind.CONFLICT: _tr("Written elsewhere meanwhile"),
        RevisionKind.COMMON: _tr("What both began with"),
        RevisionKind.IMPORTED: _tr("What the source says"),
        RevisionKind.REPLACED: _tr("Before “{0}” was replaced"),
        RevisionKind.UNDONE: _tr("Published by an act that was undone"),
        RevisionKind.NAMED: "{0}",
        RevisionKind.RESTORED: _tr("Restored from {0}"),
        RevisionKind.MERGED: _tr("Put together with {0}"),
    }
    known = next((kind for kind in RevisionKind if kind.value == row.kind), None)
    return words[known].format(row.name or "") if known is not None else row.kind


def kind_tone(item: HistoryItem) -> str:
    """The colour in which it is written."""
    if item.row.kind == RevisionKind.SAVED:
        return "dim"
    if item.row.kind in (RevisionKind.CONFLICT, RevisionKind.COMMON):
        return "warn"
    return "ok" if item.is_public else ""


def what_words(item: HistoryItem) -> str:
    words = kind_word(item.row)
    return _tr("{0} · what readers see").format(words) if item.is_public else words


def field_word(field: str) -> str:
    """A field's name, as the right pane has it."""
    return {
        "headline": _tr("Headline"),
        "lede": _tr("Lede"),
        "dateline": _tr("Dateline"),
        "bylines": _tr("Bylines"),
        "body": _tr("Text"),
        "section": _tr("Section"),
        "series": _tr("Series"),
        "tags": _tr("Tags"),
        "related": _tr("Related articles"),
        "picture": _tr("Picture"),
        "notices": _tr("Corrections and notices"),
        "label": _tr("Label"),
        "language": _tr("Language"),
        "slug": _tr("Web address"),
    }.get(field, field)


def amount_words(amount: Amount | None) -> str:
    """``+12 −3``, and the fields that are no text; nothing while it is being counted."""
    if amount is None:
        return ""
    parts = []
    if amount.n_new:
        parts.append(f"+{number(amount.n_new)}")
    if amount.n_gone:
        parts.append(f"−{number(amount.n_gone)}")
    others = [field_word(name) for name in amount.fields if name != "body"]
    words = left_to_right(" ".join(parts))
    return " · ".join(part for part in (words, ", ".join(others).lower()) if part) or "="


def state_words(row: RevisionRow, now: datetime, zone: tzinfo) -> str:
    """A revision, told apart from others: number, what it was, when."""
    when = f"{short_when(row.at, now, zone)}"
    if row.at.astimezone(zone).date() != now.astimezone(zone).date():
        when = f"{when}, {row.at.astimezone(zone):%H:%M}"
    return _tr("{0} · {1} · {2}").format(row.number, kind_word(row), when)
