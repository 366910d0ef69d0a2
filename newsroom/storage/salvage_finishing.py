"""After rows were saved: what belongs together again, and what is made up so that nothing that was saved is lost."""

import sqlite3
from dataclasses import dataclass, field

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import RevisionId
from newsroom.domain.slugs import new_short_code, new_uid
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.revisions import load_revision
from newsroom.storage.tables import metadata

_TEXTLESS = (
    "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM article_text t WHERE t.article_id = article.id)"
)
_NEWEST = "SELECT id FROM revision WHERE article_id = ? ORDER BY number DESC"
_DETAIL = """
INSERT INTO article_detail (article_id, dateline, picture, notices, extra)
SELECT id, '{"place": null, "date": null, "credit": null}', NULL, '[]', '{}' FROM article
WHERE NOT EXISTS (SELECT 1 FROM article_detail d WHERE d.article_id = article.id)
"""
_LOST_PUBLIC = """
SELECT id FROM article WHERE published_revision_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = article.published_revision_id)
"""
_PUBLISHED_ONCE = "SELECT id FROM article WHERE published_revision_id IS NOT NULL"
_PUBLIC = "state = 'published' AND trashed_at IS NULL AND published_revision_id IS NOT NULL"

_NOBODYS = -(1 << 62)
_LOOSEN = f"UPDATE article_text SET search_key = {_NOBODYS} + article_id"
_PLACE = "UPDATE article_text SET search_key = (SELECT search_key FROM article WHERE id = article_id)"


@dataclass
class Made:
    """What had to be made up, by article."""

    rows: set[int] = field(default_factory=set)
    """Articles of which only the text was found."""
    texts: set[int] = field(default_factory=set)
    """Texts that were taken from the newest revision that could be read."""
    empty: set[int] = field(default_factory=set)
    """Articles without any text."""
    unpublished: set[int] = field(default_factory=set)
    """Articles whose published version is lost."""
    n_unlinked: int = 0
    """Links to what is not there any more."""


def finish_rows(driver: sqlite3.Connection, at_ms: int) -> Made:
    """Articles, texts and links as they must be. Inside a transaction, without triggers."""
    made = Made()
    _make_articles(driver, made, at_ms)
    _drop_dangling(driver, made)
    driver.execute(_DETAIL)
    for (id,) in driver.execute(_LOST_PUBLIC).fetchall():
        made.unpublished.add(id)
    _unpublish(driver, made.unpublished)
    _publish_again(driver)
    return made


def fill_texts(connection: Connection, driver: sqlite3.Connection, made: Made) -> None:
    """Texts that are missing, from revisions: they hold whole contents. In the same transaction, afterwards."""
    driver.execute(_LOOSEN)  # a damaged one may have another's place in time
    for (id,) in driver.execute(_TEXTLESS).fetchall():
        content = _newest_content(connection, driver, id)
        if content is None:
            made.empty.add(id)
            (headline,) = driver.execute("SELECT headline FROM article WHERE id = ?", (id,)).fetchone()
            content = Content(headline=headline)
        else:
            made.texts.add(id)
        driver.execute(
            "INSERT INTO article_text (article_id, search_key, headline, lede, body) "
            f"SELECT id, {_NOBODYS} + id, ?, ?, ? FROM article WHERE id = ?",
            (content.headline, content.lede, content.body, id),
        )
    driver.execute(_PLACE)
    # Whoever derives something from the texts has not seen any of them yet.
    driver.execute("INSERT INTO article_change (article_id) SELECT article_id FROM article_text")


def _make_articles(driver: sqlite3.Connection, made: Made, at_ms: int) -> None:
    """A draft for each text that has lost what the article was."""
    texts = (
        "SELECT article_id, headline, body FROM article_text WHERE article_id NOT IN (SELECT id FROM article)"
    )
    (key,) = driver.execute("SELECT coalesce(max(search_key), 0) FROM article").fetchone()
    for n, (id, headline, body) in enumerate(driver.execute(texts).fetchall(), 1):
        driver.execute(
            "INSERT INTO article (id, uid, search_key, version, state, language, headline, headline_hash, n_words, "
            "short_code, created_at, updated_at) VALUES (?, ?, ?, 1, 'draft', 'en', ?, ?, ?, ?, ?, ?)",
            (
                id,
                new_uid(),
                key + n,
                headline,
                headline_hash(headline),
                len(body.split()),
                new_short_code(),
                at_ms,
                at_ms,
            ),
        )
        made.rows.add(id)


def _drop_dangling(driver: sqlite3.Connection, made: Made) -> None:
    """What refers to nothing is emptied where it may be empty, else goes. Twice: what goes may be referred to."""
    for _ in range(2):
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                name, target = key.parent.name, key.column
                dangling = (
                    f"{name} IS NOT NULL AND {name} NOT IN (SELECT {target.name} FROM {target.table.name})"
                )
                act = f"DELETE FROM {table.name}"
                if key.parent.nullable:
                    act = f"UPDATE {table.name} SET {name} = NULL"
                made.n_unlinked += driver.execute(f"{act} WHERE {dangling}").rowcount


def _unpublish(driver: sqlite3.Connection, ids: set[int]) -> None:
    for id in ids:
        driver.execute(
            "UPDATE article SET published_revision_id = NULL, has_unpublished_changes = 0, "
            "state = CASE state WHEN 'published' THEN 'ready' ELSE state END WHERE id = ?",
            (id,),
        )
    for table in ("public_article", "public_tag", "public_series"):
        driver.execute(f"DELETE FROM {table} WHERE article_id NOT IN ({_PUBLISHED_ONCE})")


def _publish_again(driver: sqlite3.Connection) -> None:
    """What readers see of published articles, where that was lost and the article is as it was published."""
    driver.execute(
        "INSERT OR IGNORE INTO public_article (article_id, revision_id, headline, section_id, published_at) SELECT id, "
        f"published_revision_id, headline, section_id, coalesce(published_at, updated_at) FROM article WHERE {_PUBLIC}"
    )
    for name, values in (("tag", "p.published_at"), ("series", "coalesce(l.place_by_hand, p.published_at)")):
        unchanged = f"SELECT id FROM article WHERE {_PUBLIC} AND has_unpublished_changes = 0"
        driver.execute(
            f"INSERT OR IGNORE INTO public_{name} SELECT l.article_id, l.{name}_id, {values} FROM article_{name} l "
            f"JOIN public_article p ON p.article_id = l.article_id WHERE l.article_id IN ({unchanged}) "
            f"AND l.article_id NOT IN (SELECT article_id FROM public_{name})"
        )


def _newest_content(connection: Connection, driver: sqlite3.Connection, id: int) -> Content | None:
    for (revision_id,) in driver.execute(_NEWEST, (id,)).fetchall():
        try:
            revision = load_revision(connection, RevisionId(revision_id))
        except LibraryError:
            continue
        if revision is not None:
            return revision.content
    return None
