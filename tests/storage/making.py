"""Rows for tests, written straight into the tables: what triggers do must not depend on our own code."""

from typing import Any

from newsroom.storage.folding import folded
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.store import Connection


def insert(connection: Connection, table: str, **values: Any) -> int:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    return int(connection.exec_driver_sql(sql, values).lastrowid or 0)


def add_section(connection: Connection, name: str) -> int:
    return insert(connection, "section", name=name, name_key=name.lower(), slug=name.lower())


def add_series(connection: Connection, name: str, **values: Any) -> int:
    return insert(
        connection,
        "series",
        name=name,
        name_key=name.lower(),
        slug=name.lower(),
        sort_key=name.lower(),
        **values,
    )


def add_tag(connection: Connection, name: str) -> int:
    id = insert(connection, "tag", name=name, kind="topic", slug=name.lower(), sort_key=name.lower())
    insert(
        connection,
        "tag_name",
        tag_id=id,
        name=name,
        folded_name=folded(name),
        name_key=name.lower(),
        is_alias=0,
    )
    return id


def add_author(connection: Connection, name: str) -> int:
    names = {"name": name, "name_key": name.lower(), "slug": name.lower(), "sort_key": name.lower()}
    return insert(connection, "author", **names)


def add_article(
    connection: Connection,
    key: int,
    *,
    headline: str = "Ferry returns",
    lede: str = "",
    body: str = "",
    tags: tuple[int, ...] = (),
    series: tuple[int, ...] = (),
    **values: Any,
) -> int:
    """An article at ``key``, which names it as well."""
    row = {"state": "draft", "version": 1, "language": "en", "n_words": 0, "created_at": 0, "updated_at": 0}
    id = insert(
        connection,
        "article",
        uid=f"u{key}",
        short_code=f"c{key}",
        search_key=key,
        headline=headline,
        headline_hash=headline_hash(headline),
        **(row | values),
    )
    texts = {"headline": headline, "lede": lede, "body": body}
    folds = {f"folded_{name}": folded(text) for name, text in texts.items()}
    insert(connection, "article_text", article_id=id, search_key=key, **texts, **folds)
    for name, ids in (("tag", tags), ("series", series)):
        for position, other in enumerate(ids):
            link = {"article_id": id, f"{name}_id": other, "position": position, "search_key": key}
            insert(connection, f"article_{name}", **link)
    return id
