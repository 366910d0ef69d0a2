"""The signals that speak for a tag: its linear model, the votes of the nearest articles, its name in the text."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.logistic import probabilities
from newsroom.suggesting.tag_model import TagModel

N_VOTERS = 15
_SHARPNESS = 3
_FAINT = 0.01
MOST_BY_MODEL = 30
N_MODEL_SIGNALS = 3
N_SIGNALS = N_MODEL_SIGNALS + 9
Signals = npt.NDArray[np.float64]
Tagged = tuple[float, Sequence[int]]
"""A near article: how alike it is, and its tags."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Of each tag among the nearest: its share, weighed by likeness, and the likeness of the nearest that has it."""

    share: Mapping[int, float]
    nearest: Mapping[int, float]


def voice_of(nearest: Sequence[Tagged]) -> float:
    """What a vote of the nearest articles weighs, in the mean; 0 where nobody votes."""
    weights = [_weight(likeness) for likeness, _ in nearest[:N_VOTERS]]
    return sum(weights) / len(weights) if weights else 0.0


def count_votes(nearest: Sequence[Tagged], usual: float) -> Votes:
    """Of the nearest articles, best first.

    Where none is near, the nearest are still fifteen, and may have a tag in common: then they speak only for as much
    of it as their voice is of the ``usual`` one, so that a text of another world is not told what its neighbours are.
    """
    share: dict[int, float] = {}
    best: dict[int, float] = {}
    total = 1e-9 + max(voice_of(nearest), usual) * len(nearest[:N_VOTERS])
    for likeness, tags in nearest[:N_VOTERS]:
        weight = _weight(likeness)
        for tag in tags:
            share[tag] = share.get(tag, 0.0) + weight
            best.setdefault(tag, likeness)
    return Votes({tag: weight / total for tag, weight in share.items()}, best)


def _weight(likeness: float) -> float:
    return max(likeness, 1e-6) ** _SHARPNESS


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All signals for the tags that could belong, a row a tag. ``has_model`` says which columns a row fills."""

    tags: list[int]
    signals: Signals
    has_model: npt.NDArray[np.bool_]


def leading(model: TagModel, margins: npt.NDArray[np.float32]) -> list[int]:
    """The tags of which their models speak loudest, best first."""
    if len(margins) > MOST_BY_MODEL:
        # To put all of them into order would take longer than all else that is done with them.
        least = np.partition(margins, -MOST_BY_MODEL)[-MOST_BY_MODEL]
        places = np.flatnonzero(margins >= least)
    else:
        places = np.arange(len(margins))
    best: list[int] = model.tag_ids[
        places[np.argsort(-margins[places], kind="stable")[:MOST_BY_MODEL]]
    ].tolist()
    return best


def gather(
    model: TagModel,
    margins: npt.NDArray[np.float32],
    votes: Votes,
    named: Mapping[int, tuple[int, int]],
    sizes: Mapping[int, int],
    n_articles: int,
) -> Evidence:
    """``margins`` are the models' of this text, by place; ``sizes`` how many articles each tag has."""
    thought_of = dict.fromkeys([*leading(model, margins), *votes.share, *named])
    tags = [tag for tag in thought_of if tag in sizes]
    places = np.array([model.place_of.get(tag, -1) for tag in tags], np.int64)
    has_model = places >= 0
    its_margins = np.zeros(len(tags))
    its_margins[has_model] = margins[places[has_model]]
    highest = float(margins.max()) if len(margins) else 0.0
    shares = [votes.share.get(tag, 0.0) for tag in tags]
    # One by one: in an array, two of the same number may have logarithms that differ in the last place.
    usual = np.array([math.log((sizes[tag] + 0.5) / (n_articles + 1)) for tag in tags])
    times = [named.get(tag, (0, 0)) for tag in tags]
    above = np.array([float(once > 0) for once, _ in times])
    below = np.array([1 + math.log(more) if more else 0.0 for _, more in times])
    signals = np.empty((len(tags), N_SIGNALS))
    signals[:, 0], signals[:, 1], signals[:, 2] = its_margins, its_margins - highest, its_margins * usual
    signals[~has_model, :N_MODEL_SIGNALS] = 0.0
    by_rest = (
        np.ones(len(tags)),
        shares,
        [math.log(share + _FAINT) for share in shares],
        np.array([votes.nearest.get(tag, 0.0) for tag in tags]),
        usual,
        above,
        below,
        above * usual,
        below * usual,
    )
    for column, signal in enumerate(by_rest, N_MODEL_SIGNALS):
        signals[:, column] = signal
    return Evidence(tags, signals, has_model)


def weigh(
    signals: npt.NDArray[np.floating],
    has_model: npt.NDArray[np.bool_],
    full: Sequence[float],
    young: Sequence[float],
) -> npt.NDArray[np.float64]:
    """A probability a row."""
    answer = np.zeros(len(signals))
    for mask, weights in ((has_model, (*full,)), (~has_model, (0.0, 0.0, 0.0, *young))):
        if mask.any():
            answer[mask] = probabilities(signals[mask], np.array(weights))
    return answer


# Where a library has taught nothing yet: what was learned on two archives of other houses, rounded.
FULL_AT_FIRST = (3.0, 0.7, -0.2, 2.6, -1.9, 1.4, -1.3, -0.2, 1.0, 0.0, -0.9, -0.35)
USUAL_AT_FIRST = 0.06**_SHARPNESS
YOUNG_AT_FIRST = (0.0, 0.0, 1.0, 2.0, 0.0, 1.0, 0.3, 0.0, 0.0)
