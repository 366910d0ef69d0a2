"""Sites of Publii: its database, in a folder or an archive of the site or alone, with each post as an item of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname
from urllib.parse import quote

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.container_parts import too_large
from newsroom.exchange.sources.files import SourceFile, digest_of, not_read
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.publii_article import PubliiPost, article_of_post, statuses_of, title_of
from newsroom.exchange.sources.publii_database import MAGIC, PostRows, SiteDatabase, text
from newsroom.exchange.sources.publii_site import PubliiSite, site_in
from newsroom.exchange.sources.publii_text import LINK

ENDINGS = frozenset((".sqlite", ".sqlite3", ".db"))
_SIGNS = (b"posts_additional_data", b"posts_images", b"posts_tags")
_HEAD, _PIECE = 64 * 1024, 1024 * 1024
_LARGEST = 1024 * 1024 * 1024
_OPEN = (
    "Publii was writing it, or ended badly: what it had not written to its end is left out. End Publii, and import it "
    "again."
)


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file is a database of Publii, by its name and its head, which has the names of its tables."""
    return path.suffix.lower() in ENDINGS and _is_site(head)


def items_of(file: SourceFile) -> Iterator[SourceItem]:
    """The posts of a site; of any other database, what it is. Raises ``SourceError``."""
    with tempfile.TemporaryDirectory(prefix="newsroom-site-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "db.sqlite"
        if not _is_copied(file, copy):
            yield file.problem(not_read(file))
            return
        if any(file.container.has(f"{file.place}{ending}") for ending in ("-journal", "-wal")):
            yield file.problem(_OPEN)
        site = site_in(file.container, dirname(file.place))
        n_posts = 0
        with SiteDatabase(copy) as database:
            for number, problem in enumerate(database.problems):
                yield SourceItem(file.name, f"{file.name}#{number}", "", problem=problem)
            for rows in database.posts():
                n_posts += 1
                yield _item(file, rows, database, site)
        if not n_posts:
            raise SourceError("There is no post in it.")


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What a post says. Pure. Raises ``SourceError``."""
    if not isinstance(payload, PubliiPost):
        raise SourceError("It is no post of Publii.")
    return article_of_post(payload, around)


def _is_site(head: bytes) -> bool:
    return head.startswith(MAGIC) and all(sign in head for sign in _SIGNS)


def _is_copied(file: SourceFile, copy: Path) -> bool:
    """Whether it is one of Publii's, and was copied: one in use, or in an archive, cannot be read where it is."""
    try:
        with file.stream() as source, copy.open("wb") as target:
            piece = source.read(_HEAD)
            if not _is_site(piece):
                return False
            n_left = _LARGEST
            while piece:
                n_left -= len(piece)
                if n_left < 0:
                    raise too_large(_LARGEST)
                target.write(piece)
                piece = source.read(_PIECE)
    except (OSError, EOFError, ValueError) as error:
        raise SourceError(f"It cannot be read: {error}.") from None
    return True


def _item(file: SourceFile, rows: PostRows, database: SiteDatabase, site: PubliiSite) -> SourceItem:
    # What a site serves as /media lies in its folder "input"; of several sites below one folder each has its own.
    folder = dirname(file.name)
    above = "" if folder in ("", "input") else f"{folder}/"
    statuses = statuses_of(rows)
    kind = "page" if "is-page" in statuses else "post"
    name, key = f"{file.name}: {kind} {rows.id}", f"{above}posts/{rows.id}"
    if rows.problem:
        return SourceItem(name, key, "", problem=rows.problem)
    if "trashed" in statuses:
        return SourceItem(name, key, "", problem=f"It is in the trash there: {title_of(rows)}")
    links = _links_in(rows, database, site)
    post = PubliiPost(rows, site, f"/{quote(above)}media/posts/{rows.id}/", links)
    said = repr((rows, site, sorted(links.items()))).encode("utf-8", "replace")
    return SourceItem(name, key, digest_of("publii", said), post)


def _links_in(rows: PostRows, database: SiteDatabase, site: PubliiSite) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in LINK.finditer(text(rows.post.get("text"))):
        slug = database.slug_of(match["kind"], int(match["id"]))
        if slug:
            found[match[0]] = site.path_of(match["kind"], slug)
    return found
