"""Suggestions for one draft: asks the archive once, and lets tags, series, related and duplicates answer from it."""

import json
import threading
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from newsroom.domain.article import Tag
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.names import name_key
from newsroom.domain.suggestions import (
    Draft,
    DuplicateSuggestion,
    RelatedSuggestion,
    SeriesSuggestion,
    SuggestionKind,
    Suggestions,
    TagSuggestion,
)
from newsroom.storage import suggestion_source as source
from newsroom.storage.asking import moment
from newsroom.storage.remembering import remembered
from newsroom.storage.search_keys import first_key
from newsroom.storage.store import Connection
from newsroom.storage.suggestion_answers import refused
from newsroom.storage.tags import load_tags
from newsroom.suggesting import reasons
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.calibrating import corrected
from newsroom.suggesting.duplicates import Duplicate, find_duplicates, spans
from newsroom.suggesting.features import TextBag
from newsroom.suggesting.logistic import probabilities
from newsroom.suggesting.mentions import LibraryNames, mentioned, written_alike
from newsroom.suggesting.models import Models
from newsroom.suggesting.naming import new_names
from newsroom.suggesting.neighbours import (
    MOST_VOTERS,
    Asked,
    Groups,
    Neighbour,
    ask_for,
    nearest,
    series_of,
    tagged_neighbours,
    tags_of,
)
from newsroom.suggesting.related import Belonging, Standing, choose, openable, weigh_candidates
from newsroom.suggesting.series import choose_series
from newsroom.suggesting.tag_signals import (
    N_VOTERS,
    Evidence,
    Tagged,
    Votes,
    count_votes,
    gather,
    leading,
    weigh,
)

_LEAST_LIKELY = 0.01
_FAIRLY_SURE = 0.2
_MOST_NEW_NAMES = 5
_MARKED = 3
_LIKELY_NAME = 0.3


@dataclass(frozen=True, slots=True)
class _Tags:
    """What speaks for tags in one draft: how likely each is, and how sure that may be said."""

    evidence: Evidence
    likely: Sequence[float]
    said: Sequence[float]
    votes: Votes
    tagged: list[Tagged]
    named: dict[int, tuple[int, int]]


class Suggester:
    """Answers for one library. Any thread."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.has_begun_anew = False
        """Whether the derived file was thrown away since this was made."""
        self._models: Models | None = None
        self._models_of = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Lets go of the derived file."""
        self.archive.close()

    def begin_anew(self) -> None:
        """Throws away everything derived, and what was learned. Raises ``OSError`` where it cannot be deleted."""
        self.has_begun_anew = True
        self.archive.begin_anew()
        self.forget_models()

    def models(self) -> Models:
        """What was learned last, by whichever process."""
        number = self.archive.look()
        with self._lock:
            if self._models is None or number != self._models_of:
                self._models, self._models_of = Models.load(self.archive.file), number
            return self._models

    def forget_models(self) -> None:
        """They were learned anew."""
        with self._lock:
            self._models = None

    def suggest(
        self,
        draft: Draft,
        kinds: Collection[SuggestionKind],
        *,
        limit: int,
        token: CancelToken | None = None,
        models: Models | None = None,
    ) -> Suggestions:
        """Raises ``CancelledError`` for ``token``, ``BrokenFileError`` where what is derived must be made anew."""
        with self.archive.store.read(token) as connection:
            n_waiting = self.archive.n_waiting(connection)
            return self.answer(
                connection, draft, kinds, limit=limit, n_waiting=n_waiting, token=token, models=models
            )

    def answer(
        self,
        connection: Connection,
        draft: Draft,
        kinds: Collection[SuggestionKind],
        *,
        limit: int,
        n_waiting: int,
        token: CancelToken | None = None,
        models: Models | None = None,
    ) -> Suggestions:
        """The same within a transaction, of an archive in which so many articles are waiting to be read."""
        given = _Answer(connection, self.archive, models or self.models(), draft, limit, token).give(kinds)
        return replace(given, is_complete=n_waiting == 0)


class _Answer:
    """One draft's suggestions, inside one read transaction."""

    def __init__(
        self,
        connection: Connection,
        archive: Archive,
        models: Models,
        draft: Draft,
        limit: int,
        token: CancelToken | None,
    ) -> None:
        self._connection = connection
        self._archive = archive
        self._models = models
        self._draft = draft
        self._limit = limit
        self._token = token
        bag = TextBag(draft.headline, draft.lede, draft.body)
        before = source.NEWEST if draft.at is None else first_key(draft.at)
        self._asked: Asked = ask_for(archive, bag, before=before, id=draft.id)
        self._refused = (
            refused(connection, draft.id) if draft.id else {kind: set() for kind in SuggestionKind}
        )

    def give(self, kinds: Collection[SuggestionKind]) -> Suggestions:
        """Nothing belongs to a text without a word; a table of numbers alone may be filed already."""
        if all(map(str.isdigit, self._asked.bag.every_word)):
            kinds = {SuggestionKind.DUPLICATES}.intersection(kinds)
        return Suggestions(
            tags=self._tags() if SuggestionKind.TAGS in kinds else (),
            series=self._series() if SuggestionKind.SERIES in kinds else (),
            related=self._related() if SuggestionKind.RELATED in kinds else (),
            duplicates=self._duplicates() if SuggestionKind.DUPLICATES in kinds else (),
        )

    @cached_property
    def _text(self) -> str:
        return f"{self._draft.headline}\n{self._draft.lede}\n{self._draft.body}"

    @cached_property
    def _telling(self) -> reasons.Telling:
        return reasons.Telling(self._text, self._asked, self._archive.rarity)

    @cached_property
    def _near(self) -> list[Neighbour]:
        return nearest(self._connection, self._archive, self._asked, self._token)

    @cached_property
    def _tags_near(self) -> Groups:
        return tags_of(self._connection, [*self._near[:MOST_VOTERS], *self._could_be_related])

    @cached_property
    def _could_be_related(self) -> list[Neighbour]:
        return openable(self._near, self._asked)

    @cached_property
    def _series_near(self) -> Groups:
        return series_of(self._connection, self._near)

    @cached_property
    def _weighed_tags(self) -> _Tags:
        tags, habits = self._models.tags, self._models.tags.habits
        tagged = tagged_neighbours(self._near, self._tags_near, counts_untagged=habits.counts_untagged)
        votes = count_votes(tagged, habits.usual)
        names = LibraryNames(self._connection, self._archive.names)
        named = mentioned(self._draft.headline, f"{self._draft.lede}\n{self._draft.body}", names)
        margins = tags.margins(self._asked.vector)
        sizes = self._sizes({*leading(tags, margins), *votes.share, *named})
        n_articles = self._models.n_articles or self._archive.size
        evidence = gather(tags, margins, votes, named, sizes, n_articles)
        weighed = weigh(evidence.signals, evidence.has_model, habits.full, habits.young)
        likely = corrected(weighed, habits.correction)
        return _Tags(
            evidence, likely.tolist(), tags.said(evidence.tags, likely).tolist(), votes, tagged, named
        )

    def _sizes(self, tags: Collection[int]) -> Mapping[int, int]:
        """On how many articles each is; of the past, those that came since it was learned count, too."""
        learned = self._models.sizes
        if learned is None:
            return source.tag_sizes(self._connection, tags)
        young = [tag for tag in tags if tag not in self._models.tags.place_of]
        return {**learned, **source.tag_sizes_before(self._connection, young, self._asked.before)}

    def _tags(self) -> tuple[TagSuggestion, ...]:
        weighed = self._weighed_tags
        model = self._models.tags
        skipped = {*self._draft.tags, *map(int, filter(str.isdigit, self._refused[SuggestionKind.TAGS]))}
        scored = sorted(
            (
                (said, likely, tag)
                for tag, likely, said in zip(weighed.evidence.tags, weighed.likely, weighed.said, strict=True)
                if said >= _LEAST_LIKELY and tag not in skipped
            ),
            reverse=True,
        )
        shown = scored[: self._limit]
        known = self._told([tag for *_, tag in shown])
        first = weighed.tagged[:N_VOTERS]
        n_near = Counter(tag for _, tags in first for tag in tags)
        speaking = model.speaking_for([tag for *_, tag in shown], self._asked.vector)
        suggested = []
        for said, likely, id in shown:
            if (tag := known.get(id)) is None:
                continue
            above, below = weighed.named.get(id, (0, 0))
            why = reasons.of_tag(
                in_headline=above > 0,
                n_in_text=below,
                n_near=n_near[id],
                n_asked=len(first),
                shared=self._telling.among(speaking[id]),
            ) or tuple(self._telling.among(speaking[id], however_frequent=True))
            threshold = model.thresholds.get(id, model.habits.threshold)
            suggested.append(TagSuggestion(tag.label, tag.kind, said, likely >= threshold, why, tag.id))
        return (*suggested, *self._new_names())

    def _told(self, ids: list[int]) -> dict[int, Tag]:
        """The tags by their ids; none of them is retired."""

        def ask_for(new: list[int]) -> dict[int, Tag]:
            return {tag.id: tag for tag in load_tags(self._connection, [*map(TagId, new)])}

        return remembered(self._connection, "told", ids, ask_for)

    def _new_names(self) -> list[TagSuggestion]:
        """Names in the text that no tag has."""
        found = new_names(self._draft.headline, f"{self._draft.lede}\n{self._draft.body}")
        keys = [written_alike(name_key(one.name)) for one in found]
        asked = json.dumps([key for some in keys for key in some], ensure_ascii=False)
        left_out = source.tags_named(self._connection, asked) | self._refused[SuggestionKind.TAGS]
        suggested = []
        for one, its_keys in zip(found, keys, strict=True):
            if not left_out.isdisjoint(its_keys):
                continue
            times = "once" if one.n_times == 1 else f"{one.n_times} times"
            why = (f"a name that is no tag yet, {times} in the text",)
            suggested.append(TagSuggestion(one.name, one.kind, _LIKELY_NAME, False, why))
        return suggested[:_MOST_NEW_NAMES]

    def _series(self) -> tuple[SeriesSuggestion, ...]:
        skipped = {*self._draft.series, *map(int, self._refused[SuggestionKind.SERIES])}
        suggested = []
        for one in choose_series(
            self._connection, self._asked, self._near, self._series_near, self._models.series
        ):
            if one.id in skipped:
                continue
            why = reasons.of_series(n_near=one.n_near, is_named=one.is_named)
            suggested.append(SeriesSuggestion(SeriesId(one.id), one.name, one.probability, why))
        return tuple(suggested[: self._limit])

    def _standing(self) -> Standing:
        weighed = self._weighed_tags
        tags = {
            tag: p for tag, p in zip(weighed.evidence.tags, weighed.likely, strict=True) if p >= _FAIRLY_SURE
        }
        return Standing(tags | dict.fromkeys(self._draft.tags, 1.0), self._draft.series, self._draft.authors)

    @cached_property
    def _filed_already(self) -> list[Duplicate]:
        refused = self._refused[SuggestionKind.DUPLICATES]
        found = find_duplicates(self._connection, self._archive, self._asked, self._token)
        return [one for one in found if str(one.facts.id) not in refused]

    def _related(self) -> tuple[RelatedSuggestion, ...]:
        belonging = Belonging(self._tags_near, self._series_near)
        weighed = weigh_candidates(
            self._connection,
            self._archive,
            self._asked,
            self._could_be_related,
            belonging,
            self._standing(),
        )
        scores = probabilities(weighed.signals, np.array(self._models.related))
        skipped = {*self._draft.related, *map(int, self._refused[SuggestionKind.RELATED])}
        skipped |= {one.facts.id for one in self._filed_already}
        for row, one in enumerate(weighed.near):
            if one.id in skipped:
                scores[row] = -1
        chosen = [row for row in choose(self._archive, weighed, scores, self._limit) if scores[row] >= 0]
        suggested = []
        for row in chosen:
            one = weighed.near[row]
            why = reasons.of_related(
                same_series=weighed.same_series[row],
                n_tags=weighed.shared_tags[row],
                same_author=weighed.same_author[row],
                n_pointing=weighed.pointed[row],
                shared=self._telling.shared_with(one.packed),
            ) or tuple(self._telling.shared_with(one.packed, however_frequent=True))
            published_at = moment(one.facts.published_at)
            suggested.append(
                RelatedSuggestion(
                    ArticleId(one.id), one.facts.headline, float(scores[row]), why, published_at
                )
            )
        return tuple(suggested)

    def _duplicates(self) -> tuple[DuplicateSuggestion, ...]:
        suggested: list[DuplicateSuggestion] = []
        for one in self._filed_already[: self._limit]:
            how = one.likeness
            suggested.append(
                DuplicateSuggestion(
                    ArticleId(one.facts.id),
                    one.facts.headline,
                    one.score,
                    reasons.of_duplicate(how.alike, how.of_draft, how.of_other),
                    spans(self._text, one) if len(suggested) < _MARKED else (),
                )
            )
        return tuple(suggested)
