"""What a person typed into a search, as questions to the search indexes. Nothing typed can be taken for their syntax.

Words must all occur; words in double quotes side by side; a word after ``-`` must not occur.
"""

import re
from dataclasses import dataclass
from itertools import islice

from newsroom.storage.folding import fold, is_private, is_run, segment

# A phrase whose closing quote may still be missing, or a word; quotes of any script count.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»❝❞＂", '"'))
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"]+))')
_MIN_PREFIX = 2
# Of a whole page pasted into the search line, the beginning is enough.
_MAX_TERMS = 100


@dataclass(frozen=True, slots=True)
class Matching:
    """Expressions for ``MATCH``. ``wanted`` None: every article but those of ``unwanted``; both None: every article."""

    wanted: str | None
    unwanted: str | None
    is_hopeless: bool = False
    """Something was typed that no text can answer (signs alone)."""

    @property
    def expression(self) -> str | None:
        """Both in one, where there is something wanted."""
        if self.wanted is None or self.unwanted is None:
            return self.wanted
        return f"({self.wanted}) NOT ({self.unwanted})"


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    is_unwanted: bool
    is_open: bool
    """More may follow: it stands last and no quote has closed it."""


def parse_words(words: str, *, prefix: bool) -> Matching:
    """``prefix``: the last word is still being typed, and is left out until its second letter."""
    terms = _terms(words)
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in terms:
        expression = _expression(term, is_prefix=prefix and term.is_open)
        if expression:
            (unwanted if term.is_unwanted else wanted).append(expression)
    return Matching(
        " AND ".join(wanted) or None,
        " OR ".join(unwanted) or None,
        is_hopeless=bool(terms) and not prefix and not wanted and not unwanted,
    )


def parse_prefixes(text: str) -> str | None:
    """Every word typed, in any order, as the beginning of a word; None when there is none. For names."""
    tokens = name_tokens(text)[:_MAX_TERMS]
    return " AND ".join(f'"{token}" *' for token in tokens) or None


def name_tokens(text: str) -> list[str]:
    """The words of a text as the indexes have them."""
    return _tokens(segment(fold(text), is_open=True))


def _terms(words: str) -> list[_Term]:
    words = words.translate(_QUOTES)
    terms = []
    for match in islice(_TERM.finditer(words), _MAX_TERMS):
        is_last = match.end() == len(words)
        text = match["word"] if match["word"] is not None else match["phrase"]
        terms.append(_Term(text, bool(match["minus"]), is_last and not match["close"]))
    return terms


def _expression(term: _Term, *, is_prefix: bool) -> str:
    """A quoted string of the indexes' syntax; empty when nothing in the term is ever indexed."""
    tokens = name_tokens(term.text)
    if not tokens:
        return ""
    # One character of a script without spaces stands in the indexes only as the first of a pair, or alone at an end.
    is_short_of_pair = is_run(tokens[-1]) and len(tokens[-1]) == 1
    if is_prefix and len(tokens[-1]) < _MIN_PREFIX and not is_short_of_pair:
        is_prefix = False
        tokens.pop()
    if not tokens:
        return ""
    return f'"{" ".join(tokens)}"{" *" if is_prefix or is_short_of_pair else ""}'


def _tokens(text: str) -> list[str]:
    return "".join(c if _is_indexed(c) else " " for c in text).split()


def _is_indexed(character: str) -> bool:
    return character.isalnum() or is_private(character)
