"""Files become articles, each whole or not at all; again, they change only what changed."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk import arriving, import_writing
from newsroom.desk.articles import find_article, get_article, save_article, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.importing import import_sources, report_document
from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library
from newsroom.desk.releasing import publish
from newsroom.desk.settings import save_site
from newsroom.domain.article import Article, Byline, BylineRole, Dateline, NoticeKind, State
from newsroom.domain.errors import LibraryError, RefusedError
from newsroom.domain.importing import ImportCounts, ImportReport, Outcome
from newsroom.domain.query import ListQuery
from newsroom.exchange.sources.container_parts import LARGEST_FILE as LARGEST
from newsroom.paths import resources_root
from tests.data import shared_files

BY = "test"
FULL = """---
title: Bridge reopens after two years
description: The first cars crossed at dawn.
date: 2021-03-06T10:20:00+02:00
lastmod: 2021-03-08
lang: en-GB
section: City
categories: [Local, Roads]
label: Analysis
slug: bridge-open
tags: [bridge, no, 2020, "person:Ana Ruiz"]
series: The bridge
authors:
  - Ana Ruiz
  - name: Jo Lee
    role: editing
    place: Paris
dateline: {place: LINDOW, date: Mar 6, credit: Beacon}
notices:
  - {kind: correction, text: An earlier version was wrong., at: 2021-03-07T08:00:00Z}
related: [Bridge closed, "Who pays?"]
aliases: [/old/bridge.html, old/bridge/]
weight: 7
params: {toc: true}
---

# Bridge reopens after two years

The first *cars* crossed.

They were three.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sources"
    path.mkdir()
    return path


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(
    library: Library, *paths: Path, kind: SourceKind | None = None, dry_run: bool = False
) -> ImportReport:
    return import_sources(library, paths, kind=kind, dry_run=dry_run, by=BY)


def same(one: ImportReport, other: ImportReport) -> bool:
    """Whether both say the same, but for the ids of new articles."""
    lines = [
        [(line.outcome, line.where, line.notes, line.headline) for line in report.lines]
        for report in (one, other)
    ]
    return one.counts == other.counts and lines[0] == lines[1]


def only(library: Library) -> Article:
    (row,) = list_articles(library, ListQuery()).rows
    return get_article(library, row.id)


def brought(library: Library, folder: Path, text: str | bytes, name: str = "a.md") -> Article:
    report = run(library, put(folder, name, text))
    assert report.counts == ImportCounts(n_imported=1), report
    return only(library)


def test_a_markdown_file_with_everything(library: Library, folder: Path) -> None:
    article = brought(library, folder, FULL)
    content = article.content
    assert (content.headline, content.lede) == (
        "Bridge reopens after two years",
        "The first cars crossed at dawn.",
    )
    assert content.body == "The first *cars* crossed.\n\nThey were three."
    assert (content.language, content.label, article.slug) == ("en-GB", "Analysis", "bridge-open")
    assert article.section and article.section.name == "City" and article.address == "/city/bridge-open"
    assert [tag.label for tag in article.tags] == ["bridge", "no", "2020", "Ana Ruiz", "Local", "Roads"]
    assert article.tags[3].kind.value == "person"
    assert [place.series.name for place in article.series] == ["The bridge"]
    assert [(line.name, line.role, line.place) for line in content.bylines] == [
        ("Ana Ruiz", BylineRole.AUTHOR, None),
        ("Jo Lee", BylineRole.EDITING, "Paris"),
    ]
    assert content.dateline == Dateline("LINDOW", "Mar 6", "Beacon")
    assert content.notices[0].kind is NoticeKind.CORRECTION
    assert [link.headline for link in content.related] == ["Bridge closed", "Who pays?"]
    assert article.state is State.PUBLISHED and not article.has_unpublished_changes
    assert article.published_at == datetime(2021, 3, 6, 8, 20, tzinfo=UTC)
    assert article.updated_at == datetime(2021, 3, 8, tzinfo=UTC)
    assert article.extra == {"weight": 7, "params": {"toc": True}}
    assert (
        find_article(library, "/old/bridge.html").id == find_article(library, "/old/bridge").id == article.id
    )


def test_text_becomes_a_draft_as_when_it_is_pasted(library: Library, folder: Path) -> None:
    page = (resources_root() / "sample" / "wire" / "agency-page.txt").read_bytes()
    article = brought(library, folder, page, "wire.txt")
    assert article.state is State.DRAFT and article.published_at is None
    assert article.section and article.section.name == "World" and article.series[0].count == 1882
    assert len(article.content.related) == 4 and "09:20 GMT19 November 2026" in str(
        article.extra["set_aside"]
    )


@pytest.mark.parametrize(
    "front",
    [
        "date: 2021-03-06\ndraft: true",
        "date: 2021-03-06\npublished: false",
        "date: 2021-03-06\nstate: draft",
        "",
        "date: 2999-01-01",
    ],
)
def test_drafts_stay_drafts(library: Library, folder: Path, front: str) -> None:
    article = brought(library, folder, f"---\ntitle: A\n{front}\n---\nText.\n")
    assert article.state is State.DRAFT and article.published_at is None
    assert ("date" in article.extra) == ("date" in front)
    assert "draft" not in article.extra


def test_dated_without_section_is_published(library: Library, folder: Path) -> None:
    article = brought(library, folder, "---\ntitle: A day\ndate: 2021-03-06\n---\nText.\n")
    assert article.state is State.PUBLISHED and article.address == "/a-day"


def test_what_lacks_a_text_stays_a_draft_with_its_date(library: Library, folder: Path) -> None:
    article = brought(library, folder, "---\ndate: 2021-03-06\ntitle: A\n---\n")
    assert article.state is State.DRAFT and article.extra["published_at"] == "2021-03-06T00:00:00Z"


def test_headline_from_the_first_heading(library: Library, folder: Path) -> None:
    article = brought(library, folder, "# The *headline* #\n\nText.\n")
    assert article.content.headline == "The *headline*" and article.content.body == "Text."
    run(
        library,
        put(folder, "b.md", "Another headline\n=====\n\nText.\n"),
        put(folder, "c.md", "---\ntitle: X\n---\n# Y\n\nText\n"),
    )
    bodies = {
        get_article(library, row.id).content.headline: get_article(library, row.id).content.body
        for row in list_articles(library, ListQuery()).rows
    }
    assert bodies["Another headline"] == "Text." and bodies["X"] == "# Y\n\nText"


def test_date_and_slug_from_the_name_of_the_file(library: Library, folder: Path) -> None:
    article = brought(library, folder, "---\ntitle: A day\nsummary:\n---\nText.\n", "2014-09-25-the-day.md")
    assert article.published_at == datetime(2014, 9, 25, tzinfo=UTC) and article.address == "/the-day"
    assert article.extra == {}
    run(
        library,
        put(folder, "2014-09-26-notes.md", "Text."),
        put(folder, "2014-09-27-d.md", "---\ndraft: true\n---\nT."),
    )
    states = [get_article(library, row.id).state for row in list_articles(library, ListQuery()).rows]
    assert sorted(states) == [State.DRAFT, State.DRAFT, State.PUBLISHED]


def test_a_date_without_a_zone_is_in_the_sites(library: Library, folder: Path) -> None:
    from dataclasses import replace

    save_site(library, replace(library.site(), zone="Europe/Paris"))
    article = brought(library, folder, "---\ntitle: A\ndate: 2021-07-06 10:00\n---\nText.\n")
    assert article.published_at == datetime(2021, 7, 6, 8, tzinfo=UTC)


def test_again_unchanged_updated_and_in_conflict(library: Library, folder: Path) -> None:
    path = put(folder, "a.md", FULL)
    run(library, path)
    assert run(library, path).counts == ImportCounts(n_unchanged=1)
    put(folder, "a.md", FULL.replace("They were three.", "They were four."))
    report = run(library, path)
    assert report.counts == ImportCounts(n_updated=1)
    article = only(library)
    assert article.content.body.endswith("They were four.") and article.state is State.PUBLISHED
    assert not article.has_unpublished_changes and article.published_at == datetime(
        2021, 3, 6, 8, 20, tzinfo=UTC
    )
    edited = save_article(
        library,
        article.id,
        article.content,
        _with_body(article, "Edited here."),
        version=article.version,
        by=BY,
    ).article
    assert run(library, path).counts == ImportCounts(n_unchanged=1)
    put(folder, "a.md", FULL.replace("They were three.", "They were five."))
    report = run(library, path)
    (conflict,) = report.of(Outcome.CONFLICT)
    assert (conflict.article_id, conflict.headline, conflict.where) == (
        article.id,
        article.content.headline,
        str(path),
    )
    worked_on = (
        "It was worked on here, too: it stays as it is, and what the source says is kept in its history."
    )
    assert conflict.notes[0] == worked_on
    put(folder, "a.md", FULL.replace("They were three.", "They were six."))
    (tried,) = run(library, path, dry_run=True).of(Outcome.CONFLICT)
    assert tried.notes[0] == worked_on
    assert only(library) == edited and not report.arrived


def _with_body(article: Article, body: str) -> object:
    from dataclasses import replace

    return replace(article.content, body=body)


def test_a_draft_is_published_once_its_source_is_dated(library: Library, folder: Path) -> None:
    path = put(folder, "a.md", "---\ntitle: A\nsection: City\n---\nText.\n")
    run(library, path)
    assert only(library).state is State.DRAFT
    put(folder, "a.md", "---\ntitle: A\nsection: City\ndate: 2020-01-02\n---\nText.\n")
    run(library, path)
    article = only(library)
    assert article.state is State.PUBLISHED and article.published_at == datetime(2020, 1, 2, tzinfo=UTC)


def test_what_is_public_stays_public(library: Library, folder: Path) -> None:
    path = put(folder, "a.md", FULL)
    run(library, path)
    put(folder, "a.md", FULL.replace("lang:", "draft: true\nlang:").replace("three", "four"))
    assert run(library, path).counts.n_updated
    article = only(library)
    assert article.state is State.PUBLISHED and article.has_unpublished_changes


def test_trashed_and_published_here_count_as_edited(library: Library, folder: Path) -> None:
    first = put(folder, "a.md", "---\ntitle: A\nsection: S\n---\nText.\n")
    second = put(folder, "b.md", "---\ntitle: B\nsection: S\n---\nText.\n")
    run(library, first, second)
    ids = {row.headline: row.id for row in list_articles(library, ListQuery()).rows}
    trash_article(library, ids["A"], by=BY)
    publish(library, ids["B"], by=BY)
    put(folder, "a.md", "changed")
    put(folder, "b.md", "changed")
    assert run(library, first, second).counts.n_conflicts == 2


def test_a_dry_run_says_the_same_and_writes_nothing(library: Library, folder: Path) -> None:
    paths = [put(folder, "a.md", FULL), put(folder, "b.txt", "Rates rise"), put(folder, "c.bin", b"\x00\x01")]
    foreseen = run(library, *paths, paths[0], dry_run=True)
    assert list_articles(library, ListQuery()).rows == ()
    assert same(run(library, *paths, paths[0]), foreseen)
    put(folder, "a.md", FULL + "More.")
    foreseen = run(library, *paths, dry_run=True)
    assert same(foreseen, run(library, *paths)) and foreseen.counts.n_updated and foreseen.counts.n_unchanged


def test_what_cannot_be_read_is_skipped_with_its_reason(library: Library, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    cases = {
        folder / "absent.txt": "There is no such file.",
        folder / "pipe": "It is not an ordinary file.",
        folder / "huge.txt": "It is larger than 32 MB.",
        put(folder, "empty.txt", b""): "It is empty.",
        put(folder, "blank.md", b"\xef\xbb\xbf \n\t"): "It is empty.",
        put(folder, "picture.txt", b"\x89PNG\r\n\x1a\n\x00"): "It is not a text file.",
        put(folder, "zeros.txt", b"\x00" * 100): "It is not a text file.",
    }
    good = put(folder, "good.txt", "Rates rise")
    report = run(library, *cases, good)
    assert report.counts == ImportCounts(n_imported=1, n_skipped=len(cases)), report.lines
    for skipped in report.of(Outcome.SKIPPED):
        assert skipped.notes[0].startswith(cases[Path(skipped.where)]), skipped
        assert skipped.notes[0].endswith(".")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_skipped(library: Library, folder: Path) -> None:
    path = put(folder, "a.txt", "Rates rise")
    path.chmod(0)
    assert run(library, path).lines[0].notes == ("You may not read it.",)


def test_a_name_that_is_no_text(library: Library, folder: Path) -> None:
    path = Path(os.fsdecode(bytes(folder) + b"/\xff\xfe.txt"))
    path.write_text("Rates rise")
    assert run(library, path).counts.n_imported and run(library, path).counts.n_unchanged


def test_kind_is_found_or_said(library: Library, folder: Path) -> None:
    article = brought(library, folder, "---\ntitle: From its front matter\n---\nText.\n", "a.txt")
    assert article.content.headline == "From its front matter"
    report = run(
        library, put(folder, "b.md", "Rates rise\n\nThe bank raised rates today."), kind=SourceKind.TEXT
    )
    assert report.counts.n_imported
    assert run(library, put(folder, "c.dat", "# Head\n\nText.\n"), kind=SourceKind.MARKDOWN).counts.n_imported
    headlines = {row.headline for row in list_articles(library, ListQuery()).rows}
    assert headlines == {"From its front matter", "Rates rise", "Head"}


def test_one_refused_article_stops_no_other_and_leaves_nothing(library: Library, folder: Path) -> None:
    bad = put(
        folder, "a.md", "---\ntitle: Bad\nsection: New one\ntags: [fine, '()']\nseries: S\n---\nText.\n"
    )
    good = put(folder, "b.md", "---\ntitle: Good\n---\nText.\n")
    report = run(library, bad, good)
    headlines = {row.headline for row in list_articles(library, ListQuery()).rows}
    assert headlines == ({"Good"} if report.counts.n_skipped else {"Good", "Bad"})


def test_a_library_for_reading_only_is_said(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(folder, "a.md", FULL)
    monkeypatch.setattr(type(library.store), "read_only", property(lambda store: True))
    with pytest.raises(LibraryError, match="Nothing was imported"):
        run(library, path)


def test_the_report_as_a_document(library: Library, folder: Path) -> None:
    path = put(folder, "a.md", FULL)
    document = report_document(library, run(library, path, folder / "absent"))
    assert list(document) == ["imported", "updated", "unchanged", "conflicts", "skipped"]
    assert (document["imported"], document["updated"], document["unchanged"], document["conflicts"]) == (
        1,
        0,
        0,
        [],
    )
    assert list(document["skipped"][0]) == ["source", "reason"]


def test_byline_of_one_line(library: Library, folder: Path) -> None:
    article = brought(
        library, folder, "---\ntitle: A\nauthor: Ana Ruiz <ana@example.org> and Jo Lee\n---\nText.\n"
    )
    assert [line.name for line in article.content.bylines] == ["Ana Ruiz", "Jo Lee"]
    assert all(isinstance(line, Byline) and line.author_id for line in article.content.bylines)


@pytest.mark.slow
@pytest.mark.parametrize("archive", ["corpora-18f.tar.gz", "corpora-nodejs.tar.gz"])
def test_a_real_archive_arrives_and_is_known_again(library: Library, folder: Path, archive: str) -> None:
    paths = []
    for name, data in shared_files(archive, ".md"):
        path = folder / name.replace("/", "-")
        path.write_bytes(data)
        paths.append(path)
    report = run(library, *paths)
    counts = report.counts
    assert counts.n_imported + counts.n_skipped == len(paths)
    assert counts.n_skipped * 50 < len(paths), report.lines[:5]
    assert run(library, *paths).counts == ImportCounts(
        n_unchanged=counts.n_imported, n_skipped=counts.n_skipped
    )


def test_what_a_refused_article_made_is_made_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of an article that was rolled back are not believed to be there."""
    text = (
        "---\ntitle: {0}\nsection: Harbour\nseries: The long rain\ntags: [tolls, piers]\n---\n\nIt rained.\n"
    )
    paths = []
    for name in ("Bad", "Good"):
        paths.append(folder / f"{name}.md")
        paths[-1].write_text(text.format(name), encoding="utf-8")
    bring = arriving.bring_in

    def refuses_the_first(connection, names, arrivals, *rest, **options):
        versions = bring(connection, names, arrivals, *rest, **options)
        if any(one.article.headline == "Bad" for one in arrivals):
            raise RefusedError("Not this one.")
        return versions

    monkeypatch.setattr(import_writing, "bring_in", refuses_the_first)
    report = import_sources(library, paths, by=BY)
    assert report.counts == ImportCounts(n_imported=1, n_skipped=1)
    (row,) = list_articles(library, ListQuery()).rows
    content = get_article(library, row.id).content
    assert (
        row.headline == "Good" and content.section_id and len(content.series) == 1 and len(content.tags) == 2
    )


@pytest.mark.parametrize("key", ["tags", "Tag", "keywords", "topics"])
def test_tags_have_many_names(library: Library, folder: Path, key: str) -> None:
    run(library, put(folder, "a.md", f"---\ntitle: Piers\n{key}: [tolls, piers]\n---\nIt rained.\n"))
    (row,) = list_articles(library, ListQuery()).rows
    assert [tag.label for tag in get_article(library, row.id).tags] == ["tolls", "piers"]
