"""``import``, ``imports`` and ``export``: what they answer, and what they refuse."""

import os
import signal
import tarfile

import pytest

from newsroom.cli.progress import ended_by_interrupt, how_far
from tests.desk.pictures import png
from tests.exchange.sources.publii_sites import SiteMaker

TEXT = "---\ntitle: {0}\ndate: 2020-01-02\ntags: [{1}]\n---\n\nIt rained.\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT.format("Talks", "piers"))
    (folder / "b.md").write_text(TEXT.format("Ferry", "tolls"))
    (folder / "c.md").write_bytes(b"\0")
    return folder


def test_a_folder_in_its_report_and_out_again(newsroom, folder, tmp_path):
    document = newsroom("import", folder, "--json").json
    assert list(document) == ["imported", "updated", "unchanged", "conflicts", "skipped"]
    assert (document["imported"], document["updated"], document["unchanged"]) == (2, 0, 0)
    assert document["skipped"][0]["source"] == f"{folder}/c.md"
    (run,) = newsroom("imports", "--json").json["imports"]
    assert (run["id"], run["state"], run["imported"], run["skipped"]) == (1, "done", 2, 1)
    outcomes = [line["outcome"] for line in newsroom("imports", "1", "--json").json["lines"]]
    assert outcomes.count("skipped") == 1
    assert "2 imported, 1 skipped" in newsroom("imports").out
    assert "c.md" in newsroom("imports", "1").out
    groups = newsroom("imports", "1", "--json").json["groups"]
    assert [group["count"] for group in groups if group["outcome"] == "skipped"] == [1]
    lines = newsroom("imports", "1", "--group", "1", "--json").json["lines"]
    assert len(lines) == groups[0]["count"]
    assert newsroom("imports", "1", "--group", f"{len(groups) + 1}").code == 1
    out = tmp_path / "out"
    said = newsroom("export", "--to", "markdown", "--out", out, "tag:piers", "--json").json
    assert (said["articles"], said["to"]) == (1, "markdown")
    assert [file.name for file in out.rglob("*.md")] == ["talks.md"]
    assert newsroom("export", "--to", "jsonl", "--out", out).out.startswith("Wrote 2 articles")
    assert not list(out.rglob("*.md"))
    assert newsroom("import", out, "--json").json["unchanged"] == 2


def test_what_an_export_refuses(newsroom, folder):
    said = newsroom("export", "--to", "markdown", "--out", folder)
    assert said.code == 1 and "neither empty nor an earlier export" in said.err
    assert sorted(file.name for file in folder.iterdir()) == ["a.md", "b.md", "c.md"]
    said = newsroom("export", "--to", "jsonl", "--out", folder / "out", "tag:nothing-of-the-kind")
    assert said.code == 1 and said.err.endswith("Nothing was written.\n") and not (folder / "out").exists()
    assert newsroom("export", "--out", folder).code == 2
    assert newsroom("imports", "7").code == 1


def test_a_dry_run_is_not_remembered(newsroom, folder):
    assert newsroom("import", folder, "--dry-run", "--json").json["imported"] == 2
    assert newsroom("imports").out == "Nothing was imported yet.\n"


@pytest.mark.skipif(not hasattr(os, "kill"), reason="no such signals")
def test_interrupting_cancels_and_the_second_time_stops():
    with ended_by_interrupt() as token:
        os.kill(os.getpid(), signal.SIGINT)
        assert token.cancelled
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_how_far_in_words():
    assert how_far(1204, 20_000, 310.4, 60.6) == "1,204 of 20,000 (6 %), 310 a second, 61 s left"
    assert how_far(7, None, 0.2, None) == "7"
    assert how_far(7, 9, 5, 7200).endswith("2.0 h left")


def test_a_site_of_publii_its_backup_and_again(newsroom, tmp_path):
    site = SiteMaker(tmp_path / "site")
    site.settings(domain="https://port.example", language="en", advanced={"urls": {"cleanUrls": True}})
    site.tag(1, "World")
    site.post(
        1, text='<p>See <a href="#INTERNAL_LINK#/post/2">this</a>.</p>', tags=(1,), image={"url": "a b.png"}
    )
    site.post(2, "Ferry", "![Sea](#DOMAIN_NAME#sea.png)", core={"editor": "markdown"}, status="draft")
    site.post(3, "Imprint", status="published,is-page")
    for name in ("1/a b.png", "2/sea.png"):
        file = site.folder / "input" / "media" / "posts" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(png(300, 200))
    with tarfile.open(tmp_path / "backup.tar", "w") as archive:
        archive.add(site.folder / "input", "input")

    def imported(path, *more):
        said = newsroom("import", path, "--json", *more).json
        return said["imported"], said["updated"], said["unchanged"]

    assert imported(tmp_path / "backup.tar", "--dry-run") == (2, 0, 0)
    assert newsroom("list", "--json").json["total"] == 0
    assert imported(tmp_path / "backup.tar") == (2, 0, 0)
    assert imported(site.folder) == (0, 0, 2), "the folder that the backup was made of"
    assert imported(site.folder, "--pages") == (1, 0, 2)
    site.run("UPDATE posts SET title = 'Ferry sails' WHERE id = 2")
    assert imported(site.folder) == (0, 1, 2)
    one = newsroom("show", "1", "--json").json
    assert (one["state"], one["section"], one["body"]) == ("published", "World", "See [this](article:2).")
    assert one["picture"]["file"].endswith(".png")
    two = newsroom("show", "2", "--json").json
    assert (two["state"], two["headline"]) == ("draft", "Ferry sails") and "](/media/" in two["body"]
