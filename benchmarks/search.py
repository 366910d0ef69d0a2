"""``search``: rows for each key typed, full texts newest first and by best match, in archives of any size."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Timer
from time import perf_counter

from benchmarks.figures import Figure, by_turns, median, milliseconds, percentile
from benchmarks.raw import PAGE, Raw
from benchmarks.sized import Sized
from benchmarks.typist import Typist
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query
from newsroom.desk.library import Library, open_library
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.ids import TagId
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.storage.search_index import SMALL

_N_SEARCHES = 40
_LEAST_LETTERS = 2
_TYPED_MEDIAN_MS, _TYPED_LAST_MS = 2.0, 20.0
_NEWEST_MS, _BEST_MS = 50.0, 500.0
_N_SAMPLED, _N_ASKED, _N_FREQUENT = 400, 30, 30
_CANCEL_AFTER_S = 0.003
_AT_ONCE_MS = 20.0
_FEW_LINKS = 1_000
_WORD = re.compile(r"[a-z]{2,}")


def measure(_: Path, rounds: int, libraries: Sequence[Sized]) -> list[Figure]:
    figures = []
    for sized in libraries:
        library = open_library(sized.path)
        try:
            with Raw(sized.path) as raw:
                figures += _typed(library, raw, sized, rounds)
                for asked in _questions(raw):
                    figures += _full_text(library, raw, sized, asked)
                figures += _cancelled(library, raw, sized)
        finally:
            library.close()
    return figures


def _typed(library: Library, raw: Raw, sized: Sized, rounds: int) -> list[Figure]:
    """Every key asks anew, as in the window; ours and the floor begin by turns, so that both meet a cold disk."""
    typist = Typist(_headlines(raw, sized), seed=sized.n)
    ours: list[float] = []
    floor: list[float] = []
    for n in range(_N_SEARCHES * rounds // 5 + 1):
        lines = [key.text for key in typist.search() if len(key.text.strip()) >= _LEAST_LETTERS]
        works = ((ours, partial(_ask_typed, library)), (floor, partial(_ask_typed_raw, raw)))
        for times, ask in works if n % 2 else works[::-1]:
            times.extend(milliseconds(partial(ask, line)) for line in lines)
    what = f"rows for a key of a search, {sized.words}"
    last = (percentile(ours, 0.99), percentile(floor, 0.99))
    return [
        Figure("search", f"{what}: median", median(ours), median(floor), most=_TYPED_MEDIAN_MS, n=len(ours)),
        Figure("search", f"{what}: 99 of 100", *last, most=_TYPED_LAST_MS, n=len(ours)),
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Searches of one kind, each with a tag or without."""

    what: str
    searches: tuple[tuple[str, int | None], ...]


def _questions(raw: Raw) -> list[_Asked]:
    """Words of texts from all over the archive, by how many of those have them."""
    ((n,),) = raw.ask("SELECT max(id) FROM article")
    sampled = raw.ask(
        "SELECT t.article_id, t.body FROM article a CROSS JOIN article_text t ON t.article_id = a.id "
        "WHERE a.language = 'en' AND a.trashed_at IS NULL AND a.id % ? = 0",
        (max(1, n // _N_SAMPLED),),
    )
    texts = [_WORD.findall(body.lower()) for _, body in sampled]
    counts = Counter(word for words in texts for word in set(words))
    ordered = [word for word, _ in counts.most_common()]
    chance = random.Random(n)
    frequent = ordered[:_N_FREQUENT]
    rare = chance.sample([word for word in ordered if counts[word] == 1 and len(word) > 3], _N_ASKED)
    phrases = [_phrase(words, chance) for words in chance.sample(texts, min(_N_ASKED, len(texts)))]
    return [
        _Asked("a rare word", tuple((word, None) for word in rare)),
        _Asked("a frequent word", tuple((word, None) for word in frequent)),
        _Asked(
            "two frequent words",
            tuple((" ".join(chance.sample(frequent, 2)), None) for _ in range(_N_ASKED)),
        ),
        _Asked("a phrase", tuple((f'"{phrase}"', None) for phrase in phrases)),
        _Asked("a phrase and a tag", tuple(_tagged(raw, sampled, texts, chance))),
    ]


def _phrase(words: list[str], chance: random.Random) -> str:
    first = chance.randrange(max(1, len(words) - 2))
    return " ".join(words[first : first + 2])


def _tagged(
    raw: Raw, sampled: list[tuple[int, str]], texts: list[list[str]], chance: random.Random
) -> list[tuple[str, int]]:
    """Phrases that an article has, with one of its tags: something is found."""
    found: list[tuple[str, int]] = []
    for place in chance.sample(range(len(texts)), len(texts)):
        tags = raw.ask("SELECT tag_id FROM article_tag WHERE article_id = ?", (sampled[place][0],))
        if tags and len(found) < _N_ASKED:
            found.append((f'"{_phrase(texts[place], chance)}"', chance.choice(tags)[0]))
    return found


def _full_text(library: Library, raw: Raw, sized: Sized, asked: _Asked) -> list[Figure]:
    figures = []
    what = f"{asked.what}, {sized.words}"
    newest = _times(library, asked, Order.NEWEST, partial(_newest_raw, raw))
    figures.append(_last(f"full text of {what}, newest first: 99 of 100", newest, _NEWEST_MS))
    if all(tag is None for _, tag in asked.searches):
        best = _times(library, asked, Order.BEST, lambda words, _: raw.best(_expression(words)))
        figures.append(_last(f"full text of {what}, best match first: 99 of 100", best, _BEST_MS))
    return figures


def _last(what: str, times: tuple[list[float], list[float]], most: float) -> Figure:
    ours, floor = (percentile(some, 0.99) for some in times)
    return Figure("search", what, ours, floor, most=most, n=len(times[0]))


def _times(
    library: Library, asked: _Asked, order: Order, raw: Callable[[str, int | None], object]
) -> tuple[list[float], list[float]]:
    """Each is asked twice, and the second time counts: what the disk takes the first time is nobody's."""
    ours: list[float] = []
    floor: list[float] = []
    for words, tag in asked.searches:
        query = ListQuery(
            words=words, match=Match.FULL_TEXT, order=order, tag_id=None if tag is None else TagId(tag)
        )
        times = by_turns(1, partial(list_articles, library, query, limit=PAGE), partial(raw, words, tag))
        ours += times[0]
        floor += times[1]
    return ours, floor


def _newest_raw(raw: Raw, words: str, tag: int | None) -> None:
    if tag is None:
        raw.found("search_full", _expression(words))
        return
    ((n,),) = raw.ask("SELECT n_articles FROM tag WHERE id = ?", (tag,))
    raw.found_under_tag(_expression(words), tag, is_rare=n <= _FEW_LINKS)


def _expression(words: str) -> str:
    """In the indexes' own syntax; the words are plain letters."""
    return words if words.startswith('"') else " ".join(f'"{word}"' for word in words.split())


def _cancelled(library: Library, raw: Raw, sized: Sized) -> list[Figure]:
    """From the moment that a search is no longer wanted, until its thread is free; the dearest search there is."""
    (asked,) = (one for one in _questions(raw) if one.what == "two frequent words")
    query = ListQuery(words=asked.searches[0][0], match=Match.FULL_TEXT, order=Order.BEST)
    times = [ms for _ in range(_N_ASKED) if (ms := _cancel_once(library, query)) is not None]
    if not times:
        return []  # it is done before anybody could change their mind
    what = f"a best match cancelled, {sized.words}: 99 of 100"
    return [Figure("search", what, percentile(times, 0.99), None, most=_AT_ONCE_MS, n=len(times))]


def _cancel_once(library: Library, query: ListQuery) -> float | None:
    """None where it was done before."""
    token = CancelToken()
    at: list[float] = []

    def cancel() -> None:
        at.append(perf_counter())
        token.cancel()

    timer = Timer(_CANCEL_AFTER_S, cancel)
    timer.start()
    try:
        list_articles(library, query, limit=PAGE, token=token)
    except CancelledError:
        return 1000 * (perf_counter() - at[0])
    finally:
        timer.cancel()
        timer.join()
    return None
