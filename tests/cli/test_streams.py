"""What reaches the terminal."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cli.streams import one_line, visible, write_json


def test_an_article_cannot_command_the_terminal():
    assert visible("\x1b[2Jgone\x07\x9b31m\nnext\ttab") == "\ufffd[2Jgone\ufffd\ufffd31m\nnext\ttab"


def test_one_line_is_one_line():
    assert one_line("a\r\nb\u2028c\td") == "a b c d"


@pytest.mark.parametrize("text", ["Привет, القاهرة 新闻", "line\u2028break", "\x00\x1b", "half \ud800 pair"])
def test_json_is_utf_8_and_reads_back_as_it_was(text, capsysbinary):
    write_json({"text": text})
    out = capsysbinary.readouterr().out
    assert json.loads(out.decode("utf-8")) == {"text": text}


@given(st.text())
def test_visible_text_keeps_its_length_of_lines(text):
    assert visible(text).count("\n") == text.count("\n")
