"""Links between imported items become links between articles, as soon as both ends are in the library."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from newsroom.desk.import_origins import host_of, site_name
from newsroom.desk.import_reading import measure
from newsroom.domain.article import Content, RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportedArticle
from newsroom.domain.names import name_key
from newsroom.exchange.sources.links import is_name, item_keys, relinked, target_keys, targets_in
from newsroom.exchange.sources.records import OWN_HOST
from newsroom.storage.bulk_links import load_kept, load_untouched, write_kept, write_linked
from newsroom.storage.import_links import (
    FoundLink,
    Key,
    Origin,
    addresses_of,
    adopt_host,
    ensure_origin,
    find_origin,
    find_targets,
    forget_found,
    forget_strangers,
    found_links,
    set_hosts,
    strangers,
    waiting_articles,
)
from newsroom.storage.store import Connection

_MOST_SITES = 20_000
_STRANGERS_AT_ONCE = 2_000
_LEAST_MATCHES = 3
_LEAST_SHARE = 0.05
Targets = Mapping[str, Sequence[Key]]
"""Keys that each target of an item's links may be looked up by, the surest first."""


class Scopes:
    """In which origin a key means something. Of one import; remembers the sites that it met."""

    def __init__(self) -> None:
        self._sites: dict[str, int | None] = {}
        self._origins: dict[str, Origin] = {}

    def forget(self) -> None:
        """What is remembered may be gone: part of the transaction was rolled back."""
        self._sites.clear()
        self._origins.clear()

    def origin_of(
        self, connection: Connection, origin: Origin, article: ImportedArticle, *, is_tree: bool
    ) -> Origin:
        """A folder's items belong to the folder, whatever their addresses; those of an export to their site."""
        host = None if is_tree else host_of(article.addresses)
        if host is None:
            return origin
        found = self._origins.get(host)
        if found is None:
            if len(self._origins) >= _MOST_SITES:
                self._origins.clear()
            found = ensure_origin(connection, site_name(host))
            found = self._origins[host] = replace(found, hosts=(*found.hosts, host))
            self._sites[host] = found.id
        return found

    def own(
        self,
        connection: Connection,
        origin: Origin,
        addresses: Iterable[str],
        known: Mapping[str, Sequence[str]],
    ) -> tuple[list[Key], list[Key]]:
        """The keys by which an item is found at these addresses: sure ones, and mere names of files.

        ``known`` has the keys of some of the addresses.
        """
        sure: dict[Key, None] = {}
        names: dict[Key, None] = {}
        for address in addresses:
            for key in known.get(address) or item_keys(address):
                if is_name(key):
                    names[origin.id, key] = None
                elif key.startswith("//"):
                    host, path = _split(key)
                    sure[self._ensured(connection, host), path] = None
                else:
                    sure[origin.id, key] = None
        return list(sure), list(names)

    def targets(
        self, connection: Connection, origin: Origin, targets: Iterable[str], bases: Sequence[str]
    ) -> Targets:
        """What links point to, as keys; without those that lead to other sites for all that is known."""
        found = {}
        for target in targets:
            keys = [
                scoped
                for key in target_keys(target, bases)
                if (scoped := self._scoped(connection, origin, key)) is not None
            ]
            if keys:
                found[target] = keys
        return found

    def own_library(self, connection: Connection) -> int | None:
        """The origin of addresses that are uids, where exports of ours have come."""
        return self._site(connection, OWN_HOST.removeprefix("//"))

    def _scoped(self, connection: Connection, origin: Origin, key: str) -> Key | None:
        if not key.startswith("//"):
            return origin.id, key
        host, path = _split(key)
        if host in origin.hosts:
            return origin.id, path
        site = self._site(connection, host)
        if site is not None:
            return site, path
        # A folder does not say at which site it stood: that is seen at the end, from all of its links.
        return None if origin.hosts or origin.is_site else (origin.id, key)

    def _site(self, connection: Connection, host: str) -> int | None:
        if host not in self._sites:
            if len(self._sites) >= _MOST_SITES:
                self._sites.clear()
            origin = find_origin(connection, site_name(host))
            self._sites[host] = origin.id if origin else None
        return self._sites[host]

    def _ensured(self, connection: Connection, host: str) -> int:
        known = self._site(connection, host)
        if known is None:
            known = self._sites[host] = ensure_origin(connection, site_name(host)).id
        return known


def first_found(
    targets: Targets, found: Mapping[Key, ArticleId], own: ArticleId | None
) -> dict[str, ArticleId]:
    """The article of each target that has one. ``own`` is the one whose links they are, where it is known."""
    return {
        target: found[key]
        for target, keys in targets.items()
        if (key := _first(keys, found)) is not None and not _is_elsewhere(target, found[key], own)
    }


def _is_elsewhere(target: str, found: int | None, own: int | None) -> bool:
    """Whether the whole address fits only the article that has the link: it says where else this one stands."""
    return found is not None and found == own and "//" in target


def own_hosts(connection: Connection, origin: Origin) -> tuple[str, ...]:
    """Hosts whose addresses must be the origin's own, because many links to them fit its items; they are kept as such.

    Links to other sites are forgotten with it.
    """
    matches: dict[str, set[str]] = {}
    n_links: dict[str, int] = {}
    after = ""
    while rows := strangers(connection, origin.id, after, _STRANGERS_AT_ONCE):
        keys = {address: (origin.id, _split(address)[1]) for address, _ in rows}
        found = find_targets(connection, list(keys.values()))
        for address, id in rows:
            host, path = _split(address)
            n_links[host] = n_links.get(host, 0) + 1
            if found.get(keys[address], id) != id and path.count("/") > 1:
                matches.setdefault(host, set()).add(path)
        after = rows[-1][0]
    hosts = tuple(
        host
        for host, paths in matches.items()
        if len(paths) >= _LEAST_MATCHES and len(paths) >= _LEAST_SHARE * n_links[host]
    )
    for host in hosts:
        adopt_host(connection, origin.id, host)
    if hosts:
        set_hosts(connection, origin.id, {*origin.hosts, *hosts})
    forget_strangers(connection, origin.id)
    return hosts


def link_some(
    connection: Connection, after: int, limit: int, in_time: Callable[[], bool]
) -> tuple[list[ArticleId], int]:
    """Writes links into articles whose links have found what they lead to: which, and the last id, 0 at the end.

    An article that an editor has changed since is left as it is.
    """
    ids = waiting_articles(connection, after, limit)
    linked = []
    last = 0
    done = []
    for id in ids:
        if _link(connection, id):
            linked.append(id)
        done.append(id)
        last = id
        if not in_time():
            break
    forget_found(connection, done)
    return linked, last


def _link(connection: Connection, id: ArticleId) -> bool:
    links = found_links(connection, id)
    article = load_untouched(connection, id) if links else None
    if article is None:
        return False
    bases = [path for _, path in addresses_of(connection, id)]
    content = _with_links(article.content, links, bases, id)
    kept = [
        (revision, after)
        for revision, before in load_kept(connection, article)
        if (after := _with_links(before, links, bases, id)) != before
    ]
    if content == article.content and not kept:
        return False
    texts = measure(content.headline, content.lede, content.body)
    write_linked(connection, article, content, texts.n_words, texts.folded)
    write_kept(connection, article, kept)
    return True


def _with_links(content: Content, links: Sequence[FoundLink], bases: Sequence[str], id: ArticleId) -> Content:
    by_path = {_path(link.key[1]): link.target for link in reversed(links)}
    entries = {name_key(link.headline): link for link in links if link.headline}

    def article_at(target: str) -> int | None:
        for key in target_keys(target, [base for base in bases if not is_name(base)]):
            if (found := by_path.get(_path(key))) is not None:
                return None if _is_elsewhere(target, found, id) else found
        return None

    body = relinked(content.body, article_at) if targets_in(content.body) else content.body
    return replace(content, body=body, related=_related(content.related, entries, id))


def _related(
    related: tuple[RelatedLink, ...], entries: Mapping[str, FoundLink], id: ArticleId
) -> tuple[RelatedLink, ...]:
    """Entries that waited get their articles, and where they were called by an address, their headlines."""
    taken = {link.id for link in related} | {id}
    after = []
    for link in related:
        found = entries.get(name_key(link.headline)) if link.id is None else None
        if found is None or found.target in taken:
            after.append(link)
            continue
        taken.add(found.target)
        is_address = link.headline.startswith(("/", "http:", "https:"))
        after.append(RelatedLink(found.target, found.target_headline if is_address else link.headline))
    return tuple(after)


def _path(key: str) -> str:
    return _split(key)[1] if key.startswith("//") else key


def _split(key: str) -> tuple[str, str]:
    """Host and path of a key that has both."""
    host, _, path = key[2:].partition("/")
    return host, f"/{path}"


def _first(keys: Sequence[Key], found: Mapping[Key, ArticleId]) -> Key | None:
    return next((key for key in keys if key in found), None)
