"""Learns from what a library's articles are filed in when it goes on with a series."""

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import TextBag
from newsroom.suggesting.linear import Pause
from newsroom.suggesting.logistic import Matrix, fit, probabilities
from newsroom.suggesting.neighbours import ask_for, nearest, series_of
from newsroom.suggesting.series import AT_FIRST, SURE, Signals, weigh_series

_MOST_ASKED = 400
_TRUST = 20.0
_FEWEST_MEMBERS = 10
# Of what would have been proposed, so much must have been right.
_WANTED = 0.96
_BACK, _MOST_STEPS = 0.95, 60


def learn_series(
    archive: Archive, *, before: int = source.NEWEST, pause: Pause, token: CancelToken | None = None
) -> tuple[float, ...]:
    """Weights of the signals (series.py), from the newest articles that are older than a search key: each is asked
    about as of its own time, as if it were filed in none.
    """
    signals: list[Signals] = []
    truth: list[float] = []
    with archive.store.read(token) as connection:
        members = source.newest_in_series(connection, _MOST_ASKED // 2, before=before)
        if len(members) < _FEWEST_MEMBERS:
            return AT_FIRST
        others = source.newest_listed(connection, _MOST_ASKED // 2, before=before)
        asked = dict(members) | {id: key for id, key, _ in others}
        for n, (id, key) in enumerate(asked.items()):
            pause(n / len(asked))
            some = _lesson(connection, archive, id, key, token)
            signals += [one for one, _ in some]
            truth += [true for _, true in some]
    if sum(truth) < _FEWEST_MEMBERS:
        return AT_FIRST
    known, came_true = np.array(signals), np.array(truth)
    weights = fit(known, came_true, np.array(AT_FIRST), _TRUST)
    return tuple(map(float, taken_back(weights, known, came_true)))


def taken_back(weights: Matrix, signals: Matrix, truth: Matrix) -> Matrix:
    """The weights, less sure of everything, until what they are sure of was right often enough.

    Which labels of a library can be told by their texts differs much: where they cannot, nothing is proposed.
    """
    for _ in range(_MOST_STEPS):
        came_true = truth[probabilities(signals, weights) >= SURE]
        if not len(came_true) or came_true.mean() >= _WANTED:
            break
        weights = weights * _BACK
    return weights


def _lesson(
    connection: Connection, archive: Archive, id: int, key: int, token: CancelToken | None
) -> list[tuple[Signals, float]]:
    """What spoke for each series when the article was written, and whether it is in it."""
    texts = source.texts(connection, [id])
    if not texts:
        return []
    asked = ask_for(archive, TextBag(texts[0].headline, texts[0].lede, texts[0].body), before=key, id=id)
    near = nearest(connection, archive, asked, token)
    own = {series for _, series in source.links(connection, "series", [id])}
    found = weigh_series(connection, asked, near, series_of(connection, near))
    return [(one.signals, float(one.id in own)) for one in found]
