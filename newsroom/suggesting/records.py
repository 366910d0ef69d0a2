"""What came of each tag's predictions for articles unseen: from where it is set, how sure it may be said to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.suggesting.calibrating import surest
from newsroom.suggesting.features import Ids
from newsroom.suggesting.logistic import Matrix

_SLIPPERY = 30.0
_SURE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Predictions and the truth of them, 0 or 1; and on how many of the articles asked about the tag was."""

    p: Matrix
    true: Matrix
    n_having: int

    @property
    def surest(self) -> float:
        """How sure the tag may be said to be at most."""
        return surest(self.p, self.true)


def records_of(tags: Ids, p: Matrix, true: Matrix, having: Mapping[int, int]) -> dict[int, Record]:
    """By tag, of predictions with the tag of each and the truth; of those that were never thought of, none."""
    order = np.argsort(tags, kind="stable")
    known, starts = np.unique(tags[order], return_index=True)
    parts = zip(
        known.tolist(), np.split(order, starts[1:]), strict=False
    )  # of nothing, the one part is empty
    return {tag: Record(p[rows], true[rows], having.get(tag, 0)) for tag, rows in parts}


def together(records: Mapping[int, Record]) -> Record:
    """Of all tags, as one."""
    if not records:
        return Record(np.zeros(0), np.zeros(0), 0)
    return Record(
        np.concatenate([one.p for one in records.values()]),
        np.concatenate([one.true for one in records.values()]),
        sum(one.n_having for one in records.values()),
    )


def thresholds_of(
    records: Mapping[int, Record], every: Record, wanted: Sequence[int]
) -> tuple[float, dict[int, float]]:
    """From which probability tags are set, in general and each: between its own best and that of all."""
    general = _best_threshold(every, trust_truth=1.0)
    own = {
        tag: _best_threshold(one, trust_truth=one.n_having / (one.n_having + _SLIPPERY))
        for tag in wanted
        if (one := records.get(tag)) is not None
    }
    return general, {tag: float(np.sqrt(best * general)) for tag, best in own.items()}


def figures_of(records: Mapping[int, Record], n_texts: int) -> dict[str, float]:
    """How often what is said to be sure was right, and how much of it there is."""
    sure = [one.true[one.p >= _SURE] for one in records.values() if one.surest >= _SURE]
    came_true = np.concatenate(sure) if sure else np.zeros(0)
    return {
        "precision_at_90": float(came_true.mean()) if len(came_true) else 0.0,
        "sure_a_text": len(came_true) / max(n_texts, 1),
    }


def _best_threshold(record: Record, *, trust_truth: float) -> float:
    """From which probability setting the tag gives the best F1.

    What is counted as right is, in part, what truly was, in part what the probabilities promise: of a tag with few
    articles the truth is slippery.
    """
    if not len(record.p):
        return 0.5
    order = np.argsort(-record.p, kind="stable")
    p = record.p[order]
    right = trust_truth * record.true[order] + (1 - trust_truth) * p
    expected = trust_truth * record.n_having + (1 - trust_truth) * max(p.sum(), 1e-9)
    f1 = 2 * np.cumsum(right) / (np.arange(1, len(p) + 1) + expected)
    best = int(f1.argmax())
    after = p[best + 1] if best + 1 < len(p) else p[best]
    return float(np.clip((p[best] + after) / 2, 0.02, 0.98))
