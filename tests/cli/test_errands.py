"""Errands at the command line: the real commands on a real library."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = (
    "id uid slug address short_code state trashed_at version language section label headline lede dateline bylines "
    "body picture notices series tags related created_at updated_at published_at publish_at embargo_until extra"
).split()
ROW_KEYS = ["id", "headline", "state", "section", "published_at", "updated_at"]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")


def make(newsroom, tmp_path, headline="Talks resume", **fields):
    """A draft, by way of a file."""
    source = tmp_path / f"{headline}.md"
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    source.write_text(
        "\n".join(["---", f"headline: {json.dumps(headline)}", "draft: true", *lines, "---", "Text."])
    )
    said = newsroom("import", source, "--json")
    assert said.code == 0, said.err
    return newsroom("list", "--json").json["articles"][0]["id"]


def test_an_article_from_draft_to_its_page(sample_newsroom, tmp_path):
    newsroom = sample_newsroom
    id = newsroom("list", "--state", "draft", "--json", "--limit", 1).json["articles"][0]["id"]
    shown = newsroom(
        "set", id, "headline=Talks resume", "section=World", "body=@-", "--json", typed=b"First.\n"
    ).json
    assert list(shown) == KEYS
    assert (shown["headline"], shown["section"], shown["body"]) == ("Talks resume", "World", "First.\n")
    shown = newsroom("tag", id, "+person:Ana Ruiz", "+the Strand", "--json").json
    assert shown["tags"][-2:] == [
        {"name": "Ana Ruiz", "kind": "person"},
        {"name": "Strand Sea", "kind": "place"},
    ]
    before = newsroom("show", 1, "--json").json["series"][0]
    shown = newsroom("series", id, f"+{before['name']}", "--json").json
    assert shown["series"][-1] == {"name": before["name"], "position": 1882, "count": 1882}
    shown = newsroom("relate", id, "7", "/world/nets-cut-on-corran-banks", "--json").json
    assert [link["id"] for link in shown["related"]] == [7, 1]
    page = tmp_path / "page.html"
    said = newsroom("preview", id, "--out", page, "--at", "2026-03-01T10:00:00Z", "--json")
    assert said.json == {"id": id, "out": str(page), "bytes": page.stat().st_size}
    assert b"(1882)" in page.read_bytes()
    assert newsroom("show", 1, "--json").json["series"][0] == before  # a draft counts only for itself
    shown = newsroom("publish", id, "--json").json
    assert (shown["state"], shown["address"]) == ("published", "/world/talks-resume")
    assert newsroom("show", 1, "--json").json["series"][0]["count"] == 1882
    assert newsroom("list", "--json", "--limit", 1).json["articles"][0]["id"] == id
    shown = newsroom("withdraw", id, "--notice", "It was wrong.", "--json").json
    assert shown["state"] == "withdrawn" and shown["notices"][-1]["text"] == "It was wrong."
    assert "It was wrong." in newsroom("preview", id, "--out", "-").out
    assert newsroom("trash", id, "--json").json["trashed_at"] is not None
    assert newsroom("list", "--trashed", "--json").json["total"] == 1
    assert newsroom("untrash", id, "--json").json["trashed_at"] is None


def test_show_is_whole_and_its_times_are_in_utc(sample_newsroom):
    for id in (1, 28, 69):
        shown = sample_newsroom("show", id, "--json").json
        assert list(shown) == KEYS
        assert shown["id"] == id and isinstance(shown["version"], int)
        for key in ("created_at", "updated_at", "published_at", "publish_at", "embargo_until", "trashed_at"):
            assert shown[key] is None or TIME.fullmatch(shown[key])


def test_an_article_is_named_in_four_ways(sample_newsroom):
    shown = sample_newsroom("show", 7, "--json").json
    for ref in (shown["uid"], shown["address"], shown["short_code"]):
        assert sample_newsroom("show", ref, "--json").json == shown
    said = sample_newsroom("show", "nowhere")
    assert (said.code, said.out) == (1, "") and "nowhere" in said.err


def test_rows_are_filtered_and_counted(sample_newsroom):
    everything = sample_newsroom("list", "--json", "--limit", 1000).json
    assert everything["total"] == len(everything["articles"]) == 69
    assert list(everything["articles"][0]) == ROW_KEYS
    moments = [row["published_at"] or row["updated_at"] for row in everything["articles"]]
    assert moments == sorted(moments, reverse=True)
    for option, value, test in (
        ("--state", "withdrawn", lambda row: row["state"] == "withdrawn"),
        ("--section", "sport", lambda row: row["section"] == "Sport"),
    ):
        some = sample_newsroom("list", option, value, "--json").json
        assert some["articles"] == [row for row in everything["articles"] if test(row)]
        assert some["total"] == len(some["articles"]) > 0
    both = sample_newsroom("list", "--state", "draft", "--state", "withdrawn", "--json").json
    assert both["total"] == sum(row["state"] in ("draft", "withdrawn") for row in everything["articles"])
    first = sample_newsroom("list", "--limit", 2, "--json").json
    assert (first["total"], first["articles"]) == (69, everything["articles"][:2])


def test_a_tag_is_asked_for_by_its_alias_and_a_series_by_its_slug(sample_newsroom):
    by_name = sample_newsroom("list", "--tag", "Strand Sea", "--json").json
    assert by_name == sample_newsroom("list", "--tag", "прибрежное МОРЕ", "--json").json
    assert by_name["total"] > 0
    by_name = sample_newsroom("list", "--series", "Зимняя дорога", "--json").json
    assert by_name == sample_newsroom("list", "--series", "zimnyaya-doroga", "--json").json
    for option, words in (
        ("--tag", "Say which"),
        ("--series", "no series"),
        ("--section", "There are: World"),
    ):
        said = sample_newsroom("list", option, "Quillon")
        assert said.code == 1 and words in said.err and said.err.count("\n") == 1


def test_searching(sample_newsroom):
    found = sample_newsroom("search", "herring", "--json").json
    assert found["total"] == len(found["articles"]) > 1
    fewer = sample_newsroom("search", "herring", "-line", "--json").json
    assert 0 < fewer["total"] < found["total"]
    best = sample_newsroom("search", "herring", "--best", "--json").json
    assert sorted(row["id"] for row in best["articles"]) == sorted(row["id"] for row in found["articles"])
    assert sample_newsroom("search", "озерова", "--json").json["total"] > 0
    assert sample_newsroom("search", "xyzzy", "--json").json == {"total": 0, "articles": []}
    assert sample_newsroom("search", "xyzzy").out == "No articles.\n"
    assert sample_newsroom("search", "herring", "--limit", "1", "--json").json["total"] == found["total"]


def test_all_fields_or_none(sample_newsroom):
    before = sample_newsroom("show", 69, "--json").json
    for wrong in (
        "colour=red",
        "language=",
        "related=[999]",
        "tags=[7]",
        "publish_at=noon",
        "state=published",
    ):
        said = sample_newsroom("set", 69, "headline=New", "section=New section", wrong)
        assert said.code == 1 and said.out == "" and said.err.count("\n") == 1
    assert sample_newsroom("show", 69, "--json").json == before
    assert sample_newsroom("list", "--section", "New section").code == 1


def test_every_field_of_show_that_is_writable_can_be_set_as_it_was_shown(sample_newsroom):
    shown = sample_newsroom("show", 1, "--json").json
    texts = [f"{key}={shown[key]}" for key in "headline lede body language section slug".split()]
    lists = "dateline bylines picture notices series tags related extra".split()
    words = [
        *texts,
        *(f"{key}={json.dumps(shown[key])}" for key in lists),
        "label=",
        "publish_at=",
        "embargo_until=",
    ]
    assert sample_newsroom("set", 1, *words, "--json").json == shown


def test_what_is_refused_is_one_line_and_exit_1(sample_newsroom, tmp_path):
    sample_newsroom("trash", 3)
    for words in (
        ["publish", 3],
        ["withdraw", 69, "--notice", "x"],
        ["withdraw", 1, "--notice", " "],
        ["relate", 1, 1],
        ["relate", 1, 7, 7],
        ["relate", 1, 3],
        ["relate", 1, 999],
        ["tag", 1, "-Nothing"],
        ["series", 1, "-Nothing"],
        ["tag", 999, "+X"],
        ["preview", 1, "--out", tmp_path / "absent" / "page.html"],
        ["preview", 999, "--out", tmp_path / "page.html"],
        ["new", tmp_path / "library"],
        ["--library", tmp_path / "absent", "list"],
        ["--library", tmp_path / ("x" * 300), "list"],
        ["new", tmp_path / ("x" * 300)],
        ["set", 1, "section=\u200b"],
        ["set", 1, "publish_at=2026-03-01"],
        ["set", 1, "publish_at=2026-03-01T10:00:00"],
        ["tag", 1, "+Ansel Bay", "+person:"],
        ["series", 1, "+\u2060"],
    ):
        said = sample_newsroom(*words)
        assert (said.code, said.out) == (1, ""), words
        assert said.err.startswith("newsroom: ") and said.err.count("\n") == 1
    assert not (tmp_path / "page.html").exists()
    assert sample_newsroom("list", "--tag", "Ansel Bay").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["preview", "1", "--out", "-", "--at", "2026-03-01"],
        ["preview", "1", "--out", "-", "--at", "2026-03-01T10:00:00"],
        ["preview", "1", "--out", "-", "--at", "20260301T100000Z"],
        ["preview", "1", "--out", "-", "--at", "9999-12-31T23:59:59-14:00"],
        ["new", ""],
        ["list", "--limit", "٣"],
        ["search", " "],
        ["tag", "1", "+ "],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(newsroom, words):
    said = newsroom(*words)
    assert (said.code, said.out) == (2, "") and said.err.count("\n") == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
def test_a_library_may_have_a_name_that_is_no_text(newsroom, tmp_path):
    path = str(tmp_path / "caf\udce9")
    assert newsroom("new", path).code == 0
    assert newsroom("--library", path, "list", "--json").json == {"total": 0, "articles": []}


def test_publishing_says_what_is_missing(sample_newsroom):
    sample_newsroom("set", 69, "headline=", "section=")
    said = sample_newsroom("publish", 69)
    assert said.code == 1
    assert "It has no headline. It has no section." in said.err


def test_words_that_look_like_options_are_names(sample_newsroom):
    shown = sample_newsroom("tag", 69, "+json", "+-h", "--json", "--", "+--help").json
    assert [tag["name"] for tag in shown["tags"]][-3:] == ["json", "-h", "--help"]
    shown = sample_newsroom("tag", 69, "--json", "-json", "--", "---help").json
    assert [tag["name"] for tag in shown["tags"]][-1:] == ["-h"]


def test_a_picture_comes_from_a_file(sample_newsroom, tmp_path):
    path = tmp_path / "boat.jpg"
    path.write_bytes((ROOT / "resources" / "sample" / "media" / "lindow-bridge.jpg").read_bytes())
    shown = sample_newsroom("set", 69, f"picture.file={path}", "picture.alt=A bridge", "--json").json
    assert (
        re.fullmatch(r"[0-9a-f]{64}\.jpg", shown["picture"]["file"]) and shown["picture"]["alt"] == "A bridge"
    )
    picture = json.dumps({"file": str(path)})
    assert (
        sample_newsroom("set", 68, f"picture={picture}", "--json").json["picture"]["file"]
        == shown["picture"]["file"]
    )
    for wrong in (tmp_path / "absent.jpg", __file__):
        said = sample_newsroom("set", 69, f"picture.file={wrong}")
        assert said.code == 1 and said.err.count("\n") == 1


def test_the_related_list_is_emptied_by_naming_none(sample_newsroom):
    assert sample_newsroom("relate", 7, "--json").json["related"] == []


def test_a_library_is_made(newsroom, tmp_path):
    path = tmp_path / "another library"
    said = newsroom("new", path, "--json")
    assert said.json == {"path": str(path), "articles": 0}
    assert newsroom("list", "--library", path, "--json").json == {"total": 0, "articles": []}
    assert newsroom("--json", f"--library={path}", "list").json == {"total": 0, "articles": []}
    said = newsroom("new", tmp_path / "sample", "--sample")
    assert "69 articles" in said.out and "newsroom --library" in said.out


def test_the_page_is_the_same_bytes_each_time(sample_newsroom, tmp_path):
    pages = set()
    for n in range(2):
        path = tmp_path / f"{n}.html"
        assert sample_newsroom("preview", 1, "--out", path, "--at", "2026-03-01T10:00:00+03:00").code == 0
        pages.add(path.read_text(encoding="utf-8"))
    pages.add(sample_newsroom("preview", 1, "--out", "-", "--at", "2026-03-01T07:00:00Z").out)
    assert len(pages) == 1


def test_a_page_that_takes_too_long_is_stopped_and_no_file_is_left(sample_newsroom, tmp_path, monkeypatch):
    def forever(*_: object, **__: object) -> bytes:
        while True:
            with contextlib.suppress(Exception):
                re.match(r"(a+)+$", "a" * 24 + "b")

    monkeypatch.setattr("newsroom.desk.pages.page_of", forever)
    monkeypatch.setattr("newsroom.cli.commands.previewing._LIMIT_S", 0.2)
    path = tmp_path / "page.html"
    said = sample_newsroom("preview", 1, "--out", path)
    assert said.code == 1 and "took longer than 0.2 seconds" in said.err
    assert not path.exists()


def test_a_terminal_is_not_commanded_by_an_article(sample_newsroom):
    sample_newsroom("set", 69, "headline=\x1b[31mRed\x07", "body=\x1b]0;title\x07")
    for words in (["show", 69], ["list"]):
        assert "\x1b" not in sample_newsroom(*words).out


def test_the_commands_load_no_qt_and_are_seen_by_one_another(tmp_path):
    code = """
import sys
from newsroom.cli import main as cli
for line in sys.argv[2:]:
    code = cli.run(["--library", sys.argv[1], *line.split()], window=None, tour=None)
    assert code == 0, (line, code)
loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
assert not loaded, loaded
"""
    path = str(tmp_path / "library")
    lines = [
        f"new {path} --sample",
        "list --json",
        "search herring",
        "show 1",
        "set 69 headline=New lede=@-",
        "tag 69 +Port",
        "series 69 +Story",
        "relate 69 1",
        "publish 69",
        "withdraw 69 --notice Wrong",
        "trash 69",
        "untrash 69",
        f"preview 1 --out {tmp_path / 'page.html'}",
        f"import {ROOT / 'resources' / 'sample' / 'wire' / 'wire-copy.txt'} --json",
    ]
    done = subprocess.run(
        [sys.executable, "-c", code, path, *lines],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_DEBUG": "1"},
        input=b"A lede.",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    shown = subprocess.run(
        [sys.executable, "-m", "newsroom", "--library", path, "show", "69", "--json"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert json.loads(shown.stdout)["lede"] == "A lede."


def test_two_processes_write_and_neither_loses_a_word(sample_newsroom, tmp_path):
    code = """
import sys
from newsroom.cli import main as cli
for n in range(15):
    code = cli.run(["set", "69", f"{sys.argv[1]}={n}", "--json"], window=None, tour=None)
    assert code == 0
"""
    before = sample_newsroom("show", 69, "--json").json["version"]
    writers = [
        subprocess.Popen([sys.executable, "-c", code, field], cwd=ROOT, stdout=subprocess.DEVNULL)
        for field in ("lede", "label")
    ]
    for n in range(15):
        assert sample_newsroom("tag", 69, f"+Tag {n}").code == 0
    assert [writer.wait() for writer in writers] == [0, 0]
    shown = sample_newsroom("show", 69, "--json").json
    assert (shown["lede"], shown["label"], shown["version"]) == ("14", "14", before + 45)
    assert [tag["name"] for tag in shown["tags"][-15:]] == [f"Tag {n}" for n in range(15)]


def test_an_import_becomes_drafts(newsroom, tmp_path):
    id = make(newsroom, tmp_path, section="World")
    shown = newsroom("show", id, "--json").json
    assert (shown["state"], shown["section"], shown["headline"]) == ("draft", "World", "Talks resume")


def test_an_import_that_brings_nothing_fails_in_words(newsroom, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    said = newsroom("import", tmp_path / "absent.txt", tmp_path / "empty.txt", "--json")
    assert said.code == 1 and said.json["skipped"][0]["source"] == str(tmp_path / "absent.txt")
    assert said.err.count("\n") == 1
    assert "absent.txt: There is no such file. And 1 more." in said.err


def test_what_a_page_lacks_is_said_beside_it(sample_newsroom, tmp_path):
    newsroom = sample_newsroom
    gone = f"![A gull](/media/{'0' * 64}.png)\n"
    id = newsroom("list", "--state", "draft", "--json", "--limit", 1).json["articles"][0]["id"]
    assert newsroom("set", id, "body=@-", typed=gone.encode()).code == 0
    said = newsroom("preview", id, "--out", tmp_path / "page.html", "--json")
    assert said.code == 0 and list(said.json) == ["id", "out", "bytes"]
    assert "has no picture “000000000000….png”" in said.err
    assert '<span class="no-picture">A gull</span>' in (tmp_path / "page.html").read_text(encoding="utf-8")
