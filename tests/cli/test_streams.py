"""What reaches the terminal."""

import json
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("show 1 --json >/dev/full", 1, "The answer could not be written"),
        ("list >/dev/full", 1, "The answer could not be written"),
        ("preview 1 --out - >/dev/full", 1, "The answer could not be written"),
        ("show 1 >&-", 0, ""),
        ("set 1 body=@- <&-", 1, "Standard input is closed"),
        ("show 999 2>&-", 1, ""),
        ("show 999 2>/dev/full", 1, ""),
        ("show 1 --json | true", 0, ""),
    ],
)
def test_streams_that_are_full_or_closed(sample_template, command, code, words):
    program = f"{sys.executable} -m newsroom --library {sample_template} {command}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", program], capture_output=True, check=False, text=True, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == code, done.stderr
    assert (words in done.stderr) if words else not done.stderr
    assert done.stderr.count("\n") == bool(words)
