"""Who wrote it: ``By ANA RUIZ and Jo Lee``, ``(Reporting by …; Editing by …)``."""

import re

from newsroom.domain.article import Byline, BylineRole

_LONGEST = 300
_BY = re.compile(
    r"(?:(?:written |story |reported |text )?by|von|par|por|di|door|автор(?:ы)?|текст|текст:|автор:|από|του|"
    r"بقلم|كتب|كتبت|מאת|作者|文)\s*[:：]?\s+(?P<names>\S.*)|(?:作者|文|記者|记者)\s*[:：/／]\s*(?P<dense>\S.*)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:additional |further |with additional )?(?P<role>reporting|writing|written|editing|edited|compiled|photos?|"
    r"photography|translated|translation|graphics)(?: and (?:writing|editing|reporting))* by:? (?P<names>\S.*)",
    re.IGNORECASE,
)
_ROLES = {
    "reporting": BylineRole.REPORTING,
    "writing": BylineRole.AUTHOR,
    "written": BylineRole.AUTHOR,
    "compiled": BylineRole.AUTHOR,
    "editing": BylineRole.EDITING,
    "edited": BylineRole.EDITING,
    "photo": BylineRole.PHOTO,
    "photos": BylineRole.PHOTO,
    "photography": BylineRole.PHOTO,
    "graphics": BylineRole.PHOTO,
    "translated": BylineRole.TRANSLATION,
    "translation": BylineRole.TRANSLATION,
}
_BETWEEN = re.compile(r"\s*(?:[,，、;&]|\s(?:and|und|et|y|e|en|и|та|και|و|ו|with)\s)\s*", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|à|en|в|aus|a)\s(?P<place>[A-ZА-ЯÀ-Þ][^,;]{1,40})$")
_COLLECTIVE = re.compile(
    r"(?:the |our )?(?P<name>.{2,50}? (?:bureau|staff|newsroom|desk|bureaux))", re.IGNORECASE
)
_PARTICLES = frozenset(
    "de la le del di da do dos der den van von und y e al el bin ibn abu ter ten af av zu".split()
)
_NOT_NAMES = frozenset("the a an our their his her its this that these those one which".split())


def bylines_of(line: str) -> tuple[Byline, ...]:
    """The people of a byline; empty when the line is none."""
    if len(line) > _LONGEST:
        return ()
    match = _BY.fullmatch(line.strip(" .*_"))
    if match is None:
        return ()
    return _people(match["names"] or match["dense"], BylineRole.AUTHOR)


def credits_of(line: str) -> tuple[Byline, ...]:
    """The people of a desk's closing line; empty unless all of it is understood."""
    if len(line) > 2 * _LONGEST:
        return ()
    inner = line.strip(" .*_")
    if inner[:1] in "([" and inner[-1:] in ")]":
        inner = inner[1:-1]
    found: list[Byline] = []
    for part in re.split(r";|\.\s(?=[A-Z][a-z]+ )", inner.strip(" .")):
        match = _CREDIT.fullmatch(part.strip(" ."))
        people = _people(match["names"], _ROLES[match["role"].lower()]) if match else ()
        if not people:
            return ()
        found += people
    return tuple(found)


def _people(names: str, role: BylineRole) -> tuple[Byline, ...]:
    """All of the names, or nothing where one of them is none."""
    people: list[Byline] = []
    for name in _BETWEEN.split(names.strip(" .")):
        where = _PLACE.search(name)
        person = (name[: where.start()] if where else name).strip()
        collective = _COLLECTIVE.fullmatch(person)
        if collective:
            person = collective["name"]
        elif not _is_person(person):
            return ()
        people.append(Byline(person, role, where["place"].strip() if where else None))
    return tuple(people)


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 60 or any(c.isdigit() or c in '"“”«»:!?()/' for c in name):
        return False
    if words[0].casefold() in _NOT_NAMES:
        return False
    if len(words) == 1 and _has_case(name[0]):
        return False  # By Monday
    n_capital = sum(1 for word in words if word[0].isupper() or not _has_case(word[0]))
    return n_capital >= 1 and all(
        word[0].isupper()
        or not _has_case(word[0])
        or word.casefold() in _PARTICLES
        or word[:2] in ("d'", "d’", "al")
        for word in words
    )


def _has_case(c: str) -> bool:
    return c.lower() != c.upper()
