"""Word files: text and pictures come, what stands beside the text is kept, and what is no Word file says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources import word
from newsroom.exchange.sources.items import SourceError
from tests.exchange.sources.around import AROUND, read, written
from tests.exchange.sources.word_files import PICTURE, paragraph, word_file

CORE = (
    "<dc:title>Harbour</dc:title><dc:creator>Ana Ruiz</dc:creator><cp:keywords>docks; strikes</cp:keywords>"
    "<dcterms:created>2021-03-06T10:00:00Z</dcterms:created><dc:subject>Talks &amp; votes</dc:subject>"
)
CHANGES = (
    '<w:ins w:id="1" w:author="B"><w:r><w:t>New words. </w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="B"><w:r><w:delText>Old words.</w:delText></w:r></w:del>'
)
COMMENT = '<w:comment w:id="0" w:author="Ben"><w:p><w:r><w:t>Check this.</w:t></w:r></w:p></w:comment>'


def article(*paragraphs: str, core: str = "", comments: str = "") -> ImportedArticle:
    data = word_file(*paragraphs, core=core, comments=comments)
    return word.article_of(word.WordFile("harbour-talks.docx", data), AROUND)


def test_a_text_with_styles() -> None:
    found = article(
        paragraph("Harbour talks resume", "Title"), paragraph("After a week", "Subtitle"), PICTURE,
        paragraph("The talks begin again."), paragraph("What comes next", "Heading1"), paragraph(CHANGES), PICTURE,
        core=CORE, comments=COMMENT,
    )  # fmt: skip
    assert found.headline == "Harbour talks resume" and found.lede == "After a week"
    assert (
        found.body
        == "The talks begin again.\n\n## What comes next\n\nNew words.\n\n![A crane](word-picture-2.png)"
    )
    assert (
        found.picture is not None
        and found.picture.alt == "A crane"
        and found.picture.data == b"\x89PNG bytes of a picture"
    )
    assert [picture.where for picture in found.pictures] == ["word-picture-2.png"]
    assert found.bylines[0].name == "Ana Ruiz" and [tag for _, tag in found.tags] == ["docks", "strikes"]
    assert found.created_at == datetime(2021, 3, 6, 10, tzinfo=UTC) and found.published_at is None
    assert found.extra == {"subject": "Talks & votes", "comments": ["Ben: Check this."]}
    assert len(found.notes) == 3 and found.notes[0].startswith("Tracked changes were accepted")


def test_footnotes() -> None:
    notes = "".join(
        f'<w:footnote w:id="{id}">{paragraph(text)}{paragraph(more) if more else ""}</w:footnote>'
        for id, text, more in ((2, "First note.", "More of it."), (7, "ملاحظة", ""))
    )
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r><w:r><w:footnoteReference w:id="{id}"/></w:r>'
        for text, id in (("A text", 2), (" and another one", 7))
    )
    data = word_file(paragraph("Talks", "Title"), paragraph(runs), paragraph("The end."), notes=notes)
    found = word.article_of(word.WordFile("a.docx", data), AROUND)
    assert found.body == (
        "A text[^1] and another one[^2]\n\nThe end.\n\n[^1]: First note.\n\n    More of it.\n\n[^2]: ملاحظة"
    )


def test_wire_copy_in_word() -> None:
    found = article(
        paragraph("Harbour talks resume after a week"),
        paragraph(
            "GENEVA, March 6 (Reuters) - The talks between dockers and owners will begin again on Monday."
        ),
        paragraph("A vote is planned for Thursday, if both sides agree on a text."),
    )
    assert found.headline == "Harbour talks resume after a week" and found.dateline.place == "GENEVA"
    assert found.body.startswith("The talks between")


def test_a_first_line_and_a_name() -> None:
    found = article(paragraph("Harbour talks resume"), paragraph("The talks begin again on Monday."))
    assert found.headline == "Harbour talks resume" and found.body == "The talks begin again on Monday."
    found = article(paragraph("The talks begin again on Monday."), paragraph("And more."))
    assert found.headline == "Harbour Talks" and "name of the file" in found.notes[0]
    found = article(
        paragraph("The talks begin again."), paragraph("And more."), core="<dc:title>Talks</dc:title>"
    )
    assert found.headline == "Talks"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 x", "Rich Text"),
        (b"words", "no Word file"),
        (b"PK\x03\x04 broken", "cannot|can be read"),
        (word_file(others={"word/styles.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><a/>"}), "declarations"),
        (word_file(others={"word/big.xml": b" " * 17_000_000}), "unpack|larger"),
        (word_file(paragraph("<w:r><w:t>never closed")), "broken"),
        (word_file(), "no text"),
    ],
)  # fmt: skip
def test_what_is_no_word_file(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        word.article_of(word.WordFile("a.docx", data), AROUND)


def test_a_folder_of_word_files(tmp_path: Path) -> None:
    files = {
        "a.docx": word_file(paragraph("T", "Title"), paragraph("Text.")),
        "~$a.docx": b"x",
        "b.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    articles, problems = read(word, written(tmp_path, files))
    assert articles["a.docx"].headline == "T" and set(problems) == {"~$a.docx", "b.doc"}
    assert word.recognises(tmp_path / "a.docx", b"PK\x03\x04") and not word.recognises(
        tmp_path / "a.zip", b"PK\x03\x04"
    )


def test_fields_formulas_and_cells_keep_their_words(tmp_path: Path) -> None:
    inner = (
        '<w:p><w:r><w:t xml:space="preserve">On </w:t></w:r><w:fldSimple w:instr=" DATE "><w:r><w:t>6 March</w:t></w:r>'
        '</w:fldSimple><m:oMath xmlns:m="urn:m"><m:r><m:t>E=m</m:t></m:r></m:oMath></w:p>'
    )
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t>"
        "</w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    found = article(paragraph("Before", "Title"), inner, table)
    assert "On 6 MarchE=m" in found.body and "| 1 / one | 2 |" in found.body
    assert "Its formulas (1) came as the signs in them, without their form." in found.notes


def test_hidden_words_are_said_and_not_shown() -> None:
    hidden = "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>Do not print.</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Shown, too.</w:t></w:r>'
    found = article(
        paragraph("Harbour talks", "Title"), paragraph("<w:r><w:t>The talks. </w:t></w:r>" + hidden + shown)
    )
    assert found.body == "The talks. Shown, too."
    assert "Words that are hidden in it were left out: Do not print." in found.notes
    with pytest.raises(SourceError):
        article(paragraph("Harbour"), paragraph("<w:r><w:rPr><w:vanish/>" * 5000))


BOX = (
    "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Seven ferries, </w:t></w:r><w:r><w:t>one pier.</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Said &amp; done.</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
)
WORDS = BOX.removeprefix("<wps:wsp><wps:txbx>").removesuffix("</wps:txbx></wps:wsp>")
OLD_BOX = f"<w:pict><v:shape><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>"


def either(first: str, second: str = "") -> str:
    """A drawing as Word writes it, for itself and for what came before."""
    older = f"<mc:Fallback>{second}</mc:Fallback>" if second else ""
    return f"<mc:AlternateContent><mc:Choice Requires='wps'>{first}</mc:Choice>{older}</mc:AlternateContent>"


@pytest.mark.parametrize(
    "drawing",
    [
        either(f"<w:drawing>{BOX}</w:drawing>", OLD_BOX),
        either(f"<w:drawing>{BOX}</w:drawing>"),
        f"<w:drawing>{BOX}</w:drawing>",
        either(f"<w:drawing><x:a/>{BOX}</w:drawing>") + "<w:drawing><wp:inline/></w:drawing>",
    ],
    ids=["both forms", "the new one", "a drawing alone", "and another drawing"],
)
def test_what_stands_in_a_box_of_text_comes_once(drawing: str) -> None:
    names = " ".join(f"xmlns:{name}='urn:{name}'" for name in "mc wps v wp x".split())
    # By the addresses that readers know them by.
    known = {
        "urn:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "urn:v": "urn:schemas-microsoft-com:vml",
        "urn:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }
    for short, address in known.items():
        names = names.replace(short + "'", address + "'")
    drawn = f"<w:p {names}><w:r><w:t>The talks.</w:t>{drawing}</w:r></w:p>"
    found = article(paragraph("Harbour talks", "Title"), drawn, paragraph("They go on."))
    assert found.body == "The talks.\n\nSeven ferries, one pier.\n\nSaid & done.\n\nThey go on."


def test_boxes_without_an_end_take_no_time() -> None:
    broken = "<w:p><w:r>" + "<w:drawing><w:txbxContent>" * 50_000
    with pytest.raises(SourceError):
        article(paragraph("Harbour"), broken)


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        (' HYPERLINK "https://e.org/a" \\o "A tip" \\t "_blank" ', "https://e.org/a"),
        (' HYPERLINK "https://e.org/a" \\l "part" \\h ', "https://e.org/a#part"),
        (" HYPERLINK &quot;https://e.org/?a=1&amp;b=2&quot; \\o &quot;x&quot;", "https://e.org/?a=1&b=2"),
        (' HYPERLINK "https://e.org/a" ', "https://e.org/a"),
        (' HYPERLINK "https://e.org/</w:instrText></w:r><w:r><w:instrText>a" \\o "x" ', "https://e.org/a"),
    ],
)
def test_a_link_that_a_field_says_with_its_ways(said: str, leads_to: str) -> None:
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{said}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>there</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = article(paragraph("Harbour", "Title"), paragraph(f"<w:r><w:t>See </w:t></w:r>{runs}"))
    assert found.body == f"See [there]({leads_to})"
