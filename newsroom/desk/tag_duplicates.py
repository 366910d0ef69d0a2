"""Tags that may be one: found among all names, offered in groups, remembered where they are not the same."""

from collections.abc import Sequence
from itertools import combinations

from newsroom.desk.act_runner import Plan, Runner
from newsroom.desk.library import Library
from newsroom.domain.acts import ActKind
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import DuplicateGroup
from newsroom.storage import tag_order
from newsroom.storage.store import Connection
from newsroom.storage.tag_names import all_names, distinct_pairs, set_distinct
from newsroom.storage.tags import load_tags

_MOST_IN_GROUP = 30


def find_duplicates(library: Library, *, token: CancelToken | None = None) -> tuple[DuplicateGroup, ...]:
    """Groups of tags that may be one, those on most articles first. Seconds at 100,000 tags; in a thread of its own.

    Tags of one name that a qualifier tells apart are two things, and so are pairs that an editor said are. Retired tags
    are not looked at. Raises ``CancelledError``.
    """
    # Loads what only this needs.
    from newsroom.domain.likeness import Name, alike, groups_of

    token = token or CancelToken()
    with library.store.read(token) as connection:
        names = [Name(id, name) for id, name in all_names(connection)]
        distinct = distinct_pairs(connection)
    pairs = list(alike(names, token.raise_if_cancelled))
    groups = groups_of(pairs, distinct)
    with library.store.read(token) as connection:
        wanted = {TagId(id) for pair in pairs for id in (pair.one, pair.other)}
        tags = {tag.id: tag for tag in load_tags(connection, sorted(wanted))}
    found = []
    for group in groups:
        ids = {TagId(id) for pair in group for id in (pair.one, pair.other)}
        members = sorted((tags[id] for id in ids if id in tags), key=lambda tag: (-tag.n_articles, tag.id))
        if len(members) > 1:
            reasons = frozenset(pair.likeness for pair in group)
            found.append(DuplicateGroup(tuple(members[:_MOST_IN_GROUP]), reasons))
    return tuple(sorted(found, key=lambda group: -sum(tag.n_articles for tag in group.tags)))


def not_the_same(library: Library, ids: Sequence[TagId], *, by: str) -> Outcome:
    """These tags are different things: no pair of them is offered again."""
    with library.store.read() as connection:
        tags = tag_order.known_tags(connection, ids)
    words = "Told apart " + ", ".join(f"“{tag.label}”" for tag in tags)

    def rows(connection: Connection) -> None:
        set_distinct(connection, [(min(pair), max(pair)) for pair in combinations(sorted(set(ids)), 2)])

    return Runner(library, by=by).do(Plan(ActKind.TAG, words, rows=rows, watches=tag_order.watches(ids)))
