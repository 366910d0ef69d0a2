"""Made-up languages: words of syllables of a script, few of them frequent and many rare, as in any language."""

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

Random = np.random.Generator
_N_SHORT, _N_MEDIUM = 120, 4_000
"""So many of the most frequent words have one syllable, and at most two."""


@dataclass(frozen=True, slots=True)
class Language:
    """How its words are built and how a text of it is set. ``share``: of all articles, in a library of a mix."""

    code: str
    share: float
    onsets: tuple[str, ...]
    nuclei: tuple[str, ...]
    codas: tuple[str, ...]
    n_words: int = 12_000
    """In a large archive; a small one has fewer."""
    space: str = " "
    stop: str = "."
    most_syllables: int = 3


ENGLISH = Language(
    "en",
    0.84,
    tuple("b c d f g h j k l m n p r s t v w y z br ch gr pl sh st tr".split()),
    ("a", "e", "i", "o", "u", "ea", "ou"),
    ("", "", "", "", "", "n", "r", "s", "l", "st"),
    n_words=60_000,
    most_syllables=3,
)
LANGUAGES = (
    ENGLISH,
    Language(
        "fr",
        0.04,
        tuple("b ch d f g gn j l m n p qu r s t v".split()),
        ("a", "e", "é", "è", "ou", "oi", "ê", "u"),
        ("", "", "n", "r", "s", "t"),
    ),
    Language(
        "es",
        0.03,
        tuple("b c d f g h j l ll m n ñ p r s t v".split()),
        ("a", "e", "i", "o", "á", "ó", "ue", "ia"),
        ("", "", "n", "r", "s"),
    ),
    Language(
        "ru",
        0.04,
        tuple("б в г д ж з к л м н п р с т ф х ц ч ш".split()),
        ("а", "е", "и", "о", "у", "я", "ы", "ё"),
        ("", "", "й", "н", "р", "ст", "м"),
    ),
    Language(
        "ar",
        0.03,
        tuple("ب ت ث ج ح خ د ذ ر ز س ش ص ط ع غ ف ق ك ل م ن ه".split()),
        ("ا", "و", "ي", "", ""),
        ("", "", "ة", "ن", "م", "ر"),
    ),
    Language(
        "zh",
        0.02,
        tuple("天地人山水火木金土日月年国市民政法经文化学生电力车海军党会事业新大小上下中外东西南北"),
        ("",),
        ("",),
        n_words=6_000,
        space="",
        stop="。",
    ),
)


def made_words(language: Language, rng: Random, n: int) -> list[str]:
    """So many different words, the most frequent first: these are short."""
    parts = (language.onsets, language.nuclei, language.codas)
    syllables = list(map("".join, product(*parts)))
    words: dict[str, None] = {}
    while len(words) < n:
        least, most, until = _syllables(len(words), len(syllables), language.most_syllables)
        lengths = rng.integers(least, most + 1, size=min(n, until) - len(words))
        chosen = [
            syllables[place] for place in rng.integers(len(syllables), size=int(lengths.sum())).tolist()
        ]
        ends = np.cumsum(lengths).tolist()
        words |= dict.fromkeys("".join(chosen[a:b]) for a, b in pairwise([0, *ends]))
    return list(words)


def frequencies(n: int, flat: float = 2.7) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Shares of words by rank, after Zipf and Mandelbrot; they sum to one."""
    weights = 1.0 / (np.arange(1, n + 1) + flat)
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = weights / weights.sum()
    return shares


def _syllables(n_made: int, n_syllables: int, most: int) -> tuple[int, int, int]:
    """How few and how many the next words have, and up to which rank: never more than half of what there can be."""
    n_short, n_medium = min(_N_SHORT, n_syllables // 2), min(_N_MEDIUM, n_syllables**2 // 2)
    if n_made < n_short:
        return 1, 1, n_short
    return (1, 2, n_medium) if n_made < n_medium else (2, most, 1 << 31)
