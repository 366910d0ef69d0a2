"""Looks for a pattern in texts, and puts other words in its place. A pattern of a person's cannot hang it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.domain.conditions import Words
from newsroom.domain.errors import RefusedError
from newsroom.domain.replacing import TextChange, TextField
from newsroom.storage.folding import is_run
from newsroom.storage.marking import tokens_of
from newsroom.storage.matching import MIN_PREFIX
from newsroom.storage.texts import Texts

if TYPE_CHECKING:
    from regex import Pattern

LIMIT_S = 0.25
"""For one text: thousands of times what a usual pattern takes."""
_LONGEST = 2_000
_CERTAIN = 16


class TooSlowError(Exception):
    """The pattern took too long on this text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """``text[start:end]`` becomes ``new``."""

    field: TextField
    start: int
    end: int
    new: str


def certain_words(change: TextChange) -> tuple[Words, ...]:
    """Words that every text has in which something would be found; none where that cannot be said.

    Words at the ends of what is looked for may be parts of longer ones.
    """
    tokens = [] if change.is_regex else list(tokens_of(change.find))
    if not tokens or any(is_run(token.text) for token in tokens):
        return ()
    begins = change.whole_words or tokens[0].start > 0
    ends = change.whole_words or tokens[-1].end < len(change.find)
    if not begins:
        tokens = tokens[1:]
    whole = tokens if ends else tokens[:-1]
    found = [Words(" ".join(token.text for token in whole[:_CERTAIN]))] if whole else []
    if tokens and not ends and len(tokens[-1].text) >= MIN_PREFIX:
        found.append(Words(tokens[-1].text, is_prefix=True))
    return tuple(found)


class TextChanger:
    """One change, ready to be looked for. Any thread. Raises ``RefusedError`` for a pattern that is none."""

    def __init__(self, change: TextChange) -> None:
        import regex

        if not change.find:
            raise RefusedError("Say what is to be replaced. Nothing was changed.")
        if len(change.find) > _LONGEST or len(change.replace) > _LONGEST:
            raise RefusedError(
                "What is looked for and what replaces it may have 2,000 characters. Nothing was changed."
            )
        pattern = change.find if change.is_regex else regex.escape(change.find)
        if change.whole_words:
            pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
        flags = regex.MULTILINE | regex.VERSION0 | (0 if change.match_case else regex.IGNORECASE)
        try:
            self._pattern: Pattern[str] = regex.compile(pattern, flags)
            self._check_template(change)
        except regex.error as error:
            raise RefusedError(f"“{change.find}” is no pattern: {error}. Nothing was changed.") from error
        self._template = change.replace if change.is_regex else None
        self._plain = change.replace
        self._fields = [field for field in TextField if field in change.fields]

    def hits(self, texts: Texts) -> list[Hit]:
        """All places, field by field. Raises ``TooSlowError``."""
        return [hit for field in self._fields for hit in self._hits(field, getattr(texts, field.value))]

    def changed(self, texts: Texts) -> dict[str, str]:
        """The fields that change, as they would be. Raises ``TooSlowError``."""
        new: dict[str, str] = {}
        for field in self._fields:
            text = getattr(texts, field.value)
            hits = list(self._hits(field, text))
            if hits and (after := _put(text, hits)) != text:
                new[field.value] = after
        return new

    def _hits(self, field: TextField, text: str) -> Iterator[Hit]:
        try:
            for match in self._pattern.finditer(text, timeout=LIMIT_S):
                new = self._plain if self._template is None else match.expand(self._template)
                if field is not TextField.BODY:
                    new = " ".join(new.split("\n"))
                if new != match[0]:
                    yield Hit(field, match.start(), match.end(), new)
        except TimeoutError as error:
            raise TooSlowError from error

    def _check_template(self, change: TextChange) -> None:
        """A group that the pattern has not is a mistake, also where nothing is found."""
        import regex

        if not change.is_regex:
            return
        try:
            self._pattern.sub(change.replace, "", timeout=LIMIT_S)
            regex.compile(f"(?:{self._pattern.pattern})|", self._pattern.flags).sub(change.replace, "")
        except (IndexError, regex.error) as error:
            raise RefusedError(
                f"“{change.replace}” is no replacement: {error}. Nothing was changed."
            ) from error


def _put(text: str, hits: list[Hit]) -> str:
    parts, place = [], 0
    for hit in hits:
        parts += [text[place : hit.start], hit.new]
        place = hit.end
    return "".join([*parts, text[place:]])
