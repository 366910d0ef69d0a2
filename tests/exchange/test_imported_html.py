"""The HTML of articles in exports: what is kept that a paste leaves out, and what never comes."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.exchange.html_paste import imported_html
from newsroom.rendering.body import BodyOptions
from newsroom.rendering.markdown import render_body
from tests.exchange.test_html_paste import HOSTILE

CASES = [
    ('<p><img src="/a b.jpg" alt="A [b]"></p>', "![A \\[b\\]](/a%20b.jpg)"),
    ('<p><img data-src="/a.jpg" src="data:image/gif;base64,R0"></p>', "![](/a.jpg)"),
    ('<p><img srcset="/s.jpg 1x, /l.jpg 2x"></p>', "![](/l.jpg)"),
    ('<p><img class="emoji" alt="☺" src="/e.png"> yes</p>', "☺ yes"),
    ('<p>x<img src="/t.gif" width="1" height="1"></p>', "x"),
    ('<p><img src="/a.jpg">Text beside it.</p>', "![](/a.jpg)\n\nText beside it."),
    ('<figure><img src="/a.jpg"><figcaption>At <em>sea</em></figcaption></figure>', "![](/a.jpg)  \nAt *sea*"),
    ('<figure><img src="/a.jpg"><figcaption>At sea</figcaption></figure>', "![](/a.jpg)  \n*At sea*"),
    ('<figure><a href="/a.jpg"><img src="/s.jpg"></a></figure>', "![](/s.jpg)"),
    ('<figure><a href="/page"><img src="/s.jpg"></a></figure>', "[![](/s.jpg)](/page)"),
    (
        '<ul><li><figure><img src="/a.jpg"></figure></li><li><figure><img src="/b.jpg"></figure></li></ul>',
        "![](/a.jpg)\n\n![](/b.jpg)",
    ),
    (
        "<figure><blockquote><p>q</p></blockquote><figcaption>who</figcaption></figure>",
        "> q\n\n*who*",
    ),
    ('<iframe src="https://www.youtube.com/embed/abcdefg1234?x=1"></iframe>', "<https://www.youtube.com/watch?v=abcdefg1234>"),
    ('<iframe src="//player.vimeo.com/video/12" title="The harbour"></iframe>', "[The harbour](https://vimeo.com/12)"),
    ('<video><source src="/a.mp4"></video><audio src="https://e.org/a.mp3"></audio>', "[/a.mp4](/a.mp4)\n\n<https://e.org/a.mp3>"),
    ("<p>https://e.org/a_b_</p>", "<https://e.org/a_b_>"),
    ('<a href="../x">up</a> <a href="y.html">y</a> <a href="?p=3">3</a>', "[up](../x) [y](y.html) [3](?p=3)"),
    ("<p>a <s>b</s> <del>c</del></p>", "a <s>b</s> <s>c</s>"),
    ("<p>He said <q>yes</q>.</p>", "He said “yes”."),
    ("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd><p>d</p><p>e</p></dd></dl>", "a\nb\n:   c\n:   d\n\n    e"),
    ('<pre><code class="language-js">a &lt; ```</code></pre>', "````js\na < ```\n````"),
    ('<pre class="brush: python; gutter: true">x<br>y</pre>', "```python\nx\ny\n```"),
    ('<pre class="wp-block-verse">One <em>two</em>\nthree\n\nfour</pre>', "One *two*  \nthree\n\nfour"),
    ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
    (
        "<table><caption>C</caption><thead><tr><th colspan=2>A</th></tr></thead><tr><td>1</td><td>2</td></tr></table>",
        "C\n\n| A |  |\n| --- | --- |\n| 1 | 2 |",
    ),
    (
        ('<p>a<sup><a href="#n1">1</a></sup> b<a href="#n2">[2]</a></p>'
         '<ol><li id="n1">One <a href="#r1">↩</a></li><li id="n2"><p>Two</p><p>more</p></li></ol>'),
        "a[^1] b[^2]\n\n[^1]: One\n\n[^2]: Two\n\n    more",
    ),
    ('<p>See <a href="#part">1</a></p><h2 id="part">Part</h2>', "See 1\n\n## Part"),
    ('<span class="screen-reader-text">no</span><p hidden>no</p>yes', "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert imported_html(html).markdown == markdown


def test_relative_addresses_are_led_from_the_base() -> None:
    html = '<a href="x">x</a> <img src="/a.jpg"> <a href="//e.org/y">y</a> <a href="#z">z</a>'
    made = imported_html(html, "https://post.example/2021/03/talks/")
    assert made.markdown == (
        "[x](https://post.example/2021/03/talks/x) ![](https://post.example/a.jpg) [y](https://e.org/y) z"
    )
    assert made.dropped == ()


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "//[", ""]
)
def test_unsafe_addresses_never_come(address: str) -> None:
    html = f'<a href="{address}">words</a><img src="{address}" alt="p"><iframe src="{address}"></iframe>'
    assert imported_html(html).markdown == "words"
    assert imported_html(html, "https://e.org/").markdown.startswith("words")


def test_what_is_left_out_is_said() -> None:
    made = imported_html("<p>x<img><iframe></iframe><form><input></form><script>no</script></p>")
    assert made.dropped == ("1 picture", "1 embedded film, sound or page", "a form")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_takes_no_time(name: str) -> None:
    start = time.process_time()
    imported_html(HOSTILE[name], "https://e.org/")
    assert time.process_time() - start < 5


PIECES = (
    "<p>|</p>|<b>|</b>|<i>|<ul>|</ul>|<li>|<dl>|<dt>|<dd>|<table>|<tr>|<td>|</table>|<br>|<a href='/x'>|</a>|<q>|"
    "<figure>|</figure>|<figcaption>|</figcaption>|<img src=/a.jpg>|<iframe src=/b>|<pre>|</pre>|<s>|</s>|word|word |"
    "<sup>|</sup>|<a href='#n'>1</a>|<li id=n>|<blockquote>|</blockquote>|<h2>|</h2>|<video>|</video>|<source src=/c>"
).split("|")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
@example(["<dl>", "<dl>", "word"])
def test_any_order_of_tags_keeps_the_words_and_renders(parts: list[str]) -> None:
    markdown = imported_html("".join(parts)).markdown
    in_words = sum(1 for part in parts if part.startswith("word"))
    in_films = re.search(r"<(?:iframe|video)", "".join(parts)) is not None
    assert markdown.count("word") == in_words or in_films
    assert "<script" not in render_body(markdown, BodyOptions()).html


def test_names_of_places_in_a_page_with_numbered_links_are_no_notes() -> None:
    html = (
        '<p>See <a href="#x">the end</a><a href="#n1">1</a> and <a href="#"></a><a>2</a>.</p>'
        '<p><a name="x"></a><a name=""></a>The end <a href="#y">is</a> here.</p><ol><li id="n1">A note.</li></ol>'
    )
    assert "The end" in imported_html(html).markdown


def test_words_of_each_picture_in_a_gallery_stand_below_it() -> None:
    html = (
        "<figure><figure><img src='https://e.org/1.jpg'></figure><figure><img src='https://e.org/2.jpg'>"
        "<figcaption>Two</figcaption></figure><figcaption>All</figcaption></figure>"
    )
    assert imported_html(html).markdown.split("\n\n") == [
        "![](https://e.org/1.jpg)",
        "![](https://e.org/2.jpg)  \n*Two*",
        "*All*",
    ]
