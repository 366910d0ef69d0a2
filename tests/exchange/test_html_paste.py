"""What people copy: browsers, Word, Google Docs, mail, spreadsheets; and what attackers would have them copy."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.exchange.html_paste import PastedHtml, clean_html
from newsroom.rendering.body import BodyOptions
from newsroom.rendering.markdown import render_body
from tests.data import shared_files

CASES = [
    ("<p>one</p>\n<p>two</p>", "one\n\ntwo"),
    ("plain &amp; simple", "plain & simple"),
    ("<p>a<br>b<br><br>c</p>", "a  \nb\n\nc"),
    ("<p>x <b> bold </b>y<i>it</i>w</p>", "x **bold** y*it*w"),
    ("<b>a</b> <b>b</b><b>c</b>", "**a bc**"),
    ("<h1>H<b>ea</b>d</h1><h3>Sub</h3><h2></h2>", "## Head\n\n### Sub"),
    ("<blockquote><p>q</p><p>r</p></blockquote><p>s</p>", "> q\n>\n> r\n\ns"),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
    ("<ol><li><p>a</p></li><li><p>b</p><p>c</p></li></ol>", "1. a\n\n2. b\n\n    c"),
    ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    ("<pre><code>x &lt; y\n  z</code></pre>", "```\nx < y\n  z\n```"),
    ("say <code>a`b</code>", "say ``a`b``"),
    ("H<sub>2</sub>O and m<sup>2</sup>", "H<sub>2</sub>O and m<sup>2</sup>"),
    ('<a href="https://e.org/a(c)">words</a>', "[words](https://e.org/a%28c%29)"),
    ('<a href="https://e.org/">https://e.org/</a>', "<https://e.org/>"),
    ('<a href="https://e.org"><b>bold</b> rest</a>', "[**bold** rest](https://e.org)"),
    ('<a href="#note">back</a>', "back"),
    ('<a href="mailto:a@e.org">mail</a>', "[mail](mailto:a@e.org)"),
    ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
    ("<p>&nbsp;</p><p>in&nbsp;Paris</p>", "in Paris"),
    ("<dl><dt>term</dt><dd>meaning</dd></dl>", "term\n:   meaning"),
    ("<figure><img src=x><figcaption>caption</figcaption></figure>", "caption"),
    ('<span style="display:none">no</span>yes', "yes"),
    (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3<br>4</td></tr></table>",
        "| a | b |\n| --- | --- |\n| 1\\|2 | 3 4 |",
    ),
    ("<table><tr><td><p>left</p><p>more</p></td><td>right</td></tr></table>", "left\n\nmore\n\nright"),
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert clean_html(html).markdown == markdown


def test_google_docs() -> None:
    pasted = clean_html(
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
        '<span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span></p>'
        '<ul><li dir="ltr"><p><span style="font-style:italic">One</span></p></li><ul><li><p>Sub</p></li></ul></ul>'
        '<p><a href="https://www.google.com/url?q=https://e.org/x&amp;sa=D">link</a></p></b><br>'
    )
    assert pasted.markdown == "Plain **bold**\n\n- *One*\n    - Sub\n\n[link](https://e.org/x)"


def test_word() -> None:
    pasted = clean_html(
        '<html xmlns:o="urn:x"><head><style>p{}</style></head><body>before<!--StartFragment-->'
        "<p class=MsoNormal>Hello <b>big<o:p></o:p></b> world</p>"
        "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>First</p>"
        "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>"
        "<span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Second</p>"
        "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>"
        "<span style='mso-list:Ignore'>·</span>Third</p>"
        "<p class=MsoNormal><span>gone</span><del>old</del> <ins>new</ins></p><!--EndFragment-->after</body></html>"
    )
    assert pasted.markdown == "Hello **big** world\n\n- First\n    1. Second\n- Third\n\ngone new"
    assert pasted.dropped == ("1 passage that was struck out",)


def test_mail_with_a_detour_in_its_links() -> None:
    pasted = clean_html(
        '<div dir="ltr">Dear desk,<div><br></div><div>see <a href="https://eur01.safelinks.protection.outlook.com/'
        '?url=https%3A%2F%2Fe.org%2Fa&amp;data=x">this</a>.</div></div>'
        '<blockquote class="gmail_quote"><div>On Monday you wrote:</div></blockquote>'
    )
    assert pasted.markdown == "Dear desk,\n\nsee [this](https://e.org/a).\n\n> On Monday you wrote:"


def test_what_was_left_out_is_said_in_words() -> None:
    pasted = clean_html(
        '<p>text<img src="a.png" width="300"><img src="b.png"><img src="t.gif" width="1" height="1"></p>'
        '<iframe src="https://e.org"></iframe><form><input></form><script>alert(1)</script>'
        '<a href="/relative">rel</a>'
    )
    assert pasted.markdown == "text\n\nrel"
    assert pasted.dropped == (
        "2 pictures",
        "1 embedded film, sound or page",
        "a form",
        "1 link without a web address",
    )
    assert clean_html("<p>all is kept</p>").dropped == ()


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://www.google.com/url?q=javascript:alert(1)",
        "http://[",
        "//e.org/x",
    ],
)
def test_unsafe_links_lose_their_address(href: str) -> None:
    from html import escape

    markdown = clean_html(f'<p><a href="{escape(href)}">words</a></p>').markdown
    assert "words" in markdown and "](javascript" not in markdown.lower()
    assert markdown == "words" or markdown.startswith("[words](https://www.google.com/")


TEXTS = [
    "1. one", "2015. was", "# hash", "+ plus", "- minus", "> quote", ": def", "~~~", "---", "===", "*star* _w_ **b**",
    "[x](y)", "[a]: b", "[^1]: note", "`code`", "<b>tag</b>", "&lt; &amp;", "C:\\*x \\ y", "a {: .b}",
    "snake_case_word",    "*[HTML]: x", "http://e.org/_a_", "12) x", "a * b * c", "<https://e.org>", "\\", "| a | b |",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_words_that_look_like_marks_stay_words(text: str) -> None:
    from html import escape, unescape

    markdown = clean_html(f"<p>{escape(text)}</p>").markdown
    html = render_body(markdown, BodyOptions(smart_typography=False)).html
    assert unescape(re.sub(r"<[^>]+>", "", html)).strip() == text
    assert html.startswith("<p") and html.count("<p") == 1 and html.count("<") == 2


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_words_of_any_paragraph_survive(text: str) -> None:
    from html import escape

    kept = clean_html(f"<p>{escape(text)}</p>").markdown
    letters = re.sub(r"[\W_]", "", kept.replace("&lt;", "").replace("&amp;", "&"))
    for c in re.findall(r"[^\W_]", text):
        assert c in letters or c in kept


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<p>|</p>|<b>|</b>|<i>|</i>|<ul>|</ul>|<li>|</li>|<ol>|<table>|<tr>|<td>|</table>|<br>|<a href='x:y'>|</a>|"
            "<blockquote>|</blockquote>|<h1>|</h1>|<pre>|</pre>|<script>|</script>|<style>|<!--|-->|word|<|&|"
            "<span style='mso-list:l0 level3'>|<p style='mso-list:l0 level9'>|<div>|</div>|<o:p>|<![if x]>".split(
                "|"
            )
        ),
        max_size=60,
    )
)
def test_any_order_of_tags_is_survived(parts: list[str]) -> None:
    assert "<script" not in clean_html("".join(parts)).markdown


HOSTILE = {
    "deep div": "<div>" * 40_000,
    "deep lists": "<ul><li>" * 25_000 + "x",
    "crossed": "<i><b></i>" * 20_000,
    "tables": "<table><tr><td>x" * 12_000,
    "entries": "<li>" * 50_000,
    "less": "<" * 200_000,
    "comments": "<!--" * 50_000,
    "attributes": "<p " + "a=1 " * 50_000 + ">x",
    "styles": "<p style='" + "a:b;" * 50_000 + "'>x",
    "breaks": "<br>" * 50_000,
    "stars": "*" * 200_000,
    "scripts": "<script" * 28_000,
    "ends": "</div>" * 33_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_takes_no_time(name: str) -> None:
    """Cleaned by a naive reader, the first two take half a minute each."""
    start = time.process_time()
    clean_html(HOSTILE[name])
    assert time.process_time() - start < 5


def test_too_deep_a_page_keeps_its_text() -> None:
    pasted = clean_html("<div>" * 500 + "words &amp; <script>no()</script>more" + "</div>" * 500)
    assert "words &" in pasted.markdown and "more" in pasted.markdown and pasted.dropped


def test_no_script_of_the_shared_attacks_survives() -> None:
    for name, data in shared_files("security.tar.gz"):
        markdown = clean_html(data.decode("utf-8", "replace")[:200_000]).markdown
        assert not re.search(r"\]\(\s*(?:javascript|data|vbscript):", markdown, re.IGNORECASE), name
        assert not re.search(
            r"<(?!/?su[bp]>|https?://)[a-z/!]",
            re.sub(r"```.*?```|`[^`]*`", "", markdown, flags=re.DOTALL),
            re.IGNORECASE,
        ), name


def test_words_footnotes_and_comments() -> None:
    copied = (
        "<p class=MsoNormal>He said<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> so"
        "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[AR1]</a></span>.</p>"
        "<div style='mso-element:footnote-list'><br clear=all><hr width='33%'>"
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        "<a href='#_ftnref1' name='_ftn1'>[1]</a> On Monday.</p></div></div>"
        "<div style='mso-element:comment-list'><p>Is this so?</p></div>"
    )
    assert clean_html(copied) == PastedHtml("He said[^1] so.\n\n[^1]: On Monday.", ("1 comment",))


def test_a_number_whose_note_was_not_copied_stays_a_number() -> None:
    assert clean_html("<p>So<a href='#n1'>[1]</a> it is.</p>").markdown == "So[1] it is."
