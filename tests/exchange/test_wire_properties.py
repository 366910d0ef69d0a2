"""For any text: no word is lost, and time grows with the text's length only."""

import re
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.domain.wire_story import WireStory
from newsroom.exchange.wire import decoded, recognise
from newsroom.exchange.wirecopy.layout import sound
from tests.exchange.test_wire import PAGE, sample

_WORD = re.compile(r"[^\W_]+")
_LINES = [
    *PAGE.split("\n"),
    *sample("agency-page.txt").split("\n"),
    *sample("wire-copy.txt").split("\n"),
    *(
        "",
        "",
        "",
        "***",
        "-30-",
        "30",
        "Read also:",
        "Tags:",
        "Tags",
        "Related:",
        "Series: A Story (12)",
        "Most read",
        "Hi Tom,",
        "--",
        "# Notizblock",
        "25-NOV-26 12:30 NNNN",
        "((ana@example.com; +1 555 0100))",
        "**PARIS (AP)** — Text",
        "Share",
    ),
    *(
        "By Ana Ruiz",
        "12",
        "Section: World",
        "#one #two",
        "a, b, c",
        "New Film (2015)",
        "PARIS (AP) —",
        "# Mark",
    ),
    *("北京11月27日电 外交部", "(서울=연합뉴스) 김철수 기자 = 정부는", "МОСКВА, 27 ноября. /ТАСС/. Текст"),
    *(
        "1. One",
        "2. Two",
        "• Bullet",
        "(Reporting by Jo Lee; Editing by Ana Ruiz)",
        "___",
        "https://example.com/a",
        "Ana Ruiz (AP)",
        "It is so. (Reporting by Ana Ruiz)",
    ),
    *(
        "ANALYSIS",
        "BREAKING: Rivers rise in all the land",
        "UPDATE 2-Rivers rise in all the land",
        "EMBARGOED UNTIL 0001 GMT Monday 30 November",
        "By Ana Ruiz, City Correspondent",
        "Ana Ruiz in Kigali",
        "Photo: Ana Ruiz/AFP",
        "Part 3 of The Long Rain",
        "Media contact: Ana Ruiz, ana@example.com",
        "ENDS",
        "ar/tl",
        "> quoted",
        "^By ANA RUIZ=",
        "– One entry",
        "Subject: Rivers rise",
    ),
]


def everything(story: WireStory) -> str:
    dateline = story.dateline
    parts: list[str | None] = [story.headline, story.lede, story.body, story.section]
    parts += [dateline.place, dateline.date, dateline.credit, story.label, *story.tags, *story.related]
    parts += [f"{series.name} {series.count}" for series in story.series]
    parts += [part for byline in story.bylines for part in (byline.name, byline.place)]
    parts += [line.text for line in story.set_aside]
    return "\n".join(part for part in parts if part)


def lost(text: str, story: WireStory) -> Counter[str]:
    """Letters and digits, counted: joining wrapped lines and escaping marks may change words, never these."""
    whole = Counter("".join(_WORD.findall(sound(decoded(text)))))
    return whole - Counter("".join(_WORD.findall(everything(story))))


@settings(max_examples=300, deadline=None)
@example(["北京11月27日电 外交部", "Related:", "北京11月27日电 外交部"], "\n")
@example(["Read also:", *(line for line in PAGE.split("\n") if "(Reuters)" in line), "Read also:"], "\n")
@example(
    ["Read also:", "^By ANA RUIZ=", "^By ANA RUIZ=", "By Jo Lee in Kigali", "By Ana Ruiz, City Editor"], "\n"
)
@given(st.lists(st.sampled_from(_LINES), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_word_of_a_page_is_lost(lines: list[str], end: str) -> None:
    text = end.join(lines)
    story = recognise(text)
    assert not lost(text, story)
    words = Counter(_WORD.findall(sound(decoded(text)))) - Counter(_WORD.findall(everything(story)))
    assert not words


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=400))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    assert not lost(text, recognise(text))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet=" aZ.,:;()[]—-/#&<>\"'1920\t\u00a0Я中", max_size=40), max_size=20))
def test_no_letter_of_odd_lines_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    story = recognise(text)
    assert not lost(text, story)
    assert all(line.text for line in (*story.set_aside, *story.not_understood))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_LINES), max_size=30))
def test_what_stays_is_listed_with_its_place(lines: list[str]) -> None:
    story = recognise("\n".join(lines))
    n_paragraphs = len(story.body.split("\n\n")) if story.body else 0
    for line in (*story.set_aside, *story.not_understood):
        assert 0 <= line.paragraph <= n_paragraphs and 1 <= line.number <= len(lines)


HOSTILE: list[Callable[[int], str]] = [
    lambda n: "a" * n,
    lambda n: "a " * (n // 2),
    lambda n: "A.\n" * (n // 3),
    lambda n: "\n" * n,
    lambda n: "(" * n,
    lambda n: "[](" * (n // 3),
    lambda n: "PARIS (" * (n // 7),
    lambda n: "- " * (n // 2),
    lambda n: "Name (12)\n" * (n // 10),
    lambda n: "Tags: a, b\n" * (n // 11),
    lambda n: "Related:\n" * (n // 9),
    lambda n: "Related:\nOne two three four\n" * (n // 28),
    lambda n: "Share\n1\n" * (n // 8),
    lambda n: "&amp;" * (n // 5),
    lambda n: "<a " * (n // 3),
    lambda n: "a, " * (n // 3),
    lambda n: "#a " * (n // 3),
    lambda n: "By A B\n" * (n // 7),
    lambda n: "\t   x\t\n" * (n // 7),
    lambda n: "中" * n,
    lambda n: "中\n" * (n // 2),
    lambda n: ("word " * 14 + "\n") * (n // 71),
    lambda n: "\u00a0" * n,
    lambda n: "a\u00ad" * (n // 2),
    lambda n: "1. x\n" * (n // 5),
    lambda n: "(Reporting by A B; " * (n // 19),
    lambda n: "Reporting by Ana Ruiz and Jo Lee\n" * (n // 33),
    lambda n: "contributed to this report\n" * (n // 27),
    lambda n: "Photo: A B\n" * (n // 11),
    lambda n: "Part 3 of Name\n" * (n // 15),
    lambda n: "READ MORE\nOne two three four\n" * (n // 29),
    lambda n: "> a\n" * (n // 4),
    lambda n: "World\n" * (n // 6),
    lambda n: "– a\n" * (n // 4),
    lambda n: "Embargoed until 1 " * (n // 18),
    lambda n: "a-b/" * (n // 4),
    lambda n: "Media contact:\n" * (n // 15),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_time_is_linear(number: int) -> None:
    """Eight times the text may take sixteen times as long at most; what takes 50 ms is quick whatever the ratio."""
    small, large = (_seconds(HOSTILE[number](n)) for n in (8_000, 64_000))
    assert large < 0.05 or large < 16 * small


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        recognise(text)
        best = min(best, time.process_time() - start)
    return best
