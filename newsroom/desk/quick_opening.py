"""Any article by a few words of its headline, as one opens a file by its name: fast, in any order, mistyped or not."""

from collections.abc import Sequence

from newsroom.desk.library import Library
from newsroom.domain.asked import QuickHit, Span
from newsroom.domain.cancel import CancelToken
from newsroom.domain.listing import ArticleRow
from newsroom.storage.headline_search import corrected, find_keys, find_keys_of_any, headline_tokens
from newsroom.storage.marking import Wanted, places, tokens_of
from newsroom.storage.rows import load_rows_of_keys

# So many of the newest are looked at for the best.
_LOOKED_AT = 60


def quick_open(
    library: Library, text: str, *, limit: int = 12, token: CancelToken | None = None
) -> tuple[QuickHit, ...]:
    """Articles whose headline has all words typed, the last as the beginning of one.

    Headlines that begin with what was typed stand first, then those that have the words in that order, then the newest.
    Where a word is in no headline, the words that it may have been are taken, and the hits are guesses. The trashed are
    left out. Milliseconds at a million articles.
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
    ranked = sorted(rows, key=lambda row: (_rank(row, choices), -row.key))
    wanted = [Wanted((one,), n == len(choices) - 1) for n, choice in enumerate(choices) for one in choice]
    return tuple(QuickHit(row, _marks(row.headline, wanted), is_guess) for row in ranked[:limit])


def _rank(row: ArticleRow, choices: Sequence[Sequence[str]]) -> int:
    """0 begins with what was typed, 1 has it in that order without a word between, 2 in that order, 3 has the words."""
    words = [token.text for token in tokens_of(row.headline)]
    n = len(choices)
    runs = [start for start in range(len(words) - n + 1) if _is_run(words[start : start + n], choices)]
    if runs:
        return 0 if runs[0] == 0 else 1
    place = 0
    for number, choice in enumerate(choices):
        is_last = number == n - 1
        found = next((i for i in range(place, len(words)) if _fits(words[i], choice, is_last)), None)
        if found is None:
            return 3
        place = found + 1
    return 2


def _is_run(words: Sequence[str], choices: Sequence[Sequence[str]]) -> bool:
    last = len(choices) - 1
    return all(
        _fits(word, choice, n == last) for n, (word, choice) in enumerate(zip(words, choices, strict=True))
    )


def _fits(word: str, choice: Sequence[str], is_prefix: bool) -> bool:
    return any(word == one or (is_prefix and word.startswith(one)) for one in choice)


def _marks(headline: str, wanted: Sequence[Wanted]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places(headline, wanted))
