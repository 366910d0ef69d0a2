"""Boxes of text in a Word file that no older program could draw: made such as are read, so that their words come."""

import re
from collections.abc import Iterator

_BOX, _BOX_END = "<w:txbxContent>", "</w:txbxContent>"
_EITHER, _EITHER_END = "<mc:AlternateContent", "</mc:AlternateContent>"
_DRAWING, _DRAWING_END = "<w:drawing", "</w:drawing>"
_OLDER = "<mc:Fallback"
MARK = _BOX.encode()
"""In no file without one."""
_WORDS = re.compile(r"<w:t(?:\s[^<>]{0,200})?>([^<]*)</w:t>")


def with_boxes(text: str) -> str:
    """The document's XML; what stands in such a box is said once more as Word of 2007 wrote it (``w:pict``).

    Word writes each box twice, for itself and for what came before it, and the second form is what is read. Others
    write the first alone, and Word does so where it is told to forget the past.
    """
    parts: list[str] = []
    at = 0
    for start, end in _blocks(text):
        block = text[start:end]
        if _OLDER in block or _BOX not in block:
            continue
        drawn = _inside_choice(block) if block.startswith(_EITHER) else block
        parts += [text[at:start], drawn, f"<w:pict>{_BOX}{_paragraphs(block)}{_BOX_END}</w:pict>"]
        at = end
    return "".join((*parts, text[at:]))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each drawing stands, with its other form if it has one. In one pass, whatever is missing."""
    at = 0
    while True:
        either, drawing = text.find(_EITHER, at), text.find(_DRAWING, at)
        if either < 0 and drawing < 0:
            return
        is_either = drawing < 0 or 0 <= either < drawing
        start, mark = (either, _EITHER_END) if is_either else (drawing, _DRAWING_END)
        end = text.find(mark, start)
        if end < 0:
            return
        at = end + len(mark)
        yield start, at


def _paragraphs(block: str) -> str:
    """The words in its boxes, without their looks: what other tags there mean may be said outside of the block."""
    boxes = block[block.find(_BOX) : block.rfind(_BOX_END)]
    told = ("".join(_WORDS.findall(piece)) for piece in boxes.split("</w:p>"))
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>' for words in told if words.strip()
    )


def _inside_choice(block: str) -> str:
    """What stands in ``mc:Choice``, a drawing: its pictures are read."""
    start, end = block.find(_DRAWING), block.rfind(_DRAWING_END)
    return block[start : end + len(_DRAWING_END)] if 0 <= start < end else ""
