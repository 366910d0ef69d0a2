"""A line of search from the words of a command line, where the shell has taken quotes away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsroom.cli.parsing import UsageError
from newsroom.cli.streams import write_error
from newsroom.domain.errors import RefusedError
from newsroom.domain.query import Match, Order
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.parsing import QUOTES, parse_line

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.asked import Asked

_NAMES = frozenset(name.value for name in FilterName)
LANGUAGE_HELP = """\
Words must all occur; -word must not; "words in quotes" stand side by side, har* is a beginning, and
OR joins the two beside it. Filters: tag: series: section: author: state: kind: lang: label: is: has:
date: before: after: updated: (see docs/guide/finding.md). A minus in front leaves out."""


def line_of(words: Sequence[str]) -> str:
    """``tag:Middle East``, one word of the shell, is ``tag:"Middle East"`` again."""
    return " ".join(map(_word, words)).strip()


def _word(word: str) -> str:
    minus, rest = ("-", word[1:]) if word.startswith("-") else ("", word)
    name, colon, value = rest.partition(":")
    if not colon or name.lower() not in _NAMES or not any(c.isspace() or c in "()" for c in value):
        return word
    return word if any(c in QUOTES for c in value) else f'{minus}{name}:"{value}"'


def asked_of(library: "Library", words: Sequence[str], order: Order = Order.NEWEST) -> "Asked":
    """What the words ask of the library.

    Raises ``UsageError`` for a line that cannot be read, ``RefusedError`` for names that the library does not have: a
    script must not take a list for more than it is.
    """
    from newsroom.desk.finding import parse_query

    line = line_of(words)
    if mistakes := parse_line(line).mistakes:
        raise UsageError(" ".join(mistake.text for mistake in mistakes))
    asked = parse_query(library, line, match=Match.FULL_TEXT, order=order)
    if asked.mistakes:
        raise RefusedError(" ".join(mistake.text for mistake in asked.mistakes))
    if asked.note:
        write_error(asked.note)
    return asked
