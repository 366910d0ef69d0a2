"""The one pipeline of all sources: goes on where it was ended, links what belongs together, and never hangs."""

import json
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk import import_record
from newsroom.desk.articles import (
    find_article,
    get_article,
    get_revision,
    list_revisions,
    set_fields,
    trash_article,
)
from newsroom.desk.browsing import list_articles
from newsroom.desk.import_counting import MOST_ALIKE, Sayings, SeenKeys
from newsroom.desk.import_helpers import ReadingHelpers
from newsroom.desk.importing import (
    get_import_run,
    import_groups,
    import_report,
    import_sources,
    list_import_runs,
    report_document,
)
from newsroom.desk.library import Library
from newsroom.domain.article import Article, State
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.importing import ImportCounts, ImportProgress, ImportReport, Outcome, RunState
from newsroom.domain.query import ListQuery
from newsroom.exchange.sources.items import Surroundings
from newsroom.exchange.sources.wire_text import TextFile
from newsroom.storage.rebuilding import find_wrong
from tests.desk.pictures import png

BY = "test"
AROUND = Surroundings(UTC, "Beacon", (), datetime(2021, 3, 6, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "site"
    path.mkdir()
    return path


def put(folder: Path, name: str, body: str = "It rained.", **front: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = {"title": path.stem.replace("-", " ").capitalize(), "date": "2020-01-02"} | front
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
    return path


def run(library: Library, *paths: Path, token: CancelToken | None = None) -> ImportReport:
    report = import_sources(library, paths, by=BY, token=token)
    with library.store.write() as connection:
        assert find_wrong(connection) == []
    return report


def titled(library: Library, headline: str) -> Article:
    (row,) = list_articles(library, ListQuery(words=f'"{headline}"')).rows
    return get_article(library, row.id)


def test_links_find_their_articles_in_any_order_and_over_imports(library: Library, folder: Path) -> None:
    put(folder, "a-first.md", "See [b](b-second.md), [c](/c-third/) and [none](/nowhere/).")
    put(folder, "b-second.md", "Back to [a](./a-first.md#top) and <a href='a-first.md'>a</a>.")
    assert run(library, folder).counts == ImportCounts(n_imported=2, n_linked=2)
    first, second = titled(library, "A first"), titled(library, "B second")
    assert first.content.body == f"See [b](article:{second.id}), [c](/c-third/) and [none](/nowhere/)."
    assert second.content.body.count(f"article:{first.id}") == 2
    assert first.state is State.PUBLISHED and not first.has_unpublished_changes
    put(folder, "c-third.md", slug="c-third")
    report = run(library, folder)
    assert report.counts == ImportCounts(n_imported=1, n_unchanged=2, n_linked=1)
    third, first = titled(library, "C third"), titled(library, "A first")
    assert f"[c](article:{third.id})" in first.content.body and not first.has_unpublished_changes
    assert run(library, folder).counts == ImportCounts(n_unchanged=3)


def test_a_folders_own_host_is_seen_from_its_links_and_no_other_one(library: Library, folder: Path) -> None:
    """Those of one host lead to other articles; those of another only say where each article stood first."""
    names = "abcde"
    for name in names:
        others = " ".join(f"[{n}](https://own.example/news/{n}/)" for n in names if n != name)
        elsewhere = f"https://other.example/news/{name}/"
        put(
            folder,
            f"news/{name}.md",
            f"{others} First [there]({elsewhere}) and [here](https://own.example/news/{name}/).",
        )
    assert run(library, folder).counts.n_linked == len(names)
    (row,) = (row for row in list_articles(library, ListQuery()).rows if row.headline == "A")
    article = get_article(library, row.id)
    assert "(https://other.example/news/a/)" in article.content.body
    assert "(https://own.example/news/a/)" in article.content.body
    assert article.content.body.count("](article:") == len(names) - 1
    put(folder, "news/a.md", article.content.body.replace("First", "At first"))
    run(library, folder)
    assert "(https://own.example/news/a/)" in get_article(library, article.id).content.body


def test_a_link_of_an_edited_article_stays_as_its_editor_left_it(library: Library, folder: Path) -> None:
    put(folder, "a-first.md", "See [b](b-second.md).")
    run(library, folder)
    first = titled(library, "A first")
    set_fields(library, first.id, {"label": "Analysis"}, by=BY)
    put(folder, "b-second.md")
    assert run(library, folder).counts.n_linked == 0
    assert titled(library, "A first").content.body == "See [b](/b-second/)."


def test_what_the_source_says_of_an_edited_article_is_kept_as_a_revision(
    library: Library, folder: Path
) -> None:
    put(folder, "a-first.md", "One.")
    run(library, folder)
    article = titled(library, "A first")
    set_fields(library, article.id, {"body": "Ours."}, by=BY)
    put(folder, "a-first.md", "Two.")
    report = run(library, folder)
    (line,) = report.of(Outcome.CONFLICT)
    assert line.article_id == article.id and line.where == f"{folder}/a-first.md" and not report.arrived
    assert get_article(library, article.id).content.body == "Ours."
    newest = list_revisions(library, article.id)[0]
    assert newest.kind == "imported" and get_revision(library, newest.id).content.body == "Two."
    assert run(library, folder).counts == ImportCounts(n_unchanged=1)


def test_a_folder_at_another_place_is_known_again(library: Library, folder: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        put(folder, f"posts/{name}.md", f"The text of {name}.")
    run(library, folder)
    moved = tmp_path / "elsewhere" / "renamed"
    moved.parent.mkdir()
    folder.rename(moved)
    put(moved, "posts/b.md", "Another text.")
    report = run(library, moved)
    assert report.counts == ImportCounts(n_updated=1, n_unchanged=3)
    assert str(folder) in report.of(Outcome.NOTE)[0].notes[0]
    assert run(library, moved / "posts" / "a.md").counts == ImportCounts(n_unchanged=1)
    archive = Path(shutil.make_archive(str(tmp_path / "site"), "zip", moved))
    assert run(library, archive).counts == ImportCounts(n_unchanged=4)


def test_another_folder_is_not_taken_for_the_first(library: Library, folder: Path, tmp_path: Path) -> None:
    put(folder, "index-of-all.md", "One text.")
    run(library, folder)
    put(tmp_path / "other", "index-of-all.md", "Quite another text.")
    assert run(library, tmp_path / "other").counts == ImportCounts(n_imported=1)


def test_ended_between_two_articles_and_gone_on_with(library: Library, folder: Path) -> None:
    for n in range(60):
        put(folder, f"{n:02}.md", f"Text {n}.")
    token = CancelToken()

    def stop(progress: ImportProgress) -> None:
        if progress.n_done:
            token.cancel()

    report = import_sources(library, [folder], by=BY, progress=stop, token=token)
    assert report.state is RunState.CANCELLED
    n_first = report.counts.n_imported
    assert 0 < n_first < 60 and len(list_articles(library, ListQuery()).rows) == n_first
    assert run(library, folder).counts == ImportCounts(n_imported=60 - n_first, n_unchanged=n_first)
    second, first = list_import_runs(library)
    assert (first.state, second.state) == (RunState.CANCELLED, RunState.DONE)
    assert first.counts == report.counts


def test_the_report_is_kept(library: Library, folder: Path) -> None:
    put(folder, "good.md")
    (folder / "bad.md").write_bytes(b"\x00\x01\x02")
    (folder / "strange.xyz").write_text("?")
    report = run(library, folder)
    assert report.run_id is not None
    found = get_import_run(library, report.run_id)
    assert (found.state, found.by, found.sources) == (RunState.DONE, BY, (str(folder),))
    assert found.counts == report.counts == ImportCounts(n_imported=1, n_skipped=2) and found.ended_at
    page = import_report(library, report.run_id, outcome=Outcome.SKIPPED, limit=1)
    assert page.more and page.lines[0].where == f"{folder}/bad.md"
    rest = import_report(library, report.run_id, outcome=Outcome.SKIPPED, after=page.lines[0].id)
    assert not rest.more and [line.place for line in rest.lines] == ["strange.xyz"]
    with pytest.raises(NotFoundError):
        get_import_run(library, 99)


def test_a_dry_run_leaves_nothing(library: Library, folder: Path) -> None:
    put(folder, "good.md")
    report = import_sources(library, [folder], dry_run=True, by=BY)
    assert report.counts.n_imported == 1 and report.run_id is None
    assert list_import_runs(library) == () and list_articles(library, ListQuery()).rows == ()


def test_pictures_beside_the_text_are_taken(library: Library, folder: Path) -> None:
    (folder / "static" / "images").mkdir(parents=True)
    (folder / "static" / "images" / "boat.png").write_bytes(png(20, 10))
    (folder / "posts").mkdir()
    (folder / "posts" / "pier.png").write_bytes(png(30, 10))
    put(
        folder,
        "posts/a.md",
        "![Pier](pier.png) ![Gone](gone.png) ![Far](https://a.example/x.png)",
        image="/images/boat.png",
    )
    run(library, folder)
    article = titled(library, "A")
    picture = article.content.picture
    assert picture and (library.media_folder / picture.file).is_file()
    file = article.content.body.split("/media/")[1].split(")")[0]
    assert (library.media_folder / file).is_file()
    assert "![Gone](/posts/gone.png) ![Far](https://a.example/x.png)" in article.content.body


def test_progress_tells_rate_and_time_left(library: Library, folder: Path) -> None:
    for n in range(30):
        put(folder, f"{n:02}.md")
    told: list[ImportProgress] = []
    import_sources(library, [folder], by=BY, progress=told.append)
    assert told[-1].n_done == told[-1].n_total == 30 and told[-1].is_linking
    assert told[-1].per_second > 0 and told[-1].left_s == 0


def test_the_name_of_a_file_in_another_folder_leads_to_it_where_only_one_has_it(
    library: Library, folder: Path
) -> None:
    put(folder, "2020/a-first.md", "See [b](/b-second.md) and [c](/c-twice.md).")
    put(folder, "2021/b-second.md", "Back to [a](/a-first.md).")
    put(folder, "2021/c-twice.md")
    put(folder, "2022/c-twice.md")
    assert run(library, folder).counts.n_linked == 2
    first, second = titled(library, "A first"), titled(library, "B second")
    assert first.content.body == f"See [b](article:{second.id}) and [c](/c-twice.md)."
    assert second.content.body == f"Back to [a](article:{first.id})."


def test_statements_do_not_grow_with_the_articles(library: Library, folder: Path, tmp_path: Path) -> None:
    for n in range(8):
        put(folder, f"{n}.md", tags="[a, b]", section="World", author="Ana Ruiz")
    run(library, folder)
    counts = []
    for name, n_articles in (("few", 2), ("more", 8)):
        for n in range(n_articles):
            put(
                tmp_path / name,
                f"{name}-{n}.md",
                f"Of {name} {n}.",
                tags="[a, b]",
                section="World",
                author="Ana Ruiz",
            )
        executed: list[str] = []
        with library.store.write() as connection:
            driver = connection.connection.driver_connection
        driver.set_trace_callback(lambda sql, seen=executed: seen.append(sql))
        import_sources(library, [tmp_path / name], by=BY)
        driver.set_trace_callback(None)
        # Each row of a statement for many counts here: those of tags and headlines, and of triggers, are left out.
        many = ("INSERT", "--", "UPDATE import_link", "UPDATE tag", "UPDATE article SET is_duplicate = 1")
        counts.append(sum(not sql.lstrip().startswith(many) for sql in executed))
    assert counts[1] <= counts[0] + 4, counts


def test_duplicate_keys_and_slugs_are_two_articles(library: Library, folder: Path) -> None:
    put(folder, "2020/talks.md", "One.", title="Talks")
    put(folder, "2021/talks.md", "Two.", title="Talks", date="2021-01-01")
    run(library, folder)
    rows = list_articles(library, ListQuery(words="talks")).rows
    assert len({get_article(library, row.id).address for row in rows}) == 2


def test_trashed_here_stays_so(library: Library, folder: Path) -> None:
    put(folder, "a.md", "One.")
    run(library, folder)
    id = titled(library, "A").id
    trash_article(library, id, by=BY)
    put(folder, "a.md", "Two.")
    assert run(library, folder).counts.n_conflicts == 1
    assert find_article(library, str(id)).trashed_at is not None


class Sleeper:
    """Hangs whoever unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (60,)


class Killer:
    """Ends whoever unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


@pytest.mark.parametrize(("payload", "reason"), [(Sleeper(), "too long"), (Killer(), "ended the program")])
def test_an_item_that_hangs_or_kills_its_helper_is_named_and_the_rest_is_read(
    payload: object, reason: str
) -> None:
    helpers: ReadingHelpers[int] = ReadingHelpers(AROUND, n_helpers=1, limit_s=6.0)
    texts = [TextFile("a.txt", "Rates rise\n\nThe bank raised rates today.")] * 2
    try:
        for n, one in enumerate((payload, *texts)):
            helpers.put(n, "wire_text", one)
        answers = []
        end = time.monotonic() + 60
        while helpers.n_waiting and time.monotonic() < end:
            helpers.wait()
            answers += list(helpers.ready())
    finally:
        helpers.close()
    assert [n for n, _ in answers] == [0, 1, 2]
    assert isinstance(answers[0][1], str) and reason in answers[0][1]
    assert not isinstance(answers[1][1], str) and not isinstance(answers[2][1], str)


def test_keys_are_known_again() -> None:
    seen = SeenKeys()
    assert not any(seen.add(str(n)) for n in range(5000)) and all(seen.add(str(n)) for n in range(5000))


def test_what_is_said_of_very_many_is_counted() -> None:
    sayings = Sayings()
    kept = [sayings.new(["Its section was guessed.", f"Number {n}."]) for n in range(MOST_ALIKE + 5)]
    assert kept[0] == ["Its section was guessed.", "Number 0."] and kept[-1] == [f"Number {MOST_ALIKE + 4}."]
    (words,) = sayings.often()
    assert f"said of {MOST_ALIKE + 5} items" in words


def test_what_is_said_of_many_is_one_group_and_can_be_looked_at(library: Library, folder: Path) -> None:
    for n in range(5):
        put(folder, f"{n}.md", picture=f"missing-{n}.png")
    (folder / "a.xyz").write_text("?")
    (folder / "b.xyz").write_text("?")
    trial = import_sources(library, [folder], by=BY, dry_run=True)
    report = run(library, folder)
    assert report.run_id is not None and trial.trial is not None
    groups = import_groups(library, report.run_id)
    assert groups == trial.trial.groups()
    assert groups[0].n == 5 and groups[0].outcome is Outcome.IMPORTED
    skipped = import_groups(library, report.run_id, outcome=Outcome.SKIPPED)
    assert [group.n for group in skipped] == [2]
    page = import_report(library, report.run_id, said=groups[0].key, limit=3)
    assert len(page.lines) == 3 and page.more
    rest = import_report(library, report.run_id, said=groups[0].key, after=page.lines[-1].id)
    assert {line.place for line in (*page.lines, *rest.lines)} == {f"{n}.md" for n in range(5)}
    assert [line.place for line in trial.trial.page(outcome=Outcome.SKIPPED).lines] == ["a.xyz", "b.xyz"]


def test_what_may_be_filed_already_is_told(library: Library, folder: Path) -> None:
    put(folder, "a.md", title="The ferry is back")
    put(folder, "b.md", title="The Ferry is  back")
    put(folder, "c.md", title="Another one", lang="en")
    trial = import_sources(library, [folder], by=BY, dry_run=True)
    report = run(library, folder)
    assert [(line.place, line.notes) for line in report.lines] == [
        (line.place, line.notes) for line in trial.lines
    ]
    assert [line.place for line in report.lines] == ["b.md"] and "filed already" in report.lines[0].notes[0]
    put(folder, "d.md", title="The ferry is back")
    assert [line.place for line in run(library, folder).lines] == ["d.md"]


def test_a_dry_run_tells_of_everything_however_much_it_is(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_record, "MOST_LINES", 3)
    for n in range(8):
        (folder / f"{n}.xyz").write_text("?")
    report = import_sources(library, [folder], by=BY, dry_run=True)
    assert len(report.lines) == 3 and report.more
    assert len(report_document(library, report)["skipped"]) == 8


def test_links_and_pictures_between_double_brackets(library: Library, folder: Path) -> None:
    """As notes have them: by the name of a note, wherever it lies; what leads nowhere stays as it is written."""
    body = (
        "See [[Second note]], [[notes/deep/Third|the third]] and [[Second note#Where\\|there]], not [[Nowhere]].\n\n"
        "![[Second note]]\n\n![[harbour.png|300]]\n\n`[[Second note]]` [[1]](https://example.org)"
    )
    put(folder, "notes/First.md", body)
    put(folder, "notes/deep/Third.md", "Back to [[First]].")
    put(folder, "Second note.md")
    (folder / "attachments").mkdir()
    (folder / "attachments" / "harbour.png").write_bytes(png(20, 10))
    assert run(library, folder).counts == ImportCounts(n_imported=3, n_skipped=1, n_linked=2)
    first, second, third = (titled(library, name) for name in ("First", "Second note", "Third"))
    lines = first.content.body.split("\n\n")
    assert lines[0] == (
        f"See [Second note](article:{second.id}), [the third](article:{third.id}) and [there](article:{second.id}), "
        "not [[Nowhere]]."
    )
    assert lines[1] == f"[Second note](article:{second.id})"
    assert lines[2].startswith("![](/media/")
    assert lines[3] == "`[[Second note]]` [[1]](https://example.org)"
    assert third.content.body == f"Back to [First](article:{first.id})."


def test_a_picture_is_found_where_programs_keep_it(library: Library, folder: Path) -> None:
    """Beside the text, in a folder of its name, below what is served, or wherever the one of that name lies."""
    places = {
        "own": ("source/_posts/own/a.png", "a.png"),
        "served": ("static/img/b.png", "img/b.png"),
        "named": ("notes/kept/deep/c.png", "c.png"),
    }
    for slug, (place, written) in places.items():
        put(folder, f"source/_posts/{slug}.md", f"![]({written})")
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(png(20, 10))
    put(folder, "source/_posts/two.md", "![](d.png)")
    for other in ("one", "two"):
        (folder / other).mkdir()
        (folder / other / "d.png").write_bytes(png(20, 10))
    notes = {line.place: " ".join(line.notes) for line in run(library, folder).lines}
    bodies = {slug: titled(library, slug.capitalize()).content.body for slug in (*places, "two")}
    assert all(bodies[slug].startswith("![](/media/") for slug in places)
    assert bodies["two"] == "![](/source/_posts/d.png)"
    assert "found by its name: notes/kept/deep/c.png" in notes["source/_posts/named.md"]
    assert "does not lie beside it" in notes["source/_posts/two.md"]
    assert "found by its name" not in notes.get("source/_posts/own.md", "") + notes.get(
        "source/_posts/served.md", ""
    )


def test_what_the_library_decides_for_an_article_is_told(library: Library, folder: Path) -> None:
    put(folder, "a.md", body="Rais alisema mkutano utaanza wiki ijayo.", title="Habari")
    put(
        folder,
        "c.md",
        body="The ferry sailed to the island at noon, and it was late.",
        title="The ferry is back",
    )
    notes = {line.place: " ".join(line.notes) for line in run(library, folder).lines}
    assert "Its language is not said" in notes["a.md"]
    assert "c.md" not in notes
    feed = folder.parent / "feed.xml"
    feed.write_text(
        "<rss version='2.0'><channel><item><description>The ferry sailed to the island at noon.</description>"
        "<pubDate>Sat, 06 Mar 2021 10:20:00 GMT</pubDate></item></channel></rss>"
    )
    (line,) = run(library, feed).lines
    assert line.notes[0] == "It was published there, but has no headline: it is a draft."


@pytest.mark.parametrize("name", ["stories.jsonl", "stories.csv", "stories.txt"])
def test_a_file_with_several_items_is_known_again_elsewhere(
    library: Library, tmp_path: Path, name: str
) -> None:
    def written(folder: str, second: str) -> Path:
        texts = ("The first text.", second, "The third text.", "The fourth text.")
        rows = [{"id": n, "title": f"Story of the harbour {n}", "text": text} for n, text in enumerate(texts)]
        path = tmp_path / folder / name
        path.parent.mkdir()
        if name.endswith(".jsonl"):
            path.write_text("\n".join(map(json.dumps, rows)))
        elif name.endswith(".csv"):
            path.write_text(
                "id,title,text\n" + "".join(f"{','.join(map(str, row.values()))}\n" for row in rows)
            )
        else:
            path.write_text(
                "".join(f"ZCZC AAA00{row['id']}\n{row['title']}\n\n{row['text']}\nNNNN\n" for row in rows)
            )
        return path

    assert run(library, written("first", "The second text.")).counts == ImportCounts(n_imported=4)
    elsewhere = written("elsewhere", "Another second text.")
    report = run(library, elsewhere)
    assert report.counts == ImportCounts(n_updated=1, n_unchanged=3)
    assert "first" in report.of(Outcome.NOTE)[0].notes[0]
    assert run(library, elsewhere).counts == ImportCounts(n_unchanged=4)
    third = tmp_path / "third" / name
    third.parent.mkdir()
    third.write_text(elsewhere.read_text().replace("text.", "quite other words."))
    assert run(library, third).counts == ImportCounts(n_imported=4)
