"""Footnotes of a text that comes into another."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.footnotes import apart_from

_TEXTS = st.text(alphabet="[^]12a: ", max_size=60)


def test_labels_that_are_there_are_numbered_on() -> None:
    assert apart_from("So[^1] and[^2].\n\n[^1]: A\n\n[^2]: B", "Old[^1].\n\n[^1]: O") == (
        "So[^2] and[^3].\n\n[^2]: A\n\n[^3]: B"
    )
    assert apart_from("So[^1].", "Old[^7].") == "So[^1]."
    assert apart_from("So[^a].", "Old[^a].") == "So[^1]."


@given(_TEXTS, _TEXTS)
def test_no_label_is_shared_and_nothing_else_changes(text: str, there: str) -> None:
    label = re.compile(r"\[\^([^\]\s]{1,40})\]")
    done = apart_from(text, there)
    assert not set(label.findall(done)) & set(label.findall(there))
    assert label.sub("*", done) == label.sub("*", text)
    assert len(set(label.findall(done))) == len(set(label.findall(text)))
