"""``history``, ``diff`` and ``restore``, typed."""

import pytest

BODY = "The ferry was late.\n\nNobody was hurt."


@pytest.fixture
def article(newsroom, tmp_path):
    """A command line on a library with one article that was changed once."""
    story = tmp_path / "story.md"
    story.write_text(f"---\nheadline: Ferry late\n---\n\n{BODY}\n", "utf-8")
    assert newsroom("import", str(story)).code == 0
    assert newsroom("set", "1", "headline=Ferry on time", 'tags=["Sea"]').code == 0
    return newsroom


def test_the_history_is_listed_and_the_present_named(article):
    said = article("history", "1", "--json").json
    assert [(row["number"], row["kind"], row["fields"]) for row in said["revisions"]] == [
        (2, "saved", ["headline", "tags"]),
        (1, "created", ["headline", "body"]),
    ]
    assert said["revisions"][0]["by"] == "command line" and said["revisions"][0]["at"].endswith("Z")
    assert said["before"] is None
    named = article("history", "1", "--keep", "Before the lawyers", "--limit", "1", "--json").json
    assert named["revisions"][0]["name"] == "Before the lawyers" and named["before"] == 2
    assert "Before the lawyers" in article("history", "1").out
    assert article("history", "1", "--keep", " ").code == 1
    assert article("history", "1", "--limit", "0").code == 2


def test_two_are_compared_word_by_word(article):
    said = article("diff", "1", "1", "now")
    assert "Ferry [-late-]{+on time+}" in said.out and "tags:\n{+Sea+}" in said.out
    document = article("diff", "1", "1", "2", "--json").json
    assert (document["old"], document["new"], document["words_new"], document["words_gone"]) == (1, 2, 3, 1)
    assert {"kind": "gone", "text": "late"} in document["fields"][0]["pieces"]
    assert article("diff", "1", "now", "now").out == "The two are the same.\n"
    assert article("diff", "1", "1", "x").code == 2
    assert "no revision 9" in article("diff", "1", "1", "9").err


def test_the_past_is_put_back_in_a_field_or_whole_and_that_is_a_revision(article):
    show = article("restore", "1", "1", "--field", "headline", "--json").json
    assert (show["headline"], show["tags"]) == ("Ferry late", [{"name": "Sea", "kind": "topic"}])
    show = article("restore", "1", "1", "--json").json
    assert show["tags"] == []
    kinds = [row["kind"] for row in article("history", "1", "--json").json["revisions"]]
    assert kinds == ["restored", "restored", "saved", "created"]
    assert article("restore", "1", "2", "--json").json["headline"] == "Ferry on time"
    assert "no field" in article("restore", "1", "1", "--field", "mood").err
    assert article("restore", "1", "1", "--merge").code == 1
    assert article("restore", "1", "1", "--merge", "--field", "lede").code == 2


def test_a_trashed_article_has_its_history(article):
    assert article("trash", "1").code == 0
    assert article("restore", "1", "1", "--json").json["headline"] == "Ferry late"
    assert article("history", "1", "--json").json["revisions"][0]["kind"] == "restored"
