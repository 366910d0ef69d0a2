"""Shortcodes and tags: the well known become Markdown, all others stay to be seen; nothing takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.sources.entities import plain_line, plain_text
from newsroom.exchange.sources.links import targets_in
from newsroom.exchange.sources.markdown_links import resolved_links
from newsroom.exchange.sources.places import place_of
from newsroom.exchange.sources.shortcodes import as_markdown

PLACE = place_of("content/posts/2021-03-06-talks.md")


def made(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    return as_markdown(text, PLACE, {"title": "Talks", "n": 3}, notes), notes


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ('{{< figure src="/a.jpg" alt="A" caption="B [c]" >}}', "![A](/a.jpg)\n\n*B \\[c\\]*\n"),
        ('{{< img src="2014/a b.jpg" alt="A" >}}', "![A](/2014/a%20b.jpg)"),
        ('{{< youtube abc >}}', "<https://www.youtube.com/watch?v=abc>"),
        ('{{< vimeo id="9" >}}', "<https://vimeo.com/9>"),
        ('{{< tweet user="ana" id="12" >}}', "<https://twitter.com/ana/status/12>"),
        ('{{< gist ana 12 >}}', "<https://gist.github.com/ana/12>"),
        ('[x]({{< ref "first.md#a" >}})', "[x](/first.md#a)"),
        ('[x]({{% relref "../world/first.md" %}})', "[x](/world/first/)"),
        ('[x]({{< ref "/events" >}})', "[x](/events)"),
        ("{% post_url 2021-03-01-first %}", "/2021-03-01-first.md"),
        ("{% post_link the-pier 'The pier [1]' %}", "[The pier \\[1\\]](/the-pier.md)"),
        ("{% post_link news/the-pier %}", "[The Pier](/the-pier.md)"),
        ('{% asset_img big pier.jpg 300 200 "The pier" %}', "![The pier](/content/posts/pier.jpg)"),
        ("{% blockquote Ana Ruiz, The Pier %}\nA.\n{% endblockquote %}", "\n> A.\n>\n> — Ana Ruiz, The Pier\n"),
        ('{% quote(author="Ana") %}\nA.\n{% end %}', "\n> A.\n>\n> — Ana\n"),
        ('{{ youtube(id="abc") }}', "<https://www.youtube.com/watch?v=abc>"),
        ('{{< figure src="/a.jpg" alt="A" title="T." caption="B" >}}', "![A](/a.jpg)\n\n*T. B*\n"),
        ("{% link _posts/2021-03-01-first.md %}", "/2021-03-01-first/"),
        ("{% vimeo https://vimeo.com/9 %}", "<https://vimeo.com/9>"),
        ('{% link "The [port]" https://port.example/a true %}', "[The \\[port\\]](https://port.example/a)"),
        ("{{ site.baseurl }}/a {{ \"/b/\" | url }} {{ '/c' | relative_url }}", "/a /b/ /c"),
        ('{{< details "More figures" >}}Nine.{{< /details >}}', "\n> **More figures**\n>\n> Nine.\n"),
        ("{{ page.title }} {{ page.n }}", "Talks 3"),
        ('{% image "assets/a.png" "A crane" %}', "![A crane](/assets/a.png)"),
        ('{% image "assets/a.png" "So-called "cranes" at work." %}', '![So-called "cranes" at work.](/assets/a.png)'),
        ('{% image "assets/a.png", "A \\"crane\\" there" "wide" %}', '![A "crane" there](/assets/a.png)'),
        ('{% include figure image_path="/a.png" alt="A" %}', "![A](/a.png)"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("`{{ x }}`", "`{{ x }}`"),
        ("```\n{{< figure >}}\n{% raw %}\n{{ y }}\n{% endraw %}\n```", "```\n{{< figure >}}\n{{ y }}\n```"),
        ("{{</* figure */>}}", "`{{< figure >}}`"),
        ("{% highlight js %}\na\n{% endhighlight %}", "\n```js\na\n```\n"),
        ('{{< note title="T" >}}\nWords.\n{{< /note >}}', "\n> **T**\n>\n> Words.\n"),
        ('{{< quote-block text="Words." cite="Ana" >}}', "\n> Words.\n>\n> — Ana\n"),
        ("{{% comment %}} no -- no {{% /comment %}}", "<!-- no - - no -->"),
    ],
)  # fmt: skip
def test_what_is_known(text: str, markdown: str) -> None:
    assert made(text) == (markdown, [])


@pytest.mark.parametrize(
    "text",
    ["{{< box >}}", "{{< ring >}}a{{< /ring >}}", "{{ author }}", "{% if x %}a{% endif %}", '{{< img src="an-id" >}}',
     "{{< note >}} never closed", "{{< chart\n  a=1 >}}"],
)  # fmt: skip
def test_what_is_not_known_stays_to_be_seen(text: str) -> None:
    found, notes = made(text)
    assert "".join(found.replace("`", "").split()) == "".join(text.split())
    assert len(notes) == 1 and notes[0].startswith("Marks of a site program stay")


@pytest.mark.parametrize(
    "part",
    ["{{<", "{{", "{%", "{% raw %}", "{{< note >}}", "```\n", "`", "~~~", "{{< /note >}}", '{{<a "', "]("],
)
def test_no_text_takes_long(part: str) -> None:
    text = part * (300_000 // len(part))
    start = time.process_time()
    resolved_links(plain_text(made(text)[0]), PLACE)
    assert time.process_time() - start < 5


@given(st.text(alphabet="{}<>%/ a\"'`\n=-*~", max_size=200), st.text(alphabet="ab \n", max_size=20))
def test_any_text_is_read_and_plain_text_stays(text: str, plain: str) -> None:
    found, _ = made(text + plain)
    assert isinstance(found, str) and made(plain) == (plain, [])


def test_links_in_code_stay() -> None:
    text = "`[a](b.md)`\n\n```\n[a](b.md)\n```\n\n[a](b.md \"B\") <a href='c.md'>c</a>\n\n[r]: ../d/\n[to](to https://x.org)"
    assert resolved_links(text, PLACE) == (
        "`[a](b.md)`\n\n```\n[a](b.md)\n```\n\n[a](/posts/b/ \"B\") <a href='/posts/c/'>c</a>\n\n"
        "[r]: /posts/d/\n[to](to https://x.org)"
    )


def test_names_of_characters() -> None:
    assert plain_text("a &#8217; &lt;b&gt; &#42; `&#8217;`\n~~~\n&mdash;\n~~~\n&mdash;") == (
        "a ’ &lt;b&gt; &#42; `&#8217;`\n~~~\n&mdash;\n~~~\n—"
    )
    assert plain_line("**A** &amp; <i>b</i> &nope;") == "A & b &nope;"


@pytest.mark.parametrize(
    "text",
    [
        "See it.[^1]\n\n[^1]: Ibid.",
        "[^a]: Word\n    goes on.",
        "`x` [^b]: one",
        "So he wrote [sic]: yes",
        "a\n[^1]: one `x`",
    ],
)
def test_what_a_footnote_says_is_no_target(text: str) -> None:
    assert resolved_links(text, PLACE) == text
    assert targets_in(text) == ()


def test_a_definition_is_led_from_the_place_of_its_page() -> None:
    assert resolved_links("[a]: ../world/first.md", PLACE) == "[a]: /world/first/"
