"""Whatever stands in a file: a reader answers with items, articles or a reason, never with another exception."""

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources import csv_table, folder, html_page, markdown, ninjs, wire_text, word
from newsroom.exchange.sources.items import SourceError
from tests.exchange.sources.around import AROUND
from tests.exchange.sources.word_files import paragraph, word_file

READERS = [(markdown, "a.md"), (html_page, "a.html"), (html_page, "a.mhtml"), (word, "a.docx"), (csv_table, "a.csv"),
           (wire_text, "a.txt"), (ninjs, "a.json"), (folder, "a.zip"), (folder, "a.tar.gz")]  # fmt: skip
_PIECES = st.sampled_from(
    [b"---\n", b"+++\n", b"title: a\n", b"date: 2021-03-06\n", b"<p>", b"</p>", b"<DOC>", b"<TITLE>", b"</TEXT>",
     b"<html>", b"<article>", b"<script type='application/ld+json'>", b"{\"@type\":\"Article\"}", b"[", b"{",
     b"\"uri\":", b",", b"\n\n", b"title,text\n", b"\"", b"\xff\xfe", b"\x00", b"PK\x03\x04", b"{{<", b"{%", b"```",
     b"](", b"word ", b"\xd0\xb6", b"&#x41;", b"Content-Type: multipart/related; boundary=x\n\n--x\n",
     b"Content-Type: text/html\n\n"]
)  # fmt: skip
_BYTES = st.one_of(st.binary(max_size=200), st.lists(_PIECES, max_size=25).map(b"".join))
_WORD = word_file(paragraph("T", "Title"), paragraph("Text."))


def answer(reader: ModuleType, path: Path) -> None:
    try:
        for item in reader.items(path, AROUND):
            assert item.problem == "" or item.problem.endswith(".")
            if not item.problem:
                assert isinstance(reader.article_of(item.payload, AROUND), ImportedArticle)
    except SourceError:
        return


@pytest.mark.parametrize(("reader", "name"), READERS)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(data=_BYTES)
def test_any_bytes(tmp_path: Path, reader: ModuleType, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    answer(reader, tmp_path / name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, len(_WORD) - 1), byte=st.integers(0, 255))
def test_any_broken_word_file(tmp_path: Path, at: int, byte: int) -> None:
    (tmp_path / "a.docx").write_bytes(_WORD[:at] + bytes((byte,)) + _WORD[at + 1 :])
    answer(word, tmp_path / "a.docx")


@pytest.mark.parametrize(("reader", "name"), READERS)
def test_what_is_not_there(tmp_path: Path, reader: ModuleType, name: str) -> None:
    with pytest.raises(SourceError):
        list(reader.items(tmp_path / name, AROUND))
    with pytest.raises(SourceError):
        reader.article_of(object(), AROUND)
