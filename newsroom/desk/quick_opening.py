"""Any article by a few words of its headline, as one opens a file by its name: fast, in any order, mistyped or not."""

import re
from collections.abc import Callable, Sequence

from newsroom.desk.library import Library
from newsroom.domain.asked import QuickHit, Span
from newsroom.domain.cancel import CancelToken
from newsroom.storage.headline_search import (
    corrected,
    find_hits,
    find_hits_of_any,
    headline_tokens,
    without_short_slips,
)
from newsroom.storage.marking import Wanted, places, token_texts
from newsroom.storage.rows import load_rows_of_keys

# So many of the newest are looked at for the best.
_LOOKED_AT = 60


def quick_open(
    library: Library, text: str, *, limit: int = 12, token: CancelToken | None = None
) -> tuple[QuickHit, ...]:
    """Articles whose headline has all words typed, the last as the beginning of one.

    Headlines that begin with what was typed stand first, then those that have the words in that order, then the newest.
    Where a word is in no headline, the words that it may have been are taken, or none where it is too short to tell,
    and the hits are guesses. The trashed are left out. One letter alone is looked for among the newest. Milliseconds at
    a million articles.
    """
    tokens = headline_tokens(text)
    if not tokens:
        return ()
    with library.store.read(token) as connection:
        hits = find_hits(connection, tokens, _LOOKED_AT)
        choices: Sequence[Sequence[str]] = [[one] for one in tokens]
        is_guess = False
        if not hits and (told := without_short_slips(connection, tokens)) and len(told) < len(tokens):
            tokens, choices, is_guess = told, [[one] for one in told], True
            hits = find_hits(connection, tokens, _LOOKED_AT)
        if not hits and (meant := corrected(connection, tokens)):
            choices, is_guess = [[one.text for one in choice] for choice in meant], True
            hits = find_hits_of_any(connection, tokens, meant, _LOOKED_AT)
        rank = _ranking(choices)
        ranked = sorted(hits, key=lambda hit: (rank(hit[1]), -hit[0]))
        rows = load_rows_of_keys(connection, [key for key, _ in ranked[:limit]])
    wanted = [Wanted((one,), n == len(choices) - 1) for n, choice in enumerate(choices) for one in choice]
    return tuple(QuickHit(row, _marks(row.headline, wanted), is_guess) for row in rows)


def _ranking(choices: Sequence[Sequence[str]]) -> Callable[[str], int]:
    """Tells of a headline: 0 begins with what was typed, 1 has it side by side, 2 in that order, 3 has the words."""
    alternatives = [f"(?:{'|'.join(map(re.escape, choice))})" for choice in choices]
    side_by_side = re.compile(f" {' '.join(alternatives)}")
    # Each word after the other, as early as it can be; all but the last are whole.
    in_order = [re.compile(f" {one}(?= )") for one in alternatives[:-1]] + [
        re.compile(f" {alternatives[-1]}")
    ]

    def rank(headline: str) -> int:
        words = f" {' '.join(token_texts(headline))} "
        if (beside := side_by_side.search(words)) is not None:
            return 0 if beside.start() == 0 else 1
        place = 0
        for word in in_order:
            found = word.search(words, place)
            if found is None:
                return 3
            place = found.end()
        return 2

    return rank


def _marks(headline: str, wanted: Sequence[Wanted]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places(headline, wanted))
