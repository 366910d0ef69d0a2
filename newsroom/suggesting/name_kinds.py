"""What a name in a text seems to name: by its own words, else by what stands around it; else it is only a topic."""

import re
from dataclasses import dataclass, field

from newsroom.domain.article import TagKind
from newsroom.suggesting.naming_words import (
    ARTICLES,
    BEFORE_PERSON,
    BEFORE_PLACE,
    BEGINS_PLACE,
    ENDS_PERSON,
    ENDS_PLACE,
    GIVEN,
    IN_EVENT,
    IN_ORGANISATION,
    JOINS_PERSON,
    OF_A_PEOPLE,
    OF_A_PEOPLE_ENDS,
    OF_NO_PEOPLE,
    SAYING,
    SMALL_TAILS,
    WHO,
)

_NO_PEOPLE = OF_NO_PEOPLE | GIVEN
_PLACES_SHARE = 3
_MOST_OF_A_PERSON = 4
# Won-soon, Ing-wen, Chan-o-cha: given names of two syllables.
_CAPITAL_INSIDE = re.compile("[a-z]{3}[A-Z]")
_SHORTEST_OF_A_PEOPLE, _SHORTEST_SURNAME = 5, 4
_SYLLABLES = re.compile(r"[^\W\d_a-z][a-z]+(?:-[a-z]{1,6}){1,2}")


@dataclass(slots=True)
class Surroundings:
    """What stands before and after a name, each time that it is written, in small letters."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def n_person(self) -> int:
        """How often it is one who has a title, says something, or is one who."""
        return sum(word in BEFORE_PERSON for word in self.before) + sum(
            word in SAYING or word in WHO for word in self.after
        )

    @property
    def n_place(self) -> int:
        """How often something is in it."""
        return sum(word in BEFORE_PLACE for word in self.before)

    @property
    def n_with_article(self) -> int:
        return sum(word in ARTICLES for word in self.before)


def kind_of(
    name: str, around: Surroundings, *, is_given: bool = False, is_shortened: bool = False
) -> TagKind:
    """``is_given``: its first word is a given name. ``is_shortened``: the text calls it by its last word, too."""
    words = name.casefold().split()
    is_said_to_be_a_person = around.n_person > around.n_place and around.n_with_article * 2 < len(
        around.before
    )
    if words[-1] in IN_ORGANISATION or (IN_ORGANISATION.intersection(words) and words[-1] not in IN_EVENT):
        return TagKind.ORGANISATION
    if IN_EVENT.intersection(words) and not (is_given and len(words) == 2):
        return TagKind.EVENT
    if words[-1] in BEFORE_PERSON and not is_given:
        return TagKind.TOPIC
    if len(words) == 1 and name.isupper():
        n_one_of_many = around.n_with_article - around.before.count("the")
        return TagKind.TOPIC if n_one_of_many else TagKind.ORGANISATION
    if is_said_to_be_a_person:
        return TagKind.PERSON
    is_like_a_place = words[0] in BEGINS_PLACE or words[-1] in ENDS_PLACE
    if not around.n_with_article and not is_like_a_place and _is_like_a_person(name, is_given, is_shortened):
        return TagKind.PERSON
    if is_like_a_place or _is_where_things_are(name, around):
        return TagKind.PLACE
    return TagKind.TOPIC


def is_of_a_people(word: str) -> bool:
    """Velmarian: an adjective of a people, or its people."""
    one = word.removesuffix("s")
    return one in OF_A_PEOPLE or (
        len(word) > _SHORTEST_OF_A_PEOPLE and one.endswith(OF_A_PEOPLE_ENDS) and one not in _NO_PEOPLE
    )


def _is_where_things_are(name: str, around: Surroundings) -> bool:
    """In one of three at least; and what is written like a program or an acronym is no place."""
    return around.n_place * _PLACES_SHARE >= len(around.before) and not any(map(_is_made_up, name.split()))


def _is_like_a_person(name: str, is_given: bool, is_shortened: bool) -> bool:
    own = name.split()
    if not 2 <= len(own) <= _MOST_OF_A_PERSON or any(map(_is_made_up, own)):
        return False
    if is_given or not JOINS_PERSON.isdisjoint(own) or not GIVEN.isdisjoint(map(str.casefold, own[1:-1])):
        return True
    return len(own) == 2 and (is_shortened or _ends_like_a_person(own[1]) or any(map(_is_of_syllables, own)))


def _ends_like_a_person(word: str) -> bool:
    return len(word) > _SHORTEST_SURNAME and word.endswith(ENDS_PERSON)


def _is_of_syllables(word: str) -> bool:
    return bool(_SYLLABLES.fullmatch(word)) and word.rpartition("-")[2] not in SMALL_TAILS


def _is_made_up(word: str) -> bool:
    """An acronym, a name with a dot or a second capital inside: Node.js, GitHub. But McDonald."""
    return "." in word[:-1] or (len(word) > 2 and word.isupper()) or bool(_CAPITAL_INSIDE.search(word))
