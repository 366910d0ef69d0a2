"""Files that newsrooms have and that are not read: each is named for what it is, and none becomes an article."""

from pathlib import Path

import pytest

from newsroom.desk.source_files import reader_of
from newsroom.exchange.sources import folder
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.other_kinds import reason_of
from tests.exchange.sources.around import read, written

MAIL = (
    b"Return-Path: <a@b.example>\r\nFrom: A <a@b.example>\r\nSubject: Hello\r\n there\r\n"
    b"Message-ID: <1@b>\r\n\r\nText.\r\n"
)
KINDS: dict[str, tuple[bytes, str]] = {
    "a.odt": (b"PK\x03\x04", "LibreOffice"),
    "a.eml": (MAIL, "a mail"),
    "no-ending": (MAIL, "a mail"),
    "b.txt": (b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
    "c.txt": (b"{\\rtf1\\ansi Hello}", "Rich Text"),
    "a.rst": (b"Title\n=====\n", "reStructuredText"),
    "a.org": (b"#+TITLE: x\n", "Org"),
    "a.adoc": (b"= T\n", "AsciiDoc"),
    "inner.zip": (b"PK\x05\x06" + bytes(18), "an archive within"),
    "map.xml": (b"<?xml version='1.0'?><!-- x --><urlset xmlns='s'><url/></urlset>", "map of a site"),
    "b.pdf": (b"%PDF-1.4", "a PDF"),
}


def test_each_is_named_for_what_it_is(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {name: data for name, (data, _) in KINDS.items()}
    articles, problems = read(folder, written(tmp_path, files))
    assert articles == {}
    assert {name: reason for name, (_, reason) in KINDS.items() if reason not in problems[name]} == {}


@pytest.mark.parametrize("name", ["a.odt", "a.eml", "b.pdf", "map.xml"])
def test_so_it_is_by_itself(tmp_path: Path, name: str) -> None:
    data, reason = KINDS[name]
    with pytest.raises(SourceError, match=reason):
        reader_of(next(written(tmp_path, {name: data}).iterdir()), None)


def test_a_text_is_no_other_kind() -> None:
    for text in (
        b"From: our correspondent\nSubject: To: all\n\nText",
        b"<p>Words</p>",
        b"PARIS - Talks",
        b"",
        b"<",
    ):
        assert reason_of("", text) == ""
