"""The language of a text: by its script, and for Latin and Cyrillic letters by their commonest short words."""

import re
from collections import Counter

_SAMPLE = 4000
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ko", "\uac00", "\ud7a3"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u3400", "\u9fff"),
    ("he", "\u0590", "\u05ff"),
    ("ar", "\u0600", "\u06ff"),
    ("el", "\u0370", "\u03ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"),
    ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"),
    ("cyrillic", "\u0400", "\u04ff"),
    ("latin", "A", "\u024f"),
)
_AFTER_LATIN = "\u0250"
_COMMON = {
    "latin": {
        "en": "the of and to in that is was for on with said has by from at as it have be",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
        "fr": "le de la les et des en un du une que est dans pour au qui sur par pas plus a",
        "es": "de la que el en y los del se las por un para con una su al lo como más",
        "pt": "de que e do da em um para com não uma os no se na por mais as dos ao",
        "it": "di che e la il un a per in del non sono della con le da si i è una",
        "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook door",
        "pl": "w i na z się do nie że o jest to po przez za od jak dla oraz ale",
        "tr": "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar ancak ise",
        "sv": "och i att det som en på är av för med till den har de inte om ett",
    },
    "cyrillic": {
        "ru": "и в не на что с по как это он из но за от к о для было его был",
        "uk": "і в не на що з та як це до він за від про для було його є у й",
        "be": "і ў не на што з як гэта да ён за ад пра для было яго у",
        "bg": "и на да се от за не че в с е са по ще като това към до",
        "sr": "и у је да се на за од са који су не то из као али што",
    },
}
_OWN_LETTERS = {"ru": "ыэё", "uk": "їєґ", "be": "ў", "sr": "ђћљњџј"}
# Each common word, and the languages that have it.
_LANGUAGES_OF = {
    script: {
        word: [language for language, others in languages.items() if word in others.split()]
        for words in languages.values()
        for word in words.split()
    }
    for script, languages in _COMMON.items()
}


def language_of(text: str) -> str | None:
    """The code of the language; None when the text is too short to tell. Reads the first 4,000 characters."""
    sample = text[:_SAMPLE]
    script = _script_of(sample)
    if script not in _COMMON:
        return _within_arabic(sample) if script == "ar" else script
    languages_of = _LANGUAGES_OF[script]
    scores = dict.fromkeys(_COMMON[script], 0)
    for word, n in Counter(_WORD.findall(sample.casefold())).items():
        for language in languages_of.get(word, ()):
            scores[language] += n
    if script == "cyrillic":
        for language, letters in _OWN_LETTERS.items():
            scores[language] += sum(map(sample.count, letters))
    best = max(scores, key=lambda language: scores[language])
    if scores[best] < _FEWEST_WORDS:
        return None
    others = [score for language, score in scores.items() if language != best]
    return best if scores[best] > max(others) else None


def _script_of(sample: str) -> str | None:
    characters = set(sample)
    if all(c < _AFTER_LATIN for c in characters if c.isalpha()):
        return "latin" if any(map(str.isalpha, characters)) else None
    counts: Counter[str] = Counter()
    for c, n in Counter(sample).items():
        if c.isalpha():
            counts[next((name for name, first, last in _SCRIPTS if first <= c <= last), "other")] += n
    if not counts:
        return None
    if counts["ja"] * 20 > sum(counts.values()):
        return "ja"
    script = counts.most_common(1)[0][0]
    return None if script == "other" else script


def _within_arabic(sample: str) -> str:
    """Persian and Urdu have letters of their own."""
    if any(c in sample for c in "ٹڈڑےں"):
        return "ur"
    return "fa" if sum(sample.count(c) for c in "پچژگی") > sample.count("ي") + sample.count("ة") else "ar"
