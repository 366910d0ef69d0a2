"""Boxes, remarks and other lines of programs, as readers of the site saw them."""

import random
import time

import pytest

from newsroom.exchange.sources.program_lines import without_program_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::tip Mind the gap\n\nText.\n\n:::\nAfter.", "> **Mind the gap**\n>\n> Text.\n\nAfter."),
        (":::note[A title]\nText.\n:::", "> **A title**\n>\n> Text.\n"),
        ("::: warning\nText.\n:::", "> **Warning**\n>\n> Text.\n"),
        ("Before\n::: {.callout-note}\nText.\n:::", "Before\n\n> **Note**\n>\n> Text.\n"),
        (":::{admonition} Own\nText.\n:::", "> **Own**\n>\n> Text.\n"),
        ("::::info\n:::tip\nA\n:::\n::::", "> **Info**\n>\n> > **Tip**\n> >\n> > A\n"),
        (":::info\n:::tip\nA\n:::\nB\n:::", "> **Info**\n>\n> > **Tip**\n> >\n> > A\n>\n> B\n"),
        (
            '!!! note "Read this"\n    One.\n\n    Two.\n\nAfter.',
            "> **Read this**\n>\n> One.\n>\n> Two.\n\n\nAfter.",
        ),
        ("??? danger\n    One.", "> **Danger**\n>\n> One.\n"),
        ("> [!warning] Careful\n> Text", "> **Careful**\n>\n> Text"),
        ("> [!NOTE]\n> Text", "> **Note**\n>\n> Text"),
        ("> [!quote]\n> Text", "> Text"),
        ("> > [!tip]- Folded\n> > Text", "> > **Folded**\n> >\n> > Text"),
        # None of ours.
        ("::: columns\nText.\n:::", "::: columns\nText.\n:::"),
        (":::tip\nnever closed", ":::tip\nnever closed"),
        ("!!! note\nnot indented", "!!! note\nnot indented"),
        ("```\n:::tip\nA\n:::\n> [!note]\n%% x %%\n```", "```\n:::tip\nA\n:::\n> [!note]\n%% x %%\n```"),
        ("Wow!!! note that, she said.", "Wow!!! note that, she said."),
    ],
)
def test_boxes_become_quotations(text: str, expected: str) -> None:
    notes: list[str] = []
    assert without_program_lines(text, notes) == expected
    assert notes == []


def test_remarks_are_left_out_and_told() -> None:
    notes: list[str] = []
    text = "A %% secret %% b.\n\n%%\nlong\nsecret\n%%\n\n`%% code %%` and 50%% of 20%% more {/* kept */}"
    found = without_program_lines(text, notes)
    assert found == "A  b.\n\n\n\n`%% code %%` and 50%% of 20%% more {/* kept */}"
    assert notes == ["Remarks that only its writers saw were left out: 2."]


@pytest.mark.parametrize("mark", ["<!-- truncate -->", "<!--more-->", "{/* truncate */}", "<!-- excerpt -->"])
def test_a_mark_that_cuts_it_for_lists_leaves_no_trace(mark: str) -> None:
    notes: list[str] = []
    assert without_program_lines(f"A\n\n{mark}\n\nB", notes, is_mdx=True) == "A\n\nB"
    assert without_program_lines(f"A\n{mark}\nB", notes, is_mdx=True) == "A\nB"
    assert notes == []


def test_a_list_of_contents_is_left_out() -> None:
    notes: list[str] = []
    assert without_program_lines("* TOC\n{:toc}\n\n# A", notes) == "\n# A"
    assert without_program_lines("- one\n- two\n{: toc }\n", []) == "- one\n- two\n"
    assert notes == ["A list of its contents, which the program made, was left out."]


MDX = """import Chart from "./chart.astro";
import {
  a,
  b,
} from '../x'
export const meta = {
  title: "x",
};

Import duties rose.

import duties rose again
<Chart client:load />
Text {/* remark */} and `<Code />`.
```js
import x from "y"
```
export prices fell
"""


def test_imports_and_exports_of_mdx_are_left_out_where_they_are_some() -> None:
    notes: list[str] = []
    found = without_program_lines(MDX, notes, is_mdx=True)
    assert found == (
        "\nImport duties rose.\n\nimport duties rose again\n<Chart client:load />\nText  and `<Code />`.\n"
        '```js\nimport x from "y"\n```\nexport prices fell\n'
    )
    assert notes == [
        "Remarks that only its writers saw were left out: 1.",
        "Lines of its program (import, export) were left out: 3.",
        "Marks of a site program stay in the text as they were: <Chart>.",
    ]
    assert without_program_lines(MDX, [], is_mdx=False) == MDX


@pytest.mark.parametrize(
    "text",
    [":::tip\n" * 20_000, "::::tip\n:::tip\n" * 10_000, "%% a " * 40_000, "{/* a " * 40_000,
     "> " * 50_000 + "[!note] a",
     '!!! note "' * 20_000, "!!! note a" + " a-b" * 30_000 + "!", "import {\n" * 20_000, ":::tip {" * 20_000,
     ":::tip\nA\n:::\n" * 10_000, "    " + "!!! note\n    a\n" * 20_000],
    ids=range(11),
)  # fmt: skip
def test_it_takes_no_longer_than_a_text_is_long(text: str) -> None:
    began = time.process_time()
    without_program_lines(text, [], is_mdx=True)
    assert time.process_time() - began < 3


def test_whatever_stands_there_no_word_is_lost_but_remarks() -> None:
    chance = random.Random(5)
    parts = [":::tip T1", ":::", "::::info", "::::", "!!! note", "    in1", "word2", "", "> [!note] T3", "> q4",
             "```", "{:toc}", "* i5", "# h6", "[a7](b)", "~~~", "???+ tip \"T8\""]  # fmt: skip
    for _ in range(400):
        text = "\n".join(chance.choice(parts) for _ in range(14))
        found = without_program_lines(text, [], is_mdx=chance.random() < 0.5)
        for word in ("T1", "in1", "word2", "T3", "q4", "h6", "a7", "T8"):
            assert text.count(word) == found.count(word), (text, found)


def test_looks_of_the_block_below_are_left_out() -> None:
    notes: list[str] = []
    text = (
        '{: .notice--info}\nMind it.\n\n> Said\n{: .pull}\n\n{: #a .b style="x"}\n## Part\n\n```\n{: .c}\n```'
    )
    assert without_program_lines(text, notes) == (
        "Mind it.\n\n> Said\n{: .pull}\n\n## Part\n\n```\n{: .c}\n```"
    )
    assert notes == ["Looks of what stands below them ({: …}) were left out: 2."]
