"""What an import's report says of stories that are filed already, by their text: once for each, the later of two."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.articles import new_article, trash_article
from newsroom.desk.creating import create_library
from newsroom.desk.import_alike import is_known, tell_of_alike
from newsroom.desk.importing import import_groups, import_report, import_sources
from newsroom.desk.library import Library
from newsroom.desk.suggesting import follow, save_settings
from newsroom.domain import importing
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportReport, Outcome
from newsroom.domain.suggestions import SuggestionSettings
from tests.suggestion_library import text_on

BY = "test"
FILED = text_on("harbour", 1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = create_library(tmp_path / "library")
    new_article(made, Content(headline="Quay Closed", body=FILED), by=BY)
    yield made
    made.close()


def bring(library: Library, folder: Path, **texts: str) -> ImportReport:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name.title()}\n---\n\n{text}\n", "utf-8")
    return import_sources(library, [folder], by=BY)


def said(library: Library, report: ImportReport) -> dict[str, tuple[str, ...]]:
    assert report.run_id is not None
    return {line.headline: line.notes for line in import_report(library, report.run_id).lines}


def test_a_story_is_found_under_another_headline_and_the_later_of_two_that_come(
    library: Library, tmp_path: Path
) -> None:
    twice = text_on("chess", 2)
    report = bring(
        library,
        tmp_path / "in",
        again=f"{FILED} More.",
        first=twice,
        second=twice,
        other=text_on("weather", 3),
    )
    assert [line.headline for line in report.new] == ["Again", "First", "Other", "Second"]
    assert said(library, report) == {}
    assert not is_known(library)
    follow(library)
    assert is_known(library) and report.run_id is not None
    assert tell_of_alike(library, report.run_id, report.new) == 2
    notes = said(library, report)
    assert notes.keys() == {"Again", "Second"}
    assert notes["Again"] == ("Its story may be filed already: “Quay Closed” (1), the same text.",)
    assert "“First”" in notes["Second"][0]
    (line, _) = import_report(library, report.run_id).lines
    assert line.outcome is Outcome.IMPORTED and line.where.endswith("again.md") and line.article_id == 2
    (group,) = import_groups(library, report.run_id)
    assert group.n == 2 and group.words == "Its story may be filed already: …"


def test_it_is_said_beside_what_was_said_of_the_article(library: Library, tmp_path: Path) -> None:
    report = bring(library, tmp_path / "in", **{"quay closed": FILED})
    follow(library)
    assert report.run_id is not None and tell_of_alike(library, report.run_id, report.new) == 1
    (notes,) = said(library, report).values()
    assert len(notes) == 2 and "headline" in notes[0] and "the same text" in notes[1]


def test_nothing_is_said_where_nothing_is_wanted(library: Library, tmp_path: Path) -> None:
    report = bring(library, tmp_path / "in", again=FILED)
    follow(library)
    assert report.run_id is not None
    save_settings(library, SuggestionSettings(duplicates=False))
    assert not is_known(library) and tell_of_alike(library, report.run_id, report.new) == 0
    save_settings(library, SuggestionSettings())
    trash_article(library, ArticleId(1), by=BY)
    gone = [replace(report.new[0], article_id=ArticleId(99)), replace(report.new[0], article_id=None)]
    assert tell_of_alike(library, report.run_id, [*report.new, *gone]) == 0


def test_a_large_import_and_a_try_name_no_new_articles(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"story{n}": text_on("chess", n) for n in range(4)}
    assert len(bring(library, tmp_path / "few", **texts).new) == 4
    assert bring(library, tmp_path / "few").new == ()
    monkeypatch.setattr("newsroom.desk.import_record.MOST_NEW", 3)
    assert importing.MOST_NEW > 3
    assert bring(library, tmp_path / "many", **texts).new == ()
    monkeypatch.undo()
    assert import_sources(library, [tmp_path / "many"], by=BY, dry_run=True).new == ()
