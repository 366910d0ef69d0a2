"""The names in a byline or a closing line: people with their places; jobs and houses are told from them."""

import re
from dataclasses import replace
from itertools import pairwise

from newsroom.domain.article import Byline, BylineRole
from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.agencies import is_agency
from newsroom.exchange.wirecopy.word_lists import key_set

_SEPARATOR = re.compile(
    r"(\s*[,،、，;&|+·•・]\s*|\s*/\s*|\s+[-–—]\s+"
    r"|,?\s+(?:and|with|und|mit|et|avec|y|e|con|com|en|met|ve|oraz|i|и|та|και|و|ו)\s+)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（\[](?P<inner>[^()（）\[\]]{1,60})[)）\]]")
_PLACE = re.compile(
    r"\s(?:in|at|from|near|à|em|en|desde|aus|в|во|из|у|на|te|w|på|στην|στη|στον|στο|في|من)\s(?P<place>[^\W\d_][^,;]{1,40})$"
)
_SERVICE = re.compile(
    r"\s+(?:(?:in|en|em|auf|на|по)[ -](?:english|spanish|french|portuguese|arabic|español|espanol|français|português"
    r"|deutsch|русский|русском)|(?:for|für|para|pour|للنشرة)\s(?:the\s)?(?:\w+\s)?(?:service|العربية))\b",
    re.IGNORECASE,
)
_REACH = re.compile(r"\s*[(<]?(?:(?<!\w)@\w+|[\w.+\-]{1,64}@[\w.\-]{1,64})[)>]?")
_COLLECTIVE = re.compile(
    r"(?:the |our )?(?P<name>.{2,50}? (?:bureau|staff|newsroom|desk|bureaux))", re.IGNORECASE
)
_KOREAN_REPORTER = re.compile(r"(?P<name>[가-힣]{2,4}) ?(?:기자|특파원|통신원)")
_HOUSE_ENDS = frozenset(
    "news press agency tv radio media wire service times post herald tribune gazette".split()
)
_PARTICLES = frozenset(
    "de la le del di da do dos der den van von und y e al el bin ibn abu ter ten af av zu della dello du des dal "
    "os ul ur bint ould ag st".split()
)
_NOT_NAMES = frozenset("the a an our their his her its this that these those one which your my".split())
_OF = frozenset("of for at in on à de du für in im em en в по special spéciale spécial especial".split())
_MOST_WORDS = 5


def people_of(names: str, role: BylineRole) -> tuple[Byline, ...] | None:
    """All people of the names, perhaps nobody where only jobs and houses stand; None where a part is neither."""
    found: list[Byline] = []
    parts = _SEPARATOR.split(_opened(_REACH.sub("", _SERVICE.sub("", names))).strip(" .:"))
    named = [n for n in range(0, len(parts), 2) if _names_somebody(parts[n])]
    for n in named:
        part = _without_house(parts[n].strip(" ."))
        person = _person(part, role)
        if person is not None:
            found.append(person)
        elif found and n == named[-1] and parts[n - 1].strip() in (",", "،", "|") and _is_proper(part):
            found[-1] = _placed(found[-1], part)
        else:
            return None
    return tuple(found)


def _names_somebody(part: str) -> bool:
    """Whether a part is more than a job, a house or nothing."""
    bare = _without_house(part.strip(" ."))
    return bool(bare) and not is_house(bare) and not is_job(bare)


def _opened(names: str) -> str:
    """``Ana Ruiz (Kigali, correspondent)`` with commas for its brackets."""
    return _BRACKET.sub(lambda match: f", {match['inner']}" if "," in match["inner"] else match[0], names)


def is_house(text: str) -> bool:
    """Whether words name an agency or a paper: ``Reuters``, ``BBC News``, ``The Example Times``."""
    if is_agency(text):
        return True
    words = text.casefold().split()
    return (
        len(words) > 1
        and words[-1] in _HOUSE_ENDS
        and (len(words) > 2 or words[-1] in ("news", "agency", "tv"))
    )


def is_job(text: str) -> bool:
    """Whether words are a job or a desk: ``City Correspondent``, ``our staff``."""
    if len(text) > 60 or (_COLLECTIVE.fullmatch(text) and len(text.split()) > 2):
        return False
    words = [word.strip(".,") for word in name_key(text).replace("-", " ").split()]
    titles = key_set("titles")
    return bool(words) and (
        (words[0] in titles and not words[0].isascii())
        or words[-1] in titles
        or any(word in titles and after in _OF for word, after in pairwise(words))
    )


def is_person(name: str) -> bool:
    """Whether words may be somebody's name."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > 60:
        return False
    if any(c.isdigit() or c in '"“”«»:!?()/<>=@#^' for c in name) or words[0].casefold() in _NOT_NAMES:
        return False
    if len(words) == 1 and _has_case(name[0]):
        return False  # By Monday
    return any(_is_capital(word) for word in words) and all(
        _is_capital(word) or word.casefold() in _PARTICLES or word[:2] in ("d'", "d’", "al") for word in words
    )


def _person(text: str, role: BylineRole) -> Byline | None:
    where = _PLACE.search(text)
    place = where["place"].strip() if where and _is_capital(where["place"]) else None
    name = (text[: where.start()] if where and place else text).strip()
    collective = _COLLECTIVE.fullmatch(name)
    if collective:
        return Byline(collective["name"], role, place)
    return Byline(name, role, place) if is_person(name) else None


def _without_house(part: str) -> str:
    """``Ana Ruiz (AP)`` and ``Ana Ruiz of Reuters`` without the house, ``김하나 기자`` without the job."""
    bracket = _BRACKET.search(part)
    if bracket and (is_house(bracket["inner"]) or is_job(bracket["inner"])):
        part = (part[: bracket.start()] + part[bracket.end() :]).strip()
    korean = _KOREAN_REPORTER.fullmatch(part)
    if korean:
        return korean["name"]
    name, of, house = part.partition(" of ")
    return name if of and is_house(house) else part


def _placed(byline: Byline, place: str) -> Byline:
    return replace(byline, place=f"{byline.place}, {place}" if byline.place else place)


def _is_proper(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 3 and all(
        _is_capital(word) and word.replace("-", "").isalpha() for word in words
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or not _has_case(word[0])


def _has_case(c: str) -> bool:
    return c.lower() != c.upper()
