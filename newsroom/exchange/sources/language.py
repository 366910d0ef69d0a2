"""The language of an item: what its source says, unless the text is in another script (settings are often wrong)."""

import re

from newsroom.exchange.wirecopy.languages import language_of

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_SAMPLE = 1000
_OTHERS = frozenset("ko ja zh he ar fa ur el th hi ka hy ru uk be bg sr".split())


def language_said(said: str, text: str) -> str | None:
    """A code such as ``en`` or ``pt-BR``; None where neither tells."""
    code = said.strip().replace("_", "-") if _CODE.fullmatch(said.strip()) else ""
    said_language = code.lower().split("-")[0]
    if code and said_language not in _OTHERS and text[:_SAMPLE].isascii():
        return code
    found = language_of(text[:_SAMPLE])
    if found is None or (code and (said_language in _OTHERS) == (found in _OTHERS)):
        return code or None
    return found
