"""Two people changed one text: what the other changed is taken where ours did not touch it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.domain.text_diff import Edit, edits
from newsroom.domain.text_words import is_word


@dataclass(frozen=True, slots=True)
class MergedText:
    """``text`` is ours with what could be taken. ``touching`` are changes of theirs that were left, by their base."""

    text: str
    n_taken: int
    touching: tuple[Edit, ...]


def merge_texts(base: str, ours: str, theirs: str) -> MergedText:
    """``base`` is what both began with. A change that both made is one.

    Two changes touch where no word stands between them that both left alone: one of them may stand on the other.
    """
    if theirs in (ours, base):
        return MergedText(ours, 0, ())
    mine, others = edits(base, ours), edits(base, theirs)
    mine_alone = [edit for edit in mine if edit not in others]
    taken: list[Edit] = []
    touching: list[Edit] = []
    for edit in others:
        if edit in mine:
            continue
        (touching if any(_touch(base, edit, one) for one in mine_alone) else taken).append(edit)
    return MergedText(_applied(base, (*mine, *taken)), len(taken), tuple(touching))


def _touch(base: str, one: Edit, other: Edit) -> bool:
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    return first.end >= second.start or not is_word(base[first.end : second.start])


def _applied(base: str, changes: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in sorted(changes, key=lambda edit: edit.start):
        parts += [base[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, base[at:]])
