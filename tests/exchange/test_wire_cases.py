"""The cases in ``cases/``, of our own making: what each text says, and how many lines a person is asked to look at.

A case is ``=== name``, the text, ``---``, and the fields that it says, as JSON; a field that is not there is empty.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from newsroom.domain.wire_story import WireStory
from newsroom.exchange.wire import recognise
from tests.exchange.test_wire_properties import lost

Case = tuple[str, str, dict[str, Any]]


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = part.partition("\n")
            text, _, fields = rest.rpartition("\n---\n")
            pairs = (line.partition(": ") for line in fields.split("\n") if line)
            found.append((name, text + "\n", {key: json.loads(value) for key, _, value in pairs}))
    return found


def said(story: WireStory) -> dict[str, Any]:
    """What a story says, without what it does not say."""
    dateline = story.dateline
    found = {
        "headline": story.headline,
        "lede": story.lede,
        "section": story.section,
        "label": story.label,
        "dateline": [dateline.place, dateline.date, dateline.credit],
        "bylines": [[one.name, one.role.value, *([one.place] if one.place else [])] for one in story.bylines],
        "series": [[series.name, series.count] for series in story.series],
        "tags": list(story.tags),
        "related": list(story.related),
        "n_aside": len(story.set_aside),
        "n_odd": len(story.not_understood),
    }
    kept = {name: value for name, value in found.items() if value and value != [None, None, None]}
    return {**kept, "n_paragraphs": len(story.body.split("\n\n")) if story.body else 0}


CASES = cases()


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(text: str, wanted: dict[str, Any]) -> None:
    story = recognise(text)
    assert said(story) == wanted
    assert not lost(text, story)


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case_with_windows_line_ends(text: str, wanted: dict[str, Any]) -> None:
    assert said(recognise(text.replace("\n", "\r\n"))) == wanted


def test_there_are_many_cases() -> None:
    assert len(CASES) > 100


def test_marks_that_nobody_sees_are_gone() -> None:
    story = recognise(
        "Ri\u00adver\u200b floods\u2060 town\n\n\u200fKI\u00adGALI\u200e (AP) — The ri\u00adver rose.\n"
    )
    assert story.headline == "River floods town" and story.dateline.place == "KIGALI"
    assert story.body == "The river rose."


def test_lists_in_the_text_stay_lists() -> None:
    story = recognise(
        "River floods town\n\nKIGALI (AP) — It rose.\n\n• One road\n• Two roads\n\n– One\n– Two\n\nIt fell.\n"
    )
    assert story.body == "It rose.\n\n- One road\n- Two roads\n\n- One\n- Two\n\nIt fell."


@pytest.mark.parametrize(
    "headline",
    [
        "Phone maker opens a plant",
        "Tel Aviv talks resume after a week",
        "Photo finish in the city race",
        "Embargo lifted after ten years",
        "Contact lost with a ferry",
        "Subject to change, says the mayor",
        "From farm to market in a day",
        "Part of the bridge gives way",
        "Editing of genes is debated",
        "Video shows the flood",
        "Breaking the ice in Geneva",
        "More rain is on its way",
        "Five killed in crash (12)",
        "Ends meet in the old town",
        "About 40 villages cut off",
        "Release of prisoners delayed",
        "Words fail the mayor of the town",
    ],
)
def test_a_headline_with_a_mark_s_word_is_a_headline(headline: str) -> None:
    story = recognise(
        f"{headline}\n\nKIGALI, Nov 27 (Reuters) - The river rose by two metres.\n\nNobody was hurt.\n"
    )
    assert story.headline == headline and story.label is None and story.series == () and story.set_aside == ()


def test_a_list_of_names_under_the_text_is_text() -> None:
    story = recognise(
        "Members of the new cabinet\n\nKIGALI (AP) — The cabinet was named.\n\nAna Ruiz, Interior\nTom Lee, Finance\n"
    )
    assert story.bylines == () and story.body.endswith("Ana Ruiz, Interior\n\nTom Lee, Finance")
