"""News agencies as datelines name them, and cities that stand alone in a dateline: questions about the two lists."""

from functools import cache

from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.word_lists import key_set

_LONGEST_HEAD = 60


def is_agency(credit: str, site_credit: str | None = None) -> bool:
    """Whether words name an agency, or several joined by ``/``. The site's own credit counts as one."""
    known = key_set("agencies")
    own = name_key(site_credit) if site_credit else None
    keys = [name_key(credit), *(name_key(part) for part in credit.split("/"))]
    return any(key and (key in known or key == own) for key in keys)


def is_city(place: str) -> bool:
    """Whether a place is one that datelines print without a country, or several of them joined by ``/``."""
    cities = key_set("cities")
    return all(name_key(part) in cities for part in place.split("/"))


def leading_agency(text: str, site_credit: str | None = None) -> str | None:
    """The agency that a text begins with, as printed: ``РИА Новости`` of ``РИА Новости. Глава МИД …``."""
    head = text[:_LONGEST_HEAD]
    if site_credit and head.casefold().startswith(site_credit.casefold()):
        if _ends_word(head, len(site_credit)):
            return head[: len(site_credit)]
    known = key_set("agencies")
    for length in _lengths():
        if length <= len(head) and _ends_word(head, length) and name_key(head[:length]) in known:
            return head[:length]
    return None


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in key_set("agencies")}, reverse=True))


def _ends_word(text: str, length: int) -> bool:
    return length >= len(text) or not (text[length].isalnum() or text[length] in "-_")
