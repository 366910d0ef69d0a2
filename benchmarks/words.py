"""Texts of made-up words, the same for the same seed; few words are frequent and many rare, as in any language."""

import itertools
import random

_SYLLABLES = (
    "ba be bo da de di fa fe ga ge ha he ka ke ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so"
    " ta te ti to va ve vi wa we za zo"
)
_N_WORDS = 6_000
_N_PARAGRAPHS = 1_500


class Writer:
    """Not for more than one thread."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = _SYLLABLES.split()
        made = ("".join(self.random.choices(syllables, k=1 + n % 4)) for n in range(_N_WORDS))
        self.words = list(dict.fromkeys(made))
        self._weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self.words))))
        self._paragraphs = [self._paragraph() for _ in range(_N_PARAGRAPHS)]

    def some_words(self, n: int) -> str:
        """By their frequency."""
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=n))

    def name(self) -> str:
        """Of a tag, a series, a person."""
        return " ".join(word.capitalize() for word in self.random.choices(self.words, k=3))

    def headline(self) -> str:
        return self.some_words(self.random.randint(5, 10)).capitalize()

    def lede(self) -> str:
        return f"{self.some_words(18).capitalize()}."

    def body(self, n_words: int) -> tuple[str, int]:
        """Paragraphs of at least so many words together, and how many they are."""
        chosen: list[str] = []
        n = 0
        while n < n_words:
            text, n_more = self.random.choice(self._paragraphs)
            chosen.append(text)
            n += n_more
        return "\n\n".join(chosen), n

    def _paragraph(self) -> tuple[str, int]:
        lengths = [self.random.randint(8, 22) for _ in range(4)]
        return " ".join(f"{self.some_words(n).capitalize()}." for n in lengths), sum(lengths)
