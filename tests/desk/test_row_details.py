"""What a table shows beside its rows: names in the article's order, in three statements for a whole screen."""

from pathlib import Path

from newsroom.desk.articles import new_article
from newsroom.desk.browsing import row_details
from newsroom.desk.creating import create_library
from newsroom.desk.series import ensure_series
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Byline, Content, TagKind
from newsroom.domain.row_details import RowDetails


def test_names_of_tags_series_and_bylines_in_their_order(tmp_path: Path) -> None:
    library = create_library(tmp_path / "library")
    tags = [ensure_tag(library, name, kind, by="test").id for name, kind in (("Rain", None), ("Ash", None))]
    ensure_tag(library, "Jordan", TagKind.PLACE, by="test")
    tags.append(ensure_tag(library, "Jordan", TagKind.PERSON, by="test").id)
    series = ensure_series(library, "The Flood", by="test").id
    full = new_article(
        library,
        Content(
            headline="One",
            tags=tuple(tags),
            series=(series,),
            bylines=(Byline("B. Second"), Byline("A. First")),
        ),
        by="test",
    ).id
    empty = new_article(library, Content(headline="Two"), by="test").id
    found = row_details(library, [full, empty])
    assert found[full] == RowDetails(
        ("Rain", "Ash", "Jordan (person)"), ("The Flood",), ("B. Second", "A. First")
    )
    assert found[empty] == RowDetails()
    assert row_details(library, []) == {}
    library.close()
