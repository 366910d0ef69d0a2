"""The program's own documents as HTML: a title, anchors, plain words."""

from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from newsroom.rendering.documents import anchor_of, render_document

TEXT = """# A page & its <title>

First words, and a [link](other.md#part).

## Keys, `Ctrl+K`

| key | does |
|---|---|
| F1 | opens it |

### Below

Last.
"""


def test_a_document_has_a_title_and_parts() -> None:
    document = render_document("page.md", TEXT)
    assert document.title == "A page & its <title>"
    assert document.html.startswith("<h1>A page &amp; its &lt;title></h1>")
    assert [(part.anchor, part.title) for part in document.parts] == [
        ("", "A page & its <title>"),
        ("keys-ctrlk", "Keys, Ctrl+K"),
        ("below", "Below"),
    ]
    assert document.parts[0].text == "First words, and a link."
    assert document.parts[1].text == "key · does · F1 · opens it"
    assert '<h2><a name="keys-ctrlk"></a>Keys, <code>Ctrl+K</code></h2>' in document.html
    assert 'href="other.md#part"' in document.html


def test_scripts_do_not_come_through() -> None:
    assert "<script" not in render_document("page.md", "# T\n\n<script>alert(1)</script>\n").html


@given(st.text(max_size=40))
def test_an_anchor_is_what_a_site_of_the_same_pages_has(heading: str) -> None:
    assert anchor_of(heading) == slugify(heading, "-")
