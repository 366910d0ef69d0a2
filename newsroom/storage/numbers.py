"""How many articles a condition has, from counters, or by counting no more than matters. Asked once of each."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.conditions import (
    EVERYTHING,
    All,
    Condition,
    Either,
    Flagged,
    InLanguage,
    InState,
    Labelled,
    Link,
    Not,
    TaggedOfKind,
    Under,
    Words,
)
from newsroom.domain.listing import State
from newsroom.storage.asked_texts import question_of_beginning
from newsroom.storage.asking import ask_plain, ask_value
from newsroom.storage.planning import MOST_GATHERED
from newsroom.storage.search_index import ARTICLE_INDEXES, FULL
from newsroom.storage.vocabulary import words_beginning
from newsroom.storage.walks import Values, gathered, text_has, walks_of

TRASHED = "trashed"
_SAMPLED, _COMMON_IN = 100, 10
# To count so many hits, or so many articles, takes a millisecond.
_COUNTED_HITS = 20_000
_COUNTERS = {
    Link.TAG: "tag",
    Link.SERIES: "series",
    Link.SECTION: "section",
    Link.AUTHOR: "author",
}
_OF_STATES = "SELECT coalesce(sum(n), 0) FROM state_count WHERE state IN (SELECT value FROM json_each(?))"


class LibraryNumbers:
    """The numbers of one library, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[Condition, int] = {}
        self._n_trashed: int | None = None
        self._beginnings: dict[tuple[str, int], Sequence[str] | None] = {}
        self._common: dict[str, bool] = {}
        self._before_newest: int | None = None

    def of(self, condition: Condition) -> int:
        """At least so many articles, exactly below ``MOST_GATHERED``; of words, as many as can be."""
        if condition not in self._known:
            self._known[condition] = self._number(condition)
        return self._known[condition]

    def n_trashed(self) -> int:
        if self._n_trashed is None:
            self._n_trashed = self._of_states([TRASHED])
        return self._n_trashed

    def beginning_so(self, index: str, word: str, most: int) -> Sequence[str] | None:
        """The words that begin so; None where the index has their beginning itself, and where they are more."""
        known = next(one for one in ARTICLE_INDEXES if one.name == index)
        if str(len(word)) in known.prefixes.split():
            return None
        if (word, most) not in self._beginnings:
            words = words_beginning(self._connection, word, limit=most + 1, index=known)
            self._beginnings[word, most] = words if len(words) <= most else None
        return self._beginnings[word, most]

    def is_common_beginning(self, word: str) -> bool:
        """Whether a word that begins so is in many texts: in one of ten of the newest."""
        if word not in self._common:
            texts = f"SELECT * FROM article_text ORDER BY search_key DESC LIMIT {_SAMPLED}"
            sampled = f"SELECT count(*) FROM ({texts}) t WHERE {text_has(FULL.columns, '?')}"
            n = self._value(sampled, (question_of_beginning(word),))
            self._common[word] = n * _COMMON_IN >= _SAMPLED
        return self._common[word]

    def has_hits(self, index: str, expression: str, n: int) -> bool:
        """Whether the words have so many hits; where these are very many, as the newest texts have them."""
        hits = f"SELECT 1 FROM {index} WHERE {index} MATCH ?"
        if n <= _COUNTED_HITS:
            return self._value(f"SELECT count(*) FROM ({hits} LIMIT ?)", (expression, n)) >= n
        share = n / max(self.of(EVERYTHING), 1)
        if share > 1:
            return False
        least = max(1, int(share * _COUNTED_HITS))
        newest = f"SELECT count(*) FROM ({hits} AND rowid > ? LIMIT ?)"
        return self._value(newest, (expression, self._key_before_newest(), least)) >= least

    def _key_before_newest(self) -> int:
        """So many articles stand after it."""
        if self._before_newest is None:
            key = (
                "SELECT search_key FROM article INDEXED BY ix_article_listed WHERE trashed_at IS NULL "
                "ORDER BY search_key DESC LIMIT 1 OFFSET ?"
            )
            self._before_newest = self._value(key, (_COUNTED_HITS,))
        return self._before_newest

    def keys_under(self, condition: Under) -> tuple[int, int] | None:
        """The first and the last key of one tag, series or author; None of several, of a section, and of none."""
        if len(condition.ids) != 1 or condition.link is Link.SECTION:
            return None
        (id,) = condition.ids
        table = f"article_{'byline' if condition.link is Link.AUTHOR else condition.link.value}"
        keys = (
            f"SELECT search_key FROM {table} INDEXED BY ix_{table}_list WHERE {condition.link.value}_id = :id "
            "AND is_trashed = 0 ORDER BY search_key {} LIMIT 1"
        )
        ends = f"SELECT ({keys.format('')}) AS first, ({keys.format('DESC')}) AS last"
        ((first, last),) = ask_plain(self._connection, ends, {"id": id})
        return None if first is None else (first, last)

    def counted(self, condition: Condition) -> int | None:
        """Exactly, where counters know it: everything, states, or one tag, series, section or author."""
        if condition == EVERYTHING:
            return self._of_states([state.value for state in State])
        if isinstance(condition, InState):
            return self._of_states([state.value for state in condition.states])
        if isinstance(condition, Under) and (len(condition.ids) == 1 or condition.link is Link.SECTION):
            return self._under(condition)
        return None

    def few(self, condition: Condition) -> int | None:
        """Exactly, where one index has just these articles, and they are few."""
        if not isinstance(condition, Flagged | InLanguage | Labelled):
            return None
        n = self.of(condition)
        return n if n < MOST_GATHERED else None

    def _number(self, condition: Condition) -> int:
        exact = self.counted(condition)
        if exact is not None:
            return exact
        if isinstance(condition, Under):
            return self._under(condition)
        if isinstance(condition, All):
            return min((self.of(part) for part in condition.parts), default=MOST_GATHERED)
        if isinstance(condition, Either):
            return sum(self.of(part) for part in condition.parts)
        if isinstance(condition, TaggedOfKind):
            return self._of_kind(condition)
        if isinstance(condition, Words | Not):
            return MOST_GATHERED
        return self._counted_few(condition)

    def _counted_few(self, condition: Condition) -> int:
        values = Values()
        walks = walks_of(condition, values) or gathered(condition, values)
        if walks is None:
            return MOST_GATHERED
        keys = " UNION ALL ".join(arm.sql() for arm in walks.arms)
        return self._value(f"SELECT count(*) FROM ({keys} LIMIT {MOST_GATHERED})", values.by_name)

    def _under(self, condition: Under) -> int:
        table = _COUNTERS[condition.link]
        if len(condition.ids) == 1:
            (id,) = condition.ids
            return self._value(f"SELECT n_articles FROM {table} WHERE id = ?", (id,))
        ids = json.dumps(sorted(condition.ids))
        return self._value(
            f"SELECT sum(n_articles) FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )

    def _of_kind(self, condition: TaggedOfKind) -> int:
        return self._value("SELECT sum(n_articles) FROM tag WHERE kind = ?", (condition.kind.value,))

    def _of_states(self, states: list[str]) -> int:
        return self._value(_OF_STATES, (json.dumps(states),))

    def _value(self, sql: str, values: Any) -> int:
        return int(ask_value(self._connection, sql, values) or 0)
