"""The language of a text: by its script, and for Latin and Cyrillic letters by their commonest short words."""

import re
from collections import Counter
from collections.abc import Iterable

_SAMPLE = 4000
_FEWEST_WORDS = 2
# Of a headline, two words more than of any other language have to tell; of a text, one.
_FEW_WORDS = 10
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
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
        "en": "the of and to in that is was for on with said has by from at as it have be he are not "
        "after a an we you i our your how what why",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als was man nach bei am",
        "fr": "le de la les et des en un du une que est dans pour au qui sur par pas plus a ne se aux avec sous "
        "ont été son après c'est",
        "es": "de la que el en y los del se las por un para con una su al lo como más no es a sin tras",
        "pt": "de que e do da em um para com não uma os no se na por mais as dos ao o a à é das",
        "it": "di che e la il un a per in del non sono della con le da si i è una lo gli nel alla sulla dello",
        "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook door na bij uit",
        "pl": "w i na z się do nie że o jest to po przez za od jak dla oraz ale są",
        "tr": "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar ancak ise",
        "sv": "och i att det som en på är av för med till den har de inte om ett efter vid",
        "da": "og i at det som en på er af for med til den har de ikke om et efter ved fra",
        "nb": "og i at det som en på er av for med til den har de ikke om et etter ved fra",
        "fi": "ja on ei se että oli en mutta ovat kun niin myös mukaan tai jo nyt vain sen "
        "jälkeen kertoo sanoo",
        "ca": "de la que el i en els del es les per un amb una al no a són és més",
        "ro": "de la și în a cu pe nu o din că un să mai se pentru este sunt care al după",
        "cs": "na se je to že do ve pro za po by jako ale nebo byl podle už kdy které",
        "hu": "az és hogy nem is egy ez van de meg csak már el volt még mint ki",
        "hr": "i u je na se za od da su s o kao što nije koji iz po ali ne bi",
        "sk": "a v na sa je že do s o z pre ako po za aj by podľa keď ktoré sú",
        "sl": "in v na je se da za ne so s pa ki z po kot bi tudi pri",
        "lt": "ir kad iš yra su į ne tai bei buvo dėl po per savo apie",
        "lv": "un ir ka no uz ar par to tas bija gan ko pēc arī kā",
        "et": "ja on ei et see oma ning oli ka aga kui ta mis seda",
        "vi": "và của là có cho các không được trong với một những đã khi",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena",
    },
    "cyrillic": {
        "ru": "и в не на что с по как это он из но за от к о для было его был",
        "uk": "і в не на що з та як це до він за від про для було його є у й",
        "be": "і ў не на што з як гэта да ён за ад пра для было яго у",
        "bg": "и на да се от за не че в с е са по ще като това към до",
        "sr": "и у је да се на за од са који су не то из као али што",
        "mk": "и во на да се од за не со е што го ќе по кој како беше",
        "kk": "және мен бұл үшін деп болып да де бар бір осы",
    },
}
_OWN_LETTERS = {
    "cyrillic": {"ru": "ыэё", "uk": "їєґ", "be": "ў", "sr": "ђћљњџј", "mk": "ѓќѕ", "kk": "әғқңөұүһ"},
    "latin": {
        "de": "ß",
        "es": "ñ¿¡",
        "pt": "ãõ",
        "pl": "łśźż",
        "tr": "ğı",
        "cs": "řěů",
        "ro": "ățș",
        "hu": "őű",
        "hr": "đ",
        "sk": "ľĺŕ",
        "lt": "ėįųū",
        "lv": "āēīģķļņ",
        "vi": "ơưảạầậẫắặẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỷỹ",
    },
}
# What each writes with beside the plain letters: a word with another one is foreign to it.
_LETTERS = {
    "en": "",
    "de": "äöüß",
    "fr": "àâæçèéêëîïôùûüœ",
    "es": "áéíñóúü",
    "pt": "áâãàçéêíóôõú",
    "it": "àèìòù",  # é is rare in it
    "nl": "éëèïö",
    "pl": "ąćęłńóśźż",
    "tr": "âçğıîöşüû",
    "sv": "åäéö",
    "da": "æøåé",
    "nb": "æøåéò",
    "fi": "äöå",
    "ca": "àèéíïòóúüç",
    "ro": "ăâîșțşţ",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "id": "",
    "hr": "čćđšž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "äõöüšž",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưảạấầậẩẫắặằẳẵẻẽẹếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
# All letters that each writes with: where words do not tell, those that the others do not have do.
_CYRILLIC = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}
# Between consonants the one writes a vowel with it, and the other nothing.
_VOWEL_OF_BULGARIAN = re.compile("[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]")
_PERSIAN, _ARABIC = (
    frozenset("در از به که را با است این آن می".split()),
    frozenset("في من على إلى عن أن التي مع".split()),
)
_SPECIAL = frozenset("".join(_LETTERS.values()))
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
    words = Counter(_WORD.findall(sample.casefold()))
    n_words = sum(words.values())
    for word, n in words.items():
        for language in languages_of.get(word, ()):
            scores[language] += n
    for language, letters in _OWN_LETTERS[script].items():
        scores[language] += sum(map(sample.casefold().count, letters))
    if script == "latin":
        for language, n in _foreign(_WORD.findall(sample)).items():
            scores[language] -= n
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    is_few = n_words < _FEW_WORDS and scores[best] == _FEWEST_WORDS
    if scores[best] >= _FEWEST_WORDS and scores[best] - scores[second] > is_few:
        return best
    return _by_letters(sample.casefold()) if script == "cyrillic" else None


def _by_letters(text: str) -> str | None:
    """The one language that writes with all the letters of a text in Cyrillic, which may be a word; None of several."""
    if _VOWEL_OF_BULGARIAN.search(text):
        return "bg"
    letters = {c for c in text if "\u0400" <= c <= "\u04ff"}
    found = [language for language, alphabet in _CYRILLIC.items() if letters.issubset(alphabet)]
    # Few write Kazakh, and it has most letters of Russian.
    others = [language for language in found if language != "kk"] or found
    return others[0] if len(others) == 1 else None


def common_words(text: str) -> Counter[str]:
    """How many of the commonest short words of each language there are, of those that are written in Latin letters."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text[:_SAMPLE].casefold()):
        found.update(_LANGUAGES_OF["latin"].get(word, ()))
    return found


def script_of(text: str) -> str | None:
    """What its letters are: the code of a language that has a script to itself, or ``ar``, ``cyrillic``, ``latin``."""
    return _script_of(text[:_SAMPLE])


def _foreign(words: Iterable[str]) -> dict[str, int]:
    """How many of the words have letters that a language does not write with; names may be from anywhere."""
    special = [letters for word in set(words) if word[0].islower() and (letters := set(word) & _SPECIAL)]
    return {
        language: sum(not letters.issubset(own) for letters in special) for language, own in _LETTERS.items()
    }


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
    words = Counter(_WORD.findall(sample))
    persian = sum(map(sample.count, "پچژگی")) + sum(words[word] for word in _PERSIAN)
    return "fa" if persian > sum(map(sample.count, "يةأإ")) + sum(words[word] for word in _ARABIC) else "ar"
