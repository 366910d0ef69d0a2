"""Words that look like options, and mistakes on the command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cli.parsing import Parser, split_words


def test_a_word_with_one_dash_is_never_an_option():
    assert split_words(["3", "+Syria", "-Iraq", "-h", "-"]) == ([], ["3", "+Syria", "-Iraq", "-h", "-"])


def test_options_are_found_anywhere_among_words():
    options, words = split_words(["--json", "harbour", "--limit", "5", "-strike", "--library=x"])
    assert options == ["--json", "--limit", "5", "--library=x"]
    assert words == ["harbour", "-strike"]


def test_all_after_two_dashes_is_words():
    assert split_words(["--json", "--", "--json", "-x", "--"]) == (["--json"], ["--json", "-x", "--"])


@given(st.lists(st.text(min_size=1).filter(lambda word: not word.startswith("--"))))
def test_no_word_is_lost_or_moved(words):
    assert split_words(words) == ([], words)


@pytest.mark.parametrize("arguments", [["--jsn", "x"], ["--limit"], ["--limit", "none", "x"]])
def test_a_wrong_option_is_one_line_and_exit_2(arguments, capsys):
    parser = Parser("search", "Searches.", free_words=True)
    parser.add_argument("--limit", type=int)
    with pytest.raises(SystemExit) as stop:
        parser.read(arguments)
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("newsroom search: ")
    assert said.err.count("\n") == 1
