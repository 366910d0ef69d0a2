"""Rendering by blocks gives what rendering the whole gives, whatever stands in the text."""

import json
import random
import re
import tarfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.rendering.body import RenderedBody
from newsroom.rendering.finishing import Finished
from newsroom.rendering.markdown import (
    BlockRenderer,
    BodyOptions,
    RenderError,
    patch,
    render_body,
    render_whole,
)
from newsroom.rendering.splitting import Piece

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "markdown.tar.gz"
CONSTRUCTS = (
    "A paragraph of two\nlines.",
    'Words with *one*, **two**, `three` and "four".',
    "# A heading",
    "Another heading\n---------------",
    "### A low heading ###\nand text below it",
    "> a quotation",
    "> first\n>\n> second",
    "text, then\n> a quotation in it",
    "- one\n- two",
    "* one\n\n* two",
    "1. one\n2. two",
    "3. three",
    "- one\n    - deeper\n\n    a paragraph of it",
    "    code with\n    two lines",
    "\tcode by a tab",
    "   three spaces before it",
    "| a | b |\n|---|--:|\n| 1 | 2 |",
    "term\n: what it means",
    ":   a meaning without a term",
    "***",
    "---",
    "+ plus\n+ plus",
    "[words](https://port.example/a) and ![a picture](https://port.example/b.png)",
    "[words][ref]",
    "[ref]: https://port.example/ref",
    "noted[^1]",
    "[^1]: a note\n\n    with a second paragraph",
    "*[QNH]: pressure at sea level",
    "QNH is high",
    "```\nfenced\n\ncode\n```",
    "~~~\nnever closed",
    "<div>raw *html*</div>",
    "<div>\n\n*open*",
    "</div>",
    "one <b>bold</b> word",
    "a <!-- comment",
    "a < b and b > c",
    "<https://port.example/auto>",
    "{: .pull }",
    "a paragraph\n{: .pull }",
    "a\\\nb  \nc",
    "&amp; &copy; &#169; & &nosuch;",
    "[article](article:12) and [none](article:99)",
    "'tis \"a 'nested' one\" -- and... so",
    '\u200fنص عربي "مقتبس"',
    "`` ` ``",
    "unclosed `code",
    "unclosed *emphasis",
    "\\# not a heading",
    "- ",
    ">",
    "1.",
    "=====",
    ":",
)
GAPS = ("\n\n", "\n\n\n", "\n \n", "\n\t\n\n", "\n")
OPTIONS = BodyOptions(article_urls=((12, "https://port.example/twelve"),))


def _mixed(pieces: list[tuple[str, str]]) -> str:
    return "".join(piece + gap for piece, gap in pieces)


MIXES = st.lists(st.tuples(st.sampled_from(CONSTRUCTS), st.sampled_from(GAPS)), max_size=9).map(_mixed)


def _top_elements(html: str) -> int:
    """How many elements stand at the top, counted another way than the renderer counts."""
    from html.parser import HTMLParser

    class Counter(HTMLParser):
        depth = 0
        n_elements = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if self.depth == 0:
                self.n_elements += 1
            if tag not in ("br", "hr", "img", "col", "wbr"):
                self.depth += 1

        def handle_endtag(self, tag: str) -> None:
            self.depth -= 1

        def handle_data(self, data: str) -> None:
            assert self.depth or not data.strip(), f"text at the top: {data!r}"

    counter = Counter()
    counter.feed(html)
    counter.close()
    return counter.n_elements


@settings(max_examples=400, deadline=None)
@given(MIXES)
@example("    code\n\n\n\npara\n\n    code")
@example("a\n\n: b\n\nc\n\n: d")
@example("- a\n\n\n- b\n\n1. c")
def test_blocks_equal_the_whole(text: str) -> None:
    by_blocks = render_body(text, OPTIONS)
    assert by_blocks.html == render_whole(text, OPTIONS).html


@settings(max_examples=200, deadline=None)
@given(MIXES)
def test_blocks_say_where_they_are(text: str) -> None:
    body = render_body(text, OPTIONS)
    lines = text.split("\n")
    last = -1
    for block in body.blocks:
        assert last < block.first_line <= block.last_line < len(lines)
        assert lines[block.first_line].strip() and lines[block.last_line].strip()
        assert not any(line.strip() for line in lines[last + 1 : block.first_line])
        assert block.n_elements == _top_elements(block.html)
        last = block.last_line
    assert not any(line.strip() for line in lines[last + 1 :])


@settings(max_examples=200, deadline=None)
@given(MIXES, MIXES, st.sampled_from(("", "NORTH QUAY (Meridian) —")))
def test_patches_make_the_new_page(one: str, other: str, dateline: str) -> None:
    renderer = BlockRenderer(BodyOptions(dateline=dateline))
    old, new = renderer.update(one + "\n\nshared\n\n" + one), renderer.update(one + "\n\nshared\n\n" + other)
    patches = patch(old, new)
    shown = _elements(old)
    for change in patches if patches is not None else ():
        added = _split_elements(change.html)
        assert len(added) == change.n_added
        shown[change.index : change.index + change.n_removed] = added
    if patches is not None:
        assert shown == _elements(new)


def _elements(body: RenderedBody) -> list[str]:
    return [element for block in body.blocks for element in _split_elements(block.html)]


def _split_elements(html: str) -> list[str]:
    found: list[str] = []
    depth = start = 0
    for tag in re.finditer(r"<(/?)([a-z0-9]+)[^>]*>", html):
        if not depth and not tag[1]:
            start = tag.start()
        if tag[2] not in ("br", "hr", "img", "col", "wbr"):
            depth += -1 if tag[1] else 1
        if not depth:
            found.append(html[start : tag.end()])
    return found


def test_an_edit_renders_one_block_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.rendering import markdown

    paragraphs = [f"Paragraph {i} about water." for i in range(200)]
    renderer = BlockRenderer(BodyOptions(dateline="NORTH QUAY —"))
    old = renderer.update("\n\n".join(paragraphs))
    rendered: list[str] = []
    real = markdown._render_piece

    def counted(piece: Piece, options: BodyOptions, urls: dict[int, str]) -> Finished:
        rendered.append(piece.text)
        return real(piece, options, urls)

    monkeypatch.setattr(markdown, "_render_piece", counted)
    paragraphs[120] += " And salt."
    new = renderer.update("\n\n".join(paragraphs))
    assert rendered == [paragraphs[120]]
    changes = patch(old, new)
    assert changes is not None
    assert [(c.index, c.n_removed, c.n_added) for c in changes] == [(120, 1, 1)]
    assert changes[0].html == f"<p>{paragraphs[120]}</p>"


def test_patch_of_the_same_is_nothing_and_of_everything_is_none() -> None:
    renderer = BlockRenderer(BodyOptions())
    one = renderer.update("a\n\nb")
    assert patch(one, renderer.update("a\n\nb\n")) == ()
    assert patch(one, renderer.update("c\n\nd")) is None


def test_renderer_survives_a_text_that_is_refused() -> None:
    renderer = BlockRenderer(BodyOptions())
    good = renderer.update("- a\n\npara")
    with pytest.raises(RenderError) as caught:
        renderer.update("fine\n\n" + "1. " * 3000)
    assert caught.value.line == 3
    assert renderer.update("- a\n\npara") == good == render_whole_blocks("- a\n\npara")


def render_whole_blocks(text: str) -> RenderedBody:
    return render_body(text, BodyOptions())


@pytest.mark.skipif(not SHARED.exists(), reason="shared Markdown examples are absent")
def test_examples_of_others_by_blocks() -> None:
    texts: list[str] = []
    with tarfile.open(SHARED) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            if member.name.endswith("spec_tests.json"):
                texts += [case["markdown"] for case in json.load(file)]
            elif member.name.endswith((".txt", ".md")) and member.size < 60_000:
                texts.append(file.read().decode("utf-8", "replace"))
    assert len(texts) > 600
    for text in texts:
        assert render_body(text, OPTIONS).html == render_whole(text, OPTIONS).html
    # Mixes of them, so that one example stands behind another.
    rng = random.Random(7)
    short = [text for text in texts if len(text) < 400]
    for _ in range(400):
        text = "\n\n".join(rng.choice(short) for _ in range(5))
        assert render_body(text, OPTIONS).html == render_whole(text, OPTIONS).html


PARAGRAPH = "Text of a paragraph.\n\n"
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
NOTES = "[^1]: The note.\n\n    More of it.\n\n[^2]: Another.\n"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (f"{PARAGRAPH}With a note[^1].\n\n{TABLE}{PARAGRAPH}{NOTES}", (0, 2, 4, 8, 10)),
        (f"Noted[^1].\n\n[^1]: The note.\n\n{PARAGRAPH}", (0, 4, 4)),
        (f"{PARAGRAPH}*[AB]: Able\n\n{PARAGRAPH}{PARAGRAPH}", (0, 4, 6)),
        (f"{PARAGRAPH}[a][x]\n\n{PARAGRAPH}[x]: https://a.example\n", (0, 2, 4)),
        (f"{PARAGRAPH}```\na\n\nb\n\nc\n```\n\n{PARAGRAPH}", (0, 2, 10)),
        (f"{PARAGRAPH}Term\n:   what it is\n\n{PARAGRAPH}", (0, 2, 5)),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_cut_tells_where_its_elements_begin(text: str, starts: tuple[int, ...]) -> None:
    (block,) = render_body(text, BodyOptions()).blocks
    assert block.starts == starts and len(starts) == block.n_elements
    (block,) = render_body(text, BodyOptions(dateline="PARIS —")).blocks
    assert block.starts == starts


def test_where_it_cannot_be_told_nothing_is_said() -> None:
    (block,) = render_body(f"{PARAGRAPH}<div>\n\nx\n\n</div>\n\n{PARAGRAPH}", BodyOptions()).blocks
    assert block.starts == () and block.n_elements > 1
    (block,) = render_body(f"# Head\n\n{PARAGRAPH}*[AB]: Able\n", BodyOptions(dateline="PARIS —")).blocks
    assert block.starts == (0, 0, 2)
