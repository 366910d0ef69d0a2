"""The language of an item: what its source says, unless the text is in another script (settings are often wrong)."""

import re

from newsroom.exchange.wirecopy.languages import language_of, script_of

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_SAMPLE = 1000
_ALONE = "ko ja zh he el th hi ka hy".split()
_SCRIPTS = {
    **{code: code for code in _ALONE},
    **dict.fromkeys("ar fa ur ps".split(), "arabic"),
    **dict.fromkeys("ru uk be bg mk sr kk ky mn tg".split(), "cyrillic"),
    # Written with the signs of another, and marathi and nepali with those of hindi.
    **dict.fromkeys("mr ne".split(), "hi"),
    "ji": "he",
    "yi": "he",
    "yue": "zh",
}
_MOST_WRITTEN = {"cyrillic": "ru", "ar": "ar"}
# Some write these in Latin letters.
_IN_BOTH = frozenset("sr kk mn ky tg".split())


def language_said(said: str, text: str) -> str | None:
    """A code such as ``en`` or ``pt-BR``; None where neither tells."""
    code = said.strip().replace("_", "-") if _CODE.fullmatch(said.strip()) else ""
    said_language = code.lower().split("-")[0]
    script = _SCRIPTS.get(said_language, "latin")
    if code and script == "latin" and text[:_SAMPLE].isascii():
        return code
    found = language_of(text[:_SAMPLE])
    if found is None or not code:
        return found or code or None
    has = _SCRIPTS.get(found, "latin")
    fits = has == script or (has == "latin" and said_language in _IN_BOTH) or {has, script} == {"ja", "zh"}
    return code if fits else found


def language_beside(site: str, text: str) -> str:
    """Of a text that does not tell by itself: the site's, unless its letters are others than that is written with."""
    script = script_of(text)
    if script not in ("cyrillic", "ar"):
        return site
    has = "arabic" if script == "ar" else script
    return site if _SCRIPTS.get(site.lower().split("-")[0]) == has else _MOST_WRITTEN[script]
