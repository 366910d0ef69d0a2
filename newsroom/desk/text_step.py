"""The step of an act that replaces words in texts: article by article, each with a revision of what it was before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from newsroom.desk.act_reading import SOME, loaded
from newsroom.desk.saving import save_texts
from newsroom.desk.text_changes import TextChanger, TooSlowError
from newsroom.domain.article import Article, Content
from newsroom.domain.ids import RevisionId
from newsroom.domain.replacing import TextChange, TextField
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import from_rfc3339, now, to_rfc3339
from newsroom.storage.act_batch import Batch
from newsroom.storage.moving import Moves, many_moved
from newsroom.storage.revisions import load_contents
from newsroom.storage.texts import Texts
from newsroom.storage.timeline import keep_named

TOO_SLOW = "The pattern took too long on this article."
_SINCE = "Its text was changed since."
_NAMES = tuple(field.value for field in TextField)
_KEPT = (
    "SELECT g.article_id, g.before, g.after FROM chosen c JOIN act_change g "
    "ON g.act_id = :act AND g.step = :step AND g.article_id = c.id"
)
# In the order of the search indexes, which are then written in few large parts.
_IN_TIME = "SELECT c.id FROM chosen c CROSS JOIN article a ON a.id = c.id ORDER BY a.search_key"
_KEEP = "INSERT INTO act_change (act_id, step, article_id, before, after) VALUES (:act, :step, :id, :before, :after)"


@dataclass(frozen=True, slots=True)
class ReplaceTextStep:
    """Working copies change; readers see nothing of it until they are published. ``at``: RFC 3339.

    Kept of each article: the revision of its text before, a digest of its text afterwards, and when it was changed last
    before (which acts of older versions do not know): a draft that is as it was stands where it stood.
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
        with many_moved(batch.connection) as moves:
            for stored in loaded(batch, batch.ids(_IN_TIME)):
                self._apply_to(batch, changer, stored, moves)

    def revert(self, batch: Batch) -> None:
        kept = {id: (before, after) for id, before, after in batch.rows(_KEPT)}
        ids = [id for id in batch.ids(_IN_TIME) if id in kept]
        at = now()
        with many_moved(batch.connection) as moves:
            for start in range(0, len(ids), SOME):
                some = list(loaded(batch, ids[start : start + SOME]))
                contents = _contents(batch, some, kept)
                for stored in some:
                    before, after = kept[stored.id]
                    of_before = contents.get(RevisionId(before))
                    public = contents.get(stored.published_revision_id or RevisionId(0))
                    self._revert_one(batch, stored, of_before, after, public, at, moves)

    def _revert_one(
        self,
        batch: Batch,
        stored: Article,
        before: Content | None,
        after: str,
        public: Content | None,
        at: datetime,
        moves: Moves,
    ) -> None:
        digested, (of_after, _, changed_at) = digest(stored.content), after.partition(" ")
        if before is None or digested == digest(before):
            return
        if digested != of_after:
            batch.leave("SELECT :id", _SINCE, id=stored.id)
            return
        texts = {name: getattr(before, name) for name in _NAMES}
        is_untouched = bool(changed_at) and stored.updated_at == from_rfc3339(self.at)
        updated_at = from_rfc3339(changed_at) if is_untouched else at
        save_texts(
            batch.connection,
            stored,
            texts,
            at=at,
            by=self.by,
            public=public,
            moves=moves,
            updated_at=updated_at,
        )

    def _apply_to(self, batch: Batch, changer: TextChanger, stored: Article, moves: Moves) -> None:
        texts = Texts(*(getattr(stored.content, name) for name in _NAMES))
        try:
            changed = changer.changed(texts)
        except TooSlowError:
            batch.left.add([stored.id], TOO_SLOW)
            return
        if not changed:
            return
        connection, at = batch.connection, from_rfc3339(self.at)
        kept = keep_named(
            connection, stored.id, RevisionKind.REPLACED, stored.content, at=at, by=self.by, name=self.find
        )
        saved = save_texts(connection, stored, changed, at=at, by=self.by, moves=moves)
        after = f"{digest(saved.content)} {to_rfc3339(stored.updated_at)}"
        batch.run(_KEEP, id=stored.id, before=kept, after=after)

    def _change(self) -> TextChange:
        return TextChange(
            self.find,
            self.replace,
            self.is_regex,
            self.match_case,
            self.whole_words,
            frozenset(map(TextField, self.fields)),
        )


def _contents(
    batch: Batch, articles: Sequence[Article], kept: Mapping[int, tuple[int, str]]
) -> Mapping[RevisionId, Content]:
    """What the articles were before the act, and what readers see of them, by the ids of these revisions."""
    ids = [RevisionId(kept[article.id][0]) for article in articles]
    public = [article.published_revision_id for article in articles]
    return load_contents(batch.connection, [*ids, *(id for id in public if id is not None)])


def digest(content: Content) -> str:
    """Of the texts alone: what else is done to the article meanwhile stays."""
    joined = "\0".join(getattr(content, name) for name in _NAMES)
    return hashlib.blake2b(joined.encode("utf-8"), digest_size=12).hexdigest()
