"""Colours Markdown as it is typed: marks grow faint, what they mean is shown. One paragraph at a time."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat
from typing_extensions import override

from newsroom.domain.text_buffer import to_units
from newsroom.gui.theme import Colors

CHEAP_LENGTH = 5_000
"""Units beyond which a line gets its block's looks only."""
_PLAIN, _BACKTICKS, _TILDES = 0, 1, 2
_BUSY = re.compile(r"[*_`\[<>#~|{\\]|^\s*(?:[-+]\s|\d+[.)]\s|-\s*-)|://")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_LEAD = re.compile(r"(?:[ ]{0,3}>(?:[ ]{0,3}>)*[ ]?)?(?:\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
# Every repetition is bounded, so that no text can make it slow.
_SPANS = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|>~])"
    r"|(?P<code>(?P<ticks>`{1,8})(?!`)[^`]{1,600}?(?P=ticks)(?!`))"
    r"|(?P<link>!?\[(?P<words>[^\]\[\n]{0,600})\]"
    r"(?P<target>\([^()\n]{0,900}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\]\n]{0,200}\]))"
    r"|(?P<note>\[\^[^\]\s]{1,80}\]:?)"
    r"|(?P<html><!--.{0,600}?-->|</?[a-zA-Z][^<>\n]{0,600}>)"
    r"|(?P<url>\bhttps?://[^\s<>)]{1,900})"
    r"|(?P<attributes>\{[:#.][^{}\n]{0,300}\})"
    r"|(?P<pipe>\|)"
)
_SPAN_START = re.compile(r"[\\`\[<{|]|!\[|https?://")
_RUN = re.compile(r"\*{1,3}|_{1,3}|~~")


class MarkdownHighlighter(QSyntaxHighlighter):
    """Block state holds whether a fence of code is open."""

    def __init__(self, document: QTextDocument, colors: Colors, pixels: int) -> None:
        super().__init__(document)
        self._make_formats(colors, pixels)

    def set_looks(self, colors: Colors, pixels: int) -> None:
        """New colours or size. The caller rehighlights."""
        self._make_formats(colors, pixels)

    def _make_formats(self, colors: Colors, pixels: int) -> None:
        self._dim = _colored(colors.dim)
        self._marker = _colored(colors.accent)
        self._words = _colored(colors.blue)
        self._code = _colored(colors.ink)
        self._code.setFontFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
        self._code.setProperty(QTextFormat.Property.FontPixelSize, max(8, round(pixels * 0.88)))
        self._code.setBackground(QColor(colors.chip))
        self._emphasis = {}
        for name, bold, italic, struck in (
            ("*", False, True, False),
            ("**", True, False, False),
            ("***", True, True, False),
            ("~~", False, False, True),
        ):
            emphasis = QTextCharFormat()
            if bold:
                emphasis.setFontWeight(QFont.Weight.Bold)
            if italic:
                emphasis.setFontItalic(True)
            emphasis.setFontStrikeOut(struck)
            self._emphasis[name] = emphasis
        self._headings = [_heading(pixels, size) for size in (1.5, 1.25, 1.1, 1.0, 1.0, 1.0)]
        self._heading_marks = [QTextCharFormat(heading) for heading in self._headings]
        for marks in self._heading_marks:
            marks.setForeground(QColor(colors.dim))
            marks.setFontWeight(QFont.Weight.Normal)

    @override
    def highlightBlock(self, text: str) -> None:
        state = max(_PLAIN, self.previousBlockState())
        if state == _PLAIN and _BUSY.search(text[:CHEAP_LENGTH]) is None:
            self.setCurrentBlockState(_PLAIN)
            return
        units = to_units(text)
        fence = _FENCE.match(units)
        if state != _PLAIN or fence is not None:
            self._highlight_fenced(units, state, fence)
            return
        self.setCurrentBlockState(_PLAIN)
        self._highlight_lines(units)

    def _highlight_fenced(self, text: str, state: int, fence: re.Match[str] | None) -> None:
        kind = _PLAIN if fence is None else _BACKTICKS if fence[1][0] == "`" else _TILDES
        self.setFormat(0, len(text), self._code)
        if kind != _PLAIN and state in (_PLAIN, kind):
            self.setFormat(0, len(text), self._dim)
            state = _PLAIN if state == kind else kind
        self.setCurrentBlockState(state)

    def _highlight_lines(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading is not None:
            level = len(heading[1]) - 1
            self.setFormat(0, len(text), self._headings[level])
            self.setFormat(0, heading.end(), self._heading_marks[level])
        elif _RULE.match(text):
            self.setFormat(0, len(text), self._dim)
            return
        else:
            lead = _LEAD.match(text)
            if lead is not None and lead.end():
                self.setFormat(
                    0, lead.end(), self._marker if not lead[0].lstrip().startswith(">") else self._dim
                )
        if len(text) <= CHEAP_LENGTH:
            self._highlight_spans(text, heading)

    def _highlight_spans(self, text: str, heading: re.Match[str] | None) -> None:
        start = heading.end() if heading is not None else 0
        found = _spans(text, start)
        taken = [match.span("target") if match["link"] is not None else match.span() for match in found]
        self._highlight_emphasis(text, start, taken, heading is not None)
        for match in found:
            self._highlight_span(match)

    def _highlight_span(self, match: re.Match[str]) -> None:
        start, end = match.span()
        if match["link"] is not None:
            words_start, words_end = match.span("words")
            self._dimmed(start, words_start)
            self._dimmed(words_end, end)
            return
        if match["code"] is not None:
            n = len(match["ticks"])
            self.setFormat(start, end - start, self._code)
            self._dimmed(start, start + n)
            self._dimmed(end - n, end)
        elif match["url"] is not None:
            self.setFormat(start, end - start, self._words)
        elif match["escape"] is not None:
            self._dimmed(start, start + 1)
        else:
            self._dimmed(start, end)

    def _dimmed(self, start: int, end: int) -> None:
        self.setFormat(start, end - start, self._dim)

    def _highlight_emphasis(
        self, text: str, start: int, taken: list[tuple[int, int]], in_heading: bool
    ) -> None:
        """Pairs runs of marks with a stack: linear, whatever stands in the line."""
        waiting: list[tuple[str, int, int]] = []
        spans: list[tuple[str, int, int]] = []
        n_taken = 0
        for match in _RUN.finditer(text, start):
            while n_taken < len(taken) and taken[n_taken][1] <= match.start():
                n_taken += 1
            if n_taken < len(taken) and taken[n_taken][0] < match.end():
                continue
            run, (run_start, run_end) = match[0], match.span()
            before, after = text[run_start - 1 : run_start], text[run_end : run_end + 1]
            if before and not before.isspace() and not (run[0] == "_" and after.isalnum()):
                n = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == run), -1)
                if n >= 0:
                    spans.append((run, waiting[n][1], run_end))
                    del waiting[n:]
                    continue
            if (
                after
                and not after.isspace()
                and not (run[0] == "_" and before.isalnum())
                and len(waiting) < 20
            ):
                waiting.append((run, run_start, run_end))
        for run, span_start, span_end in sorted(spans, key=lambda span: span[1]):
            self._emphasise(run.replace("_", "*"), len(run), span_start, span_end, in_heading)

    def _emphasise(self, name: str, n: int, start: int, end: int, in_heading: bool) -> None:
        outer = QTextCharFormat(self.format(start + n))
        outer.merge(self._emphasis[name])
        self.setFormat(start + n, end - start - 2 * n, outer)
        if not in_heading:
            self._dimmed(start, start + n)
            self._dimmed(end - n, end)


def _spans(text: str, start: int) -> list[re.Match[str]]:
    """Code, links and the like, in order.

    Looks where one can begin: trying everywhere takes thrice the time.
    """
    found = []
    is_table = text.lstrip().startswith("|")
    while (place := _SPAN_START.search(text, start)) is not None:
        match = _SPANS.match(text, place.start())
        if match is not None and (match.lastgroup != "pipe" or is_table):
            found.append(match)
        start = match.end() if match is not None else place.start() + 1
    return found


def _colored(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made


def _heading(pixels: int, size: float) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold)
    made.setProperty(QTextFormat.Property.FontPixelSize, round(pixels * size))
    return made
