"""The Markdown library's rules for tables and abbreviations, with the same results in time that grows with the text.

Its parser takes a block apart piece by piece, and asks every rule again about all that is left. Two of them look at all
of it each time: 3,000 abbreviations in a row took half a minute, 6,000 headings 9 s. Loads the library.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.tables import TableProcessor
from typing_extensions import override

_BELOW_A_HEAD = frozenset("|:- ")
_NONE = ("''", '""')


class QuickRules(Extension):
    """Takes the place of both rules; after the extensions that bring them."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        rules = md.parser.blockprocessors
        tables, abbreviations = rules["table"], rules["abbr"]
        assert isinstance(tables, TableProcessor) and isinstance(abbreviations, AbbrBlockprocessor)
        rules.register(_Tables(md.parser, vars(tables)["config"]), "table", 75)
        rules.register(_Abbreviations(md.parser, abbreviations.abbrs), "abbr", 16)


class _Tables(TableProcessor):
    """The second line alone tells most blocks from a table; the library reads all lines first."""

    @override
    def test(self, parent: Element, block: str) -> bool:
        lines = block.split("\n", 2)
        is_open = len(lines) > 1 and _BELOW_A_HEAD.issuperset(lines[1])
        return is_open and bool(super().test(parent, block))


class _Abbreviations(AbbrBlockprocessor):
    """Takes all that follow one another at once. The last of them is left to the library, with what comes after it."""

    @override
    def run(self, parent: Element, blocks: list[str]) -> bool:
        block, done = blocks[0], 0
        found = self.RE.match(block)
        while found is not None:
            name, words = found["abbr"].strip(), found["title"].strip()
            following = self.RE.match(block, found.end() + 1)
            if not name or not words or following is None:
                break
            if words in _NONE:
                self.abbrs.pop(name, None)
            else:
                self.abbrs[name] = words
            done, found = found.end() + 1, following
        blocks[0] = block[done:]
        return bool(super().run(parent, blocks))
