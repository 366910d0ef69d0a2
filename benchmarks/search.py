"""``search``: rows for each key typed, in lists and in quick open; and full texts; in archives of any size."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, Spent, spent, tell, timed
from benchmarks.full_text import full_text_figures
from benchmarks.raw import PAGE, Raw
from benchmarks.sized import Sized
from benchmarks.typist import Typist
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query, quick_open
from newsroom.desk.library import Library, open_library
from newsroom.domain.query import Match
from newsroom.storage.search_index import SMALL

_N_SEARCHES = 40
_LEAST_LETTERS = 2
_TYPED_MEDIAN_MS, _TYPED_LAST_MS = 2.0, 20.0
_LEAST_MISTYPED = 5


def measure(_: Path, rounds: int, libraries: Sequence[Sized]) -> list[Figure]:
    figures = []
    for sized in libraries:
        library = open_library(sized.path)
        try:
            with Raw(sized.path) as raw:
                found = _typed(library, raw, sized, rounds)
                found += _quickly(library, raw, sized, rounds)
                found += full_text_figures(library, raw, sized)
            tell(found)
            figures += found
        finally:
            library.close()
    return figures


def _typed(library: Library, raw: Raw, sized: Sized, rounds: int) -> list[Figure]:
    """Every key asks anew, as in the window; ours and the floor begin by turns, so that both meet a cold disk."""
    typist = Typist(_headlines(raw, sized), seed=sized.n)
    ours: list[Spent] = []
    floor: list[Spent] = []
    for n in range(_N_SEARCHES * rounds // 5 + 1):
        lines = [key.text for key in typist.search() if len(key.text.strip()) >= _LEAST_LETTERS]
        works = ((ours, partial(_ask_typed, library)), (floor, partial(_ask_typed_raw, raw)))
        for times, ask in works if n % 2 else works[::-1]:
            times.extend(_spent_on_each(lines, ask))
    return _median_and_last(f"rows for a key of a search, {sized.words}", ours, floor)


def _quickly(library: Library, raw: Raw, sized: Sized, rounds: int) -> list[Figure]:
    """Any article by its headline, as it is typed; and with one letter of a whole word left out."""
    typist = Typist(_headlines(raw, sized), seed=sized.n + 1)
    typed: list[Spent] = []
    mistyped: list[Spent] = []
    for _ in range(_N_SEARCHES * rounds // 5 + 1):
        lines = [key.text for key in typist.search()]
        typed += _spent_on_each(lines, partial(quick_open, library))
        if words := [word for word in lines[-1].split() if len(word) >= _LEAST_MISTYPED]:
            wrong = " ".join(_mistyped(word) if word == words[-1] else word for word in lines[-1].split())
            mistyped += _spent_on_each([wrong], partial(quick_open, library))
    figures = _median_and_last(f"quick open, a key, {sized.words}", typed)
    what = f"quick open, a word mistyped, {sized.words}"
    return figures + _median_and_last(what, mistyped, median_ms=_TYPED_LAST_MS)


def _mistyped(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :]


def _spent_on_each(lines: Iterable[str], ask: Callable[[str], object]) -> list[Spent]:
    return [spent(partial(ask, line)) for line in lines]


def _median_and_last(
    what: str, ours: Sequence[Spent], floor: Sequence[Spent] = (), *, median_ms: float = _TYPED_MEDIAN_MS
) -> list[Figure]:
    return [
        timed("search", f"{what}: median", ours, floor, most=median_ms),
        timed("search", f"{what}: 99 of 100", ours, floor, share=0.99, most=_TYPED_LAST_MS),
    ]


def _headlines(raw: Raw, sized: Sized) -> list[str]:
    """Of any time."""
    rows = raw.ask(
        "SELECT headline FROM article WHERE language = 'en' AND id % ? = 0", (max(1, sized.n // 2_000),)
    )
    return [headline for (headline,) in rows]


def _ask_typed(library: Library, line: str) -> None:
    asked = parse_query(library, line, match=Match.AS_YOU_TYPE)
    list_articles(library, asked.query, limit=PAGE)


def _ask_typed_raw(raw: Raw, line: str) -> None:
    raw.found(SMALL.name, _typed_expression(line))


def _typed_expression(line: str) -> str:
    """The last word may go on, unless a space has closed it; its first letter alone asks nothing yet."""
    words = [f'"{word}"' for word in line.split()]
    if line.endswith(" "):
        return " ".join(words)
    if len(words[-1]) > len('""') + 1:
        return f"{' '.join(words)} *"
    return " ".join(words[:-1])
