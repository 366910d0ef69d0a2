"""What editors took and refused of what was suggested, and which suggestions a library wants. Kept in the library."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import SuggestionKind, SuggestionSettings
from newsroom.storage.asking import ask, ask_value
from newsroom.storage.tables import article, setting, suggestion_answer

_SETTINGS = "suggestions"


def keep_answer(
    connection: Connection,
    article_id: ArticleId,
    kind: SuggestionKind,
    what: str,
    *,
    is_taken: bool,
    at: datetime,
    by: str,
) -> bool:
    """Keeps the last answer to each suggestion; False where the library has no such article."""
    if connection.execute(select(article.c.id).where(article.c.id == article_id)).first() is None:
        return False
    values = {
        "article_id": article_id,
        "kind": kind.value,
        "what": what,
        "is_taken": int(is_taken),
        "at": at,
        "by": by,
    }
    statement = insert(suggestion_answer).values(values)
    changed = {name: statement.excluded[name] for name in ("is_taken", "at", "by")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["article_id", "kind", "what"], set_=changed)
    )
    return True


def forget_answer(connection: Connection, article_id: ArticleId, kind: SuggestionKind, what: str) -> None:
    """As if none had been given."""
    c = suggestion_answer.c
    connection.execute(
        delete(suggestion_answer).where(c.article_id == article_id, c.kind == kind.value, c.what == what)
    )


def refused(connection: Connection, article_id: ArticleId) -> dict[SuggestionKind, set[str]]:
    """What was refused for an article, by kind."""
    found: dict[SuggestionKind, set[str]] = {kind: set() for kind in SuggestionKind}
    sql = "SELECT kind, what FROM suggestion_answer WHERE article_id = ? AND is_taken = 0"
    for row in ask(connection, sql, (article_id,)):
        if row["kind"] in found:
            found[SuggestionKind(row["kind"])].add(row["what"])
    return found


def answers(connection: Connection, kind: SuggestionKind, most: int) -> list[tuple[int, str, bool]]:
    """The newest answers to suggestions of a kind: article, what, whether it was taken."""
    sql = "SELECT article_id, what, is_taken FROM suggestion_answer WHERE kind = ? ORDER BY at DESC LIMIT ?"
    return [
        (row["article_id"], row["what"], bool(row["is_taken"]))
        for row in ask(connection, sql, (kind.value, most))
    ]


def load_settings(connection: Connection) -> SuggestionSettings:
    """The switches; on where nothing else was saved."""
    stored = ask_value(connection, "SELECT value FROM setting WHERE name = ?", (_SETTINGS,))
    values = json.loads(str(stored)) if stored is not None else {}
    known = values if isinstance(values, Mapping) else {}
    return SuggestionSettings(
        **{kind.value: known.get(kind.value, True) is not False for kind in SuggestionKind}
    )


def save_settings(connection: Connection, settings: SuggestionSettings) -> None:
    """Puts these switches in the place of the old ones."""
    statement = insert(setting).values(name=_SETTINGS, value=asdict(settings))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
    )
