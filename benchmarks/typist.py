"""A person who types a search: words of headlines letter by letter, with pauses, slips, and these taken back."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_N_WORDS = (1, 1, 1, 2, 2, 3)
_SLIP, _NOTICED_AT_ONCE = 0.03, 0.5
_MEDIAN_PAUSE_S, _AFTER_WORD_S = 0.13, 0.12
_NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioppsdfghjkllxcvbnmm", strict=True))
# So long are the first letters of a word that nobody leaves out.
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Key:
    """What the line holds after a key, which key it was (``\\b`` takes a letter away), and the pause before it."""

    text: str
    key: str
    pause_s: float


class Typist:
    """Types the same for the same seed."""

    def __init__(self, headlines: Sequence[str], seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._headlines = [words for headline in headlines if len(words := _words(headline)) >= 3]
        if not self._headlines:
            raise ValueError("no headline has three words to type")

    def search(self) -> list[Key]:
        """One search from its first letter, for one to three words that stand side by side somewhere."""
        words = self._random.choice(self._headlines)
        n = self._random.choice(_N_WORDS)
        first = self._random.randrange(len(words) - n + 1)
        wanted = " ".join(words[first : first + n])
        if self._random.random() < 0.5:
            # The last word is left when the list shows what was looked for.
            wanted = wanted[: max(len(wanted) - self._random.randrange(4), _LEAST_LETTERS)]
        return list(self._keys(wanted))

    def _keys(self, wanted: str) -> Iterator[Key]:
        typed = ""
        for place, letter in enumerate(wanted):
            if letter in _NEIGHBOURS and self._random.random() < _SLIP:
                slip = _NEIGHBOURS[letter]
                if self._random.random() >= _NOTICED_AT_ONCE:
                    slip += wanted[place + 1 : place + 3]
                for wrong in slip:
                    typed += wrong
                    yield Key(typed, wrong, self._pause(typed))
                for _ in slip:
                    typed = typed[:-1]
                    yield Key(typed, "\b", self._pause(typed))
            typed += letter
            yield Key(typed, letter, self._pause(typed))

    def _pause(self, typed: str) -> float:
        pause = _MEDIAN_PAUSE_S * self._random.lognormvariate(0.0, 0.4)
        return pause + (_AFTER_WORD_S if typed.endswith(" ") else 0.0)


def _words(headline: str) -> list[str]:
    """In small letters, as people search; signs are left out."""
    return ["".join(c for c in word if c.isalnum()) for word in headline.lower().split() if word[0].isalnum()]
