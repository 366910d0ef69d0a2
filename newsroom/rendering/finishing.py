"""From clean HTML to what stands in the page: headings below the headline, links to articles resolved, wide tables in a
box that scrolls, typography, and nothing but elements at the top. Takes only what ``cleaning`` gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from newsroom.rendering.body import BodyOptions
from newsroom.rendering.cleaning import ID_PREFIX
from newsroom.rendering.typography import Typographer

_ATTRIBUTES = r"((?:\s+[^\s=>\"/]+(?:=\"[^\"]*\")?)*)\s*"
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*){_ATTRIBUTES}/?>")
_EMPTY_HEADER = re.compile(rf"<th{_ATTRIBUTES}>\s*</th>")
_SCOPE = re.compile(r"\sscope=\"[^\"]*\"")
_HREF = re.compile(r"(?<=\shref=\")[^\"]*(?=\")")
_IN_PAGE = re.compile(r"\s(?:href|rel|title)=\"[^\"]*\"")
_ARTICLE = re.compile(r"article:(\d{1,18})")
_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_CODE = frozenset(("code", "kbd", "pre", "samp", "var"))
_INLINE_IN_WORDS = (
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr"
    " ruby rt rp"
)
_INLINE = frozenset(_INLINE_IN_WORDS.split())
_TABLE_OPENS = '<div class="table" role="region" aria-label="{label}" tabindex="0">'
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")


def _plain_cell(header: re.Match[str]) -> str:
    """A header that says nothing is a cell: the corner of a table with headers on two sides."""
    return f"<td{_SCOPE.sub('', header[1])}></td>"


class Outline:
    """Puts the headings of a text, given in order, below the page's one ``h1``, and leaves out no step between them."""

    def __init__(self) -> None:
        self._level = 1

    def apply(self, html: str) -> str:
        """The next piece, with its headings in their place."""
        return _HEADING.sub(self._heading, html) if "<h" in html else html

    def _heading(self, tag: re.Match[str]) -> str:
        if not tag[1]:
            self._level = min(max(int(tag[2]), 2), self._level + 1)
        return f"<{tag[1]}h{self._level}"


@dataclass(frozen=True, slots=True)
class Finished:
    """HTML with ``n_elements`` elements at its top and no text between them."""

    html: str
    n_elements: int


class Finisher:
    """One pass over one piece of clean HTML. Use once."""

    def __init__(self, options: BodyOptions, articles: Mapping[int, str]) -> None:
        self._articles = articles
        self._typographer = Typographer(options.language) if options.smart_typography else None
        self._table_opens = _TABLE_OPENS.format(label=escape(options.table_label))
        self._back_label = f' aria-label="{escape(options.back_label)}"'
        self._out: list[str] = []
        self._depth = 0
        self._code_depth = 0
        self._n_elements = 0
        self._in_stray = False
        self._dropped_link = False

    def finish(self, html: str) -> Finished:
        """The whole pass."""
        if "<th" in html:
            html = _EMPTY_HEADER.sub(_plain_cell, html)
        at = 0
        for tag in _TAG.finditer(html):
            self._text(html[at : tag.start()])
            self._tag(tag)
            at = tag.end()
        self._text(html[at:])
        self._end_stray()
        return Finished("".join(self._out).strip("\n"), self._n_elements)

    def _text(self, text: str) -> None:
        if not text:
            return
        if not self._depth and not self._in_stray:
            if not text.strip():
                self._out.append("\n")
                return
            self._begin_stray()
        if self._typographer is not None and not self._code_depth:
            text = self._typographer.text(text)
        self._out.append(text)

    def _tag(self, tag: re.Match[str]) -> None:
        closing, name, attributes = tag[1], tag[2], tag[3]
        inline = name in _INLINE
        if not self._depth and not closing:
            if not inline:
                self._end_stray()
                self._n_elements += 1
            elif not self._in_stray:
                self._begin_stray()
        if not inline and self._typographer is not None:
            self._typographer.restart()
        if name in _CODE:
            self._code_depth += -1 if closing else 1
        if (name in _CODE or name == "img") and self._typographer is not None:
            self._typographer.pass_over()
        if name not in _VOID:
            self._depth += -1 if closing else 1
        self._out.append(self._written(closing, name, attributes, tag[0]))

    def _written(self, closing: str, name: str, attributes: str, whole: str) -> str:
        if name == "a":
            return self._link(closing, attributes, whole)
        if name == "table":
            return "</table></div>" if closing else f"{self._table_opens}<table{attributes}>"
        return whole

    def _link(self, closing: str, attributes: str, whole: str) -> str:
        if closing:
            dropped, self._dropped_link = self._dropped_link, False
            return "" if dropped else whole
        href = _HREF.search(attributes)
        if href is None:
            self._dropped_link = "id=" not in attributes and "title=" not in attributes
            return "" if self._dropped_link else whole
        target = href[0]
        if target.startswith("#"):
            label = self._back_label if 'class="footnote-backref"' in attributes else ""
            return f'<a{_IN_PAGE.sub("", attributes)}{label} href="#{ID_PREFIX}{target[1:]}">'
        if not target.lower().startswith("article:"):
            return whole
        article = _ARTICLE.fullmatch(target)
        url = self._articles.get(int(article[1])) if article else None
        self._dropped_link = url is None
        return "" if url is None else f'<a href="{url}">'

    def _begin_stray(self) -> None:
        # A div, not a paragraph: what follows may hold block elements, at which a paragraph would end by itself.
        self._in_stray = True
        self._n_elements += 1
        self._out.append("<div>")

    def _end_stray(self) -> None:
        if self._in_stray:
            self._in_stray = False
            self._out.append("</div>\n")
