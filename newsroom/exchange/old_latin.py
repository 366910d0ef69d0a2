"""Which of the old encodings of Latin letters made a text: the one in which its letters are those of one language.

A word or two must do, a headline in a table: how common each letter is in a language tells, and its short words.
"""

import re

from newsroom.exchange.wirecopy.languages import common_words

# Beside the plain letters, of each language: those that one in a hundred is, one in some hundreds, and the rest.
_LETTERS = {
    "cp1252": {
        "fr": ("é", "àèêçœ", "âëîïôùûüæ"),
        "de": ("üä", "öß", ""),
        "es": ("óíá", "éñú", "ü"),
        "pt": ("ã", "áçéíóêõ", "âôúàü"),
        "it": ("èàòùì", "é", ""),
        "nl": ("", "", "éëïèöüáó"),
        "sv": ("äåö", "", "é"),
        "da": ("åøæ", "", "é"),
        "fi": ("ä", "ö", "å"),
        "et": ("äõ", "üö", "šž"),
        "is": ("ðáíóéö", "þæúý", ""),
        "ca": ("", "àéèóíò", "úçïü"),
        "en": ("", "", "éèïñöüç"),
    },
    "cp1250": {
        "pl": ("łęąó", "śżćń", "ź"),
        "cs": ("íáěéřčž", "šýů", "úťóďň"),
        "sk": ("áíéčž", "šýúť", "äďľĺňóôŕ"),
        "hu": ("áéőöó", "üíű", "ú"),
        "ro": ("ăîş", "ţâ", ""),
        "hr": ("čš", "žćđ", ""),
        "sl": ("čš", "ž", ""),
    },
    "cp1254": {"tr": ("ıişçğ", "öü", "âîû")},
    "cp1257": {"lt": ("ėšžų", "įąū", "čę"), "lv": ("āīēš", "ūņļ", "ģķčž")},
}
_LETTERS["iso8859-2"] = _LETTERS["cp1250"]
# As DOS had them.
_LETTERS |= {"cp852": _LETTERS["cp1250"], "cp850": _LETTERS["cp1252"], "cp857": _LETTERS["cp1254"]}
OLD_LATIN = tuple(_LETTERS)
_COSTS = (0.0, 1.0, 2.0)
_STRANGE, _ODD, _SAID, _WORDS, _SELDOM = 5.0, 1.5, 1.0, 2.0, 2.5
# Met less often than the others: of a word or two they are not believed.
_RARE = frozenset(("cp852", "cp850", "cp857", "cp1257"))
_SPECIAL = re.compile(r"[^\W\d_a-zA-Zªº]")
# Signs that Western Europe has where Central Europe has letters: in a word they are none.
_SIGN_IN_WORD = re.compile(
    "(?<=[^\\W\\d_])[¹²³¼½¾¿¡£¥ªºˇ˙´µ¸¦¨¯±×÷\xad]|[¹²³¼½¾£¥¦ªº±×÷¶©](?=[^\\W\\d_])|[\x80-\x9f\ufffd]"
    "|(?<=\\d)[^\\W\\d_a-zA-Zªº]"
    # What of DOS becomes letters on Windows, and of Windows letters or frames in DOS.
    "|(?<=[^\\W\\d_])[„‚ƒ†‡ˆ‰˜™»«·¤¢¬®](?=[^\\W\\d_])|[®¢¬¤§©](?=[a-z])|[─-◿]"
    "|(?<=[a-z])[À-ÖØ-ÞĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽĐŐŰĂĞİŞĖĒĪŪĶĻŅĢ]"
)
_POWER = re.compile(r"\b(?:[cdkm]?m|[lts])[²³](?!\w)")
# Where these languages do not have letters of theirs.
_NEVER = {
    "fr": re.compile(r"[çêâîôûæœ]\b|œ(?![uit])", re.IGNORECASE),
    "es": re.compile(r"ñ\b", re.IGNORECASE),
    "it": re.compile(r"[àèòùì](?=\w)", re.IGNORECASE),
}


def old_latin(data: bytes, *, western: bool) -> str | None:
    """The encoding; None where the letters are those of no language in any. ``western``: its source says cp1252."""
    costs = {}
    for encoding in OLD_LATIN:
        text = data.decode(encoding, "replace")
        if (cost := _cost(text, encoding)) is not None:
            said = _SAID if western and encoding == "cp1252" else 0
            costs[encoding] = cost - said + (_SELDOM if encoding in _RARE else 0)
    return min(costs, key=lambda encoding: costs[encoding]) if costs else None


def _cost(text: str, encoding: str) -> float | None:
    """How unlikely it is that the text was written so, in the likeliest language; None where it is in none."""
    letters = [letter.lower() for letter in _SPECIAL.findall(text)]
    signs = len(_SIGN_IN_WORD.findall(_POWER.sub("", text))) + max(0, text.count("¿") - text.count("?"))
    if not letters:
        return _STRANGE * signs - _WORDS  # marks of print alone: nothing is as likely
    words = common_words(text)
    costs = {
        language: sum(_letter_cost(letter, groups) for letter in letters)
        - min(_WORDS, words[language])
        + _ODD * len(_NEVER[language].findall(text) if language in _NEVER else ())
        for language, groups in _LETTERS[encoding].items()
    }
    best = min(costs.values())
    return None if best >= _STRANGE * len(letters) / 2 else best + _STRANGE * signs


def _letter_cost(letter: str, groups: tuple[str, ...]) -> float:
    return next((cost for group, cost in zip(groups, _COSTS, strict=True) if letter in group), _STRANGE)
