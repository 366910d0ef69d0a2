"""Putting the archive in order on the command line: an editor's errands, and what is refused."""

import json

import pytest


@pytest.fixture
def desk(newsroom, tmp_path):
    """Three articles: two of the series and with the tags of one story, in two spellings."""
    for n, (tags, section) in enumerate(
        ((["US", "Trade"], "World"), (["U.S."], "Wrld"), (["Trade"], "World"))
    ):
        lines = [
            f"headline: Talks part {n + 1}",
            "draft: true",
            f"tags: {json.dumps(tags)}",
            f"section: {section}",
        ]
        source = tmp_path / f"{n}.md"
        source.write_text(
            "\n".join(["---", *lines, "series: [The talks]", "author: Ana Ruiz", "---", "Text."])
        )
        assert newsroom("import", source).code == 0
    return newsroom


def tags_of(newsroom, id):
    return [tag["name"] for tag in newsroom("show", id, "--json").json["tags"]]


def test_tags_are_listed_merged_and_the_merge_undone(desk):
    listed = desk("tags", "--json").json
    assert [tag["name"] for tag in listed["tags"]] == ["Trade", "U.S.", "US"] and listed["more"] is False
    assert desk("tags", "trade").out.split() == ["2", "topic", "Trade"]
    groups = desk("tags", "duplicates", "--json").json["groups"]
    assert [tag["name"] for tag in groups[0]["tags"]] == ["US", "U.S."]
    preview = desk("tags", "merge", "U.S.", "US", "--dry-run", "--json").json
    assert preview == {"articles": 1, "both": 0, "public": 0, "names": ["U.S."], "warnings": []}
    done = desk("tags", "merge", "U.S.", "US", "--json").json
    assert done["changed"] == 1 and done["act"]["words"] == "Merged “U.S.” into “US”"
    assert tags_of(desk, 2) == ["US"]
    assert desk("list", "--tag", "u-s", "--json").json["total"] == 2
    assert "Undone: Merged" in desk("undo").out
    assert tags_of(desk, 2) == ["U.S."]
    assert desk("redo", done["act"]["id"]).code == 0
    acts = desk("acts", "--json").json["acts"]
    assert [(act["id"], act["state"], act["by"]) for act in acts] == [
        (done["act"]["id"], "done", "command line")
    ]


def test_a_tag_is_changed_in_every_way(desk):
    assert desk("tags", "rename", "Trade", "Commerce").code == 0
    assert desk("tags", "kind", "organisation", "US").code == 0
    assert len(desk("tags", "alias", "US", "+USA", "+America", "-USA", "--json").json["acts"]) == 3
    assert desk("tags", "parent", "Commerce", "US").code == 0
    assert desk("tags", "describe", "Commerce", "Buying and selling.").code == 0
    assert desk("tags", "retire", "Commerce").code == 0
    assert [tag["name"] for tag in desk("tags", "--json").json["tags"]] == ["U.S.", "US"]
    (tag,) = desk("tags", "list", "--retired", "--json").json["tags"]
    assert (tag["aliases"], tag["parent"], tag["description"]) == (["Trade"], "US", "Buying and selling.")
    assert desk("tags", "reinstate", "Commerce").code == 0
    assert desk("tags", "distinct", "US", "U.S.").code == 0
    assert desk("tags", "duplicates").out == "No tags look alike.\n"
    said = desk("tags", "delete", "US")
    assert said.code == 1 and "is on articles" in said.err
    assert desk("tags", "--kind", "organisation", "--sort", "name").out.startswith(
        "      1  organisation  US (America)"
    )


def test_a_split_is_counted_first(desk):
    counted = desk("tags", "split", "Trade", "US", "section:World", "--dry-run", "--json").json
    assert (counted["chosen"], counted["changing"], counted["already"]) == (2, 2, 0)
    assert desk("tags", "split", "Trade", "Jordan (person)", "section:World").code == 0
    assert tags_of(desk, 1) == ["US", "Jordan (person)"]


def test_bulk_changes_what_is_found(desk):
    counted = desk("bulk", "series:The talks", "--dry-run", "--json", "--", "+tag:Trade", "publish").json[
        "changes"
    ]
    assert [(one["changing"], one["already"]) for one in counted] == [(1, 2), (3, 0)]
    said = desk(
        "bulk", "series:The talks", "--json", "--", "+tag:Trade", "-tag:US", "section=World", "publish"
    )
    assert [one["changed"] for one in said.json["acts"]] == [1, 1, 1, 3]
    assert desk("list", "--state", "published", "--json").json["total"] == 3
    said = desk("bulk", "tag:Trade", "--", "withdraw=It was wrong.")
    assert said.code == 0 and "3 changed" in said.out
    for _ in range(5):
        assert desk("undo").code == 0
    assert desk("undo").err == "newsroom: There is no act to be undone.\n"
    assert tags_of(desk, 2) == ["U.S."] and desk("list", "--state", "draft", "--json").json["total"] == 3


def test_what_is_new_is_counted_and_not_made_in_a_dry_run(desk):
    before = desk("sections", "list", "--json").json, desk("tags", "list", "--json").json
    changes = ["+tag:Zephyr", "+tag:Trade", "section=Seas", "+series:Storms"]
    said = desk("bulk", "series:The talks", "--dry-run", "--json", "--", *changes).json["changes"]
    assert [(one["words"], one["changing"], one["already"]) for one in said] == [
        ("+tag:Zephyr +tag:Trade (new: Zephyr)", 3, 0),
        ("+series:Storms (new: Storms)", 3, 0),
        ("section=Seas (new: Seas)", 3, 0),
    ]
    assert (desk("sections", "list", "--json").json, desk("tags", "list", "--json").json) == before
    refused = desk("bulk", "series:The talks", "--dry-run", "--", "-tag:Zephyr")
    assert refused.code == 1 and refused.err == "newsroom: There is no tag “Zephyr”.\n"


def test_a_split_into_a_new_tag_is_counted_and_makes_none(desk):
    counted = desk("tags", "split", "Trade", "Zephyr", "section:World", "--dry-run", "--json").json
    assert (counted["words"], counted["changing"]) == ("Put the tag “Zephyr” in the place of “Trade”", 2)
    assert desk("tags", "list", "Zephyr", "--json").json["tags"] == []


def test_slips_are_told_with_what_may_be_meant(desk):
    slip = desk("tags", "mrge", "Trade", "US")
    assert slip.code == 2 and "“mrge” is no act; the nearest is “merge”" in slip.err
    assert (
        desk("tags", "merge", "Trad", "US").err == "newsroom: There is no tag “Trad”. Did you mean “Trade”?\n"
    )
    assert "Did you mean “The talks”?" in desk("series", "close", "talks").err
    assert desk("tags", "world", "trade").out == "No tag has “world trade” in its name.\n"
    itself = desk("tags", "parent", "US", "US")
    assert itself.code == 1 and "“US” cannot stand under itself." in itself.err
    gone = desk("vocabulary", "import", "/nowhere/topics.json")
    assert gone.code == 1 and gone.err.startswith("newsroom: /nowhere/topics.json cannot be read: ")


def test_bulk_that_finds_nothing_makes_nothing(desk):
    before = desk("sections", "list", "--json").json, desk("tags", "list", "--json").json
    said = desk("bulk", "nowhere", "--", "section=New", "+tag:New", "+series:New")
    assert said.code == 0 and said.out == "Nothing was found; nothing was changed.\n"
    assert (desk("sections", "list", "--json").json, desk("tags", "list", "--json").json) == before
    assert desk("bulk", "nowhere", "--", "section:New").code == 2
    assert desk("bulk", "nowhere", "--json", "--", "publish").json == {"acts": []}


@pytest.mark.parametrize(
    "words",
    [
        ["bulk"],
        ["bulk", "--all"],
        ["bulk", "--", "+tag:X"],
        ["bulk", "--all", "--", "tag:X"],
        ["bulk", "--all", "talks", "--", "publish"],
        ["bulk", "--all", "--", "state=published"],
        ["bulk", "--all", "--", "+tag: "],
        ["tags", "merge", "US"],
        ["tags", "alias", "US"],
        ["tags", "alias", "US", "USA"],
        ["tags", "kind", "thing", "US"],
        ["tags", "split", "US", "Trade"],
        ["series", "merge", "The talks"],
        ["series", "list", "--open", "--closed"],
        ["sections", "merge", "World"],
        ["undo", "first"],
    ],
)
def test_what_is_no_command_is_said_and_changes_nothing(desk, words):
    said = desk(*words)
    assert (said.code, said.out) == (2, "") and said.err.startswith("newsroom")
    assert desk("acts").out == "Nothing was done yet.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["tags", "merge", "Nothing", "US"],
        ["tags", "rename", "US", "Trade"],
        ["series", "rename", "The talks", ""],
        ["sections", "delete", "World"],
        ["authors", "delete", "Ana Ruiz"],
        ["undo", 7],
        ["vocabulary", "import", "nowhere.xlsx"],
        ["bulk", "tag:Nothing", "--", "publish"],
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(desk, words):
    said = desk(*words)
    assert (said.code, said.out) == (1, "") and len(said.err.splitlines()) == 1
    assert desk("acts").out == "Nothing was done yet.\n"


def test_series_are_ordered(desk):
    assert desk("series", "list", "--json").json["series"][0]["articles"] == 3
    members = desk("series", "members", "The talks", "--json").json["members"]
    assert [one["id"] for one in members] == [1, 2, 3]
    assert desk("series", "move", "The talks", 3, "--before", 1).code == 0
    members = desk("series", "members", "The talks", "--json").json["members"]
    assert [one["id"] for one in members] == [3, 1, 2] and members[0]["by_hand"]
    assert desk("series", "by-date", "The talks").code == 0
    assert desk("series", "edit", "The talks", "--description", "What was said.", "--elsewhere", 10).code == 0
    assert desk("series", "close", "The talks").code == 0
    (one,) = desk("series", "list", "talks", "--closed", "--json").json["series"]
    assert (one["count"], one["description"]) == (10, "What was said.")
    assert desk("trash", 2).code == 0
    gaps = desk("series", "gaps", "The talks", "--json").json["gaps"]
    assert [gap["kind"] for gap in gaps] == ["part_missing", "unseen"]
    assert desk("series", 1, "+More talks").code == 0
    done = desk("series", "merge", "More talks", "The talks", "--json").json
    assert done["changed"] == 1
    assert [one["name"] for one in desk("show", 1, "--json").json["series"]] == ["The talks"]


def test_an_article_s_series_are_still_put_on_by_series(desk):
    code = desk("show", 1, "--json").json["short_code"]
    assert desk("series", code, "+Other").code == 0
    assert desk("--json", "series", 1, "-Other").json["id"] == 1
    assert "newsroom series ACT" in desk("series", "--help").out


def test_sections_and_authors(desk):
    assert desk("sections", "merge", "Wrld", "World", "--dry-run", "--json").json["articles"] == 1
    assert desk("sections", "merge", "Wrld", "World").code == 0
    assert [one["name"] for one in desk("sections", "--json").json["sections"]] == ["World"]
    assert desk("sections", "describe", "World", "Far and near.").code == 0
    assert desk("authors", "alias", "Ana Ruiz", "+A. Ruiz").code == 0
    assert desk("authors", "rename", "A. Ruiz", "Ana María Ruiz", "--reprint").code == 0
    assert desk("show", 1, "--json").json["bylines"][0]["name"] == "Ana María Ruiz"
    assert desk("authors", "edit", "Ana Ruiz", "email=ana@example.org").code == 0
    (author,) = desk("authors", "ruiz", "--json").json["authors"]
    assert author["aliases"] == ["A. Ruiz", "Ana Ruiz"] and author["details"] == {"email": "ana@example.org"}


def test_a_vocabulary_is_imported_and_mapped(desk, tmp_path):
    table = tmp_path / "topics.csv"
    table.write_text("code,name (en),name (de),broader\n1,economy,Wirtschaft,\n2,trade,Handel,1\n", "utf-8")
    assert desk("vocabulary", "import", table, "--name", "Topics", "--json").json == {
        "name": "Topics",
        "language": "en",
        "concepts": 2,
        "mapped": 0,
    }
    assert desk("tags", "map", "--json").json["proposals"] == [
        {"tag": "Trade", "code": "2", "concept": "trade"}
    ]
    assert desk("tags", "map", "--accept-all").code == 0
    assert desk("tags", "trade", "--json").json["tags"][0]["concept"] == "2"
    assert desk("vocabulary", "import", table, "--name", "Topics", "--lang", "de").code == 0
    assert desk("vocabulary", "find", "hand", "--json").json["concepts"][0]["tag"] == "Trade"
    assert desk("tags", "map", "US", "1").code == 0
    assert desk("vocabulary", "remove", "Topics").code == 0
    assert desk("vocabulary").out == "No vocabularies.\n"
