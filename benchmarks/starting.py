"""``start``: from the start of the process to the window painted with its list, and to the first typed letter.

Where a frozen program is named, it starts by turns with the source, in the same library.
"""

import os
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import generate
from benchmarks.packaged import VARIABLE, opened, run_inside_of
from benchmarks.processes import run_inside

_N_ARTICLES = 10_000
_PAINTED, _TYPED = "to the window painted with its list, 10,000 articles", "to the first typed letter shown"
_AS_FAST = 1.05  # no slower, but for what two equal programs differ by
Answers = list[dict[str, float]]


def measure(folder: Path, rounds: int) -> list[Figure]:
    library = folder / "library"
    generate(library, _N_ARTICLES)
    ours: Answers = []
    floor: Answers = []
    packaged: Answers = []
    frozen = os.environ.get(VARIABLE, "")
    with ExitStack() as stack:
        program = stack.enter_context(opened(Path(frozen), folder)) if frozen else None
        for n in range(rounds + 1):
            answers = [run_inside("start", library, folder), run_inside("bare_start")]
            if program is not None:
                answers.append(run_inside_of(program, "start", library, folder))
            if n:  # the first of each reads the disk
                for some, answer in zip((ours, floor, packaged), answers, strict=False):
                    some.append(answer)
    figures = [
        _figure(_PAINTED, "painted", ours, floor, 1.5),
        _figure(_TYPED, "typed", ours, floor, 2.0),
    ]
    if packaged:
        figures += [
            _figure(f"frozen beside the source, {what}", key, packaged, ours, _AS_FAST)
            for what, key in ((_PAINTED, "painted"), (_TYPED, "typed"))
        ]
    return figures


def _figure(what: str, key: str, ours: Answers, floor: Answers, most_ratio: float) -> Figure:
    def of(answers: Answers, kind: str) -> float:
        return median([one[f"{key}_{kind}"] for one in answers])

    return Figure(
        "start",
        what,
        of(ours, "ms"),
        of(floor, "ms"),
        most_ratio=most_ratio,
        n=len(ours),
        own=of(ours, "own_ms"),
        own_floor=of(floor, "own_ms"),
    )
