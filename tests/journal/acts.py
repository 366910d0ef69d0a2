"""Random work on a draft, as an editor and the saving do it; and what a draft holds, to be compared."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsroom.domain.article import Article, Byline, Content, Dateline, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId, TagId
from newsroom.domain.text_buffer import storable

PIECES = ("a", "b", " ", "\n", "word", "été", "🙂", "слово", "كلمة", "\ud83d", "\ude00", "x" * 300)
VALUES: dict[str, tuple[Any, ...]] = {
    "label": (None, "Analysis", "Opinion"),
    "language": ("en", "ru", "ar"),
    "dateline": (Dateline(), Dateline("PARIS"), Dateline("PARIS", "Nov 27", "Halyard")),
    "bylines": ((), (Byline("Ana Ruiz"),), (Byline("Bo Lind"), Byline("Ana Ruiz"))),
    "tags": ((), (TagId(3),), (TagId(3), TagId(1))),
}
NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def an_article(content: Content | None = None, *, id: int = 7) -> Article:
    return Article(
        id=ArticleId(id),
        uid=f"uid-{id}",
        version=3,
        state=State.DRAFT,
        short_code="abcdefg",
        slug=None,
        address=None,
        created_at=NOW,
        updated_at=NOW,
        content=content or Content(headline="Head 🙂", body="First line.\nSecond."),
    )


class Work:
    """One act after the other, chosen by chance, on a draft that is saved now and then."""

    def __init__(self, draft: Draft, clock: Clock, rng: random.Random) -> None:
        self.draft, self.clock, self.rng = draft, clock, rng
        self.sent: tuple[int, Any] | None = None
        self.version = draft.version

    def act(self) -> None:
        rng, draft = self.rng, self.draft
        self.clock.now += rng.choice((0.05, 0.1, 0.3, 0.9, 5.0))
        chance = rng.random()
        if chance < 0.55:
            self.edit()
        elif chance < 0.62:
            name = rng.choice(tuple(VALUES))
            draft.set_field(name, rng.choice(VALUES[name]), typing=rng.random() < 0.3)
        elif chance < 0.68:
            with draft.one_step():
                for _ in range(rng.randint(1, 4)):
                    self.edit()
        elif chance < 0.76:
            draft.undo()
        elif chance < 0.80:
            draft.redo()
        elif chance < 0.86:
            draft.break_step()
        elif chance < 0.92:
            self.sent = (draft.revision, draft.sending())
        elif self.sent is not None:
            self.answer()

    def edit(self) -> None:
        rng, draft = self.rng, self.draft
        name = rng.choice(("headline", "lede", "body", "body"))
        length = len(draft.buffer(name))
        position = rng.randint(0, length)
        n_removed = min(rng.choice((0, 0, 0, 1, 4)), length - position)
        draft.edit_text(name, position, n_removed, rng.choice(PIECES) if rng.random() < 0.8 else "")

    def answer(self) -> None:
        assert self.sent is not None
        revision, put_together = self.sent
        self.sent = None
        self.version += 1
        content: Content = put_together()
        self.draft.mark_saved(content, self.version, revision)
        theirs, others = content, ()
        if self.rng.random() < 0.3:
            theirs, others = replace(content, lede=storable(content.lede) + "theirs"), ("lede",)
        self.draft.take(theirs, self.version, by_others=others)


def state_of(draft: Draft) -> dict[str, Any]:
    """All that must come back: texts to the unit, fields, what is known to be saved, undo and redo."""
    units = {name: draft.buffer(name).units() for name in ("headline", "lede", "body")}
    return {
        **units,
        "content": draft.snapshot(),
        "base": draft.base,
        "version": draft.version,
        "dirty": draft.dirty,
        "undo": draft.undo_to_json(),
    }
