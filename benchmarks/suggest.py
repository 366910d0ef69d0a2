"""``suggest``: how good suggestions are, and what they cost. Asked through the desk, as window and scripts ask.

*Reuters*: the training part alone; a fifth, dealt by a hash of the id, is left out for the report; the rest goes into a
library, which learns, choosing thresholds on predictions for articles that its models had not seen. *As it happens*: an
archive in time order; each article of its newer half is asked about with its own time, so that only what came before
counts, models included; and its last fifth as a whole, by what was learned from the rest. *Related*: posts of the newer
half of 18F, links taken out of the text, asked about with their own time; what their authors linked is the truth.
*Duplicates*: every pair of Reuters articles with a Jaccard similarity of word 4-grams over .5; and each tenth refiled,
with half as much of another's text around it. *Languages*: the same names of topics in each, a fifth asked about, the
others learned from.
"""

import json
import math
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, median
from benchmarks.sized import Sized
from benchmarks.suggest_data import Item, arabic, digitalgov, eighteen_f, reuters, topic_names, topics
from newsroom.desk.articles import get_article, new_article, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create
from newsroom.desk.sections import ensure_section
from newsroom.desk.suggesting import (
    draft_of_article,
    follow,
    learn,
    learning_is_due,
    note_saved,
    status,
    suggest,
    suggest_batch,
)
from newsroom.domain.article import Content, RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.domain.suggestions import Draft, SuggestionKind, Suggestions
from newsroom.storage.tags import ensure_tag

NAME = "suggest"
TAGS, RELATED, DUPLICATES = SuggestionKind.TAGS, SuggestionKind.RELATED, SuggestionKind.DUPLICATES
_FIFTH = 5
_BY = "benchmark"
_SMALL = 20_000
_MOST_MS, _MOST_MS_LARGE = 15.0, 100.0
_MOST_SAVED_MS = 5.0
# The vocabulary's tables, 8 MB, weigh on small libraries; of large ones it is 2 KB.
_MOST_KB = 4.0
_ASKED, _WARMING = 200, 30


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
        learned = [item for item in items if not _is_reported(item)]
        asked = [item for item in items if _is_reported(item)]
        library, _ = fill(folder / language, learned)
        learn(library)
        found = list(suggest_batch(library, map(draft, asked), kinds={TAGS}))
        library.close()
        right = sum(_first(answer) in item.tags for item, answer in zip(asked, found, strict=True))
        yield _quality(
            f"names of topics, {language}: the first tag is right", right / len(asked), n=len(asked)
        )


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


def measure_costs(library: Library, size: Sized) -> Iterator[Figure]:
    """All panels for one draft, and one article more: the 95th of a hundred, in processor time."""
    start = time.process_time()
    n_read = follow(library)
    if n_read:
        each = (time.process_time() - start) * 1000 / n_read
        yield Figure(NAME, f"an article of {size.words} read the first time", each, None, n=n_read)
    if learning_is_due(library):
        learn(library)
    rows = list_articles(library, ListQuery(), limit=_ASKED + _WARMING).rows
    drafts = [draft_of_article(get_article(library, row.id)) for row in rows]
    asked = [_cost(partial(suggest, library, one)) for one in drafts][_WARMING:]
    most = _MOST_MS if size.n <= _SMALL else _MOST_MS_LARGE
    yield Figure(
        NAME,
        f"all panels for one draft, of {size.words}, median",
        median(asked),
        None,
        n=len(asked),
    )
    yield Figure(
        NAME,
        f"all panels for one draft, of {size.words}, 95 of 100",
        _95(asked),
        None,
        most=most,
        n=len(asked),
    )
    saved = []
    for one in drafts[:_WARMING]:
        made = new_article(library, Content(headline=one.headline, body=f"{one.body} more"), by=_BY)
        saved.append(_cost(partial(note_saved, library, made.id)))
        trash_article(library, made.id, by=_BY)
    follow(library)
    yield Figure(NAME, f"one article more, of {size.words}, median", median(saved), None, n=len(saved))
    yield Figure(
        NAME,
        f"one article more, of {size.words}, 95 of 100",
        _95(saved),
        None,
        most=_MOST_SAVED_MS,
        n=len(saved),
    )
    known = status(library)
    yield Figure(
        NAME,
        f"derived data an article, of {size.words}",
        known.n_bytes / max(known.n_known, 1) / 1000,
        None,
        unit="KB",
        most=_MOST_KB,
        n=known.n_known,
    )


def _cost(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def _95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def fill(path: Path, items: Sequence[Item], *, linking: bool = False) -> tuple[Library, dict[str, ArticleId]]:
    """A library of published articles; with ``linking``, what they link is their related list."""
    library = create_library(path)
    section = ensure_section(library, "Wire", by=_BY)
    ids: dict[str, ArticleId] = {}
    with library.store.write() as connection:
        labels = dict.fromkeys(label for item in items for label in item.tags)
        tags = {label: ensure_tag(connection, label).id for label in labels}
        for item in items:
            linked = item.links if linking else ()
            content = Content(
                headline=item.headline or f"Article {item.name}",
                body=item.text,
                section_id=section.id,
                tags=tuple(dict.fromkeys(tags[label] for label in item.tags)),
                related=tuple(RelatedLink(ids[name], name) for name in linked if name in ids),
            )
            ids[item.name] = id = create(connection, content, at=item.at, published_at=item.at)
            release(connection, stored_article(connection, id), at=item.at, by=_BY)
    return library, ids


def draft(item: Item, *, at: bool = False) -> Draft:
    """What an editor would have on the screen."""
    return Draft(item.headline, "", item.text, at=item.at if at else None)


def _is_reported(item: Item) -> bool:
    return zlib.crc32(item.name.encode()) % _FIFTH == 0


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


def _main() -> None:
    """Every part by itself, its figures as they come: ``python3 -m benchmarks.suggest FOLDER [PART …]``."""
    import sys

    folder, *names = sys.argv[1:]
    for name in names or ["reuters", "as_it_happens", "related", "arabic", "languages", "duplicates"]:
        part: Any = globals()[f"measure_{name}"]
        for figure in part(_made(Path(folder) / name)):
            print(json.dumps(figure.as_json()), flush=True)


if __name__ == "__main__":
    _main()
