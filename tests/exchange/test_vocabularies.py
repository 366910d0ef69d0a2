"""Vocabularies in the forms that their keepers publish, and files that are none."""

import json
import zipfile

import pytest

from newsroom.domain.errors import RefusedError
from newsroom.exchange.vocabularies import read_vocabulary
from tests.data import shared_files

FLAT = (
    "Our topics last updated 2023-10-24\n"
    "NewsCode-URI\tNewsCode-QCode (flat)\tLevel1/NewsCode\tLevel2/NewsCode\tRetiredDate\tName (de)\tName (en-GB)\t"
    "Definition (en-GB)\n"
    "http://x/1\tour:1\tour:1\t\t\tWirtschaft\teconomy\tAll about money\n"
    "http://x/2\tour:2\t\tour:2\t\tHandel\ttrade\t\n"
    "http://x/3\tour:3\t\tour:3\t2020-01-01\t\told trade\tGone\n"
)


def concepts(read):
    return [(one.code, one.name, one.broader, one.is_retired) for one in read.concepts]


def test_a_table_with_a_column_for_each_level(tmp_path):
    path = tmp_path / "topics.tsv"
    path.write_text(FLAT, "utf-8")
    read = read_vocabulary(path, "en")
    assert (read.name, read.language) == ("Our topics", "en-gb")
    assert concepts(read) == [
        ("our:1", "economy", None, False),
        ("our:2", "trade", "our:1", False),
        ("our:3", "old trade", "our:1", True),
    ]
    german = read_vocabulary(path, "de-AT")
    assert (german.language, german.concepts[1].name) == ("de", "Handel")
    # What has no name in the language has its English one.
    assert german.concepts[2].name == "old trade" and german.concepts[0].definition == "All about money"
    assert read_vocabulary(path, "ru").language == "en-gb"


def test_a_set_of_concepts_in_json(tmp_path):
    path = tmp_path / "topics.json"
    items = [
        {"uri": "http://x/1", "qcode": "our:1", "prefLabel": {"en-GB": "economy", "fr": "économie"}},
        {"uri": "http://x/2", "qcode": "our:2", "prefLabel": {"fr": "commerce"}, "broader": ["http://x/1"]},
        "what is this",
        {"qcode": "our:3"},
    ]
    path.write_text(json.dumps({"conceptSet": items, "title": {"en": "Our topics"}}), "utf-8")
    read = read_vocabulary(path, "fr")
    assert read.name == "Our topics"
    assert concepts(read) == [("our:1", "économie", None, False), ("our:2", "commerce", "our:1", False)]


def test_a_plain_table_and_a_mapping_in_json(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes("code;name;broader\n1;Handel & Gewerbe;\n2;Bäcker;1\n".encode("cp1252"))
    assert concepts(read_vocabulary(path, "de")) == [
        ("1", "Handel & Gewerbe", None, False),
        ("2", "Bäcker", "1", False),
    ]
    path = tmp_path / "mine.json"
    path.write_text('{"a": {"Name (en-GB)": "sea", "qcode": "a", "Level2/NewsCode": NaN}}', "utf-8")
    assert concepts(read_vocabulary(path, "en")) == [("a", "sea", None, False)]


def test_a_workbook(tmp_path):
    path = tmp_path / "book.xlsx"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = (
        f"<sst {space}><si><t>code</t></si><si><r><t>na</t></r><r><t>me</t></r></si><si><t>sea</t></si></sst>"
    )
    sheet = (
        f'<worksheet {space}><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row><c r="A2"><v>7</v></c><c r="C2" t="s"><v>2</v></c></row>'
        '<row><c t="inlineStr"><is><t>8</t></is></c><c r="C3" t="inlineStr"><is><t>port</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/sharedStrings.xml", strings)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    assert concepts(read_vocabulary(path, "en")) == [("7", "sea", None, False), ("8", "port", None, False)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"PK\x03\x04 no book"),
        ("a.xlsx", b""),
        ("a.json", b'{"a": '),
        ("a.json", b"[" * 100_000),
        ("a.json", b'"text"'),
        ("a.json", b"[1, 2, null]"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"just,some\nvalues,here\n"),
        ("a.csv", b'code,name\n"1,' + b"x" * 2_000_000),
        ("a.pdf", b"%PDF"),
    ],
)
def test_what_is_no_vocabulary_is_refused(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RefusedError):
        read_vocabulary(path, "en")


def test_a_workbook_that_blows_up_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", bomb)
        book.writestr("xl/worksheets/sheet1.xml", b" " * (201 << 20))
    with pytest.raises(RefusedError):
        read_vocabulary(path, "en")


@pytest.mark.parametrize("language", ["en", "de", "ar", "pt-BR", "sv"])
def test_media_topics(tmp_path, language):
    path = tmp_path / "topics.xlsx"
    for _, data in shared_files("iptc-mediatopics.tar.gz", ".xlsx"):
        path.write_bytes(data)
    read = read_vocabulary(path, language)
    assert len(read.concepts) == 1_372 and sum(one.broader is None for one in read.concepts) == 17
    assert sum(one.is_retired for one in read.concepts) == 273
