"""Each edit on its line: ``[`` and ``]`` stand for the selection, ``|`` for the cursor, before and after."""

from collections.abc import Callable

import pytest

from newsroom.gui.features.editor import markdown_edits as edits
from newsroom.gui.features.editor.markdown_edits import Change

Edit = Callable[[str, int, int], Change | None]


def marked(text: str) -> tuple[str, int, int]:
    if "|" in text:
        place = text.index("|")
        return text.replace("|", ""), place, place
    start = text.index("⟦")
    return text.replace("⟦", "").replace("⟧", ""), start, text.index("⟧") - 1


def result(before: str, edit: Edit) -> str:
    lines, start, end = marked(before)
    change = edit(lines, start, end)
    assert change is not None
    text = lines[: change.start] + change.text + lines[change.end :]
    first, last = sorted((change.anchor, change.cursor))
    if first == last:
        return f"{text[:first]}|{text[first:]}"
    return f"{text[:first]}⟦{text[first:last]}⟧{text[last:]}"


def bold(lines: str, start: int, end: int) -> Change:
    return edits.toggle_emphasis(lines, start, end, "**")


def italic(lines: str, start: int, end: int) -> Change:
    return edits.toggle_emphasis(lines, start, end, "*")


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (bold, "the ⟦fleet⟧ sails", "the **⟦fleet⟧** sails"),
        (bold, "the **⟦fleet⟧** sails", "the ⟦fleet⟧ sails"),
        (bold, "the ⟦**fleet**⟧ sails", "the ⟦fleet⟧ sails"),
        (bold, "the ⟦fleet ⟧sails", "the **⟦fleet⟧** sails"),
        (bold, "the fl|eet sails", "the **fl|eet** sails"),
        (bold, "the **fl|eet** sails", "the fl|eet sails"),
        (bold, "the **fleet sa|ils** on", "the fleet sa|ils on"),
        (bold, "the *⟦fleet⟧* sails", "the ***⟦fleet⟧*** sails"),
        (bold, "the ***⟦fleet⟧*** sails", "the *⟦fleet⟧* sails"),
        (bold, "the | sails", "the **|** sails"),
        (bold, "the **|** sails", "the | sails"),
        (bold, "⟦one\n\ntwo⟧", "⟦**one**\n\n**two**⟧"),
        (bold, "⟦- one\n- two⟧", "⟦- **one**\n- **two**⟧"),
        (italic, "the ⟦fleet⟧", "the *⟦fleet⟧*"),
        (italic, "the *⟦fleet⟧*", "the ⟦fleet⟧"),
        (italic, "the **⟦fleet⟧**", "the ***⟦fleet⟧***"),
        (italic, "the ***⟦fleet⟧***", "the **⟦fleet⟧**"),
        (italic, "captain’s l|og", "captain’s *l|og*"),
        (edits.toggle_quote, "He s|ailed", "> He s|ailed"),
        (edits.toggle_quote, "> He s|ailed", "He s|ailed"),
        (edits.toggle_quote, "⟦one\n\ntwo⟧", "⟦> one\n>\n> two⟧"),
        (edits.toggle_quote, "⟦> one\n>\n> two⟧", "⟦one\n\ntwo⟧"),
        (edits.toggle_list, "fi|sh", "- fi|sh"),
        (edits.toggle_list, "- fi|sh", "fi|sh"),
        (edits.toggle_list, "|", "- |"),
        (edits.toggle_list, "⟦one\n\ntwo\n- three⟧", "⟦- one\n\n- two\n- three⟧"),
        (edits.toggle_list, "⟦1. one\n2. two⟧", "⟦- one\n- two⟧"),
        (edits.toggle_heading, "Ne|xt", "## Ne|xt"),
        (edits.toggle_heading, "## Ne|xt", "Ne|xt"),
        (edits.toggle_heading, "#### Ne|xt", "## Ne|xt"),
        (edits.make_link, "the ⟦fleet⟧ sails", "the [fleet](|) sails"),
        (edits.make_link, "the fl|eet sails", "the [fleet](|) sails"),
        (edits.make_link, "the | sails", "the [|]() sails"),
        (edits.make_link, "the [fl|eet](http://a) sails", "the [fleet](⟦http://a⟧) sails"),
        (edits.indent_items, "- on|e", "    - on|e"),
    ],
)
def test_an_edit(edit: Edit, before: str, after: str) -> None:
    assert result(before, edit) == after


def test_numbered_lists_count() -> None:
    lines = "one\n- two\n\nthree"
    change = edits.toggle_list(lines, 0, len(lines), numbered=True)
    assert change.text == "1. one\n2. two\n\n3. three"
    assert edits.toggle_list(change.text, 0, len(change.text), numbered=True).text == "one\ntwo\n\nthree"


def test_a_link_takes_an_address() -> None:
    change = edits.make_link("the fleet", 4, 9, "https://a.example")
    assert (change.text, change.cursor) == ("[fleet](https://a.example)", 30)


def test_items_move_out_again_and_other_lines_do_not_move() -> None:
    change = edits.indent_items("    - one", 8, 8, outward=True)
    assert change is not None
    assert (change.text, change.cursor) == ("- one", 4)
    assert edits.indent_items("one", 1, 1) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fleet|", "The fleet\n\n|"),
        ("The fleet| sails", "The fleet\n\n|sails"),
        ("|", "\n|"),
        ("|The fleet", "\n|The fleet"),
        ("- one|", "- one\n- |"),
        ("- one| two", "- one\n- | two"),
        ("    * one|", "    * one\n    * |"),
        ("9. nine|", "9. nine\n10. |"),
        ("2) two|", "2) two\n3) |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("- |", "\n|"),
        ("    - |", "- |"),
        ("> He sailed|", "> He sailed\n>\n> |"),
        ("> - one|", "> - one\n> - |"),
        ("> - |", ">\n> |"),
        ("> |", "\n|"),
        ("|- one", "\n|- one"),
        ("| a | b |¦", "| a | b |\n¦"),
        ("    code|", "    code\n    |"),
        ("## Next|", "## Next\n\n|"),
    ],
)
def test_enter(before: str, after: str) -> None:
    mark = "¦" if "¦" in before else "|"
    column = before.index(mark)
    line = before.replace(mark, "")
    change = edits.enter(line, column)
    text = line[: change.start] + change.text + line[change.end :]
    assert f"{text[: change.cursor]}{mark}{text[change.cursor :]}" == after


def test_enter_in_an_empty_quotation_takes_its_empty_line_away() -> None:
    change = edits.enter("> ", 2, previous=">")
    assert (change.start, change.end, change.text) == (-2, 2, "\n")


def test_enter_in_code_keeps_the_indentation() -> None:
    assert edits.enter("  x = 1", 7, literal=True).text == "\n  "


@pytest.mark.parametrize(
    "line", ["*" * 4000, "**a" * 1500, "[" * 4000, "> " * 2000, "- " * 2000, "1. " * 1500]
)
def test_hostile_lines_take_no_time(line: str) -> None:
    for edit in (bold, italic, edits.toggle_quote, edits.toggle_list, edits.toggle_heading, edits.make_link):
        assert edit(line, len(line) // 2, len(line) // 2) is not None
    edits.enter(line, len(line))
