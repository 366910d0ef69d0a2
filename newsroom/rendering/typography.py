"""Quotation marks, apostrophes, dashes and ellipses for the text of a page. Works on text between tags, one block
at a time; never on code."""

import re

from newsroom.domain.quotes import quotes_of

_MARK = re.compile(r"[\"']|(?<!-)-{2,3}(?!-)|(?<!\.)\.\.\.(?!\.)")
_OPENERS = "([{<«‹„‚“‘–—-/¿¡=>"
_BLANK_ENTITY = "&nbsp;"


class Typographer:
    """Turns straight marks into those of ``language``. Holds the state of one block; ``restart`` begins another."""

    def __init__(self, language: str) -> None:
        self._outer_open, self._outer_close, self._inner_open, self._inner_close = quotes_of(language)
        self._before = ""
        self._n_double = 0
        self._n_single = 0

    def restart(self) -> None:
        """Forget what stood before: a new block begins."""
        self._before = ""
        self._n_double = 0
        self._n_single = 0

    def text(self, text: str) -> str:
        """A piece of escaped text, with its marks set."""
        if not text:
            return text
        done = _MARK.sub(self._mark, text) if _MARK.search(text) else text
        self._before = " " if text.endswith(_BLANK_ENTITY) else text[-1]
        return done

    def pass_over(self) -> None:
        """Code or a picture stood here: a mark after it closes."""
        self._before = "x"

    def _mark(self, match: re.Match[str]) -> str:
        mark = match[0]
        if mark == "...":
            return "…"
        if mark[0] == "-":
            return "–" if len(mark) == 2 else "—"
        text, at = match.string, match.start()
        before = text[at - 1] if at else self._before
        if text.endswith(_BLANK_ENTITY, 0, at):
            before = " "
        after = text[match.end() : match.end() + 1]
        opens = not before or before.isspace() or before in _OPENERS or before in "\"'"
        return self._double(opens, before, after) if mark == '"' else self._single(opens, after)

    def _double(self, opens: bool, before: str, after: str) -> str:
        if opens and not (after.isspace() and self._n_double):
            self._n_double += 1
            return self._outer_open if self._n_double == 1 else self._inner_open
        if not self._n_double:
            return '"' if before.isdigit() else self._outer_close
        self._n_double -= 1
        return self._outer_close if not self._n_double else self._inner_close

    def _single(self, opens: bool, after: str) -> str:
        if opens and after and not after.isspace() and not after.isdigit():
            self._n_single += 1
            return self._inner_open
        if self._n_single and not after.isalnum():
            self._n_single -= 1
            return self._inner_close
        return "’"
