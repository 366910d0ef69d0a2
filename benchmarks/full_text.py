"""Searches in the whole of the texts, newest first and by best match, in archives of any size; and one cancelled."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Timer
from time import perf_counter

from benchmarks.figures import Figure, Spent, percentile, spent_by_turns, timed
from benchmarks.raw import PAGE, Raw
from benchmarks.sized import Sized
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query
from newsroom.desk.library import Library
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.ids import TagId
from newsroom.domain.query import ListQuery, Match, Order

_NEWEST_MS, _BEST_MS = 50.0, 500.0
_N_SAMPLED, _N_ASKED, _N_FREQUENT = 400, 30, 30
_CANCEL_AFTER_S = 0.003
_AT_ONCE_MS = 20.0
_FEW_LINKS = 1_000
_WORD = re.compile(r"[a-z]{2,}")


def full_text_figures(library: Library, raw: Raw, sized: Sized) -> list[Figure]:
    figures = [figure for asked in questions(raw) for figure in _full_text(library, raw, sized, asked)]
    for more in (_beginnings, _by_headline, _cancelled):
        figures += more(library, raw, sized)
    return figures


@dataclass(frozen=True, slots=True)
class Asked:
    """Searches of one kind, each with a tag or without."""

    what: str
    searches: tuple[tuple[str, int | None], ...]


def questions(raw: Raw) -> list[Asked]:
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
        Asked("a rare word", tuple((word, None) for word in rare)),
        Asked("a frequent word", tuple((word, None) for word in frequent)),
        Asked(
            "two frequent words",
            tuple((" ".join(chance.sample(frequent, 2)), None) for _ in range(_N_ASKED)),
        ),
        Asked("a phrase", tuple((f'"{phrase}"', None) for phrase in phrases)),
        Asked("a phrase and a tag", tuple(_tagged(raw, sampled, texts, chance))),
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


def _full_text(library: Library, raw: Raw, sized: Sized, asked: Asked) -> list[Figure]:
    figures = []
    what = f"{asked.what}, {sized.words}"
    newest = _times(library, asked, Order.NEWEST, partial(_newest_raw, raw))
    figures.append(_last(f"full text of {what}, newest first: 99 of 100", newest, _NEWEST_MS))
    if all(tag is None for _, tag in asked.searches):
        best = _times(library, asked, Order.BEST, lambda words, _: raw.best(expression_of(words)))
        figures.append(_last(f"full text of {what}, best match first: 99 of 100", best, _BEST_MS))
    return figures


def _last(what: str, times: tuple[list[Spent], list[Spent]], most: float) -> Figure:
    return timed("search", what, *times, share=0.99, most=most)


def _times(
    library: Library, asked: Asked, order: Order, raw: Callable[[str, int | None], object]
) -> tuple[list[Spent], list[Spent]]:
    """Each is asked twice, and the second time counts: what the disk takes the first time is nobody's."""
    ours: list[Spent] = []
    floor: list[Spent] = []
    for words, tag in asked.searches:
        query = ListQuery(
            words=words, match=Match.FULL_TEXT, order=order, tag_id=None if tag is None else TagId(tag)
        )
        times = spent_by_turns(
            1, partial(list_articles, library, query, limit=PAGE), partial(raw, words, tag)
        )
        ours += times[0]
        floor += times[1]
    return ours, floor


def _beginnings(library: Library, raw: Raw, sized: Sized) -> list[Figure]:
    """Words that begin with two or three letters, in the whole of the texts; newest first, without a floor."""
    (asked,) = (one for one in questions(raw) if one.what == "a frequent word")
    starts = sorted({words[:n] for words, _ in asked.searches for n in (2, 3)})
    times: list[Spent] = []
    for start in starts:
        query = parse_query(library, f"{start}*").query
        times += spent_by_turns(1, partial(list_articles, library, query, limit=PAGE), lambda: None)[0]
    what = f"full text of words that begin so, {sized.words}, newest first: 99 of 100"
    return [timed("search", what, times, share=0.99, most=_NEWEST_MS)]


def _by_headline(library: Library, raw: Raw, sized: Sized) -> list[Figure]:
    """A list in an order that no index has: at most 50,000 articles are put in order."""
    ((tag,),) = raw.ask("SELECT id FROM tag ORDER BY n_articles DESC LIMIT 1")
    query = ListQuery(tag_id=TagId(tag), order=Order.HEADLINE)
    times = spent_by_turns(5, partial(list_articles, library, query, limit=PAGE), lambda: None)[0]
    return [timed("search", f"the largest tag by headline, {sized.words}", times, most=_BEST_MS)]


def _newest_raw(raw: Raw, words: str, tag: int | None) -> None:
    if tag is None:
        raw.found("search_full", expression_of(words))
        return
    ((n,),) = raw.ask("SELECT n_articles FROM tag WHERE id = ?", (tag,))
    raw.found_under_tag(expression_of(words), tag, is_rare=n <= _FEW_LINKS)


def expression_of(words: str) -> str:
    """In the indexes' own syntax; the words are plain letters."""
    return words if words.startswith('"') else " ".join(f'"{word}"' for word in words.split())


def _cancelled(library: Library, raw: Raw, sized: Sized) -> list[Figure]:
    """From the moment that a search is no longer wanted, until its thread is free; the dearest search there is."""
    (asked,) = (one for one in questions(raw) if one.what == "two frequent words")
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
