"""What stands above the text of old pages, which mark nothing."""

from datetime import UTC, datetime
from pathlib import Path

from newsroom.exchange.sources import html_page
from newsroom.exchange.sources.page_top import PageTop, read_top
from tests.exchange.sources.around import read, written

TEXT = (
    "The ferry from Oslo came two hours late, the port said on Wednesday, and passengers waited on the quay for it."
    "<BR><BR>"
    "The captain blamed the storm, which came from the west and lasted all day and all night, as storms do here."
)


def test_a_page_of_tables(tmp_path: Path) -> None:
    page = (
        "<HTML><HEAD><TITLE>Ferry is late</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF='index.html'>Home</A><BR>"
        "<A HREF='n.html'>News</A></TD><TD><FONT SIZE=5><B>Ferry is late</B></FONT><BR><I>By Jo Quist</I><BR>"
        f"March 4, 1998<BR><BR>{TEXT}</TD></TR></TABLE></BODY></HTML>"
    )
    articles, _ = read(html_page, written(tmp_path, {"a.html": page}))
    found = articles["a.html"]
    assert found.headline == "Ferry is late" and found.body.startswith("The ferry from Oslo")
    assert found.published_at == datetime(1998, 3, 4, tzinfo=UTC)
    assert [one.name for one in found.bylines] == ["Jo Quist"]
    assert any("links above the text" in note for note in found.notes)
    assert found.extra["set_aside"] == ["[Home](index.html)  \n[News](n.html)"]


def test_words_that_are_none_of_these_stay() -> None:
    body = "**Late**  \nA sentence that is text.\n\nMore."
    assert read_top(body, "Late") == PageTop(body)
    assert read_top("[a](b) is a link, [c](d) another.\n\nMore.", "Late").body.startswith("[a](b)")
    assert read_top("Late", "Late") == PageTop("Late")
    assert read_top("[a](b) · [c](d)", "Late").body, "a page of links alone keeps them"
