"""Articles that say what the draft says: found by marks, then compared word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import AlikeSpan
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import TextBag
from newsroom.suggesting.likeness import (
    Likeness,
    alike_spans,
    could_be_alike,
    likeness,
    marks_to_ask,
    shingles,
    shingles_of,
)
from newsroom.suggesting.neighbours import Asked
from newsroom.suggesting.words import placed_words

_MOST_OF_A_MARK = 64
_MOST_COMPARED = 16
_LEAST_SHARED, _FEW_MARKS = 2, 24
_ALIKE, _PART = 0.45, 0.6
# A few words in common are no story filed twice.
_FEWEST, _ALIKE_WHEN_FEW = 12, 0.8


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article and how much of it, and of the draft, is the same."""

    facts: source.Facts
    text: source.SourceText
    likeness: Likeness

    @property
    def score(self) -> float:
        return max(self.likeness.of_draft, self.likeness.of_other, self.likeness.alike)


def find_duplicates(
    connection: Connection, archive: Archive, asked: Asked, token: CancelToken | None = None
) -> list[Duplicate]:
    """The most alike first; drafts are among them, what is in the trash is not."""
    hashes = shingles_of(asked.bag.text_numbers)
    if len(hashes) < 2:
        return []
    own_marks = marks_to_ask(hashes).tolist()
    counts = archive.file.holders(own_marks, _MOST_OF_A_MARK)
    counts.pop(asked.id or 0, None)
    # A single sentence in common is a quotation or a house's standing phrase.
    least = _LEAST_SHARED if len(own_marks) > _FEW_MARKS else 1
    likely = sorted((id for id in counts if counts[id] >= least), key=lambda id: (-counts[id], -id))
    likely = likely[: _MOST_COMPARED * 2]
    facts = {
        fact.id: fact
        for fact in source.facts(connection, likely)
        if not fact.is_trashed and fact.search_key < asked.before
    }
    known = archive.file.marks(facts)
    wanted = [id for id in likely if id in facts and could_be_alike(hashes, known.get(id, b""))][
        :_MOST_COMPARED
    ]
    found = []
    for text in source.texts(connection, wanted):
        if token is not None:
            token.raise_if_cancelled()
        other = shingles_of(TextBag("", text.lede, text.body).text_numbers)
        how = likeness(hashes, other)
        if _is_duplicate(how, min(len(hashes), len(other))):
            found.append(Duplicate(facts[text.id], text, how))
    return sorted(found, key=lambda one: (-one.likeness.alike, -one.score, -one.facts.id))


def spans(draft: str, duplicate: Duplicate) -> tuple[AlikeSpan, ...]:
    """The parts alike, of the draft's and the article's ``headline + "\\n" + lede + "\\n" + body``."""
    text = duplicate.text
    own, own_places = _split(placed_words(draft))
    its, its_places = _split(placed_words(f"{text.headline}\n{text.lede}\n{text.body}"))
    return alike_spans(shingles(own), shingles(its), own_places, its_places)


def _split(placed: Sequence[tuple[str, int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    return [word for word, _, _ in placed], [(start, end) for _, start, end in placed]


def _is_duplicate(how: Likeness, n: int) -> bool:
    if n < _FEWEST:
        return how.alike >= _ALIKE_WHEN_FEW
    return how.alike >= _ALIKE or max(how.of_draft, how.of_other) >= _PART
