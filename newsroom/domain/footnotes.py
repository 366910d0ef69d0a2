"""Labels of footnotes in Markdown: those of a text that comes into another are made other ones than are there."""

import re

_LABEL = re.compile(r"\[\^([^\]\s]{1,40})\]")


def apart_from(text: str, there: str) -> str:
    """The text, its footnotes numbered on where one of its labels stands in the other text already."""
    ours, theirs = set(_LABEL.findall(text)), set(_LABEL.findall(there))
    if not ours & theirs:
        return text
    numbers = [int(label) for label in theirs if label.isdecimal()]
    labels = dict.fromkeys(_LABEL.findall(text))
    fresh = {label: str(n) for n, label in enumerate(labels, start=max(numbers, default=0) + 1)}
    return _LABEL.sub(lambda match: f"[^{fresh[match[1]]}]", text)
