"""Tables, tagged documents, ninjs, wire copy, and folders with all of them."""

import json
from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import TagKind
from newsroom.exchange.sources import csv_table, folder, jsonl, ninjs, wire_text
from tests.exchange.sources.around import AROUND, read, written

TABLE = (
    "id;date;title;article_text;category;url;mood\n"
    '7;2021-03-06;Harbour talks;"First; paragraph.\n\nSecond *one*.";Economy;https://port.example/talks;calm\n'
    "8;03/04/2021;Second;<p>One</p><p>Two</p>;;;\n"
    "9;;;;;;\n"
)


def test_a_table(tmp_path: Path) -> None:
    articles, problems = read(csv_table, written(tmp_path, {"a.csv": TABLE, "b.csv": "x,y\n1,2\n"}))
    first, second = articles.values()
    assert first.headline == "Harbour talks" and first.body == "First; paragraph.\n\nSecond \\*one\\*."
    assert first.published_at == datetime(2021, 3, 6, tzinfo=UTC) and first.section == "Economy"
    assert first.addresses == ("https://port.example/talks",) and first.extra == {"id": "7", "mood": "calm"}
    assert (
        second.published_at is None and second.extra["date"] == "03/04/2021" and second.body == "One\n\nTwo"
    )
    assert "“article_text” as the text" in first.notes[0]
    assert len(problems) == 2 and "without a column" in problems["b.csv"]


def test_a_row_is_known_by_its_number_or_address(tmp_path: Path) -> None:
    path = written(tmp_path, {"a.csv": TABLE}) / "a.csv"
    before = [item.key for item in csv_table.items(path, AROUND)]
    written(tmp_path, {"a.csv": TABLE.replace("\n7;", "\n5;2021-01-01;New;Text;;;\n7;")})
    after = [item.key for item in csv_table.items(path, AROUND)]
    assert before[0] == "a.csv#7" and set(before) < set(after)


def test_tables_in_other_encodings(tmp_path: Path) -> None:
    text = "title,text\nПереговоры,Переговоры в порту начнутся в понедельник и продолжатся.\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1251"):
        articles, _ = read(csv_table, written(tmp_path, {"a.csv": text.encode(encoding)}) / "a.csv")
        assert [article.headline for article in articles.values()] == ["Переговоры"], encoding


TAGGED = """<DOC>
<DOCNO>P-20161109</DOCNO><URL>http://port.example/talks
</URL><TITLE>Harbour &amp; talks</TITLE><TIME>09/11/2016</TIME><CAT>localNews</CAT><AUTHOR>Ana Ruiz</AUTHOR>
<ABSTRACT>First paragraph.</ABSTRACT><SRC>Port</SRC>
<TEXT>
First paragraph.
Second one.
</TEXT>
</DOC>
"""


def test_tagged_documents(tmp_path: Path) -> None:
    files = {"a.txt": TAGGED, "b.txt": TAGGED + TAGGED.replace("P-20161109", "P-2"), "c.txt": "<DOC></DOC>"}
    articles, problems = read(wire_text, written(tmp_path, files))
    found = articles["a.txt"]
    assert (
        found.headline == "Harbour & talks"
        and found.lede == ""
        and found.body == "First paragraph.\n\nSecond one."
    )
    assert found.published_at == datetime(2016, 11, 9, tzinfo=UTC) and found.section == "Local News"
    assert found.addresses == ("http://port.example/talks",) and found.extra == {
        "docno": "P-20161109",
        "src": "Port",
    }
    assert articles["b.txt: document 2"].published_at is None and set(problems) == {"c.txt"}


NEWS = {
    "uri": "tag:port.example,2021:talks", "type": "text", "versioncreated": "2021-03-06T12:00:00Z",
    "firstcreated": "2021-03-06T08:20:00Z", "headline": "Harbour talks", "byline": "By Ana Ruiz", "language": "en",
    "body_xhtml": "<p>One <b>two</b>.</p>", "body_text": "One two.", "urgency": 4,
    "person": [{"name": "Ben Ode"}], "subject": [{"name": "docks"}],
    "associations": {"main": {"type": "picture", "headline": "A crane", "description_text": "Dawn", "byline": "Lia Moe",
                              "renditions": {"big": {"href": "https://port.example/crane.jpg"}}},
                     "more": {"type": "text", "uri": "tag:x", "headline": "Ships wait"}},
}  # fmt: skip
NEWS_3 = {
    "uri": "tag:port.example,2021:vote", "type": "text", "contentCreated": "2021-03-07T12:00:00Z",
    "headlines": [{"value": "Vote", "role": "main"}], "bodies": [{"value": "One.\nTwo.", "contenttype": "text/plain"}],
    "people": [{"name": "Ben Ode"}],
}  # fmt: skip


WIRE = """r1234 SHIPS
Harbour opens again

    OSLO, March 4 (Coast Wire) - The harbour opened again on Monday after a
storm that kept it shut for two days.
    Boats went out at noon.
 (Reporting by Jo Quist)
END
"""


def test_messages_of_a_wire_are_a_story_each(tmp_path: Path) -> None:
    other = WIRE.replace("Harbour opens", "Ferry sails").replace("harbour", "ferry")
    articles, problems = read(
        wire_text,
        written(
            tmp_path, {"wire.txt": f"{WIRE}NNNN\n\nZCZC\n{other}NNNN\n \n", "one.txt": f"ZCZC\n{WIRE}NNNN\n"}
        ),
    )
    assert list(articles) == ["one.txt", "wire.txt: story 1", "wire.txt: story 2"] and not problems
    assert [one.headline for one in articles.values()][1:] == ["Harbour opens again", "Ferry sails again"]
    assert all("Monday after a storm" in one.body for one in articles.values()), "lines are joined"


def test_an_export_of_movable_type_is_named_as_such(tmp_path: Path) -> None:
    export = "AUTHOR: Ana\nTITLE: Rain\nSTATUS: Publish\n-----\nBODY:\n<p>Much.</p>\n-----\n--------\n"
    text = "TITLE: Rain\nBY: Ana\n\nIt rained.\n-----\nMore.\n"
    articles, problems = read(wire_text, written(tmp_path, {"a.txt": export, "b.txt": text}))
    assert list(articles) == ["b.txt"] and "Movable Type" in problems["a.txt"]


def test_news_in_json(tmp_path: Path) -> None:
    files = {"a.json": json.dumps(NEWS), "b.json": json.dumps([NEWS_3, NEWS]), "c.json": '{"posts": []}', "d.json": "{",
             "e.json": json.dumps({"uri": "x", "type": "picture", "headline": "P"})}  # fmt: skip
    articles, problems = read(ninjs, written(tmp_path, files))
    found, vote = articles["a.json"], articles["b.json: item 1"]
    assert (
        found.headline == "Harbour talks"
        and found.body == "One **two**."
        and found.bylines[0].name == "Ana Ruiz"
    )
    assert set(found.tags) == {(TagKind.PERSON, "Ben Ode"), (None, "docks")} and found.extra["urgency"] == 4
    assert found.picture is not None and (found.picture.caption, found.picture.credit) == ("Dawn", "Lia Moe")
    assert (
        found.published_at == datetime(2021, 3, 6, 8, 20, tzinfo=UTC)
        and found.related[0].headline == "Ships wait"
    )
    assert (
        vote.headline == "Vote"
        and vote.body == "One.\n\nTwo."
        and vote.tags == ((TagKind.PERSON, "Ben Ode"),)
    )
    assert set(problems) == {"c.json", "d.json", "e.json"}


def test_a_folder_with_files_of_many_kinds(tmp_path: Path) -> None:
    files = {
        "a.md": "# Talks\n\nText.", "b.txt": "Harbour talks resume\n\nGENEVA — The talks begin again.", "c.csv": TABLE,
        "d.html": f"<html><title>Page</title><body><p>{'The talks begin again on Monday. ' * 9}</p></body></html>",
        "e.json": json.dumps(NEWS), "notes": "Harbour talks resume\n\nGENEVA — The talks begin again.",
        "f.pdf": b"%PDF-", "g.png": b"\x89PNG", "h.txt": b"\x89PNG\0\0", "LICENSE": "x", "_draft.md": "x", "i.md": "",
    }  # fmt: skip
    articles, problems = read(folder, written(tmp_path, files))
    assert {name.partition(":")[0] for name in articles} == {
        "a.md",
        "b.txt",
        "c.csv",
        "d.html",
        "e.json",
        "notes",
    }
    assert set(problems) == {"c.csv: line 6", "f.pdf", "*.png", "h.txt", "LICENSE", "_draft.md", "i.md"}
    assert all(reason.endswith(".") for reason in problems.values())


def test_lists_of_texts_in_json_of_any_program(tmp_path: Path):
    rest = {
        "id": 7,
        "date": "2021-03-06T10:20:00",
        "status": "publish",
        "title": {"rendered": "Port &#8217;opens&#8217;"},
        "content": {"rendered": "<p>It is <em>open</em>.</p><p>Again.</p>"},
        "link": "https://port.example/open",
        "tags": [{"name": "Port"}, {"name": "City"}],
        "featured": {"size": [1, 2]},
    }
    files = {
        "rest.json": json.dumps([rest, rest | {"id": 8, "status": "draft", "title": "Shut"}, {"id": 9}]),
        "nested.json": json.dumps({"total": 1, "posts": [{"headline": "Crane", "body": "It lifts."}]}),
        "one.json": json.dumps({"title": "Bridge", "text": "It is shut.", "publishedAt": "2021-03-06"}),
        "within.json": json.dumps(
            {"data": [{"id": 1, "attributes": {"title": {"de": "Hafen"}, "content": "Offen."}}]}
        ),
        "package.json": json.dumps({"name": "x", "title": "y"}),
    }
    articles, problems = read(folder, written(tmp_path, files))
    by_title = {article.headline: article for article in articles.values()}
    assert by_title.keys() == {"Port ’opens’", "Shut", "Crane", "Bridge", "Hafen"}
    port = by_title["Port ’opens’"]
    assert port.body == "It is *open*.\n\nAgain."
    assert [name for _, name in port.tags] == ["Port", "City"]
    assert port.addresses == ("https://port.example/open",)
    assert port.extra == {"id": "7", "status": "publish", "featured": '{"size": [1, 2]}'}
    assert port.published_at is not None
    assert by_title["Shut"].published_at is None
    assert by_title["Bridge"].published_at is not None
    assert "neither a headline nor a text" in problems["rest.json: item 3"]
    assert "of another kind" in problems["package.json"]


def test_lines_of_other_programs(tmp_path: Path) -> None:
    lines = [
        {
            "id": 1,
            "title": "Alpha",
            "text": "One.",
            "published": "2019-05-05 10:00",
            "categories": ["Sport", "Tennis"],
        },
        {"title": "Beta", "content": "<p>Two</p><p>Three</p>", "date": "2019-05-06"},
        {},
    ]
    path = written(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))}) / "a.jsonl"
    assert jsonl.recognises(path, path.read_bytes())
    articles, problems = read(jsonl, path)
    first, second = articles.values()
    assert (first.headline, first.body, first.section) == ("Alpha", "One.", "Sport")
    assert first.tags == ((None, "Tennis"),) and first.published_at == datetime(2019, 5, 5, 10, tzinfo=UTC)
    assert (second.headline, second.body) == ("Beta", "Two\n\nThree")
    assert problems == {"line 3": "The row has neither a headline nor a text."}


def test_lines_with_our_names_and_values_of_other_kinds(tmp_path: Path) -> None:
    lines = [
        {
            "headline": "One",
            "body": "Text",
            "tags": ["a", {"name": "B", "kind": "person"}, 7],
            "odd": {"x": 1},
        },
        {"headline": "Two", "body": "Text", "published_at": "not a date"},
        {"headline": "Three", "body": "Text", "uid": "seven", "published_at": 1583491200},
    ]
    articles, problems = read(
        jsonl, written(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))}) / "a.jsonl"
    )
    one, two, three = articles.values()
    assert one.tags == ((None, "a"), (TagKind.PERSON, "B"), (None, "7")) and one.extra == {"odd": {"x": 1}}
    assert two.published_at is None and two.extra["date"] == "not a date" and problems == {}
    assert three.published_at == datetime(2020, 3, 6, 10, 40, tzinfo=UTC) and three.extra == {"uid": "seven"}


def test_what_programs_fill_columns_with(tmp_path: Path) -> None:
    table = (
        "title,text,author,categories\n"
        'One,Text,"{""id"": ""7"", ""displayName"": ""Ana & Co.""}",12; 7\n'
        'Two,Text,"Ana; Ben",Sea; Land\n'
    )
    articles, problems = read(
        csv_table, written(tmp_path, {"a.csv": table, "b.csv": "title,text\n", "c.csv": "\n"})
    )
    one, two = articles.values()
    assert [line.name for line in one.bylines] == ["Ana & Co."] and one.section is None
    assert one.extra == {"categories": "12; 7"}
    assert two.section == "Sea" and two.tags == ((None, "Land"),)
    assert problems["b.csv"] == "It is a table without a row." and len(problems) == 2


def test_lines_of_another_program_that_share_our_names(tmp_path: Path) -> None:
    lines = (
        {
            "headline": "One",
            "body": "Text.",
            "date": "2021-03-06",
            "author": "Ana Ruiz",
            "url": "https://e.org/1",
        },
        {"title": "Two", "body": "Text.", "_id": {"$oid": "5f"}, "date": {"$date": "2021-03-06T10:20:00Z"}},
        {"title": "Three", "body": "Text.", "date": {"$date": {"$numberLong": "1615026000000"}}},
        {"headline": "Four", "body": "Text.", "published_at": "9999-12-31T00:00:00Z", "mood": "calm"},
        {"headline": "Five", "body": "Text.", "published_at": "2021-03-06T00:00:00Z", "state": "draft"},
        {"headline": "Six", "body": "Text.", "published_at": "2021-03-06T00:00:00Z"},
    )
    path = written(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))}) / "a.jsonl"
    articles, problems = read(jsonl, path)
    one, two, three, four, five, six = articles.values()
    assert not problems and [two.headline, three.headline] == ["Two", "Three"]
    assert one.published_at == datetime(2021, 3, 6, tzinfo=UTC) and one.bylines[0].name == "Ana Ruiz"
    assert one.addresses == ("https://e.org/1",) and two.published_at == datetime(
        2021, 3, 6, 10, 20, tzinfo=UTC
    )
    assert three.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    assert four.published_at is None and four.extra["published_at"] == "9999-12-31T00:00:00Z"
    assert four.extra["mood"] == "calm" and "future" in four.notes[-1]
    assert five.published_at is None and "draft" in five.notes[-1] and six.published_at is not None


def test_a_message_of_one_line_among_stories_is_named(tmp_path: Path) -> None:
    story = "ZCZC AAA00{}\nTalks in the harbour {}\n\nThe talks went on, and a vote was planned.\nNNNN\n"
    text = (
        story.format(1, 1)
        + "ZCZC AAA009\nADVISORY: Photos will move at 1500 GMT.\nNNNN\n"
        + story.format(2, 2)
    )
    articles, problems = read(wire_text, written(tmp_path, {"a.txt": text}))
    assert len(articles) == 2 and "Photos will move" in problems["a.txt: message 2"]


def test_json_that_is_nested_without_end_is_told_in_words(tmp_path: Path) -> None:
    _, problems = read(ninjs, written(tmp_path, {"a.json": '{"headline": ' + "[" * 200_000}))
    assert problems["a.json"] == "It is nested too deep or has too many values."


def test_tables_as_old_workbooks_write_them(tmp_path: Path) -> None:
    texts = {
        "cp1250": "Čelnici tvrtke rekli su da će linija prestati voziti u siječnju, što je izazvalo žestoke prosvjede.",
        "cp1254": "Belediye başkanı hattın gelecek yıl kapatılacağını söyledi; öğrenciler karara karşı çıktı.",
        "cp852": "Burmistrz powiedział, że linia zostanie zamknięta w przyszłym roku, a mieszkańcy są niezadowoleni.",
        "shift_jis": "市長は来年路線を閉鎖すると述べた。フェリーは八十年間運航してきた。",
    }
    plain = "x" * 3_000  # what tells may stand far below
    for encoding, text in texts.items():
        table = f'title,text\r\nOne,{plain}\r\n"Two","{text}"\r\n'.encode(encoding)
        articles, _ = read(csv_table, written(tmp_path, {"a.csv": table}) / "a.csv")
        assert [article.body for article in articles.values()] == [plain, text], encoding


def test_a_table_that_says_first_what_parts_it_and_one_with_a_column_twice(tmp_path: Path) -> None:
    files = {"a.csv": 'sep=;\r\nTitle;Text\r\n"One; two";Words\r\n', "b.csv": "Title,Title,Text\nA,B,Words\n"}
    articles, problems = read(csv_table, written(tmp_path, files))
    first, second = articles.values()
    assert not problems and first.headline == "One; two" and first.body == "Words"
    assert second.headline == "A" and second.extra == {"Title (again)": "B"}
