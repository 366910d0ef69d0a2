"""Learns from a library's own links, and from what editors took and refused, what makes articles related."""

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import SuggestionKind
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.storage.suggestion_answers import answers
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import TextBag
from newsroom.suggesting.linear import Pause
from newsroom.suggesting.logistic import Matrix, fit
from newsroom.suggesting.neighbours import ask_for, nearest, series_of, tags_of
from newsroom.suggesting.related import AT_FIRST, Belonging, Standing, openable, weigh_candidates

_MOST_LINKING = 600
_MOST_ANSWERS = 5_000
_TRUST = 100.0
_FEWEST_LINKS = 5


def learn_related(
    archive: Archive, *, before: int = source.NEWEST, pause: Pause, token: CancelToken | None = None
) -> tuple[float, ...]:
    """Weights of the signals (related.py), from links to earlier articles in articles older than a search key."""
    with archive.store.read(token) as connection:
        wanted = _links(connection, archive, before)
        signals, truth = [], []
        for n, (id, targets) in enumerate(wanted.items()):
            pause(n / len(wanted))
            found = _lesson(connection, archive, id, targets, token)
            if found is not None:
                signals.append(found[0])
                truth.append(found[1])
    if sum(true.sum() for true in truth) < _FEWEST_LINKS:
        return AT_FIRST
    weights = fit(np.concatenate(signals), np.concatenate(truth), np.array(AT_FIRST), _TRUST)
    return tuple(map(float, weights))


def _links(connection: Connection, archive: Archive, before: int) -> dict[int, dict[int, float]]:
    """The newest articles that link: to each linked one 1, to each refused one 0."""
    rows = archive.file.ask(
        "SELECT source, target FROM link WHERE source IN "
        "(SELECT source FROM link WHERE source_key < ? GROUP BY source ORDER BY max(source_key) DESC LIMIT ?)",
        (before, _MOST_LINKING),
    )
    links: dict[int, dict[int, float]] = {}
    for id, target in rows:
        links.setdefault(id, {})[target] = 1.0
    if before == source.NEWEST:
        for id, what, is_taken in answers(connection, SuggestionKind.RELATED, _MOST_ANSWERS):
            if what.isdigit():
                links.setdefault(id, {}).setdefault(int(what), float(is_taken))
    return links


def _lesson(
    connection: Connection, archive: Archive, id: int, targets: dict[int, float], token: CancelToken | None
) -> tuple[Matrix, Matrix] | None:
    """Signals of the candidates of one article, as it was when it was written, and which were linked."""
    texts, facts = source.texts(connection, [id]), source.facts(connection, [id])
    if not texts or facts[0].is_trashed:
        return None
    text = texts[0]
    bag = TextBag(text.headline, text.lede, text.body)
    asked = ask_for(archive, bag, before=facts[0].search_key, id=id)
    tags = {tag: 1.0 for _, tag in source.links(connection, "tag", [id])}
    series = {other for _, other in source.links(connection, "series", [id])}
    authors = {name for _, name in source.authors(connection, [id])}
    near = openable(nearest(connection, archive, asked, token), asked)
    belonging = Belonging(tags_of(connection, near), series_of(connection, near))
    weighed = weigh_candidates(connection, archive, asked, near, belonging, Standing(tags, series, authors))
    if not weighed.near:
        return None
    truth = np.array([targets.get(one.id, 0.0) for one in weighed.near])
    return weighed.signals, truth
