"""Our rules give what the library's give, and look at each line a few times only."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.rendering import quick_rules
from newsroom.rendering.body import BodyOptions
from newsroom.rendering.markdown import _EXTENSIONS, _SETTINGS, render_body
from newsroom.rendering.quick_rules import QuickRules

LINES = st.sampled_from(
    [
        "*[AB]: Able Seaman",
        "*[CD]: Corps of Divers",
        "*[AB]: another",
        "*[AB]: ''",
        '*[CD]: ""',
        "*[EF]:",
        "*[]: nothing",
        "*[a b] : two words",
        "  *[GH]: set in",
        "*[\\IJ]: struck out",
        "AB and CD met EF | GH.",
        "| a | b |",
        "|---|:-:|",
        "a | b",
        "--|--",
        "-",
        "|",
        "| one |",
        "|-----|",
        "|:-",
        ":- ",
        "\\|-|",
        "===",
        "# AB",
        "> CD | b",
        "- AB",
        "1. CD",
        ": AB is defined",
        "    code | AB",
        "\t| a | b |",
        "[^1]: AB",
        "note[^1]",
        "note[^1][^2] and [^1]",
        "[^2]: CD[^2][^1]",
        "---",
        "Under",
        "Under  ",
        "=",
        "-- ",
        "```",
        "- - -",
        "",
        "",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_the_result_is_the_librarys(text: str) -> None:
    plain = markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_SETTINGS)
    quick = markdown.Markdown(extensions=[*_EXTENSIONS, QuickRules()], extension_configs=_SETTINGS)
    assert quick.convert(text) == plain.convert(text)


def test_thousands_of_abbreviations_are_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    whole = quick_rules._Tables.test

    def test(self: quick_rules._Tables, parent: object, block: str) -> bool:
        looked.append(len(block))
        return whole(self, parent, block)  # type: ignore[arg-type]  # an element goes through

    monkeypatch.setattr(quick_rules._Tables, "test", test)
    text = "\n".join(f"*[AB{n}]: Able Seaman {n}" for n in range(3000)) + "\n\nAB7 met AB2999.\n"
    html = render_body(text, BodyOptions()).html
    assert re.findall(r'title="([^"]+)"', html) == ["Able Seaman 7", "Able Seaman 2999"]
    assert len(looked) < 20


def test_a_run_of_headings_reads_no_line_as_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[int] = []
    monkeypatch.setattr(quick_rules.TableProcessor, "test", lambda *_all: split.append(1))
    html = render_body("# a\n" * 300, BodyOptions()).html
    assert html.count("<h2") + html.count("<h1") >= 300 and split == []


@given(
    st.lists(
        st.sampled_from(["Under", "===", "---", "==", "- a", " in", "    code", "# AB", ""]), max_size=14
    )
)
def test_underlined_headings_are_the_librarys(lines: list[str]) -> None:
    text = "\n".join(lines)
    plain = markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_SETTINGS)
    quick = markdown.Markdown(extensions=[*_EXTENSIONS, QuickRules()], extension_configs=_SETTINGS)
    assert quick.convert(text) == plain.convert(text)


def test_thousands_of_underlined_headings_are_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(quick_rules.TableProcessor, "test", lambda *_all: False)
    whole = quick_rules._Tables.test

    def test(self: quick_rules._Tables, parent: object, block: str) -> bool:
        looked.append(len(block))
        return whole(self, parent, block)  # type: ignore[arg-type]  # an element goes through

    monkeypatch.setattr(quick_rules._Tables, "test", test)
    html = render_body("Under\n===\n" * 3000 + "end", BodyOptions()).html
    assert html.count("Under</h") == 3000 and len(looked) < 20


def test_a_footnote_used_a_thousand_times_has_a_thousand_places() -> None:
    html = render_body("a[^1] " * 1000 + "\n\n[^1]: b\n", BodyOptions()).html
    assert len(set(re.findall(r'<sup id="([^"]+)"', html))) == 1000
