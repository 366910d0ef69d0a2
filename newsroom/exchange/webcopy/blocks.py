"""The tree as blocks of Markdown: paragraphs, headings, lists, quotations, tables, code, pictures with their words."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.exchange.webcopy.footnotes import is_above_notes, label_of
from newsroom.exchange.webcopy.inline import BREAK, Run, apart, one_line, paragraphs_of
from newsroom.exchange.webcopy.links import led_address, safe_address
from newsroom.exchange.webcopy.lists import definitions, has_bare_words, listed, word_list
from newsroom.exchange.webcopy.looks import PLAIN, Look, is_comment_mark, is_hidden, look_of, word_list_level
from newsroom.exchange.webcopy.media import FILMS, captioned, embedded_address, is_picture, picture_of
from newsroom.exchange.webcopy.tables import TABLE_PARTS, caption_of, is_tangled, rows_of, table_of
from newsroom.exchange.webcopy.taking import Taking
from newsroom.exchange.webcopy.tree import BLOCKS, GONE
from newsroom.exchange.wirecopy.layout import sound

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = ("ul", "ol", "menu", "dir")
_GROUPS = frozenset(("dl", "div", "dt", "dd"))
_STRUCK = frozenset(("del", "s", "strike"))
_FORMS = frozenset(("form", "input", "select", "textarea", "button"))
_LANGUAGE = re.compile(
    r"(?:^|[\s:_-])(?:language|lang|brush:?|highlight-source)[-:\s]\s*([A-Za-z][A-Za-z0-9+#]{0,19})"
)
_VERSE = re.compile(r"\b(?:wp-block-verse|verse|poem)\b")
_TICKS = re.compile(r"`{3,}")


class Writer:
    """Writes one tree. The time is linear in its size; the depth is bounded by ``tree.is_too_deep``."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    def blocks_of(self, node: "_Element", look: Look = PLAIN) -> list[str]:
        """Blocks of what an element holds. A page's first heading is its headline: the text's begin with the second."""
        blocks: list[str] = []
        runs: list[Run] = []
        entries: list[_Element] = []
        if node.text:
            runs.append((node.text, look))
        for child in node:
            tag = child.tag
            if isinstance(tag, str) and not self._is_left_out(child, tag):
                if word_list_level(child):
                    if not entries:
                        self._flush(runs, blocks)
                    entries.append(child)
                    if not (child.tail and child.tail.strip()):
                        continue
                elif tag in BLOCKS or (len(child) and _holds_blocks(child)):
                    self._close(entries, look, blocks)
                    self._flush(runs, blocks)
                    blocks += self._block(child, tag, look)
                else:
                    if entries:
                        self._close(entries, look, blocks)
                    if tag == "cite" and node.tag == "blockquote" and runs:
                        runs.append((BREAK, look))  # who said it stands below what was said
                    self._inline(child, tag, look, runs)
            if child.tail and not (entries and not child.tail.strip()):
                self._close(entries, look, blocks)
                runs.append((child.tail, look))
        self._close(entries, look, blocks)
        self._flush(runs, blocks)
        return blocks

    def line_of(self, node: "_Element", look: Look = PLAIN, *, bold: bool = True) -> str:
        """What an element holds as one line."""
        return one_line(self._runs_of(node, look), bold=bold)

    def _flush(self, runs: list[Run], blocks: list[str]) -> None:
        if runs:
            alone, rest = apart(runs) if self._taking.whole else ([], runs)
            blocks.extend(alone)
            blocks.extend(paragraphs_of(rest, linked=self._taking.whole))
            runs.clear()

    def _close(self, entries: "list[_Element]", look: Look, blocks: list[str]) -> None:
        """Word's entries of a list, which stand as paragraphs, are complete."""
        if entries:
            lines = [(entry, one_line(self._runs_of(entry, look))) for entry in entries]
            blocks += [words] if (words := word_list(lines)) else []
            entries.clear()

    def _is_left_out(self, node: "_Element", tag: str) -> bool:
        if tag in GONE:
            if tag in _FORMS:
                self._taking.dropped["form"] += 1
            return True
        if tag in _STRUCK and not self._taking.whole:
            self._taking.dropped["struck"] += bool("".join(map(str, node.itertext())).strip())
            return True
        if node.attrib and is_comment_mark(node):
            self._taking.dropped["comment"] += 1
            return True
        return bool(node.attrib) and is_hidden(node)

    def _block(self, node: "_Element", tag: str, look: Look) -> list[str]:
        write = _WRITERS.get(tag)
        if write is not None:
            return write(self, node, look)
        if tag == "form":
            self._taking.dropped["form"] += 1
        return self.blocks_of(node, self._inner(node, look))

    def _heading(self, node: "_Element", look: Look) -> list[str]:
        words = self.line_of(node, look, bold=False)
        return [f"{'#' * _HEADINGS[str(node.tag)]} {words}"] if words else []

    def _rule(self, node: "_Element", look: Look) -> list[str]:
        del look
        return [] if is_above_notes(node) else ["---"]

    def _list(self, node: "_Element", look: Look) -> list[str]:
        items = self._items(node, look)
        if all(len(item) == 1 and is_picture(item[0]) for item in items):
            return [item[0] for item in items]
        return [listed(items, numbered=node.tag == "ol", start=node.get("start", ""))]

    def _quotation(self, node: "_Element", look: Look) -> list[str]:
        return _quoted(self.blocks_of(node, PLAIN if look.italic else look))

    def _runs_of(self, node: "_Element", look: Look) -> list[Run]:
        runs: list[Run] = []
        self._inside(node, look, runs)
        return runs

    def _inside(self, node: "_Element", look: Look, runs: list[Run]) -> None:
        if node.text:
            runs.append((node.text, look))
        for child in node:
            tag = child.tag
            if isinstance(tag, str) and not self._is_left_out(child, tag):
                self._inline(child, tag, look, runs)
                if tag in BLOCKS:
                    runs.append((" ", look))
            if child.tail:
                runs.append((child.tail, look))

    def _inline(self, node: "_Element", tag: str, look: Look, runs: list[Run]) -> None:
        """Adds the runs of an element that stands within a line."""
        if tag == "br":
            runs.append((BREAK, look))
        elif tag == "img":
            self._picture(node, look, runs)
        elif self._taking.notes and (label := label_of(node, self._taking.notes)):
            runs.append((f"[^{label}]", Look(raw=True)))
        elif tag in FILMS:
            runs.extend((words, Look(raw=True)) for words in self._film(node, look))
        elif tag == "q":
            runs.append(("“", look))
            self._inside(node, look, runs)
            runs.append(("”", look))
        else:
            self._inside(node, self._inner(node, look), runs)

    def _picture(self, node: "_Element", look: Look, runs: list[Run]) -> None:
        words = picture_of(node, self._taking)
        if words:
            runs.append((words, look._replace(raw=True, bold=False, italic=False)))

    def _inner(self, node: "_Element", look: Look) -> Look:
        """The look inside an element, its link among it."""
        inner = look_of(node, look)
        href = node.get("href") if node.tag == "a" else None
        if not href:
            return inner
        taking = self._taking
        address = led_address(href, taking.base) if taking.whole else safe_address(href)
        if not address and not href.startswith("#"):
            taking.dropped["link"] += 1
        return inner._replace(href=address)

    def _items(self, node: "_Element", look: Look) -> list[list[str]]:
        """The blocks of each entry; a list that stands bare in a list belongs to the entry before it."""
        items: list[list[str]] = self._bare(node.text, look)
        for child in node:
            tag = child.tag
            if isinstance(tag, str) and not self._is_left_out(child, tag):
                if tag in _LISTS and items:
                    items[-1] += self._block(child, tag, look)
                elif item := self._item(child, tag, look):
                    items.append(item)
            items += self._bare(child.tail, look)
        return items

    def _item(self, node: "_Element", tag: str, look: Look) -> list[str]:
        if tag == "li":
            return self.blocks_of(node, self._inner(node, look))
        if tag in BLOCKS:
            return self._block(node, tag, look)
        runs: list[Run] = []
        self._inline(node, tag, look, runs)
        return paragraphs_of(runs)

    def _bare(self, text: str | None, look: Look) -> list[list[str]]:
        """Words that stand between the entries of a list: an entry more."""
        return [paragraphs_of([(text, look)])] if text and text.strip() else []

    def _definitions(self, node: "_Element", look: Look) -> list[str]:
        """Terms and what they mean; groups of them may stand in elements of their own."""
        if has_bare_words(node, _GROUPS) or _is_tangled(node):
            return self.blocks_of(node, look)
        pairs: list[tuple[bool, list[str]]] = []
        for child in node.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is node and not self._is_left_out(child, str(child.tag)):
                is_term = child.tag == "dt"
                blocks = [self.line_of(child, look)] if is_term else self.blocks_of(child, look)
                pairs.append((is_term, [block for block in blocks if block]))
        return definitions(pairs)

    def _code(self, node: "_Element", look: Look) -> list[str]:
        del look
        if _VERSE.search(node.get("class", "")):
            return paragraphs_of(_with_breaks(self._runs_of(node, PLAIN)))
        text = sound(_code_text(node)).strip("\n")
        if not text.strip():
            return []
        inner = next(node.iter("code"), None)
        said = f"{node.get('class', '')} {inner.get('class', '') if inner is not None else ''}"
        language = _LANGUAGE.search(said)
        ticks = max((len(found) for found in _TICKS.findall(text)), default=2)
        fence = "`" * max(3, ticks + 1)
        return [f"{fence}{language[1].lower() if language else ''}\n{text}\n{fence}"]

    def _figure(self, node: "_Element", look: Look) -> list[str]:
        """A picture, a table or a quotation, and the words that belong to it."""
        words = next((child for child in node.iter("figcaption") if _is_of(child, node)), None)
        if words is None:
            return self.blocks_of(node, look)
        caption = self.line_of(words, look)
        tail, words.tail = words.tail, None
        parent = words.getparent()
        if parent is not None:
            parent.remove(words)
        blocks = self.blocks_of(node, look)
        blocks += [tail.strip()] if tail and tail.strip() else []
        return captioned(blocks, caption, is_whole=self._taking.whole)

    def _film(self, node: "_Element", look: Look) -> list[str]:
        """A film, a sound or a page that is set into this one: a link to it."""
        del look
        address, title = embedded_address(node, self._taking)
        if not address:
            self._taking.dropped["film"] += 1
            return []
        words = one_line([(title, Look(href=address))]) if title else f"<{address}>"
        return [words if address.startswith("http") or title else f"[{address}]({address})"]

    def _table(self, node: "_Element", look: Look) -> list[str]:
        """A table of figures stays one; one that only lays a page out becomes its cells, one after another."""
        if has_bare_words(node, TABLE_PARTS) or is_tangled(node):
            return self.blocks_of(node, look)
        rows = rows_of(node)
        dropped = self._taking.dropped.copy()
        table = table_of(node, rows, [[self.line_of(cell, look) for cell in row] for row in rows])
        caption = caption_of(node)
        above = [self.line_of(caption, look)] if caption is not None else []
        if table is not None:
            return [*(words for words in above if words), table]
        self._taking.dropped = dropped
        return [
            *(words for words in above if words),
            *(b for row in rows for cell in row for b in self.blocks_of(cell, look)),
        ]


def _holds_blocks(node: "_Element") -> bool:
    """Whether a block stands anywhere in an inline element, as in a link around a whole teaser."""
    return next(node.iter(*BLOCKS), None) is not None


def _is_of(caption: "_Element", figure: "_Element") -> bool:
    """Whether the words belong to this figure, and not to one within it, as in a gallery."""
    return next(caption.iterancestors("figure"), None) is figure


def _is_tangled(node: "_Element") -> bool:
    """Whether terms, meanings or lists of definitions stand in this list where none may."""
    for inner in node.iter("dt", "dd", "dl"):
        if inner is not node:
            around = str(next(inner.iterancestors("dt", "dd", "dl")).tag)
            if (around == "dl") == (inner.tag == "dl"):
                return True
    return False


def _quoted(blocks: list[str]) -> list[str]:
    if not blocks:
        return []
    lines = "\n\n".join(blocks).split("\n")
    return ["\n".join(f"> {line}" if line else ">" for line in lines)]


def _code_text(node: "_Element") -> str:
    """All text of an element, line breaks among it."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in GONE:
            parts.append("\n" if child.tag == "br" else _code_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _with_breaks(runs: list[Run]) -> list[Run]:
    """Of a poem, whose line ends count."""
    found: list[Run] = []
    for text, look in runs:
        for n, line in enumerate(text.split("\n")):
            found += [(BREAK, look)] if n else []
            found += [(line, look)] if line else []
    return found


_WRITERS: "dict[str, Callable[[Writer, _Element, Look], list[str]]]" = {
    **dict.fromkeys(_HEADINGS, Writer._heading),
    **dict.fromkeys(_LISTS, Writer._list),
    **dict.fromkeys(FILMS, Writer._film),
    "hr": Writer._rule,
    "blockquote": Writer._quotation,
    "pre": Writer._code,
    "dl": Writer._definitions,
    "table": Writer._table,
    "figure": Writer._figure,
}
