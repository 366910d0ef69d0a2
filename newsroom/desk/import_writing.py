"""Writes what an import has read: each batch one transaction, each article whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsroom.desk.arriving import Arrival, bring_in, bring_up_to_date, content_said, reserved
from newsroom.desk.import_linking import Scopes, Targets, first_found
from newsroom.desk.import_origins import SourcePlace, keep_place
from newsroom.desk.import_pictures import TakenPictures
from newsroom.desk.import_reading import Prepared
from newsroom.desk.naming import Names
from newsroom.desk.reading import stored_article
from newsroom.domain.errors import LibraryError, NewsroomError
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportedArticle, Outcome
from newsroom.domain.merging import same_content
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import now
from newsroom.exchange.sources.items import SourceItem
from newsroom.exchange.sources.links import targets_in
from newsroom.storage.bulk_articles import ClashError
from newsroom.storage.import_links import (
    Key,
    Origin,
    find_targets,
    forget_links,
    keep_addresses,
    keep_links,
)
from newsroom.storage.import_sources import (
    KnownSource,
    find_sources,
    find_uids,
    keep_sources,
    known_headlines,
    savepoint,
    saw_source,
)
from newsroom.storage.store import Connection
from newsroom.storage.timeline import keep_named

NEVER = 0
"""No article has this version: what is known by it is never taken for untouched."""
WORKED_ON = "It was worked on here, too: it stays as it is, and what the source says is kept in its history."
_DOUBLE = "Another article has this headline: it may be filed already."
_CLASH = "It cannot stand beside what the library has: two articles would have the same mark."


@dataclass(eq=False, slots=True)
class ReadItem:
    """An item that was read and has its pictures, on its way in. ``outcome`` and ``id`` are what came of it.

    ``name`` is by what it is known for good; ``peeked`` are the first items of its source, for its place to be kept.
    """

    place: SourcePlace
    item: SourceItem
    name: str
    prepared: Prepared
    pictures: TakenPictures
    notes: list[str] = field(default_factory=list)
    outcome: Outcome = Outcome.SKIPPED
    id: ArticleId | None = None
    headline: str = ""
    is_linked: bool = False
    """Whether links of it lead to other articles already."""

    @property
    def article(self) -> ImportedArticle:
        return self.pictures.article


def known_items(connection: Connection, items: Sequence[ReadItem]) -> dict[str, KnownSource]:
    """Those of the items that came before, and those of an export of ours whose articles are here, by their names."""
    known = find_sources(connection, [item.name for item in items])
    own = {item.article.own.uid: item.name for item in items if item.article.own and item.name not in known}
    return known | {own[uid]: found for uid, found in find_uids(connection, own).items()}


def tell_of_doubles(
    connection: Connection, items: Sequence[ReadItem], was_met: Callable[[int], bool] | None = None
) -> None:
    """A word on new articles with the headline of another one.

    ``was_met`` notes headlines of a dry run, whose articles never come. That texts are alike is found by the
    suggestions, when it is quiet: it would take longer than the import.
    """
    hashes = {id(item): item.prepared.headline_hash for item in items if item.article.own is None}
    taken = known_headlines(connection, {one for one in hashes.values() if one is not None})
    for item in items:
        headline = hashes.get(id(item))
        if headline is None:
            continue
        if headline in taken or (was_met is not None and was_met(headline)):
            item.notes.append(_DOUBLE)
        taken.add(headline)


def _related_addresses(article: ImportedArticle) -> list[str]:
    return [link.address for link in article.related if link.address]


def _headlines(article: ImportedArticle) -> dict[str, str]:
    """What entries of the related list are called while they wait, by their addresses."""
    kept = [one.article for one in article.own.revisions if one.article] if article.own else []
    return {
        link.address: link.headline or link.address
        for one in (*kept, article)
        for link in one.related
        if link.address
    }


@dataclass(slots=True)
class _Ends:
    """Where an item's links begin and lead to."""

    origin: Origin
    own: list[Key]
    names: list[Key]
    targets: Targets


class Writer:
    """Of one import. Remembers names and origins from batch to batch, as long as nobody else writes."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._names: Names | None = None
        self._scopes = Scopes()
        self._origins: dict[str, Origin] = {}
        self._mark: tuple[int, int] | None = None
        self.named_origins: set[int] = set()
        """Those whose items may be linked to by the mere names of their files."""

    def keep_place(self, connection: Connection, place: SourcePlace, peeked: Iterable[SourceItem]) -> Origin:
        """The origin of a source's items, remembered in the library."""
        origin = keep_place(connection, place, peeked)
        self._origins = {place.scope: origin}
        return origin

    def write(
        self, connection: Connection, items: Sequence[ReadItem], in_time: Callable[[], bool]
    ) -> list[ReadItem]:
        """Brings items in, as many as there is time for, and at least one; answers those that wait for another batch.

        Says of each what came of it. New ones are brought together, so the caller sees that they are not too many.
        Raises ``LibraryError`` where the library cannot be written; nothing of the batch has come then.
        """
        if self._names is None:
            self._names = Names(connection)
        at = now()
        known = known_items(connection, items)
        waiting: list[ReadItem] = []
        new = [item for item in items if item.name not in known]
        tell_of_doubles(connection, new)
        self._bring_new(connection, self._names, new, at)
        for n, item in enumerate(items):
            if item.name in known:
                if n and not in_time():
                    waiting.append(item)
                else:
                    self._bring_known(connection, self._names, item, known[item.name], at)
        return waiting

    def ended(self, mark: tuple[int, int]) -> None:
        """The transaction is about to be durable; ``mark`` tells whether somebody else writes before the next one."""
        self._mark = mark

    def forget(self) -> None:
        """The transaction was rolled back."""
        self._names = None
        self._mark = None
        self._forget_origins()

    def go_on(self, connection: Connection, mark: tuple[int, int]) -> None:
        """A transaction has begun."""
        if self._names is not None:
            self._names.go_on(connection, alone=mark == self._mark)

    def _rolled_back(self, names: Names) -> None:
        """To its savepoint: names and origins that were made since are gone."""
        names.forget()
        self._forget_origins()

    def _forget_origins(self) -> None:
        self._scopes.forget()
        self._origins.clear()

    def _bring_known(
        self, connection: Connection, names: Names, item: ReadItem, known: KnownSource, at: datetime
    ) -> None:
        item.id, item.headline = known.article_id, known.headline
        if known.digest == item.item.digest:
            item.outcome = Outcome.UNCHANGED
            return
        try:
            with savepoint(connection):
                if known.is_edited and self._says_the_same(connection, names, item):
                    keep_sources(connection, [(item.name, known.article_id, item.item.digest, NEVER)], at=at)
                    item.outcome = Outcome.UNCHANGED
                elif known.is_edited:
                    self._keep_conflict(connection, names, item, at)
                else:
                    self._bring_up_to_date(connection, names, item, at)
        except LibraryError:
            raise
        except NewsroomError as error:
            self._rolled_back(names)
            item.outcome = Outcome.SKIPPED
            item.notes.insert(0, str(error))

    def _keep_conflict(self, connection: Connection, names: Names, item: ReadItem, at: datetime) -> None:
        """What the source says now is a revision beside the article, for an editor to compare."""
        assert item.id is not None
        content = content_said(names, self._arrival(item, {}), item.id)
        keep_named(connection, item.id, RevisionKind.IMPORTED, content, at=at, by=self._by)
        saw_source(connection, item.name, item.item.digest, at=at)
        if not find_sources(connection, [item.name]):  # an article of this library that comes back to it
            keep_sources(connection, [(item.name, item.id, item.item.digest, NEVER)], at=at)
        item.notes.insert(0, WORKED_ON)
        item.outcome = Outcome.CONFLICT

    def _says_the_same(self, connection: Connection, names: Names, item: ReadItem) -> bool:
        """Whether the article of an export of ours stands here already, word for word."""
        if item.article.own is None or item.id is None:
            return False
        ends = self._ends(connection, item)
        found = self._found(connection, [ends])
        content = content_said(names, self._arrival(item, first_found(ends.targets, found, item.id)), item.id)
        return same_content(content, stored_article(connection, item.id).content)

    def _found(self, connection: Connection, ends: Sequence[_Ends]) -> dict[Key, ArticleId]:
        """The articles that links lead to: imported ones by their addresses, those of this library by their uids."""
        keys = [key for one in ends for keys in one.targets.values() for key in keys]
        found = find_targets(connection, keys)
        own = self._scopes.own_library(connection)
        uids = {key[1].removeprefix("/"): key for key in keys if key[0] == own and key not in found}
        for uid, known in find_uids(connection, uids).items():
            found[uids[uid]] = known.article_id
        return found

    def _bring_up_to_date(self, connection: Connection, names: Names, item: ReadItem, at: datetime) -> None:
        assert item.id is not None
        ends = self._ends(connection, item)
        found = self._found(connection, [ends])
        linked = first_found(ends.targets, found, item.id)
        version = bring_up_to_date(
            connection, names, item.id, self._arrival(item, linked), at=at, by=self._by
        )
        forget_links(connection, [item.id])
        self._keep_ends(connection, [(item, ends, linked)])
        keep_sources(connection, [(item.name, item.id, item.item.digest, version)], at=at)
        item.headline = item.article.headline
        item.outcome = Outcome.UPDATED
        item.is_linked = _leads_on(linked, item.id)

    def _bring_new(
        self, connection: Connection, names: Names, items: Sequence[ReadItem], at: datetime
    ) -> None:
        if not items:
            return
        try:
            with savepoint(connection):
                self._bring_all(connection, names, items, at)
        except LibraryError:
            raise
        except (ClashError, NewsroomError) as error:
            self._rolled_back(names)
            if len(items) > 1:  # one of them will not do: it is found by bringing each by itself
                for item in items:
                    self._bring_new(connection, names, [item], at)
                return
            items[0].outcome = Outcome.SKIPPED
            items[0].notes.insert(0, _CLASH if isinstance(error, ClashError) else str(error))

    def _bring_all(
        self, connection: Connection, names: Names, items: Sequence[ReadItem], at: datetime
    ) -> None:
        ids = reserved(connection, len(items))
        ends = [self._ends(connection, item) for item in items]
        found = self._found(connection, ends)
        for id, one in zip(ids, ends, strict=True):
            for key in one.own:
                found.setdefault(key, id)
        linked = [first_found(one.targets, found, id) for id, one in zip(ids, ends, strict=True)]
        arrivals = [self._arrival(item, links) for item, links in zip(items, linked, strict=True)]
        versions = bring_in(connection, names, arrivals, ids, at=at, by=self._by)
        for item, id, links in zip(items, ids, linked, strict=True):
            item.id, item.headline, item.outcome = id, item.article.headline, Outcome.IMPORTED
            item.is_linked = _leads_on(links, id)
        self._keep_ends(connection, list(zip(items, ends, linked, strict=True)))
        keep_sources(
            connection,
            [
                (item.name, id, item.item.digest, version)
                for item, id, version in zip(items, ids, versions, strict=True)
            ],
            at=at,
        )

    def _arrival(self, item: ReadItem, linked: dict[str, ArticleId]) -> Arrival:
        return Arrival(item.article, item.prepared, item.pictures.picture, linked)

    def _ends(self, connection: Connection, item: ReadItem) -> _Ends:
        article, place = item.article, item.place
        origin = self._origins.get(place.scope)
        if origin is None:
            origin = self.keep_place(connection, place, ())
        origin = self._scopes.origin_of(connection, origin, article, is_tree=place.is_tree)
        tree_path = place.tree_path(item.item)
        bases = (*((tree_path,) if tree_path else ()), *article.addresses)
        own, names = self._scopes.own(connection, origin, (*bases, *article.aliases), item.prepared.keys)
        self.named_origins.update(id for id, _ in names)
        wanted = [*item.prepared.targets, *_related_addresses(article)]
        for one in article.own.revisions if article.own else ():
            if one.article is not None:
                wanted += [*targets_in(one.article.body), *_related_addresses(one.article)]
        targets = self._scopes.targets(connection, origin, wanted, bases) if wanted else {}
        return _Ends(origin, own, names, targets)

    def _keep_ends(
        self, connection: Connection, items: Sequence[tuple[ReadItem, _Ends, dict[str, ArticleId]]]
    ) -> None:
        """Their addresses, and those of their links that have not found an article."""
        own = [(key, item.id) for item, ends, _ in items for key in ends.own if item.id is not None]
        named = [(key, item.id) for item, ends, _ in items for key in ends.names if item.id is not None]
        keep_addresses(connection, own, named)
        waiting: list[tuple[Key, ArticleId, str | None]] = []
        for item, ends, linked in items:
            headlines = _headlines(item.article)
            for target, keys in ends.targets.items():
                if target not in linked and item.id is not None:
                    waiting += [(key, item.id, headlines.get(target)) for key in keys]
        keep_links(connection, waiting)


def _leads_on(linked: dict[str, ArticleId], own: ArticleId) -> bool:
    return any(id != own for id in linked.values())
