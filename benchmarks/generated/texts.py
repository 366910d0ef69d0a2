"""Texts of pieces: runs of words of a made-up language, or sentences of a corpus; the same for the same seed.

Pieces are drawn by frequency and come again in other texts, so that phrases exist. Those of one subject lie beside
each other among all pieces, and an article about it draws many of them: so that its words tell the subject.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from benchmarks.generated.languages import Language, Random, frequencies

_DRAWS = 1 << 20
_PHRASES_PER_WORD = 4
_WORDS_A_SENTENCE = (8, 26)
_SENTENCES_A_PARAGRAPH = (2, 5)
_N_PARAGRAPHS = 3_000
_ABOUT = 0.25
"""So much of a text is of its subject's own pieces."""
_N_OWN = 48
_N_SPARE = 64
_MARKS = '.,;:!?"”)(“'
_INNER, _FIRST, _LAST, _WHOLE, _END = 0, 1, 2, 3, 4
"""A piece's place in its sentence; ``_END`` is added where the paragraph ends."""
IntArray = np.ndarray[tuple[int], np.dtype[np.int64]]


class Texts:
    """Makes texts from pieces. The random numbers are the caller's."""

    def __init__(
        self, pieces: Sequence[str], rng: Random, *, code: str, space: str = " ", stop: str = "."
    ) -> None:
        self.code = code
        self.pieces = pieces
        self.space = space
        self.lengths = [len(piece.split()) if space else len(piece) for piece in pieces]
        self._mean = sum(self.lengths) / len(pieces)
        flat = len(pieces) / 200
        draws = np.searchsorted(np.cumsum(frequencies(len(pieces), flat)), (np.arange(_DRAWS) + 0.5) / _DRAWS)
        self._draws = np.minimum(draws, len(pieces) - 1)
        self.typeset = _typeset(pieces, space, stop)
        self._tape, self._starts = _tape(rng, self._mean, len(pieces))

    def draw(self, rng: Random, n_words: int, subject: int) -> "Draft":
        """The pieces of one article whose body has about so many words."""
        begin, end = self._paragraphs(rng, n_words)
        chance = rng.random(end - begin + _N_SPARE)
        chosen: IntArray = self._draws[(chance * _DRAWS).astype(np.int64)]
        # The digits after those that chose the piece are a second chance.
        second = chance * _DRAWS % 1.0
        own = second < _ABOUT
        n_own = min(_N_OWN, len(self.pieces))
        first = subject * 7_919 % (len(self.pieces) - n_own + 1)
        chosen[own] = first + (np.square(second[own] / _ABOUT) * n_own).astype(np.int64)
        set_ = chosen[:-_N_SPARE] + self._tape[begin:end]
        return Draft(self, set_.tolist(), chosen[-_N_SPARE:].tolist())

    def _paragraphs(self, rng: Random, n_words: int) -> tuple[int, int]:
        """From which place on the tape to which."""
        n_pieces = max(1, round(n_words / self._mean))
        n_pieces = min(n_pieces, len(self._tape) // 2)
        last = int(np.searchsorted(self._starts, len(self._tape) - n_pieces, "right")) - 2
        first = int(self._starts[int(rng.integers(max(1, last)))])
        at = int(np.searchsorted(self._starts, first + n_pieces))
        before, after = int(self._starts[at - 1]), int(self._starts[at])
        near = before if before > first and first + n_pieces - before < after - first - n_pieces else after
        return first, near


class Draft:
    """Pieces that were drawn for one article: its body, and some more for headline, lede and the like."""

    def __init__(self, texts: Texts, body: list[int], spare: list[int]) -> None:
        self._texts, self._body, self._spare = texts, body, spare

    def body(self, inserts: Sequence[tuple[int, str]] = ()) -> str:
        """Whole paragraphs. ``inserts`` stand among them, each before the piece of that number."""
        set_, space = self._texts.typeset, self._texts.space
        parts = [set_[place] for place in self._body]
        for number, insert in inserts:
            place = number % len(parts)
            parts[place] = f"{insert}{space}{parts[place]}"
        return "".join(parts).rstrip()

    def phrase(self, n_words: int) -> str:
        """So many words in a row, or a few less, without a mark at the end. Each call has others."""
        chosen: list[str] = []
        n = 0
        while n < n_words and self._spare:
            place = self._spare.pop()
            chosen.append(self._texts.pieces[place])
            n += self._texts.lengths[place]
        text = self._texts.space.join(chosen)
        if n > n_words and self._texts.space:
            text = " ".join(text.split()[:n_words])
        return text[:1].upper() + text[1:]

    def rare_word(self) -> str:
        """Put together from the ends of two pieces: most of these stand in one text or two."""
        first, second = (self._texts.pieces[self._spare.pop()].split()[-1] for _ in range(2))
        return f"{first}{second}".strip(_MARKS)


def language_texts(language: Language, words: Sequence[str], rng: Random) -> Texts:
    """Texts of a made-up language of these words: pieces of one to four, frequent words in many of them."""
    n = len(words) * _PHRASES_PER_WORD
    lengths = rng.integers(1, 5, size=n)
    ends = np.cumsum(lengths)
    drawn = np.searchsorted(np.cumsum(frequencies(len(words))), rng.random(int(ends[-1])))
    chosen = [words[min(place, len(words) - 1)] for place in drawn.tolist()]
    pieces = [language.space.join(chosen[a:b]) for a, b in pairwise([0, *ends.tolist()])]
    # Each word is a piece once, so that the rarest stand somewhere, too.
    pieces[n - len(words) // 2 :] = words[len(words) - len(words) // 2 :]
    order = rng.permutation(n).tolist()
    mixed = [pieces[place] for place in order]
    return Texts(mixed, rng, code=language.code, space=language.space, stop=language.stop)


def _typeset(pieces: Sequence[str], space: str, stop: str) -> list[str]:
    """Every piece at every place in a sentence: place × number of pieces + piece."""
    capital = [piece[:1].upper() + piece[1:] for piece in pieces]
    comma = "," if space else "，"
    set_: list[str] = [f"{p}{comma if n % 11 == 5 else ''}{space}" for n, p in enumerate(pieces)]
    set_ += [f"{piece}{space}" for piece in capital]
    for begun in (pieces, capital):
        set_ += [f"{piece}{_stopped(piece, stop)}{space}" for piece in begun]
    set_ += [""] * (2 * len(pieces))  # no paragraph ends with an inner piece or a first one
    for begun in (pieces, capital):
        set_ += [f"{piece}{_stopped(piece, stop)}\n\n" for piece in begun]
    return set_


def _stopped(piece: str, stop: str) -> str:
    return "" if piece.endswith((".", "!", "?", "。", "؟", "”", '"')) else stop


def _tape(rng: Random, mean_words: float, n_pieces: int) -> tuple[IntArray, IntArray]:
    """Where pieces stand in paragraph after paragraph, as the first place in ``_typeset``; and where each begins."""
    tape: list[int] = []
    starts = [0]
    for _ in range(_N_PARAGRAPHS):
        for _ in range(int(rng.integers(*_SENTENCES_A_PARAGRAPH))):
            n = max(1, round(int(rng.integers(*_WORDS_A_SENTENCE)) / mean_words))
            tape += [_WHOLE] if n == 1 else [_FIRST, *[_INNER] * (n - 2), _LAST]
        tape[-1] += _END
        starts.append(len(tape))
    return np.array(tape, dtype=np.int64) * n_pieces, np.array(starts, dtype=np.int64)
