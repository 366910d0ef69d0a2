"""Names of tags, series and people, of made-up words: each kind has its own look, and some are nearly the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.generated.languages import Random
from newsroom.domain.article import TagKind
from newsroom.domain.names import name_key

_KINDS = (
    (TagKind.TOPIC, 0.45),
    (TagKind.PERSON, 0.27),
    (TagKind.PLACE, 0.13),
    (TagKind.ORGANISATION, 0.12),
    (TagKind.EVENT, 0.03),
)
_BODIES = "Agency Bank Board Council Group Institute League Ministry Office Party Union University".split()
_EVENTS = "Accords Championship Congress Election Fair Games Inquiry Regatta Strike Summit Trial".split()
_N_GIVEN, _FIRST_YEAR, _N_YEARS = 500, 2001, 21
_NEARLY, _HOMONYM, _ALIAS = 0.02, 0.004, 0.05


@dataclass(frozen=True, slots=True)
class TagNames:
    """What one tag is called."""

    name: str
    kind: TagKind
    qualifier: str | None
    aliases: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.name} ({self.qualifier})" if self.qualifier else self.name


class Names:
    """Never answers the same name twice, however it is spelt in capitals and spaces."""

    def __init__(self, words: Sequence[str], rng: Random) -> None:
        # The most frequent words are too short for names.
        self._words = [word.capitalize() for word in words[150:]]
        self._rng = rng
        self._taken: set[str] = set()

    def person(self) -> str:
        return self._new(lambda: f"{self._word(_N_GIVEN)} {self._word()}")

    def series(self) -> str:
        return self._new(lambda: f"{self._word()} {self._word()} in {self._word(2_000)} {self._word()}")

    def tags(self, n: int) -> list[TagNames]:
        """The first are the most used: these are topics and places."""
        made: list[TagNames] = []
        while len(made) < n:
            made.append(self._tag(made))
        return made

    def _tag(self, made: list[TagNames]) -> TagNames:
        chance = float(self._rng.random())
        if len(made) > 20 and chance < _NEARLY:
            like = made[int(self._rng.integers(len(made)))]
            if nearly := self._nearly(like.name):
                return TagNames(nearly, like.kind, None, ())
        elif len(made) > 20 and chance < _NEARLY + _HOMONYM:
            like = made[int(self._rng.integers(len(made)))]
            kind = TagKind.PERSON if like.kind is TagKind.PLACE else TagKind.PLACE
            if like.qualifier is None and self._is_free(f"{like.name} ({kind.value})"):
                return TagNames(like.name, kind, kind.value, ())
        kind = self._kind() if len(made) > 12 else (TagKind.TOPIC, TagKind.PLACE)[len(made) % 2]
        name = self._new(lambda: self._name(kind))
        aliases = (self._new(lambda: self._name(kind)),) if self._rng.random() < _ALIAS else ()
        return TagNames(name, kind, None, aliases)

    def _nearly(self, name: str) -> str | None:
        """As a tired colleague wrote it: the plural, a hyphen, initials with points; None where that is taken."""
        initials = "".join(f"{word[0]}." for word in name.split())
        forms = [
            f"{name}s",
            name.replace(" ", "-"),
            f"The {name}",
            *([initials] if len(initials) > 2 else []),
        ]
        form = forms[int(self._rng.integers(len(forms)))]
        return form if self._is_free(form) else None

    def _kind(self) -> TagKind:
        chance = float(self._rng.random())
        for kind, share in _KINDS:
            if (chance := chance - share) < 0:
                return kind
        return TagKind.TOPIC

    def _name(self, kind: TagKind) -> str:
        if kind is TagKind.PERSON:
            return f"{self._word(_N_GIVEN)} {self._word()}"
        if kind is TagKind.PLACE:
            return self._word() if self._rng.random() < 0.7 else f"{self._word(_N_GIVEN)} {self._word()}"
        if kind is TagKind.ORGANISATION:
            return f"{self._word()} {_BODIES[int(self._rng.integers(len(_BODIES)))]}"
        if kind is TagKind.EVENT:
            event = _EVENTS[int(self._rng.integers(len(_EVENTS)))]
            return f"{self._word()} {event} {_FIRST_YEAR + int(self._rng.integers(_N_YEARS))}"
        return self._word().lower() if self._rng.random() < 0.4 else f"{self._word()} {self._word()}".lower()

    def _word(self, n: int | None = None) -> str:
        return self._words[
            int(self._rng.integers(len(self._words) if n is None else min(n, len(self._words))))
        ]

    def _new(self, make: Callable[[], str]) -> str:
        while not self._is_free(name := make()):
            pass
        return name

    def _is_free(self, name: str) -> bool:
        key = name_key(name)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
