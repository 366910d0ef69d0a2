"""What a typed quotation mark, apostrophe or hyphen becomes, by language and place."""

import pytest

from newsroom.gui.features.editor.smart_quotes import smarten

NB = "\u00a0"


def typed(text: str, language: str) -> str:
    """The text as it stands after typing it key by key."""
    line = ""
    for key in text:
        smart = smarten(line, key, language)
        line = line + key if smart is None else line[: len(line) - smart.n_back] + smart.text
    return line


@pytest.mark.parametrize(
    ("language", "keys", "expected"),
    [
        ("en", '"We sail," he said.', "“We sail,” he said."),
        ("en", "He said: \"They call it 'home'.\"", "He said: “They call it ‘home’.”"),
        ("en", "the ship's crew don't", "the ship’s crew don’t"),
        ("en", '("Aye")', "(“Aye”)"),
        ("en", '**"Aye"** and **bold**"', "**“Aye”** and **bold**”"),
        ("en", "one--two", "one–two"),
        ("en", "one --- two", "one — two"),
        ("en-GB", '"x"', "“x”"),
        ("xx", '"x"', "“x”"),
        ("de", "\"Ahoi\", rief 'Jan'", "„Ahoi“, rief ‚Jan‘"),
        ("de", "Wie geht's?", "Wie geht’s?"),
        ("fr", '"Bonjour"', f"«{NB}Bonjour{NB}»"),
        ("fr", '"Bonjour "', f"«{NB}Bonjour{NB}»"),
        ("fr", "l'eau", "l’eau"),
        ("ru", '"Да", сказал "он"', "«Да», сказал «он»"),
        ("pl", '"Tak"', "„Tak”"),
        ("sv", '"Ja"', "”Ja”"),
        ("he", '"כן"', "”כן”"),
        ("ar", '"نعم"', "«نعم»"),
        ("pt_PT", '"Sim"', "«Sim»"),
    ],
)
def test_quotation_marks_of_a_language(language: str, keys: str, expected: str) -> None:
    assert typed(keys, language) == expected


@pytest.mark.parametrize(
    "keys",
    [
        '`it\'s "code"`',
        '    "indented"',
        "https://x.example/it's--fine",
        "[words](https://x.example/it's \"",
        '<a href="x">',
        '{: .class title="x" }',
        "---",
        "- --",
        "| --- | --- |",
        "<!--",
        "[one]: https://x.example/'a'",
    ],
)
def test_code_addresses_and_rules_stay_as_typed(keys: str) -> None:
    assert typed(keys, "en") == keys


def test_other_keys_are_left_alone() -> None:
    assert smarten("a", "b", "en") is None
