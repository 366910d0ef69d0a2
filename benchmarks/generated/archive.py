"""The places of a generated archive: its sections, series, tags and authors, and which article stands in which.

Sizes are those of a real agency: the largest tag is on a tenth of all articles, the largest series has 1,881, most
have few; sections are uneven, some articles have no tag, and a running story keeps to its section and its tags.
"""

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.generated.languages import LANGUAGES, Random
from benchmarks.generated.names import Names, TagNames
from benchmarks.generated.sizes import Members, falling_sizes, gathered, spread, spread_without_doubles
from benchmarks.generated.texts import IntArray
from newsroom.domain.article import State, TagKind

SECTIONS = (
    *("World", "Coast", "Politics", "Business", "Sport", "Society", "Science", "Culture"),
    *("Opinion", "Defence", "Weather", "Travel", "Obituaries", "Corrections"),
)
LARGEST_SERIES = 1_881
_MOST_TAGS, _TAGS_BY_ROOT, _TAGS_EACH, _LARGEST_TAG = 100_000, 100, 4.5, 0.1
_UNTAGGED = 0.04
_IN_SERIES, _ARTICLES_A_SERIES, _SERIES_AT_MOST = 0.28, 150, 0.075
_TAGS_OF_A_STORY, _STORY_IS_TAGGED = 2, 0.85
_STATES = (
    (State.DRAFT, 0.022),
    (State.IN_REVIEW, 0.006),
    (State.READY, 0.004),
    (State.SCHEDULED, 0.003),
    (State.WITHDRAWN, 0.01),
)
_TRASHED = 0.005
_FLEETING = (TagKind.PERSON, TagKind.EVENT, TagKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Plan:
    """Of each article, from 0: its state, section and language (by number), tags, series and authors."""

    n_articles: int
    tag_names: list[TagNames]
    series_names: list[str]
    authors: list[str]
    states: list[State]
    is_trashed: list[bool]
    sections: list[int]
    languages: list[int]
    tags: Members
    series: Members
    bylines: Members


def plan(n_articles: int, rng: Random, names: Names, *, n_languages: int = len(LANGUAGES)) -> Plan:
    """Seconds for a million."""
    n_series = max(8, n_articles // _ARTICLES_A_SERIES)
    largest = max(2, min(LARGEST_SERIES, int(n_articles * _SERIES_AT_MOST)))
    series_sizes = falling_sizes(n_series, largest, int(n_articles * _IN_SERIES))
    stories, story_owners = spread_without_doubles(rng, series_sizes, n_articles)
    tag_names = names.tags(max(40, min(_MOST_TAGS, int(_TAGS_BY_ROOT * math.sqrt(n_articles)), n_articles)))
    authors = [names.person() for _ in range(max(12, int(0.8 * math.sqrt(n_articles))))]
    states, is_trashed = _states(rng, n_articles, stories[story_owners == 0])
    return Plan(
        n_articles,
        tag_names,
        [names.series() for _ in range(n_series)],
        authors,
        states,
        is_trashed,
        _sections(rng, n_articles, stories, story_owners, n_series),
        _languages(rng, n_articles, n_languages),
        _tags(rng, n_articles, tag_names, stories, story_owners),
        gathered(rng, stories, story_owners, n_articles),
        _bylines(rng, n_articles, len(authors)),
    )


def _states(rng: Random, n: int, of_largest_series: IntArray) -> tuple[list[State], list[bool]]:
    """The largest series is public as a whole, so that its page counts what it should."""
    chance = rng.random(n)
    trashed = rng.random(n) < _TRASHED
    chance[of_largest_series] = 1.0
    trashed[of_largest_series] = False
    ends = np.cumsum([share for _, share in _STATES])
    names = [*(state for state, _ in _STATES), State.PUBLISHED]
    return [names[place] for place in np.searchsorted(ends, chance, "right").tolist()], trashed.tolist()


def _sections(rng: Random, n: int, stories: IntArray, owners: IntArray, n_series: int) -> list[int]:
    shares = 1.0 / np.arange(1, len(SECTIONS) + 1) ** 0.9
    shares /= shares.sum()
    sections = rng.choice(len(SECTIONS), size=n, p=shares)
    sections[stories] = rng.choice(len(SECTIONS), size=n_series, p=shares)[owners]
    chosen: list[int] = sections.tolist()
    return chosen


def _languages(rng: Random, n: int, n_languages: int) -> list[int]:
    if n_languages == 1:
        return [0] * n
    shares = np.array([language.share for language in LANGUAGES])
    chosen: list[int] = rng.choice(len(shares), size=n, p=shares / shares.sum()).tolist()
    return chosen


def _tags(rng: Random, n: int, names: list[TagNames], stories: IntArray, owners: IntArray) -> Members:
    tagged = np.flatnonzero(rng.random(n) >= _UNTAGGED)
    sizes = falling_sizes(len(names), max(1, int(n * _LARGEST_TAG)), int(n * _TAGS_EACH))
    fleeting = np.array([tag.kind in _FLEETING for tag in names])
    places, tags = spread(rng, sizes, len(tagged), fleeting)
    own, own_articles = _story_tags(rng, stories, owners, len(names))
    articles = np.concatenate([tagged[places], own_articles])
    return gathered(rng, articles, np.concatenate([tags, own]), n, main=len(own))


def _story_tags(rng: Random, stories: IntArray, owners: IntArray, n_tags: int) -> tuple[IntArray, IntArray]:
    """Each running story has tags of its own, neither the most used ones nor the rarest; most of its articles too."""
    low, high = min(n_tags - 1, 12), max(13, n_tags // 10)
    of_story = rng.integers(low, max(low + 1, high), size=(int(owners.max()) + 1, _TAGS_OF_A_STORY))
    taken = rng.random((len(stories), _TAGS_OF_A_STORY)) < _STORY_IS_TAGGED
    tags = of_story[owners][taken]
    return tags, np.broadcast_to(stories[:, None], taken.shape)[taken]


def _bylines(rng: Random, n: int, n_authors: int) -> Members:
    """Some articles are the agency's own, most have one author, some two."""
    sizes = falling_sizes(n_authors, max(1, n // 40), n)
    articles, authors = spread(rng, sizes, n, np.zeros(n_authors, dtype=np.bool))
    return gathered(rng, articles, authors, n)
