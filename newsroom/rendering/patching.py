"""What must change in a shown page for a text that changed. Knows blocks, not Markdown."""

from newsroom.rendering.body import Block, BodyPatch, RenderedBody


def patch(old: RenderedBody, new: RenderedBody) -> tuple[BodyPatch, ...] | None:
    """Patches that make the page of ``old`` that of ``new``, to be applied in their order. Empty where nothing changed.

    None where all of it changed: show the whole again. Any thread; linear in the number of blocks.
    """
    before, after = old.blocks, new.blocks
    n_head = _n_same(before, after, from_end=False)
    if n_head == len(before) == len(after):
        return ()
    n_tail = _n_same(before[n_head:], after[n_head:], from_end=True)
    removed, added = before[n_head : len(before) - n_tail], after[n_head : len(after) - n_tail]
    if not n_head and not n_tail and len(before) > 1:
        return None
    index = sum(block.n_elements for block in before[:n_head])
    if len(removed) != len(added):
        return (_replaced(index, removed, added),)
    patches = []
    for one, other in zip(removed, added, strict=True):
        if one.html != other.html:
            patches.append(_replaced(index, (one,), (other,)))
        index += other.n_elements
    return tuple(patches)


def _replaced(index: int, removed: tuple[Block, ...], added: tuple[Block, ...]) -> BodyPatch:
    html = "\n".join(block.html for block in added if block.n_elements)
    return BodyPatch(index, _n_elements(removed), html, _n_elements(added))


def _n_elements(blocks: tuple[Block, ...]) -> int:
    return sum(block.n_elements for block in blocks)


def _n_same(before: tuple[Block, ...], after: tuple[Block, ...], *, from_end: bool) -> int:
    n_same = 0
    pairs = (
        zip(reversed(before), reversed(after), strict=False) if from_end else zip(before, after, strict=False)
    )
    for one, other in pairs:
        if one.html != other.html:
            break
        n_same += 1
    return n_same
