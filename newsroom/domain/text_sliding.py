"""Where an insertion is said to stand: of the places that give the same text, the one that a person would name. Pure.

Words put in before ``The`` that begin with ``The`` themselves may as well have been put in behind it. A whole line, a
whole sentence, a whole word come first, in this order.
"""

from newsroom.domain.text_ends import same_end, same_start

_FARTHEST = 2_000
_ENDS = ".!?…。！？؟।"


def slide(text: str, start: int, end: int, *, least: int, most: int) -> int:
    """By how many characters ``text[start:end]`` is to be moved, within ``least`` and ``most`` of the text."""
    back = min(start - least, _FARTHEST)
    ahead = min(most - end, _FARTHEST)
    back = same_end(text[start - back : start], text[end - back : end], back) if back > 0 else 0
    ahead = same_start(text[start : start + ahead], text[end : end + ahead]) if ahead > 0 else 0
    best, chosen = _rank(text, start, end), 0
    for by in range(-back, ahead + 1):
        if by and (text[start + by - 1 : start + by].isspace() or text[start + by : start + by + 1] == "\n"):
            rank = _rank(text, start + by, end + by)
            if rank > best:
                best, chosen = rank, by
    return chosen


def _rank(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("", "\n") and text[end - 1 : end] == "\n":
        return 5
    if text[start : start + 1] == "\n" and after in ("", "\n"):
        return 4
    if before in ("", "\n"):
        return 3
    if before.isspace() and text[start - 2 : start - 1] in _ENDS:
        return 2
    return 1 if before.isspace() else 0
