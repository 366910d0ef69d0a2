"""What Markdown gives: safe HTML in the page's manners."""

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.article import Dateline
from newsroom.rendering.markdown import BodyOptions, RenderError, dateline_words, render_body
from tests.rendering.pages import faults

PLAIN = BodyOptions(smart_typography=False)


def html_of(text: str, options: BodyOptions = PLAIN) -> str:
    return render_body(text, options).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n\t\n", ""),
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("[a](/b)", '<p><a href="/b" rel="noopener">a</a></p>'),
        ("[a](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener">a</a></p>'),
        ("[a](javascript:alert(1))", "<p>a</p>"),
        ("[a](java\nscript:x)", "<p>a</p>"),
        ("[a](data:text/html,x)", "<p>a</p>"),
        ("[a](article:7)", '<p><a href="https://m.example/7">a</a></p>'),
        ("[a *b*](article:8) c", "<p>a <em>b</em> c</p>"),
        ("[a](article:9)", "<p>a</p>"),
        ("[a](article:7x)", "<p>a</p>"),
        (
            "![alt](https://p.example/a.png)",
            '<figure>\n<img alt="alt" src="https://p.example/a.png" loading="lazy">\n</figure>',
        ),
        ("![alt](data:image/png;base64,AA)", '<figure>\n<img alt="alt" loading="lazy">\n</figure>'),
        ("# one", "<h2>one</h2>"),
        ("## two", "<h2>two</h2>"),
        ("#### four\n\n## two\n\n###### six", "<h2>four</h2>\n<h2>two</h2>\n<h3>six</h3>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "a{: .x onclick=e style=f }\n{: .pull #mine onclick=e }",
            '<p class="pull" id="text-mine">a{: .x onclick=e style=f }</p>',
        ),
        ("<script>alert(1)</script>", ""),
        ("<b onclick='x'>a</b>", "<p><b>a</b></p>"),
        ("<center>stray</center>", "<div>stray</div>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("term\n: meaning", "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>"),
        ("*[QNH]: pressure\n\nQNH", '<p><abbr title="pressure">QNH</abbr></p>'),
        ('```\n<a> "b"\n```', '<pre><code>&lt;a&gt; "b"\n</code></pre>'),
        ("a\x00b\ud800c\ufffe", "<p>a\ufffdb\ufffdc\ufffd</p>"),
        ("a\r\nb\rc", "<p>a\nb\nc</p>"),
    ],
)
def test_cases(text: str, html: str) -> None:
    urls = ((7, "https://m.example/7"), (8, "javascript:alert(8)"))
    assert html_of(text, BodyOptions(smart_typography=False, article_urls=urls)) == html


def test_footnotes_keep_their_ways() -> None:
    html = html_of("one[^a]\n\n[^a]: the note")
    assert 'id="text-fnref:a"' in html and 'href="#text-fn:a"' in html
    assert (
        'id="text-fn:a"' in html
        and 'href="#text-fnref:a"' in html
        and 'aria-label="Back to the text"' in html
    )


def test_a_header_that_says_nothing_is_a_cell() -> None:
    body = render_body("| | a |\n|:-|-:|\n| 1 | 2 |", BodyOptions())
    assert '<td align="left"></td>\n<th align="right">a</th>' in body.html
    assert render_body('<table><tr><th scope="row" title="a>b"> </th></tr></table>', BodyOptions()).html == (
        '<div class="table" role="region" aria-label="Table" tabindex="0"><table><tbody><tr>'
        '<td title="a&gt;b"></td></tr></tbody></table></div>'
    )


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    body = render_body("| a | b |\n|:-|-:|\n| 1 | 2 |", BodyOptions(table_label='Ta"ble'))
    assert body.html.startswith(
        '<div class="table" role="region" aria-label="Ta&quot;ble" tabindex="0"><table>'
    )
    assert body.html.endswith("</table></div>")
    assert '<td align="right">2</td>' in body.html
    assert body.blocks[0].n_elements == 1


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "\"a 'b' c\" isn't", "“a ‘b’ c” isn’t"),
        ("en", "the '90s, rock 'n' roll", "the ’90s, rock ‘n’ roll"),
        ("en", 'he said *"yes"*, "`no`"', "he said <em>“yes”</em>, “<code>no</code>”"),
        ("en", "a -- b --- c ... d---e ---- f", "a – b — c … d—e ---- f"),
        ("en", 'a 5" pipe', 'a 5" pipe'),
        ("en-GB", '("a")', "(“a”)"),
        ("de", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("fr", '"a"', "«&nbsp;a&nbsp;»".replace("&nbsp;", "\u00a0")),
        ("ru", '"a "b" c"', "«a „b“ c»"),
        ("ar", '"نص"', "«نص»"),
        ("xx", '"a"', "“a”"),
    ],
)
def test_typography_by_language(language: str, text: str, printed: str) -> None:
    assert html_of(text, BodyOptions(language=language)) == f"<p>{printed}</p>"


def test_typography_can_be_left_off_and_never_touches_code() -> None:
    assert html_of('"a" -- b') == '<p>"a" -- b</p>'
    html = html_of('`"a" -- b`\n\n    "c" -- d', BodyOptions())
    assert "“" not in html and "–" not in html


@pytest.mark.parametrize(
    ("dateline", "credit", "words"),
    [
        (Dateline(), "Meridian", ""),
        (Dateline(place="PARIS"), "Meridian", "PARIS (Meridian) —"),
        (Dateline(place="PARIS", date="Nov 27"), "Meridian", "PARIS, Nov 27 (Meridian) —"),
        (Dateline(place="PARIS", credit=""), "Meridian", "PARIS —"),
        (Dateline(place="PARIS", credit="Other"), "Meridian", "PARIS (Other) —"),
        (Dateline(place="PARIS"), "", "PARIS —"),
        (Dateline(credit="Other"), "Meridian", "(Other) —"),
        (Dateline("القاهرة", "25 نوفمبر", "رويترز"), "Site", "القاهرة، 25 نوفمبر (رويترز) —"),
        (Dateline("昆明", "11月25日", "新华社"), "Site", "昆明11月25日 (新华社) —"),
    ],
)
def test_dateline_words(dateline: Dateline, credit: str, words: str) -> None:
    assert dateline_words(dateline, credit) == words


@pytest.mark.parametrize(
    ("text", "html", "n_elements"),
    [
        ("a", '<p><span class="dateline">&lt;P&gt; —</span> a</p>', 1),
        ("> a", '<p><span class="dateline">&lt;P&gt; —</span></p>\n<blockquote>\n<p>a</p>\n</blockquote>', 2),
        ("    a", '<p><span class="dateline">&lt;P&gt; —</span></p>\n<pre><code>a\n</code></pre>', 2),
        ("", '<p><span class="dateline">&lt;P&gt; —</span></p>', 1),
    ],
)
def test_dateline_stands_in_the_first_paragraph(text: str, html: str, n_elements: int) -> None:
    body = render_body(text, BodyOptions(dateline="<P> —"))
    assert body.html == html
    assert body.blocks[0].n_elements == n_elements


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_renders_safely(text: str) -> None:
    assert faults(html_of(text, BodyOptions())) == []


MARKS = st.sampled_from(
    [*"[](){}<>!*_`~#|:-+=&;\"'\\/ \t\n1.aø", "\n\n", "    ", "<a ", "<!--", "&lt;", "]:", "```", "[^1]"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_marks_render_safely(text: str) -> None:
    assert faults(html_of(text, BodyOptions())) == []


@pytest.mark.parametrize("trap", ["[", "![", "[a][", "[a](", "<a ", "1. ", "(", "<", "![a]("])
@pytest.mark.parametrize("n_times", [2_000, 8_000])
def test_traps_end_at_once_and_name_the_line(trap: str, n_times: int) -> None:
    start = time.process_time()
    with pytest.raises(RenderError) as caught:
        html_of("# Fine\n\nGood text.\n\n" + trap * n_times)
    assert time.process_time() - start < 2
    assert caught.value.line == 5
    assert "line 5" in str(caught.value)


def test_a_refused_text_leaves_the_thread_as_it_was() -> None:
    good = "- a\n\nb\n\n> c"
    before = html_of(good)
    with pytest.raises(RenderError):
        html_of("1. " * 2000)
    assert html_of(good) == before


def test_threads_do_not_meet() -> None:
    texts = [f"# {i}\n\n- a{i}\n\n[x{i}][r]\n\n[r]: https://m.example/{i}\n" for i in range(8)]
    expected = [html_of(text) for text in texts]
    wrong: list[int] = []

    def work(i: int) -> None:
        wrong.extend(i for _ in range(15) if html_of(texts[i]) != expected[i])

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
