"""Any article by a few words of its headline, as one opens a file by its name: fast, in any order, mistyped or not."""

from collections.abc import Sequence

from newsroom.desk.library import Library
from newsroom.domain.asked import QuickHit, Span
from newsroom.domain.cancel import CancelToken
from newsroom.storage.headline_search import corrected, find_keys, find_keys_of_any, headline_tokens
from newsroom.storage.marking import Wanted, places, token_texts
from newsroom.storage.rows import load_rows_of_keys

# So many of the newest are looked at for the best.
_LOOKED_AT = 60


def quick_open(
    library: Library, text: str, *, limit: int = 12, token: CancelToken | None = None
) -> tuple[QuickHit, ...]:
    """Articles whose headline has all words typed, the last as the beginning of one.

    Headlines that begin with what was typed stand first, then those that have the words in that order, then the newest.
    Where a word is in no headline, the words that it may have been are taken, and the hits are guesses. The trashed are
    left out. One letter alone is looked for among the newest. Milliseconds at a million articles.
    """
    tokens = headline_tokens(text)
    if not tokens:
        return ()
    with library.store.read(token) as connection:
        keys = find_keys(connection, tokens, _LOOKED_AT)
        choices: Sequence[Sequence[str]] = [[one] for one in tokens]
        is_guess = False
        if not keys and (other := corrected(connection, tokens)):
            choices, is_guess = other, True
            keys = find_keys_of_any(connection, choices, _LOOKED_AT)
        rows = [row for row in load_rows_of_keys(connection, keys) if row.trashed_at is None]
    meant = [tuple(choice) for choice in choices]
    ranked = sorted(rows, key=lambda row: (_rank(row.headline, meant), -row.key))
    wanted = [Wanted((one,), n == len(choices) - 1) for n, choice in enumerate(choices) for one in choice]
    return tuple(QuickHit(row, _marks(row.headline, wanted), is_guess) for row in ranked[:limit])


def _rank(headline: str, choices: Sequence[tuple[str, ...]]) -> int:
    """0 begins with what was typed, 1 has it in that order without a word between, 2 in that order, 3 has the words."""
    words = token_texts(headline)
    n = len(choices)
    for start in range(len(words) - n + 1):
        if _fits(words[start], choices, 0) and all(_fits(words[start + k], choices, k) for k in range(1, n)):
            return 0 if start == 0 else 1
    place = 0
    for number in range(n):
        found = next((i for i in range(place, len(words)) if _fits(words[i], choices, number)), None)
        if found is None:
            return 3
        place = found + 1
    return 2


def _fits(word: str, choices: Sequence[tuple[str, ...]], number: int) -> bool:
    choice = choices[number]
    return word.startswith(choice) if number == len(choices) - 1 else word in choice


def _marks(headline: str, wanted: Sequence[Wanted]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places(headline, wanted))
