"""The steps of acts that go from article to article, by the rules of one: publishing, withdrawing, the trash.

Each works inside the write transaction of a batch (storage/act_batch.py).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from newsroom.desk.act_reading import SOME, loaded
from newsroom.desk.publicity import last_text_change, release, retract
from newsroom.desk.releasing import what_is_missing
from newsroom.desk.saving import differs_from_public
from newsroom.desk.text_step import ReplaceTextStep
from newsroom.domain.article import Article, Notice, NoticeKind, State
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import from_rfc3339, to_rfc3339
from newsroom.storage.act_batch import HIT, Batch
from newsroom.storage.act_public_steps import DropPublic, SetPlaces, SwapPublic, SwapPublicSection
from newsroom.storage.act_steps import AddLink, RemoveLink, SetByline, SetColumn, Step, SwapLink
from newsroom.storage.amending import Amend
from newsroom.storage.article_writing import update_article
from newsroom.storage.articles import load_articles
from newsroom.storage.headlines import resolve_headlines
from newsroom.storage.moving import Moves, many_moved
from newsroom.storage.public_rows import hide, show_again
from newsroom.storage.publicity import Publicity, put_public, remove_public
from newsroom.storage.revisions import load_revision, set_kind
from newsroom.storage.store import Connection

_SINCE = "It was published again, withdrawn or put into the trash since."
_HASHES = 5_000
_CHOSEN = "SELECT id FROM chosen ORDER BY id"


@dataclass(frozen=True, slots=True)
class PublishStep:
    """Publishes each article as one alone is published."""

    do: ClassVar[str] = "publish"
    content: ClassVar[bool] = False
    at: str
    by: str

    def apply(self, batch: Batch) -> None:
        at = from_rfc3339(self.at)
        with many_moved(batch.connection) as moves:
            for stored in loaded(batch, batch.ids(_CHOSEN)):
                if missing := what_is_missing(stored.content):
                    batch.left.add([stored.id], " ".join(missing))
                    continue
                release(batch.connection, stored, at=at, by=self.by, moves=moves)
                _keep(batch, stored)

    def revert(self, batch: Batch) -> None:
        with many_moved(batch.connection) as moves:
            self._revert(batch, moves)

    def _revert(self, batch: Batch, moves: Moves) -> None:
        for id, before, published, stored in _kept(batch):
            if stored is None or not _is_still(stored, State.PUBLISHED, published):
                _leave(batch, id, _SINCE, is_gone=stored is None)
                continue
            set_kind(batch.connection, RevisionId(published), RevisionKind.UNDONE)
            _take_back(batch.connection, stored, stored, before, self.at, moves)


@dataclass(frozen=True, slots=True)
class WithdrawStep:
    """Withdraws each article, with one notice for all."""

    do: ClassVar[str] = "withdraw"
    content: ClassVar[bool] = False
    at: str
    by: str
    notice: str

    def apply(self, batch: Batch) -> None:
        at = from_rfc3339(self.at)
        notice = self._notice()
        for stored in loaded(batch, batch.ids(_CHOSEN)):
            content = replace(stored.content, notices=(*stored.content.notices, notice))
            retract(batch.connection, stored, content, self.notice, at=at, by=self.by)
            _keep(batch, stored)

    def revert(self, batch: Batch) -> None:
        with many_moved(batch.connection) as moves:
            self._revert(batch, moves)

    def _revert(self, batch: Batch, moves: Moves) -> None:
        notice = self._notice()
        for id, before, published, stored in _kept(batch):
            if stored is None or not _is_still(stored, State.WITHDRAWN, published):
                _leave(batch, id, _SINCE, is_gone=stored is None)
                continue
            set_kind(batch.connection, RevisionId(published), RevisionKind.UNDONE)
            notices = tuple(one for one in stored.content.notices if one != notice)
            without = replace(stored, content=replace(stored.content, notices=notices))
            _take_back(batch.connection, stored, without, before, self.at, moves)

    def _notice(self) -> Notice:
        return Notice(NoticeKind.NOTE, self.notice, from_rfc3339(self.at))


@dataclass(frozen=True, slots=True)
class TrashStep:
    """Into the trash (``at`` in milliseconds) or, without a time, out of it; readers' pages follow."""

    do: ClassVar[str] = "trash"
    content: ClassVar[bool] = False
    at: int | None

    def apply(self, batch: Batch) -> None:
        self._column().apply(batch)
        _follow_trash(batch)

    def revert(self, batch: Batch) -> None:
        self._column().revert(batch)
        _follow_trash(batch)

    def _column(self) -> SetColumn:
        return SetColumn("trashed_at", self.at, only_null=self.at is not None)


_STEPS: dict[str, Any] = {
    step.do: step
    for step in (
        AddLink,
        RemoveLink,
        SwapLink,
        SetColumn,
        SetByline,
        DropPublic,
        SwapPublic,
        SwapPublicSection,
        SetPlaces,
        Amend,
        PublishStep,
        WithdrawStep,
        TrashStep,
        ReplaceTextStep,
    )
}


def steps_from_json(items: list[dict[str, Any]]) -> tuple[Step | Amend, ...]:
    """The inverse of ``to_json``. Raises ``LibraryError`` for what a newer version has written."""
    steps = []
    for item in items:
        values = dict(item)
        make = _STEPS.get(values.pop("do", ""))
        if make is None:
            raise LibraryError("This act was done by a newer version of Newsroom, which can undo it.")
        steps.append(make(**{name: _as_tuple(value) for name, value in values.items()}))
    return tuple(steps)


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def _follow_trash(batch: Batch) -> None:
    """What readers see of the hit articles, and whose headline is the only one of its words."""
    hide(batch)
    show_again(batch)
    hashes = batch.ids(
        f"SELECT DISTINCT headline_hash FROM article WHERE id IN {HIT} AND headline_hash IS NOT NULL"
    )
    for start in range(0, len(hashes), _HASHES):
        resolve_headlines(batch.connection, hashes[start : start + _HASHES])


def _keep(batch: Batch, stored: Article) -> None:
    """What the article was before, and the revision that it shows now."""
    before = {
        "state": stored.state.value,
        "published_at": to_rfc3339(stored.published_at) if stored.published_at else None,
        "revision": stored.published_revision_id,
        "address": stored.address,
        "updated_at": to_rfc3339(stored.updated_at),
    }
    batch.run(
        "INSERT INTO act_change (act_id, step, article_id, before, after) "
        "SELECT :act, :step, id, :before, published_revision_id FROM article WHERE id = :id",
        id=stored.id,
        before=json.dumps(before),
    )


def _kept(batch: Batch) -> Iterator[tuple[int, dict[str, Any], int, Article | None]]:
    """Of each of the chosen what was kept, and the article as it is now."""
    rows = batch.rows(
        "SELECT g.article_id, g.before, g.after FROM chosen c JOIN act_change g "
        "ON g.act_id = :act AND g.step = :step AND g.article_id = c.id ORDER BY g.article_id"
    )
    for start in range(0, len(rows), SOME):
        some = rows[start : start + SOME]
        articles = load_articles(batch.connection, [ArticleId(row[0]) for row in some])
        for id, before, after in some:
            yield id, json.loads(before), after, articles.get(ArticleId(id))


def _is_still(stored: Article, state: State, published: int) -> bool:
    return stored.state is state and stored.trashed_at is None and stored.published_revision_id == published


def _leave(batch: Batch, id: int, why: str, *, is_gone: bool) -> None:
    taken_back = batch.rows(
        "SELECT 1 FROM article a JOIN act_change g ON g.article_id = a.id AND g.act_id = :act AND g.step = :step "
        "WHERE a.id = :id AND a.published_revision_id IS json_extract(g.before, '$.revision') "
        "AND a.state = json_extract(g.before, '$.state')",
        id=id,
    )
    if not is_gone and not taken_back:
        batch.leave("SELECT :id", why, id=id)


def _take_back(
    connection: Connection,
    stored: Article,
    wanted: Article,
    before: dict[str, Any],
    acted_at: str,
    moves: Moves,
) -> None:
    """Puts the article back to what it was before the act; its working copy stays as ``wanted`` has it."""
    revision = load_revision(connection, before["revision"]) if before["revision"] else None
    published_at = _moment(before["published_at"])
    if before["state"] == State.PUBLISHED and revision is not None and published_at is not None:
        facts = Publicity(revision.id, published_at, last_text_change(connection, stored.id))
        put_public(connection, stored.id, revision.content, facts)
    else:
        remove_public(connection, stored.id)
    changes: dict[str, Any] = {
        "state": State(before["state"]),
        "published_at": published_at,
        "published_revision_id": before["revision"],
        "address": before["address"],
    }
    if stored.updated_at == from_rfc3339(acted_at):
        changes["updated_at"] = _moment(before["updated_at"])
    as_before = replace(wanted, published_revision_id=before["revision"])
    changes["has_unpublished_changes"] = differs_from_public(connection, as_before, wanted.content)
    update_article(connection, stored, wanted.content, moves=moves, **changes)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_rfc3339(text)
