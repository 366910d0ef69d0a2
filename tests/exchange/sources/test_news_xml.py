"""News in XML: NITF, NewsML-G2 with a text in it, and what of these is no article."""

from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.article import Dateline, TagKind
from newsroom.exchange.sources import folder
from tests.exchange.sources.around import read, written

NITF = """<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x "boom">]>
<nitf xml:lang="fr"><head><title>No</title><docdata><doc-id id-string="a7"/><date.issue norm="20210306T102000+0200"/>
<key-list><keyword key="docks"/></key-list><identified-content><person>Ana Ruiz</person><location>Le Havre</location>
</identified-content><series series.name="The strike"/></docdata><pubdata position.section="World"/></head>
<body><body.head><hedline><hl1>Talks <em>resume</em></hl1><hl2>Second line</hl2></hedline>
<byline>By <person>Ben Lee</person></byline><dateline><location>LE HAVRE</location><story.date>March 6</story.date>
</dateline><abstract><p>What it is.</p></abstract></body.head><body.content><p>One <em>two</em> &x;.</p>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>Cranes</media-caption></media>
<hl2>Next</hl2><p>Three.</p></body.content></body></nitf>"""
NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{}</itemSet></newsMessage>"""
ITEM = """<newsItem guid="urn:{0}" xml:lang="en"><itemMeta><itemClass qcode="ninat:{1}"/>
<versionCreated>2021-03-06T10:20:00Z</versionCreated>
<pubStatus qcode="stat:{2}"/></itemMeta><contentMeta><by>By Ana Ruiz</by><headline>Item {0}</headline>
<subject type="cpnat:person"><name>Jo Lee</name></subject></contentMeta><contentSet><inlineXML contenttype="{3}">{4}
</inlineXML></contentSet></newsItem>"""
HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text of <b>it</b>.</p></body></html>'


def test_nitf(tmp_path: Path) -> None:
    articles, problems = read(folder, written(tmp_path, {"a.xml": NITF}))
    found = articles["a.xml"]
    assert found.headline == "Talks resume" and found.lede == "What it is." and problems == {}
    assert found.body == "One *two* .\n\n### Next\n\nThree." and "boom" not in str(found)
    assert found.dateline == Dateline("LE HAVRE", "March 6") and found.section == "World"
    assert [line.name for line in found.bylines] == ["Ben Lee"] and found.language == "fr"
    assert found.published_at == datetime(2021, 3, 6, 8, 20, tzinfo=UTC)
    assert found.tags == ((None, "docks"), (TagKind.PERSON, "Ana Ruiz"), (TagKind.PLACE, "Le Havre"))
    assert [one.name for one in found.series] == ["The strike"] and found.extra == {"id": "a7"}
    assert found.picture is not None and (found.picture.where, found.picture.caption) == ("a.jpg", "Cranes")


def test_a_message_of_newsml(tmp_path: Path) -> None:
    html = "application/xhtml+xml"
    items = "".join(
        (
            ITEM.format(1, "text", "usable", html, HTML),
            ITEM.format(2, "text", "withheld", html, HTML),
            ITEM.format(3, "picture", "usable", html, HTML),
            ITEM.format(4, "text", "usable", "application/sportsml+xml", "<score>3</score>"),
        )
    )
    articles, problems = read(folder, written(tmp_path, {"m.newsml": NEWSML.format(items)}))
    one, two = articles.values()
    assert one.headline == "Item 1" and one.body == "Text of **it**." and one.extra == {"id": "urn:1"}
    assert one.published_at == datetime(2021, 3, 6, 10, 20, tzinfo=UTC)
    assert [line.name for line in one.bylines] == ["Ana Ruiz"] and one.tags == ((TagKind.PERSON, "Jo Lee"),)
    assert two.published_at is None and two.extra["status"] == "withheld"
    assert list(problems.values()) == [
        "It is no article; its kind is picture.",
        "It is no article; what it holds is application/sportsml+xml.",
    ]


def test_broken_and_other_xml(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "cut.xml": NITF[:900],
        "plan.xml": "<planningItem xmlns='x'/>",
        "empty.nitf": "<nitf/>",
        "other.xml": "<a/>",
    }
    articles, problems = read(folder, written(tmp_path, files))
    assert set(articles) <= {"cut.xml"}
    assert "a plan of coverage" in problems["plan.xml"] and "neither a headline" in problems["empty.nitf"]
    assert problems["other.xml"] == "Files of the kind .xml are not read here."
    found = folder.recognises(tmp_path / "empty.nitf", b"<nitf/>")
    assert found and not folder.recognises(tmp_path / "other.xml", b"<a/>")
