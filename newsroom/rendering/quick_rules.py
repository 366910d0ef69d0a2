"""Some of the Markdown library's rules, with the same results in time that grows with the text.

Its parser takes a block apart piece by piece, and asks every rule again about all that is left. Two of them look at all
of it each time: 3,000 abbreviations in a row took half a minute, 6,000 headings 9 s, 18,000 underlined ones 50. The
names of a footnote's places are counted up from the first: 5,000 uses of one took 16 s. Loads the library.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockprocessors import SetextHeaderProcessor
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableProcessor
from typing_extensions import override

_BELOW_A_HEAD = frozenset("|:- ")
_SET_IN = (" ", "\t", "\n")
_NONE = ("''", '""')


class QuickRules(Extension):
    """Takes the place of these rules; after the extensions that bring them."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        rules = md.parser.blockprocessors
        tables, abbreviations = rules["table"], rules["abbr"]
        assert isinstance(tables, TableProcessor) and isinstance(abbreviations, AbbrBlockprocessor)
        rules.register(_Tables(md.parser, vars(tables)["config"]), "table", 75)
        rules.register(_Abbreviations(md.parser, abbreviations.abbrs), "abbr", 16)
        rules.register(_Underlined(md.parser), "setextheader", 60)
        for extension in md.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.unique_ref = _Places(extension).unique_ref  # type: ignore[method-assign]  # no way in but this


class _Tables(TableProcessor):
    """The second line alone tells most blocks from a table; the library reads all lines first."""

    @override
    def test(self, parent: Element, block: str) -> bool:
        lines = block.split("\n", 2)
        is_open = len(lines) > 1 and _BELOW_A_HEAD.issuperset(lines[1])
        return is_open and bool(super().test(parent, block))


class _Abbreviations(AbbrBlockprocessor):
    """Takes all that follow one another at once. Of the last all rules are asked: it may be a heading."""

    @override
    def run(self, parent: Element, blocks: list[str]) -> bool:
        block, done = blocks[0], 0
        found = self.RE.match(block)
        while found is not None:
            name, words = found["abbr"].strip(), found["title"].strip()
            following = self.RE.match(block, found.end() + 1)
            if not name or not words or following is None or "\n" in found[0].strip():
                break
            if words in _NONE:
                self.abbrs.pop(name, None)
            else:
                self.abbrs[name] = words
            done, found = found.end() + 1, following
        blocks[0] = block[done:]
        return True if done else bool(super().run(parent, blocks))


class _Underlined(SetextHeaderProcessor):
    """Takes all headings that follow one another at once, and leaves the last to the library, with what comes after it.

    Where a rule that is asked before this one might take a line, all is left to the library.
    """

    @override
    def run(self, parent: Element, blocks: list[str]) -> None:
        rest = blocks.pop(0)
        is_plain = "|" not in rest and "#" not in rest
        done, found = 0, self.RE.match(rest)
        while found is not None and is_plain and not rest.startswith(_SET_IN, found.end()):
            following = self.RE.match(rest, found.end())
            if following is None:
                break
            super().run(parent, [found[0].removesuffix("\n")])
            done, found = found.end(), following
        blocks.insert(0, rest[done:])
        super().run(parent, blocks)


class _Places:
    """``fnref:1``, then ``fnref2:1``: the next one is told from how many there are."""

    def __init__(self, footnotes: FootnoteExtension) -> None:
        self._footnotes = footnotes

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """The name of one more place that refers to a footnote; of the footnote's own name, where none is ``found``."""
        if not found:
            return reference
        n_before = self._footnotes.found_refs.get(reference, 0)
        self._footnotes.found_refs[reference] = n_before + 1
        mark = self._footnotes.get_separator()
        kind, _, name = reference.partition(mark)
        place = f"{kind}{n_before + 1}{mark}{name}" if n_before else reference
        self._footnotes.used_refs.add(place)
        return place
