"""The terms of a line of search and its orders, in words: on chips, in the menu of filters, to who listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from newsroom.domain.asked import TermKind
from newsroom.domain.query import Match, Order

if TYPE_CHECKING:
    from newsroom.domain.asked import Asked, Term

_CONTEXT = "archive"
_WORDS = (TermKind.WORD, TermKind.PHRASE)


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def kind_word(kind: TermKind) -> str:
    """What stands before the name on a chip."""
    return {
        TermKind.TAG: _tr("Tag"),
        TermKind.SERIES: _tr("Series"),
        TermKind.SECTION: _tr("Section"),
        TermKind.AUTHOR: _tr("By"),
        TermKind.STATE: _tr("State"),
        TermKind.KIND: _tr("Kind"),
        TermKind.LANGUAGE: _tr("Language"),
        TermKind.LABEL: _tr("Label"),
        TermKind.BEFORE: _tr("Before"),
        TermKind.AFTER: _tr("After"),
        TermKind.DATE: _tr("On"),
        TermKind.UPDATED: _tr("Updated"),
        TermKind.IS: _tr("Is"),
        TermKind.HAS: _tr("Has"),
    }.get(kind, "")


def term_words(term: Term) -> str:
    """``Tag: Gaza``, ``not Section: World``, ``rain or snow``."""
    if term.kind is TermKind.CHOICE:
        words = _tr(" or ").join(map(term_words, term.parts))
    elif term.kind is TermKind.GROUP:
        words = "({})".format(" ".join(map(term_words, term.parts)))
    elif term.kind is TermKind.PHRASE:
        words = f"“{term.label}”"
    elif kind_word(term.kind):
        words = f"{kind_word(term.kind)}: {term.label}"
    else:
        words = term.label
    return _tr("not {0}").format(words) if term.is_unwanted else words


def shown_terms(asked: Asked | None) -> tuple[Term, ...]:
    """Those that want a chip: all but words that are simply looked for, and what is still being typed."""
    if asked is None:
        return ()
    typing = asked.query.match is Match.AS_YOU_TYPE
    return tuple(
        term
        for term in asked.terms
        if not (typing and term.is_open and not term.parts)
        and (term.kind not in _WORDS or term.is_unwanted or term.kind is TermKind.PHRASE)
    )


def order_word(order: Order) -> str:
    """An order of the list."""
    return {
        Order.NEWEST: _tr("Newest first"),
        Order.OLDEST: _tr("Oldest first"),
        Order.UPDATED: _tr("Changed last, first"),
        Order.HEADLINE: _tr("By headline"),
        Order.LONGEST: _tr("Longest first"),
        Order.BEST: _tr("Best match first"),
    }[order]
