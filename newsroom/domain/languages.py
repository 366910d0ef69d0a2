"""English names of languages that news is written in, for who types a name where a code is meant."""

from newsroom.domain.names import name_key

# By their codes (ISO 639-1). The window has the names of all languages from Qt, which the desk does not load.
_NAMES = """
af Afrikaans, sq Albanian, am Amharic, ar Arabic, hy Armenian, az Azerbaijani, eu Basque, be Belarusian, bn Bengali,
bs Bosnian, bg Bulgarian, my Burmese, ca Catalan, zh Chinese, hr Croatian, cs Czech, da Danish, nl Dutch, en English,
et Estonian, fi Finnish, fr French, gl Galician, ka Georgian, de German, el Greek, gu Gujarati, ha Hausa, he Hebrew,
hi Hindi, hu Hungarian, is Icelandic, id Indonesian, ga Irish, it Italian, ja Japanese, kk Kazakh, km Khmer, ko Korean,
ku Kurdish, ky Kyrgyz, lo Lao, lv Latvian, lt Lithuanian, mk Macedonian, ms Malay, mt Maltese, mr Marathi, mn Mongolian,
ne Nepali, no Norwegian, ps Pashto, fa Persian, pl Polish, pt Portuguese, pa Punjabi, ro Romanian, ru Russian,
sr Serbian, si Sinhala, sk Slovak, sl Slovenian, so Somali, es Spanish, sw Swahili, sv Swedish, tg Tajik, ta Tamil,
te Telugu, th Thai, bo Tibetan, tr Turkish, tk Turkmen, uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese, cy Welsh,
zu Zulu
"""
_BY_CODE = dict(one.split() for one in _NAMES.split(","))
_BY_NAME = {name_key(name): code for code, name in _BY_CODE.items()}


def language_code(name: str) -> str | None:
    """The code of a language by its English name; None for any other word."""
    return _BY_NAME.get(name_key(name))


def language_named(code: str) -> str:
    """The English name by a code, with a region or without; empty where it is not known."""
    return _BY_CODE.get(code.partition("-")[0].lower(), "")
