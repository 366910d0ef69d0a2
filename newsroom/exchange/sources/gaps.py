"""Gaps between blocks of Markdown that are wider than one empty line, as what was taken out of a text leaves them."""

import re

# Code stays as it is, and what is indented may be code.
_CODE_OR_GAP = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n.*?(?:^ {0,3}(?P=fence)|\Z)|\Z)|(?P<gap>\n(?:[ \t]*\n){2,})(?![ \t])",
    re.MULTILINE | re.DOTALL,
)


def without_wide_gaps(text: str) -> str:
    """The text with one empty line in each gap. Linear in its length."""
    if "\n\n\n" not in text and "\n \n" not in text:
        return text
    return _CODE_OR_GAP.sub(lambda match: "\n\n" if match["gap"] else match[0], text)
