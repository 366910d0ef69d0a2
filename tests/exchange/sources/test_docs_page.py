"""Pages that Google Docs exports, and posts as Medium does."""

from pathlib import Path

from newsroom.exchange.sources import html_page
from tests.exchange.sources.around import read, written

STYLE = "<style>.c1{font-weight:700}.c2{color:#000;font-style:italic}.c3{font-size:11pt}</style>"
LINK = "https://www.google.com/url?q=https://x.example/ice&amp;sa=D"
DOCUMENT = (
    f"<html><head>{STYLE}</head><body class='c9 doc-content'><p class='c4 title'><span>Harbour in winter</span></p>"
    "<p class=subtitle><span>Three days of ice.</span></p>"
    "<p><span class=c3>The harbour </span><span class=c1>froze</span> on <span class=c2>three</span> days"
    f"<sup><a href='#ftnt1' id=ftnt_ref1>[1]</a></sup>, says <a href='{LINK}'>the port</a>."
    "<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup></p>"
    "<ul class='lst-kix_a-0 start'><li>First</li></ul><ul class='lst-kix_a-1 start'><li>Inner</li></ul>"
    "<ul class=lst-kix_a-0><li>Second</li></ul><p>And more of the text, long enough for a page of its own.</p>"
    "<hr><div><p><a href='#ftnt_ref1' id=ftnt1>[1]</a><span> By the port's count.</span></p></div>"
    "<div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Ask them again.</span></p></div></body></html>"
)


def test_a_document_of_google_keeps_its_looks_lists_and_comments(tmp_path: Path) -> None:
    articles, _ = read(html_page, written(tmp_path, {"a.html": DOCUMENT}))
    found = articles["a.html"]
    assert (found.headline, found.lede) == ("Harbour in winter", "Three days of ice.")
    assert found.body.startswith(
        "The harbour **froze** on *three* days[^1], says [the port](https://x.example/ice)."
    )
    assert "- First\n    - Inner\n- Second" in found.body
    assert "[^1]: By the port's count." in found.body
    assert "Ask them" not in found.body and found.extra["comments"] == ["Ask them again."]


def test_other_pages_keep_their_classes_to_themselves(tmp_path: Path) -> None:
    text = DOCUMENT.replace("doc-content", "page")
    articles, _ = read(html_page, written(tmp_path, {"a.html": text}))
    assert "**froze**" not in articles["a.html"].body and "comments" not in articles["a.html"].extra


def test_a_subtitle_that_medium_prints_twice_is_the_lede(tmp_path: Path) -> None:
    text = (
        "<html><body><article class=h-entry><header><h1 class=p-name>The ferry is late</h1></header>"
        "<section data-field=body class=e-content><h3 class='graf graf--title'>The ferry is late</h3>"
        "<h4 class='graf graf--h4 graf--subtitle'>Again two hours.</h4><p>The ferry from Oslo came two hours late, "
        "the port said on Wednesday, and passengers waited.</p></section>"
        "<footer><p>By <a class='p-author h-card'>Jo Quist</a> on <time class=dt-published "
        "datetime=2019-03-04T05:06:07Z>March 4</time></p></footer></article></body></html>"
    )
    articles, _ = read(html_page, written(tmp_path, {"a.html": text}))
    found = articles["a.html"]
    assert found.lede == "Again two hours." and found.body.startswith("The ferry from Oslo")
    assert found.published_at is not None and [one.name for one in found.bylines] == ["Jo Quist"]
