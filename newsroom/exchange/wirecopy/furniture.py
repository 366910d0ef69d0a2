"""What stands on a news page or a wire beside the story: share buttons, rights, end marks, slug lines. Says why."""

import re
from collections.abc import Callable
from functools import cache

from newsroom.exchange.wirecopy.calendar_words import is_clock
from newsroom.exchange.wirecopy.wire_marks import wire_mark
from newsroom.exchange.wirecopy.word_lists import word_list

CLOCK = "A clock or a date of the page; never the time of publication."
FURNITURE = "A button or a link of the page."
RIGHTS = "A line about rights."
END = "A mark for the end of the copy."
COUNTER = "A counter of the page."
ADDRESS = "A web address that stands alone."
INVITATION = "An invitation to readers."

_LONGEST = 160
_ONLY_AMONG_BUTTONS = frozenset(("x", "ok", "vk", "min", "mins", "minutes"))

_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()


_END_MARKS = frozenset(
    """
    ###|####|#|##|# # #|* * * *|-30-|—30—|–30–|--30--|- 30 -|30|ends|-ends-|- ends -|--ends--|(ends)|[ends]|/ends
    /ends/|end|-end-
    - end -|--end--|(end)|[end]|/end/|// ends|***|* * *|ooo|-0-|конец|(конец)|/конец/|fin|(fin)|-fin-|ende|(ende)|(完)
    （完）|（了）|(了)|(끝)|(more)|[more]|- more -|-more-|--more--|more follows
    (more follows)|mf|more to follow|/more|(fin de l'article)
    (ende der meldung)|(endt)|/ritzau/|(schluss)|enditem
    (koniec)|(τελος)|(sfarsit)|(bitti)|(النهاية)|انتهای پیام|انتهى|(انتهى)|/انتهى/|xxx|reuter
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
_WEAK_END_MARKS = frozenset("***|* * *|#|##|30|end|fin|ende|ends|xxx|ooo|конец|reuter|more".split("|"))

_RIGHTS = re.compile(
    r"^\W{0,3}(?:©|\(c\)\s|copyright\b)"
    r"|^this (?:report|article|story|piece)(?: (?:by|from) .{2,40}?)? was (?:first|originally) (?:published|posted)\b"
    r"|all rights reserved|may not be (?:published|reproduced)|все права защищены|tous droits réservés"
    r"|alle rechte vorbehalten|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|جميع الحقوق محفوظة|כל הזכויות שמורות|riproduzione riservata|reproduction interdite"
    r"|prohibida su reproducción|저작권자|무단 ?전재|版权所有|版權所有|無断転載",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"^(?:subscribe to|sign up (?:for|to)|follow (?:us|@|our)|join (?:us on|our)|our standards(?=:)"
    r"|follow (?:the )?\w+['’]s coverage|click here|tap here"
    r"|download our|like us on|get (?:the latest|our|breaking)|have (?:something to add|a story)|scroll down"
    r"|подписывайтесь|подпишись|читайте нас|abonnez-vous|suivez-nous|folgen sie uns|abonnieren sie|suscríbete"
    r"|síguenos|تابعونا|اشترك في|עקבו אחרינו|הירשמו|关注我们)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:read more|source|via|quelle|источник)\W{1,3})?(?:https?://|www\.)\S+", re.IGNORECASE
)
_PLACED_CLOCK = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2} ?[-–—|,/] ?(?P<clock>.*\d.*)")
_SOURCED_CLOCK = re.compile(
    r"(?P<clock>.*\d.*?)\s*(?:来源|來源|出典|source|источник|quelle|fuente|출처)\s*[:：]\s*\S.{0,30}",
    re.IGNORECASE,
)
_NAMED_SOURCE = re.compile(
    r"(?:source|editor|author|by|quelle|источник|редактор|fuente|来源|來源|编辑|責任編輯|责任编辑)\s*[:：]\s*\S.{0,30}",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?P<before>.{0,48}?) ?[Nn]{4}")
_READING_TIME = re.compile(
    r"^\d{1,3}[ -]?(?:min|mins|minutes?|мин|минут[ыа]?|dk|Min\.|Minuten|minuten)\.?"
    r" (?:read|reading time|de lecture|чтения|Lesezeit|de lectura|di lettura|leestijd)$"
    r"|^(?:reading time|read time|lesezeit|temps de lecture|время чтения)\W{1,3}\d{1,3}\b",
    re.IGNORECASE,
)


def furniture(line: str) -> str | None:
    """Why a line is no part of the story, as a sentence for a person; None when it may be one."""
    if len(line) > 2 * _LONGEST:
        return wire_mark(line)
    tests = _TESTS if len(line) <= _LONGEST else _TESTS_OF_LONG_LINES
    return next((reason for reason, holds in tests if holds(line)), None) or wire_mark(line)


def is_end_mark(line: str) -> bool:
    """``###``, ``-30-``, ``(ends)``: nothing but a mark."""
    if line.casefold() in _END_MARKS or line == "MORE":
        return True
    wire = _ENDED.fullmatch(line)  # ``25-NOV-26 12:30 NNNN``
    return wire is not None and (not wire["before"] or is_clock(wire["before"]))


def is_weak_end_mark(line: str) -> bool:
    """A mark that may also be something else (a rule, a word): an end only where nothing of the story follows."""
    return line.casefold() in _WEAK_END_MARKS and line != "ENDS"


def is_counter(line: str) -> bool:
    """A line of one small figure, as pages show beside their buttons."""
    return len(line) <= 9 and line.replace(" ", "").replace(",", "").isdigit()


def _is_clock(line: str) -> bool:
    """A clock, perhaps with the place before it or the source behind it."""
    if is_clock(line):
        return True
    parts = line.split(" | ")  # ``Source: Xinhua | 2026-11-25 10:12:31 | Editor: huaxia``
    if len(parts) > 1 and all(is_clock(part) or _NAMED_SOURCE.fullmatch(part) for part in parts):
        return True
    match = (
        (_PLACED_CLOCK.fullmatch(line) or _SOURCED_CLOCK.fullmatch(line)) if len(line) <= _LONGEST else None
    )
    return match is not None and is_clock(match["clock"].strip(" |-–—"))


@cache
def _button_keys() -> frozenset[str]:
    return frozenset(_key(phrase) for phrase in word_list("buttons"))


@cache
def _longest_key() -> int:
    return max(map(len, _button_keys()))


def _is_buttons(line: str) -> bool:
    """Whether the line is made of known buttons, perhaps glued (``Community standardsDiscussion``) or counted."""
    if line.endswith((".", "。")) and not line.endswith("..."):
        return False
    parts = _parts(line)
    if not 0 < len(parts) <= 24:
        return False
    return _made_of(parts) and any(not part.isdigit() for part in parts)


def _parts(line: str) -> list[str]:
    """Words, cut also where a small letter meets a capital and a letter a digit: there pages glue their buttons."""
    found: list[str] = []
    for match in _WORD.finditer(line):
        word = match[0]
        start = 0
        for i in range(1, len(word)):
            if (word[i].isupper() and word[i - 1].islower()) or word[i].isdigit() != word[i - 1].isdigit():
                found.append(word[start:i].casefold())
                start = i
        found.append(word[start:].casefold())
    return found


def _made_of(parts: list[str]) -> bool:
    """Whether the words are buttons one after another; beside others, also what stands only among buttons."""
    keys = _button_keys()
    reached = {0}
    for start in range(len(parts)):
        if start not in reached:
            continue
        if parts[start].isdigit():
            reached.add(start + 1)
        key = ""
        for end in range(start, len(parts)):
            key += parts[end]
            if len(key) > _longest_key():
                break
            if key in keys or (len(parts) > 1 and key in _ONLY_AMONG_BUTTONS):
                reached.add(end + 1)
    return len(parts) in reached


_TESTS_OF_LONG_LINES: tuple[tuple[str, Callable[[str], object]], ...] = (
    (CLOCK, _is_clock),
    (END, is_end_mark),
    (RIGHTS, _RIGHTS.search),
    (ADDRESS, _ADDRESS.fullmatch),
)
_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    *_TESTS_OF_LONG_LINES,
    (INVITATION, _INVITATION.match),
    (COUNTER, _READING_TIME.search),
    (FURNITURE, _is_buttons),
)
