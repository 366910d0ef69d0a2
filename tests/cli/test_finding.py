"""The language of the search line on the command line, kept searches, and replacing."""

import pytest

from newsroom.cli.query_words import line_of


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["harbour", "strike"], "harbour strike"),
        (["tag:Middle East", "-section:Far East"], 'tag:"Middle East" -section:"Far East"'),
        (["tag:Jordan (person)"], 'tag:"Jordan (person)"'),
        (['tag:"Middle East"'], 'tag:"Middle East"'),
        (["two words", "http://a b"], "two words http://a b"),
        (["tag:Sea", "OR", "12:30"], "tag:Sea OR 12:30"),
    ],
)
def test_what_the_shell_took_away(words, line):
    assert line_of(words) == line


def test_search_and_list_take_the_same_language(sample_newsroom):
    found = sample_newsroom("search", "tag:Strand Sea", "-herring", "--json").json
    assert found["total"] and found == sample_newsroom("list", "tag:strand-sea", "-herring", "--json").json
    drafts = sample_newsroom("list", "--state", "draft", "--json").json
    assert drafts == sample_newsroom("list", "state:draft", "--json").json
    one = sample_newsroom("list", "--state", "draft", "is:untagged", "--json").json
    assert one["total"] <= drafts["total"]
    headlines = [
        row["headline"] for row in sample_newsroom("list", "--sort", "headline", "--json").json["articles"]
    ]
    assert headlines == sorted(headlines, key=lambda text: text.lower().encode())


def test_mistakes_are_told_and_nothing_is_listed(sample_newsroom):
    said = sample_newsroom("search", "tag:Strand Sae")
    assert (said.code, said.out) == (1, "")
    assert "There is no tag “Strand Sae”. Did you mean “Strand Sea”" in said.err
    said = sample_newsroom("list", "herring", "OR")
    assert (said.code, said.out) == (2, "") and "stands between two words" in said.err


def test_an_empty_answer_says_why(sample_newsroom):
    said = sample_newsroom("search", "herring", "xyzzy")
    assert said.code == 0 and said.out == "No articles.\n"
    assert "No article has “xyzzy”." in said.err
    said = sample_newsroom("search", "herr")
    assert "these have words that begin so" in said.err and "*" in said.out


def test_searches_are_kept(sample_newsroom):
    assert sample_newsroom("searches").out == "No searches are kept.\n"
    kept = sample_newsroom("searches", "save", "At sea", "tag:Strand Sea", "-herring", "--json").json[
        "searches"
    ]
    number = sample_newsroom("list", "tag:strand-sea", "-herring", "--json").json["total"]
    assert kept == [{"name": "At sea", "query": 'tag:"Strand Sea" -herring', "count": number}]
    sample_newsroom("searches", "save", "Drafts", "state:draft")
    sample_newsroom("searches", "move", "drafts", "1")
    names = [one["name"] for one in sample_newsroom("searches", "--json").json["searches"]]
    assert names == ["Drafts", "At sea"]
    sample_newsroom("searches", "rename", "at sea", "Of the sea")
    assert "Of the sea" in sample_newsroom("searches", "delete", "Drafts").out
    assert sample_newsroom("searches", "delete", "Drafts").code == 1
    assert sample_newsroom("searches", "save", "x").code == 2
    assert sample_newsroom("searches", "save", "x", "tag:nothing of that name").code == 1


def test_replacing(sample_newsroom):
    before = sample_newsroom("search", "herring", "--json").json["total"]
    shown = sample_newsroom("replace", "herring", "pilchard", "--dry-run", "--json").json
    assert shown["changed"] and shown["act"] is None and shown["articles"][0]["first"]
    done = sample_newsroom("replace", "herring", "pilchard", "--json").json
    assert done["changed"] == shown["changed"] and done["act"]
    assert sample_newsroom("search", "pilchard", "--json").json["total"] >= before - 1
    said = sample_newsroom("replace", "pilchard", "herring", "state:draft")
    assert "can be undone" in said.out
    assert sample_newsroom("replace", "herring").code == 2
    assert sample_newsroom("replace", "--regex", "(a", "b").code == 1
    assert sample_newsroom("replace", "a", "b", "--fields", "slug").code == 2
