"""What a line looks like: a sentence, a headline, a short name. Looks only; knows no words of any language."""

from newsroom.exchange.wirecopy.layout import is_dense

_CLOSING = "\"'”’»“›)]）」』*_ \u00a0"
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", "．")
_LONGEST_HEADLINE = 220
_LONGEST_NAME = 40
_MOST_WORDS = 5


def length(text: str) -> int:
    """Characters, those of scripts without spaces for two and a half."""
    return len(text) * 5 // 2 if is_dense(text) else len(text)


def is_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return text[-40:].rstrip(_CLOSING).endswith(_ENDS)


def is_statement(text: str) -> bool:
    """Whether the line ends with a full stop: a headline may ask or exclaim, but it does not state."""
    end = text[-40:].rstrip(_CLOSING)
    return (
        end.endswith((".", "。", "۔", "।", "．", "…")) and not end.endswith("...") and not _is_initials(end)
    )


def is_headline(text: str) -> bool:
    """Whether the line may be a headline: not too long, and no statement."""
    return length(text) <= _LONGEST_HEADLINE and not is_statement(text) and any(c.isalpha() for c in text)


def is_paragraph(text: str) -> bool:
    """Whether the line is running text, beyond what a headline or a lede would be."""
    return is_sentence(text) and length(text) > 250


def is_name(text: str) -> bool:
    """Whether the line may be the name of a section or a tag: a few words, no sentence, not a number."""
    words = text.split()
    if not words or length(text) > _LONGEST_NAME * 5 // 4 or len(words) > _MOST_WORDS:
        return False
    return not is_statement(text) and any(c.isalpha() for c in text) and not any(c in '":;!?“”' for c in text)


def _is_initials(end: str) -> bool:
    """``U.S.``, ``D.C.``: the stop belongs to the word."""
    last = end.rsplit(" ", 1)[-1]
    return len(last) <= 6 and last.count(".") >= 2
