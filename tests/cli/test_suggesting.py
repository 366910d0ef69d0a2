"""``suggest`` by command: the documents that scripts read, a batch, learning."""

import json

import pytest

from newsroom.desk.library import open_library
from newsroom.desk.suggesting import save_settings
from newsroom.domain.suggestions import SuggestionSettings


def test_an_article_of_the_sample(sample_newsroom):
    found = sample_newsroom("suggest", "1", "--json").json
    assert found.keys() == {"tags", "series", "related", "duplicates"}
    assert all(tag.keys() >= {"name", "probability", "assigned", "reasons", "kind"} for tag in found["tags"])
    assert found["related"] and all(
        one.keys() >= {"id", "headline", "score", "reasons"} for one in found["related"]
    )
    assert sample_newsroom("suggest", "1", "--related", "--limit", "2", "--json").json.keys() == {"related"}
    said = sample_newsroom("suggest", "1")
    assert said.code == 0 and "Related:" in said.out and "Filed already, perhaps:" in said.out


def test_a_text_and_a_batch(sample_newsroom, tmp_path):
    article = sample_newsroom("show", "1", "--json").json
    text = tmp_path / "story.txt"
    text.write_text(f"{article['headline']}\n\n{article['body']}", "utf-8")
    found = sample_newsroom("suggest", "--text", str(text), "--duplicates", "--json").json
    assert found["duplicates"][0]["id"] == 1 and found["duplicates"][0]["spans"]
    line = {"headline": article["headline"], "text": article["body"]}
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": "a", **line}, {"id": 7, **line, "at": "1990-01-01T00:00:00Z"}, {"id": 1, **line}]
    batch.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    said = sample_newsroom("suggest", "--batch", str(batch), "--duplicates", "--related")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [one["id"] for one in answers] == ["a", 7, 1]
    assert answers[0]["duplicates"][0]["id"] == 1 and answers[1]["duplicates"] == [] == answers[1]["related"]
    assert answers[2]["duplicates"] == []  # the library's own article is not its duplicate


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_text_is_read_in_its_encoding(sample_newsroom, tmp_path, encoding):
    article = sample_newsroom("show", "1", "--json").json
    text = tmp_path / "story.txt"
    text.write_bytes(f"{article['headline']}\n\n{article['body']}".encode(encoding))
    found = sample_newsroom("suggest", "--text", str(text), "--duplicates", "--json").json
    assert found["duplicates"][0]["id"] == 1


def test_what_is_no_text_is_refused(sample_newsroom, tmp_path):
    picture = tmp_path / "harbour.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    said = sample_newsroom("suggest", "--text", str(picture))
    assert said.code == 1 and "harbour.png was not read. It is not a text file." in said.err and not said.out


def test_a_line_that_is_wrong_is_answered_by_why(sample_newsroom, tmp_path):
    batch = tmp_path / "batch.jsonl"
    wrong = [
        "[]", "{", '{"id": 3, "headline": 1}', '{"id": 4, "at": "yesterday"}', '{"id": 5, "at": 1987}', '{"id": NaN}',
        '{"id": [6]}', '{"id": true}', "\x00", '{"id": 1e999}', "9" * 5_000, "[" * 100_000,
        '{"id": 7, "at": "0001-01-01T00:00+14:00"}',
    ]  # fmt: skip
    batch.write_text("\n".join([*wrong, "", '{"id": "last", "text": "x"}']), "utf-8")
    said = sample_newsroom("suggest", "--batch", str(batch), "--tags", "--related")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 1 and f"{len(wrong)} of {len(wrong) + 1} lines" in said.err
    assert [one["id"] for one in answers] == [
        None, None, 3, 4, 5, None, None, None, None, None, None, None, 7, "last",
    ]  # fmt: skip
    assert all(f"Line {n} is not" in one["error"] for n, one in enumerate(answers[:-1], 1))
    assert all(one["tags"] == [] == one["related"] for one in answers[:-1]) and "error" not in answers[-1]
    assert sample_newsroom("suggest", "--batch", str(tmp_path / "none")).code == 1


def test_odd_lines_are_answered(sample_newsroom, tmp_path):
    batch = tmp_path / "batch.jsonl"
    odd = [
        {},
        {"id": None, "headline": None, "text": None, "at": None},
        {"id": "\ud800", "text": "\ud800 \udfff", "more": [1]},
        {"id": 1, "text": "1 2 3 " * 50},
        {"id": 1, "headline": "A" * 70_000},
        *({"id": at, "text": "Harbour", "at": at} for at in ("", " ", "2015-11-27", "2015-11-27t09:12:00z")),
        *({"id": at, "text": "Harbour", "at": at} for at in ("2015-11-27 09:12", "9999-12-31T23:59:59.9Z")),
    ]
    batch.write_text("\r\n".join(map(json.dumps, odd)), "utf-8-sig")
    said = sample_newsroom("suggest", "--batch", str(batch))
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0 and [one["id"] for one in answers] == [one.get("id") for one in odd]


def test_learning_and_rebuilding(sample_newsroom):
    assert sample_newsroom("suggest", "learn", "--json").json["learned_tags"] > 10
    assert "Learned from" in sample_newsroom("suggest", "rebuild").out
    assert sample_newsroom("suggest", "learn").code == 0


def test_what_is_turned_off_is_said(sample_newsroom, tmp_path):
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "headline": "Harbour", "text": "Harbour"}', "utf-8")
    assert "turned off" not in sample_newsroom("suggest", "1").err
    library = open_library(tmp_path / "library")
    save_settings(library, SuggestionSettings(tags=False, series=False))
    library.close()
    for wanted in (("1",), ("--batch", str(batch))):
        said = sample_newsroom("suggest", *wanted, "--json")
        assert said.code == 0 and json.loads(said.out)["tags"] == []
        assert "turned off in this library's settings: series, tags." in said.err
        assert not sample_newsroom("suggest", *wanted, "--related").err


def test_what_is_asked_must_be_one_thing(sample_newsroom):
    for wrong in ((), ("1", "--text", "x"), ("learn", "--batch", "x")):
        assert sample_newsroom("suggest", *wrong).code == 2
    for wrong in (("learn", "--tags"), ("rebuild", "--limit", "3")):  # who asks for less must not get all
        assert sample_newsroom("suggest", *wrong).code == 2
    assert sample_newsroom("suggest", "no-such-article").code == 1


def test_tags_are_named_with_their_kind(sample_newsroom, tmp_path):
    text = tmp_path / "story.txt"
    text.write_text(
        "Talks\n\nPresident Oren Vasquell spoke. Mr Vasquell left; Oren Vasquell returned.", "utf-8"
    )
    said = sample_newsroom("suggest", "--text", str(text), "--tags")
    assert "    new  person:Oren Vasquell  (" in said.out
    found = sample_newsroom("suggest", "--text", str(text), "--tags", "--json").json["tags"]
    assert ("Oren Vasquell", "person", True) in [(tag["name"], tag["kind"], tag["new"]) for tag in found]
