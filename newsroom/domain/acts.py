"""The log of acts: what was done to many articles at once, or to what they are sorted under, and what can be undone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import ArticleId

ActId = NewType("ActId", int)


class ActKind(StrEnum):
    """What kind of act an entry of the log is: a view may group or picture them by it."""

    BULK = "bulk"
    TAG = "tag"
    SERIES = "series"
    SECTION = "section"
    AUTHOR = "author"
    VOCABULARY = "vocabulary"


class ActState(StrEnum):
    """Where an act is."""

    RUNNING = "running"
    """Under way, or broken off by the end of its program: then it is taken back (``take_back_unfinished``)."""
    DONE = "done"
    UNDOING = "undoing"
    """Being undone, or broken off in it."""
    UNDONE = "undone"
    BROKEN_OFF = "broken_off"
    """Cancelled, failed or killed; what it had done was taken back."""
    ELSEWHERE = "elsewhere"
    """Done, and perhaps undone, in the library that an export came from: here it can only be read."""


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the log.

    ``words`` say what was done, with the names of that day. ``n_left`` is how many things its last undo or redo left,
    because they were changed since.
    """

    id: ActId
    at: datetime
    by: str
    kind: ActKind
    words: str
    state: ActState
    n_articles: int = 0
    n_left: int = 0
    undone_at: datetime | None = None
    undone_by: str | None = None

    @property
    def can_be_undone(self) -> bool:
        return self.state is ActState.DONE

    @property
    def can_be_redone(self) -> bool:
        return self.state is ActState.UNDONE


@dataclass(frozen=True, slots=True)
class ActPage:
    """A run of the log, newest first. ``more``: older ones follow the last."""

    acts: tuple[Act, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ActProgress:
    """How far an act has come, in articles; reported some times a second.

    ``is_looking``: they are only looked through yet for what is to change.
    """

    n_done: int
    n_all: int
    is_looking: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What an act, an undo or a redo did not change, and why: a sentence. No article: something of another kind."""

    why: str
    article_id: ArticleId | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """What an undo or a redo did. ``left`` names the first of those that were changed since; ``n_left`` counts all."""

    act: Act
    n_articles: int
    n_left: int = 0
    left: tuple[Left, ...] = ()


class ActCancelledError(NewsroomError):
    """The act was cancelled; what it had done was taken back."""
