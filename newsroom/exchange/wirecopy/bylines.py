"""Who wrote it: ``By ANA RUIZ and Jo Lee``, ``(Reporting by …; Editing by …)``, in many languages."""

import re
from functools import cache

from newsroom.domain.article import Byline, BylineRole
from newsroom.domain.names import name_key
from newsroom.exchange.wirecopy.agencies import is_agency
from newsroom.exchange.wirecopy.layout import is_dense
from newsroom.exchange.wirecopy.people import is_house, is_job, is_person, people_of
from newsroom.exchange.wirecopy.word_lists import word_list

_LONGEST = 300
_MOST_WORDS_OF_JOB = 5
_BY = re.compile(
    r"(?:(?:(?:written|story|reported|text|words|compiled|analysis|report) )?by|from(?= our\b)"
    r"|(?:propos recueillis |recueilli )par|von|par|por|di|da|door|av|af|"
    r"автор(?:ы)?|автор[иы]|текст|από|του|της|yazan|haber|autor(?:en|ka|zy)?|autora?|auteur|"
    r"بقلم|كتب|كتبت|إعداد|تقرير|מאת|作者|文)\s*[:：]?\s+(?P<names>\S.*)"
    r"|(?:作者|文|記者|记者|撰文|撰稿)\s*[:：/／]\s*(?P<dense>\S.*)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:(?:the )?(?:[A-Z][\w.&']*\s){0,4}?(?:(?:staff|special|business|sports|science|political|diplomatic) )?"
    r"(?:writers?|reporters?|correspondents?|journalists?|producers?)\s)?(?P<names>\S.*?)\s(?:also )?contributed"
    r"(?: reporting| research)?(?: to this (?:report|story|article|dispatch))?(?: from (?P<place>[^.]{2,60}))?\.?"
)
_CONTRIBUTED_WORD = "contributed"
_NOISE = re.compile(
    r"[\w.+-]+@[\w.-]+|(?:with )?(?:inputs? from )?(?:the )?(?:news )?agencies",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(
    r"[.;]\s*(?:bei rückfragen|for more information|our standards|para más|nuestros estándares|nossos padrões)\b.*",
    re.IGNORECASE,
)
_BY_WORDS = (" by", " von", " de", " par", " por", " da", " di", " van", " door", " from", " from")
_CLAUSE_ENDS = " .;,:：、，؛،-–—/"
_CONNECTIVES = re.compile(r"(?:^|\s)(?:and|und|et|y|e|и|та|και|و|ו)$", re.IGNORECASE)
_SOURCE = re.compile(
    r"^(?:source|quelle|источник|джерело|fuente|fonte|bron|kaynak|źródło|المصدر|来源|來源|出典)s?\s*[:：]\s*",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2,4}")
_INITIALS = re.compile(r"[a-zäöü]{1,5}(?:[-/] ?[a-zäöü]{1,5}){1,6}|[A-Z]{2,4}(?: ?//? ?[A-Z]{2,4}){1,3}")


def bylines_of(line: str) -> tuple[Byline, ...] | None:
    """The people of a byline, perhaps nobody (``By our correspondent``); None when the line is none."""
    if len(line) > _LONGEST:
        return None
    match = _BY.fullmatch(line.strip(" .*_-–—"))
    return people_of(match["names"] or match["dense"], BylineRole.AUTHOR) if match else None


def bare_bylines_of(line: str) -> tuple[Byline, ...] | None:
    """The people of a line of names with a job, a house or a place, without ``By``; None when it has none of those.

    ``Ana Ruiz, City Correspondent``, ``Ana Ruiz in Kigali``, ``Associated Press Writer``.
    """
    if len(line) > _LONGEST or any(c.isdigit() or c in "?!:" for c in line):
        return None
    people = people_of(line.strip(" .*_"), BylineRole.AUTHOR)
    if people is None:
        return () if _is_house_and_place(line) else None
    if any(_is_clause(byline) for byline in people):
        return None
    if not people:
        return people if len(line.split()) <= _MOST_WORDS_OF_JOB else None
    words = name_key(" ".join(f"{byline.name} {byline.place or ''}" for byline in people))
    is_more = len(name_key(line)) > len(words) + 2 or any(byline.place for byline in people)
    return people if is_more else None


def _is_house_and_place(line: str) -> bool:
    """``BBC News, Kigali``."""
    house, comma, place = line.partition(", ")
    return (
        bool(comma) and (is_house(house) or is_job(house)) and len(place.split()) <= 2 and place[0].isupper()
    )


def _is_clause(byline: Byline) -> bool:
    """``Flood Waters Rise in Delta as Thousands Flee``: names and places are shorter, and all of capitals."""
    place = (byline.place or "").split()
    return len(byline.name.split()) > 4 or len(place) > 3 or any(word.islower() for word in place)


def is_bare_name(line: str) -> bool:
    """Whether the line is one name of two or three words and nothing else."""
    words = line.split()
    return (
        2 <= len(words) <= 3
        and "," not in line
        and is_person(line)
        and not is_house(line)
        and not is_job(line)
    )


def credits_of(line: str) -> tuple[Byline, ...] | None:
    """The people of a desk's closing line; None unless all of it is understood."""
    if len(line) > 3 * _LONGEST:
        return None
    inner = line.strip(" .*_—–-")
    if inner[:1] in "([（【" and inner[-1:] in ")]）】":
        return _clauses(inner[1:-1], is_bracketed=True)
    if _CONTRIBUTED_WORD in inner and (people := _contributors(inner)) is not None:
        return people
    return _clauses(inner, is_bracketed=False)


def is_credits(line: str) -> bool:
    """Whether the line looks like a desk's closing line, understood or not."""
    if len(line) <= _LONGEST and ("contributed to this report" in line or " reported from " in line[:60]):
        return True
    inner = line.strip(" .*_")
    return (
        inner[:1] in "([（【"
        and inner[-1:] in ")]）】"
        and _role_words().search(inner[:_LONGEST]) is not None
    )


def is_signature(line: str) -> bool:
    """Whether the line is a house's name alone, ``(AFP)``, or the initials of those who wrote it, ``ar/tl``."""
    bare = _SOURCE.sub("", line).strip(" .()[]（）/-–—*=")
    if len(line) > 60 or not bare:
        return False
    if is_agency(bare.replace(" + ", "/")) or _INITIALS.fullmatch(bare):
        return True
    house, *codes = bare.split()
    if codes and house.isupper() and is_agency(house) and all(_CODE.fullmatch(code) for code in codes):
        return True  # ``PTI ABC XYZ``
    head, _, tail = bare.partition(" (")
    return bool(tail) and _INITIALS.fullmatch(head) is not None


def _clauses(text: str, *, is_bracketed: bool) -> tuple[Byline, ...] | None:
    """``ROLE names; ROLE names``: each role governs the names behind it."""
    text = _AFTERWORD.sub("", text)
    marks = list(_role_words().finditer(text))
    if not marks or (text[: marks[0].start()].strip() and not is_bracketed):
        return None
    if not is_bracketed and len(marks) == 1 and not _announces(marks[0][0]):
        return None
    found: list[Byline] = []
    leading = text[: marks[0].start()].strip(_CLAUSE_ENDS)
    if leading:
        found += people_of(leading, BylineRole.REPORTING) or ()
        if not found:
            return None
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        names = _CONNECTIVES.sub("", text[mark.end() : end].strip(_CLAUSE_ENDS)).strip(_CLAUSE_ENDS)
        people = _governed(names, _roles()[name_key(mark["role"])])
        if people is None:
            return None
        found += people
    return tuple(found) or None


def _governed(names: str, role: BylineRole) -> tuple[Byline, ...] | None:
    """The people behind one role; sentences that follow them are understood only where they are known phrases."""
    found: list[Byline] = []
    for n, part in enumerate(re.split(r"\s*;\s*|\.\s+(?=[^\W\d_a-z]{2})", names)):
        if _NOISE.fullmatch(part):
            continue
        people = people_of(part, role)
        if people is None and is_dense(part):
            people = people_of(part.replace(" ", "、"), role)
        if people is None or (n and not people):
            return None
        found += people
    return tuple(found)


def _announces(mark: str) -> bool:
    return mark.rstrip().endswith((":", "：")) or name_key(mark).endswith(_BY_WORDS)


def _contributors(text: str) -> tuple[Byline, ...] | None:
    match = _CONTRIBUTED.fullmatch(text)
    people = people_of(match["names"], BylineRole.REPORTING) if match else None
    if match is None or people is None or not match["place"] or len(people) != 1:
        return people
    return (Byline(people[0].name, people[0].role, match["place"]),)


@cache
def _roles() -> dict[str, BylineRole]:
    """The list's entries are ``role words``."""
    found: dict[str, BylineRole] = {}
    for entry in word_list("roles"):
        role, _, words = entry.partition(" ")
        found[name_key(words)] = BylineRole(role)
    return found


@cache
def _role_words() -> re.Pattern[str]:
    entries = sorted((entry.partition(" ")[2] for entry in word_list("roles")), key=len, reverse=True)
    spaced = "|".join(re.escape(words) for words in entries if not is_dense(words))
    dense = "|".join(re.escape(words) for words in entries if is_dense(words))
    return re.compile(rf"(?P<role>(?<!\w)(?:{spaced})(?!\w)|(?:{dense}))\s*[:：]?", re.IGNORECASE)
