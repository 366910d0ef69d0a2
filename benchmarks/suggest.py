"""``suggest``: how good suggestions are, and what they cost. Asked through the desk, as window and scripts ask.

*Reuters*: the training part alone; a fifth, dealt by a hash of the id, is left out for the report; the rest goes into a
library, which learns, choosing thresholds on predictions for articles that its models had not seen. *As it happens*: an
archive in time order; each article of its newer half is asked about with its own time, so that only what came before
counts, models included; and its last fifth as a whole, by what was learned from the rest. *Related*: posts of the newer
half of 18F, links taken out of the text, asked about with their own time; what their authors linked is the truth.
*Duplicates*: every pair of Reuters articles with a Jaccard similarity of word 4-grams over .5; and each tenth refiled,
with half as much of another's text around it. *Series*: labels on five to thirty articles stand for series, as it
happens; what is proposed is right where its label is on the article. *Languages*: the same names of topics in each, a
fifth asked about, the others learned from, five times over, for a fifth alone says little.
"""

import json
import math
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.sized import Sized
from benchmarks.suggest_costs import measure_costs
from benchmarks.suggest_data import Item, arabic, digitalgov, eighteen_f, reuters, topic_names, topics
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series
from newsroom.desk.suggesting import learn, suggest_batch
from newsroom.domain.article import Content, RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import Draft, SeriesSuggestion, SuggestionKind, Suggestions
from newsroom.storage.tags import ensure_tag

NAME = "suggest"
TAGS, SERIES = SuggestionKind.TAGS, SuggestionKind.SERIES
RELATED, DUPLICATES = SuggestionKind.RELATED, SuggestionKind.DUPLICATES
_FIFTH = 5
_BY = "benchmark"
_A_FEW, _SHOWN = range(3, 7), 0.15
_FEWEST_OF_SERIES, _MOST_OF_SERIES = 5, 30


def measure(folder: Path, rounds: int, libraries: Sequence[Sized]) -> list[Figure]:
    """All of them; those whose data are absent are left out. Minutes. ``rounds`` is not needed: nothing is noise."""
    del rounds
    parts: tuple[Callable[[Path], Iterator[Figure]], ...] = (
        measure_reuters,
        measure_as_it_happens,
        measure_related,
        measure_arabic,
        measure_languages,
        measure_duplicates,
        measure_series,
    )
    figures = [figure for n, part in enumerate(parts) for figure in part(_made(folder / f"suggest-{n}"))]
    for one in libraries:
        library = open_library(one.path)
        try:
            figures += measure_costs(library, one)
        finally:
            library.close()
    return figures


def measure_reuters(folder: Path) -> Iterator[Figure]:
    """Topics of a fifth that was not learned from."""
    items = reuters()
    if not items:
        return
    learned = [item for item in items if not _is_reported(item)]
    asked = [item for item in items if _is_reported(item)]
    library, _ = fill(folder / "reuters", learned)
    learn(library)
    found = list(suggest_batch(library, map(draft, asked), kinds={TAGS}))
    library.close()
    wanted = topics()
    counts = {topic: [0, 0, 0] for topic in wanted}
    for item, answer in zip(asked, found, strict=True):
        assigned = {tag.name for tag in answer.tags if tag.assigned}
        for topic in wanted:
            is_true, is_said = topic in item.tags, topic in assigned
            counts[topic][0] += is_true and is_said
            counts[topic][1] += is_said
            counts[topic][2] += is_true
    n = len(asked)
    right, said, true = (sum(count[place] for count in counts.values()) for place in range(3))
    there = [count for count in counts.values() if count[2]]
    yield _quality("Reuters topics, micro-F1", 2 * right / (said + true), least=0.88, n=n)
    macro = sum(2 * a / (b + c) for a, b, c in there) / len(there)
    yield _quality("Reuters topics, macro-F1 over those that occur", macro, least=0.58, n=len(there))
    yield from _sure("Reuters", asked, found)


def measure_as_it_happens(folder: Path) -> Iterator[Figure]:
    """Tags predicted before they are learned."""
    for name, items in (("digitalgov", digitalgov()), ("18F", eighteen_f())):
        if items:
            library, _ = fill(folder / name, items)
            learn(library)
            newer = [item for item in items[len(items) // 2 :] if item.tags]
            found = list(suggest_batch(library, [draft(item, at=True) for item in newer], kinds={TAGS}))
            library.close()
            yield from _recall(f"{name}, as it happens", newer, found)
            yield from _sure(f"{name}, as it happens", newer, found)
            yield from _young(f"{name}, as it happens", items, newer, found)
            yield from _as_a_whole(folder, name, items)


def _as_a_whole(folder: Path, name: str, items: Sequence[Item]) -> Iterator[Figure]:
    """The last fifth, asked about with what was learned before it: habits change, and nobody learns."""
    n = len(items) * (_FIFTH - 1) // _FIFTH
    library, _ = fill(folder / f"{name}-older", items[:n])
    learn(library)
    asked = [item for item in items[n:] if item.tags]
    found = list(suggest_batch(library, map(draft, asked), kinds={TAGS}))
    library.close()
    yield from _sure(f"{name}, the last fifth as a whole", asked, found)


def measure_arabic(folder: Path) -> Iterator[Figure]:
    """Sections of Arabic news beside topics of English ones, learned from as many articles."""
    for name, every in (("Arabic", arabic()), ("English, as many", reuters()[::9])):
        items = [item for item in every if item.tags]
        asked = [item for item in items if _is_reported(item)]
        if asked:
            library, _ = fill(
                folder / name.partition(",")[0], [item for item in items if not _is_reported(item)]
            )
            learn(library)
            found = list(suggest_batch(library, map(draft, asked), kinds={TAGS}))
            library.close()
            right = sum(_first(answer) in item.tags for item, answer in zip(asked, found, strict=True))
            yield _quality(f"{name}: the first tag is right", right / len(asked), n=len(asked))


def measure_languages(folder: Path) -> Iterator[Figure]:
    """The same short texts in several languages: names of topics, by the topic at the top of each."""
    for language, items in topic_names().items():
        right: list[bool] = []
        for fifth in range(_FIFTH):
            asked = [item for item in items if _is_reported(item, fifth)]
            library, _ = fill(
                folder / f"{language}-{fifth}", [item for item in items if not _is_reported(item, fifth)]
            )
            learn(library)
            found = suggest_batch(library, map(draft, asked), kinds={TAGS})
            right += [_first(answer) in item.tags for item, answer in zip(asked, found, strict=True)]
            library.close()
        yield _quality(
            f"names of topics, {language}: the first tag is right", sum(right) / len(right), n=len(right)
        )


def measure_series(folder: Path) -> Iterator[Figure]:
    """How often a series that is proposed is right, and to how many of its articles it is proposed."""
    for name, items in (("18F", eighteen_f()), ("digitalgov", digitalgov())):
        if not items:
            continue
        counts = Counter(label for item in items for label in item.tags)
        series = {label for label, n in counts.items() if _FEWEST_OF_SERIES <= n <= _MOST_OF_SERIES}
        library, _ = fill(folder / name, items, series=series)
        learn(library)
        newer = items[len(items) // 2 :]
        found = list(suggest_batch(library, [draft(item, at=True) for item in newer], kinds={SERIES}))
        library.close()
        said = [one.name in item.tags for item, one in _each(newer, found)]
        given = {item.name for item, one in _each(newer, found) if one.name in item.tags}
        members = [item for item in newer if series.intersection(item.tags)]
        yield _quality(
            f"{name}, labels as series: those proposed are right",
            sum(said) / max(len(said), 1),
            least=0.9,
            n=len(said),
        )
        yield _quality(
            f"{name}, labels as series: articles of one that get it",
            len(given) / len(members),
            n=len(members),
        )


def _each(asked: Sequence[Item], found: Sequence[Suggestions]) -> Iterator[tuple[Item, SeriesSuggestion]]:
    return ((item, one) for item, answer in zip(asked, found, strict=True) for one in answer.series)


def measure_related(folder: Path) -> Iterator[Figure]:
    """What the authors of 18F linked."""
    items = eighteen_f()
    if not items:
        return
    older = {item.name for item in items[: len(items) // 2]}
    library, ids = fill(folder / "18f", items, linking=True)
    learn(library)
    asked = [item for item in items if item.links and item.name not in older]
    found = list(suggest_batch(library, [draft(item, at=True) for item in asked], kinds={RELATED}))
    library.close()
    gains = [
        _ndcg([one.id for one in answer.related[:5]], {ids[name] for name in item.links})
        for item, answer in zip(asked, found, strict=True)
    ]
    yield _quality("18F links, nDCG@5", sum(gains) / len(gains), least=0.56, n=len(gains))


def measure_duplicates(folder: Path) -> Iterator[Figure]:
    """Pairs that are alike, and texts that were filed again, longer."""
    items = reuters()
    if not items:
        return
    library, ids = fill(folder / "duplicates", items)
    name_of = {id: name for name, id in ids.items()}
    pairs = _alike_pairs(items)
    asked = [item for item in items if item.name in pairs]
    found = suggest_batch(library, map(draft, asked), kinds={DUPLICATES}, limit=30)
    n_found = n_pairs = 0
    for item, answer in zip(asked, found, strict=True):
        names = {name_of[one.id] for one in answer.duplicates}
        n_pairs += len(pairs[item.name])
        n_found += len(pairs[item.name] & names)
    yield _quality("pairs alike over .5 that are found", n_found / n_pairs, least=0.99, n=n_pairs)
    longer = [item for item in items if len(item.text.split()) >= 60][:: _FIFTH * 2]
    drafts = [Draft("", "", _refiled(item, items[n * 7 % len(items)])) for n, item in enumerate(longer)]
    found = suggest_batch(library, drafts, kinds={DUPLICATES}, limit=30)
    hits = sum(
        any(name_of[one.id] == item.name for one in answer.duplicates)
        for item, answer in zip(longer, found, strict=True)
    )
    library.close()
    yield _quality("expanded refilings that are found", hits / len(longer), least=0.95, n=len(longer))


def fill(
    path: Path, items: Sequence[Item], *, linking: bool = False, series: Collection[str] = ()
) -> tuple[Library, dict[str, ArticleId]]:
    """A library of published articles; with ``linking``, what they link is their related list. The labels in ``series``
    are series, the others tags.
    """
    library = create_library(path)
    section = ensure_section(library, "Wire", by=_BY)
    told = {label: ensure_series(library, label, by=_BY).id for label in sorted(series)}
    ids: dict[str, ArticleId] = {}
    with library.store.write() as connection:
        labels = dict.fromkeys(label for item in items for label in item.tags)
        tags = {label: ensure_tag(connection, label).id for label in labels if label not in series}
        for item in items:
            linked = item.links if linking else ()
            content = Content(
                headline=item.headline or f"Article {item.name}",
                body=item.text,
                section_id=section.id,
                tags=tuple(dict.fromkeys(tags[label] for label in item.tags if label in tags)),
                series=tuple(dict.fromkeys(told[label] for label in item.tags if label in told)),
                related=tuple(RelatedLink(ids[name], name) for name in linked if name in ids),
            )
            ids[item.name] = id = create(connection, content, at=item.at, published_at=item.at)
            release(connection, stored_article(connection, id), at=item.at, by=_BY)
    return library, ids


def draft(item: Item, *, at: bool = False) -> Draft:
    """What an editor would have on the screen."""
    return Draft(item.headline, "", item.text, at=item.at if at else None)


def _is_reported(item: Item, fifth: int = 0) -> bool:
    return zlib.crc32(item.name.encode()) % _FIFTH == fifth


def _first(answer: Suggestions) -> str | None:
    return answer.tags[0].name if answer.tags else None


def _recall(name: str, asked: Sequence[Item], found: Sequence[Suggestions]) -> Iterator[Figure]:
    shares = [
        len({tag.name for tag in answer.tags[:5]} & set(item.tags)) / min(len(item.tags), 5)
        for item, answer in zip(asked, found, strict=True)
    ]
    yield _quality(f"{name}: recall at 5", sum(shares) / len(shares), n=len(shares))


def _sure(name: str, asked: Sequence[Item], found: Sequence[Suggestions]) -> Iterator[Figure]:
    said = [
        tag.name in item.tags
        for item, answer in zip(asked, found, strict=True)
        for tag in answer.tags
        if tag.probability >= 0.9
    ]
    if said:
        yield _quality(f"{name}: precision at 90 %", sum(said) / len(said), least=0.9, n=len(said))


def _young(
    name: str, items: Sequence[Item], newer: Sequence[Item], found: Sequence[Suggestions]
) -> Iterator[Figure]:
    """Of tags that a few articles had before: how often each is among what a window shows, and how often rightly."""
    answers = {item.name: answer for item, answer in zip(newer, found, strict=True)}
    uses: Counter[str] = Counter()
    shown, wanted, right = 0, 0, 0
    for item in items:
        if (answer := answers.get(item.name)) is not None:
            few = {tag for tag in item.tags if uses[tag] in _A_FEW}
            said = {
                tag.name for tag in answer.tags[:5] if tag.probability >= _SHOWN and uses[tag.name] in _A_FEW
            }
            shown, wanted, right = shown + len(said), wanted + len(few), right + len(said & few)
        uses.update(item.tags)
    yield _quality(f"{name}: tags on three to six articles, proposed", right / max(wanted, 1), n=wanted)
    yield _quality(f"{name}: tags on three to six articles, rightly", right / max(shown, 1), n=shown)


def _ndcg(ranked: Sequence[ArticleId], truth: set[ArticleId]) -> float:
    gain = sum(1 / math.log2(place + 2) for place, id in enumerate(ranked) if id in truth)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(len(truth), 5)))


def _alike_pairs(items: Sequence[Item]) -> dict[str, set[str]]:
    """Of each article, those with a Jaccard similarity of word 4-grams over .5: reckoned apart from the program."""
    grams = {}
    holders: dict[int, list[str]] = {}
    for item in items:
        words = "".join(c if c.isalnum() else " " for c in item.text.lower()).split()
        grams[item.name] = {hash(tuple(words[n : n + 4])) for n in range(len(words) - 3)}
        for gram in grams[item.name]:
            holders.setdefault(gram, []).append(item.name)
    pairs: dict[str, set[str]] = {}
    for item in items:
        own = grams[item.name]
        shared: dict[str, int] = {}
        for gram in own:
            for other in holders[gram]:
                shared[other] = shared.get(other, 0) + 1
        alike = {
            other
            for other, n in shared.items()
            if other != item.name and n / (len(own) + len(grams[other]) - n) > 0.5
        }
        if alike:
            pairs[item.name] = alike
    return pairs


def _refiled(item: Item, other: Item) -> str:
    """The text again, with half as much of another's around it."""
    words, more = item.text.split(), other.text.split()
    half = len(words) // 4
    return " ".join([*more[:half], *words, *more[half : half * 2]])


def _quality(what: str, value: float, *, least: float | None = None, n: int = 0) -> Figure:
    return Figure(NAME, what, value, None, unit="", least=least, n=n)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_PARTS = ("reuters", "as_it_happens", "related", "arabic", "languages", "duplicates", "series")


def _main() -> None:
    """Every part by itself, its figures as they come: ``python3 -m benchmarks.suggest FOLDER [PART …]``."""
    import sys

    folder, *names = sys.argv[1:]
    for name in names or _PARTS:
        part: Any = globals()[f"measure_{name}"]
        for figure in part(_made(Path(folder) / name)):
            print(json.dumps(figure.as_json()), flush=True)


if __name__ == "__main__":
    _main()
