"""HTML as clean Markdown: copied (a browser's, Word's, a mail's) or an article's own. The front door of ``webcopy``.

Nothing of it is trusted: scripts are gone, links lead only to the web and to mail. Time is linear in the length.
Any thread.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.exchange.webcopy.blocks import Writer
from newsroom.exchange.webcopy.escaping import escaped, escaped_line
from newsroom.exchange.webcopy.footnotes import find_notes, without_back_links
from newsroom.exchange.webcopy.lists import indented
from newsroom.exchange.webcopy.taking import Taking
from newsroom.exchange.webcopy.tree import fragment_of, is_too_deep, tree_of, without_tags
from newsroom.exchange.wirecopy.layout import sound

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORDS = (
    ("picture", "1 picture", "{n} pictures"),
    ("film", "1 embedded film, sound or page", "{n} embedded films, sounds or pages"),
    ("form", "a form", "a form"),
    ("link", "1 link without a web address", "{n} links without a web address"),
    ("struck", "1 passage that was struck out", "{n} passages that were struck out"),
    ("comment", "1 comment", "{n} comments"),
    ("looks", "all formatting, which was nested too deep", "all formatting, which was nested too deep"),
)


@dataclass(frozen=True, slots=True)
class PastedHtml:
    """The Markdown, and what could not be kept, in words that follow ``Left out: ``."""

    markdown: str
    dropped: tuple[str, ...] = ()


def clean_html(html: str) -> PastedHtml:
    """Markdown of copied HTML, without a line end at its end. Never fails; no script and no unsafe link survives.

    Costs about 0.1 ms for 1,000 characters.
    """
    return _written(fragment_of(html), Taking())


def imported_html(html: str, base: str = "") -> PastedHtml:
    """Markdown of an article's HTML in an export or a saved page: as ``clean_html``, but nothing of it is a stranger's.

    Pictures stay, with their captions; films, sounds and pages set into it become links;
    relative addresses are led from ``base``, or stay relative where there is none.
    """
    return _written(html, Taking(whole=True, base=base))


def _written(html: str, taking: Taking) -> PastedHtml:
    blocks: list[str] | None = None
    if not is_too_deep(html):
        try:
            blocks = _blocks(html, taking)
        except RecursionError:
            taking.dropped = Counter()
    if blocks is None:
        taking.dropped["looks"] = 1
        lines = (" ".join(line.split()) for line in sound(without_tags(html)).split("\n"))
        blocks = [escaped_line(escaped(line)) for line in lines if line]
    return PastedHtml("\n\n".join(blocks), _in_words(taking.dropped))


def _blocks(html: str, taking: Taking) -> list[str]:
    root = tree_of(html)
    if root is None:
        return []
    notes = find_notes(root) if "#" in html else {}
    taking.notes = {id: label for id, (label, _) in notes.items()}
    writer = Writer(taking)
    written = [_note(writer, label, node) for label, node in notes.values()]
    return [*writer.blocks_of(root), *(note for note in written if note)]


def _note(writer: Writer, label: str, node: "_Element") -> str:
    """A note, taken out of the place where it stands."""
    without_back_links(node)
    inside = "\n\n".join(writer.blocks_of(node))
    node.clear(keep_tail=True)
    return f"[^{label}]: {indented(inside)}" if inside else ""


def _in_words(dropped: Counter[str]) -> tuple[str, ...]:
    return tuple(
        one if dropped[what] == 1 else many.format(n=dropped[what])
        for what, one, many in _WORDS
        if dropped[what]
    )
