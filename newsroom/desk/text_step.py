"""The step of an act that replaces words in texts: article by article, each with a revision of what it was before."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from newsroom.desk.act_reading import loaded
from newsroom.desk.saving import save
from newsroom.desk.text_changes import TextChanger, TooSlowError
from newsroom.domain.article import Article, Content
from newsroom.domain.ids import RevisionId
from newsroom.domain.replacing import TextChange, TextField
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import from_rfc3339, now
from newsroom.storage.act_batch import Batch
from newsroom.storage.revisions import load_revision
from newsroom.storage.search_index import many_texts
from newsroom.storage.texts import Texts
from newsroom.storage.timeline import keep_named

TOO_SLOW = "The pattern took too long on this article."
_SINCE = "Its text was changed since."
_NAMES = tuple(field.value for field in TextField)
_KEPT = (
    "SELECT g.article_id, g.before, g.after FROM chosen c JOIN act_change g "
    "ON g.act_id = :act AND g.step = :step AND g.article_id = c.id ORDER BY g.article_id"
)
_KEEP = "INSERT INTO act_change (act_id, step, article_id, before, after) VALUES (:act, :step, :id, :before, :after)"


@dataclass(frozen=True, slots=True)
class ReplaceTextStep:
    """Working copies change; readers see nothing of it until they are published. ``at``: RFC 3339.

    Kept of each article: the revision of its text before, and a digest of its text afterwards.
    """

    do: ClassVar[str] = "replace_text"
    content: ClassVar[bool] = False
    at: str
    by: str
    find: str
    replace: str
    is_regex: bool
    match_case: bool
    whole_words: bool
    fields: tuple[str, ...]

    @staticmethod
    def of(change: TextChange, *, at: str, by: str) -> "ReplaceTextStep":
        return ReplaceTextStep(
            at,
            by,
            change.find,
            change.replace,
            change.is_regex,
            change.match_case,
            change.whole_words,
            tuple(sorted(field.value for field in change.fields)),
        )

    def apply(self, batch: Batch) -> None:
        changer = TextChanger(self._change())
        with many_texts(batch.connection):
            for stored in loaded(batch, batch.ids("SELECT id FROM chosen ORDER BY id")):
                self._apply_to(batch, changer, stored)

    def revert(self, batch: Batch) -> None:
        with many_texts(batch.connection):
            self._revert(batch)

    def _revert(self, batch: Batch) -> None:
        rows = {id: (before, after) for id, before, after in batch.rows(_KEPT)}
        for stored in loaded(batch, list(rows)):
            id = stored.id
            before, after = rows[id]
            kept = load_revision(batch.connection, RevisionId(before))
            if kept is None or digest(stored.content) == digest(kept.content):
                continue
            if digest(stored.content) != after:
                batch.leave("SELECT :id", _SINCE, id=id)
                continue
            texts = {name: getattr(kept.content, name) for name in _NAMES}
            save(batch.connection, stored, replace(stored.content, **texts), at=now(), by=self.by)

    def _apply_to(self, batch: Batch, changer: TextChanger, stored: Article) -> None:
        texts = Texts(*(getattr(stored.content, name) for name in _NAMES))
        try:
            changed = changer.changed(texts)
        except TooSlowError:
            batch.left.add([stored.id], TOO_SLOW)
            return
        if not changed:
            return
        connection, at = batch.connection, from_rfc3339(self.at)
        new: dict[str, Any] = dict(changed)
        kept = keep_named(
            connection, stored.id, RevisionKind.REPLACED, stored.content, at=at, by=self.by, name=self.find
        )
        saved = save(connection, stored, replace(stored.content, **new), at=at, by=self.by)
        batch.run(_KEEP, id=stored.id, before=kept, after=digest(saved.content))

    def _change(self) -> TextChange:
        return TextChange(
            self.find,
            self.replace,
            self.is_regex,
            self.match_case,
            self.whole_words,
            frozenset(map(TextField, self.fields)),
        )


def digest(content: Content) -> str:
    """Of the texts alone: what else is done to the article meanwhile stays."""
    joined = "\0".join(getattr(content, name) for name in _NAMES)
    return hashlib.blake2b(joined.encode("utf-8"), digest_size=12).hexdigest()
