"""Acts of the log, in words."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.domain.acts import Act, ActState
from newsroom.gui.when import number, short_when

_CONTEXT = "act_log"


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def by_word(by: str) -> str:
    """Who did it."""
    return {
        "window": _tr("window"),
        "command line": _tr("command line"),
        "import": _tr("import"),
    }.get(by, by)


def state_word(act: Act) -> str:
    """Where the act is, for the list; what is simply done needs no word."""
    return {
        ActState.RUNNING: _tr("under way"),
        ActState.DONE: "",
        ActState.UNDOING: _tr("being undone"),
        ActState.UNDONE: _tr("undone"),
        ActState.BROKEN_OFF: _tr("broken off"),
        ActState.ELSEWHERE: _tr("in another library"),
    }[act.state]


def state_tone(act: Act) -> str:
    """The colour in which the state is written."""
    if act.state in (ActState.RUNNING, ActState.UNDOING):
        return "blue"
    return "dim" if act.state in (ActState.UNDONE, ActState.ELSEWHERE) else "warn"


def n_articles(act: Act) -> str:
    """How many articles it changed; nothing where it was about none."""
    return number(act.n_articles) if act.n_articles else ""


def facts(act: Act, now: datetime, zone: tzinfo) -> str:
    """What there is to know of an act, in sentences."""
    parts = [_tr("Done {0}, by: {1}.").format(short_when(act.at, now, zone), by_word(act.by))]
    if act.n_articles:
        parts.append(_tr("Articles that it changed: {0}.").format(number(act.n_articles)))
    if act.state is ActState.BROKEN_OFF:
        parts.append(_tr("It was broken off, and what it had done was taken back."))
    elif act.state is ActState.RUNNING:
        parts.append(_tr("It is under way, here or in another program."))
    elif act.undone_at is not None:
        when = short_when(act.undone_at, now, zone)
        parts.append(_tr("Undone {0}, by: {1}.").format(when, by_word(act.undone_by or "")))
    if act.n_left:
        parts.append(_tr("Left as they were: {0}.").format(number(act.n_left)))
    return " ".join(parts)
