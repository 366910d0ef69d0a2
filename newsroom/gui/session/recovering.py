"""What the run before left unsaved, brought together with what the library has now. Blocking, for a lane; no Qt."""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsroom.domain.article import Article, Content
from newsroom.domain.draft import Draft
from newsroom.domain.errors import NewsroomError, NotFoundError
from newsroom.domain.ids import NO_ARTICLE
from newsroom.domain.merging import same_content
from newsroom.domain.slugs import new_uid
from newsroom.gui.session.acts import ArticleActs
from newsroom.journal.old_copies import OldCopies, OldCopy
from newsroom.journal.places import Places
from newsroom.journal.recovery import DAMAGED_COPY, FoundDraft, find
from newsroom.journal.replay import Place

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """A text that was not saved when the program ended, for a person to look at.

    ``saved`` is what the library had instead, None where it had no such article; ``at`` is when it was last typed in.
    """

    draft: Draft
    saved: Content | None
    at: datetime | None
    damaged: Path | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """One draft of the run before. ``text`` is None where the library has all of it; ``forget`` then is enough."""

    draft: Draft
    text: RecoveredText | None
    extra: dict[str, object] | None
    journals: tuple[str, ...]
    handle: int | None
    place: Place | None
    is_shown: bool
    problem: str = ""
    forget: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Recoveries:
    """All there are, the one that was typed in last at the end; ``unreadable`` files stay as they are."""

    drafts: tuple[Recovered, ...]
    unreadable: tuple[Path, ...] = ()


def recover(acts: ArticleActs, places: Places, copies: OldCopies) -> Recoveries:
    """What is found, each draft by itself: none keeps another from coming back. Writes nothing into the library."""
    found = find(places)
    old = [_of_copy(acts, copies, copy) for copy in copies.all()]
    return Recoveries((*old, *(_of_journal(acts, draft) for draft in found.drafts)), found.unreadable)


def _of_journal(acts: ArticleActs, found: FoundDraft) -> Recovered:
    draft = found.draft
    saved, problem = _met(acts, draft, found.sent)
    damaged = _keep_damaged(found.file) if found.is_damaged else None
    text = RecoveredText(draft, saved, found.at, damaged) if draft.dirty and not problem else None
    return Recovered(
        draft,
        text,
        found.extra,
        (found.id, *found.continues),
        found.handle,
        found.place,
        found.is_shown,
        problem,
    )


def _of_copy(acts: ArticleActs, copies: OldCopies, copy: OldCopy) -> Recovered:
    draft = copy.draft
    saved, problem = _met(acts, draft, None)
    text = RecoveredText(draft, saved, draft.article.updated_at) if draft.dirty and not problem else None
    return Recovered(draft, text, None, (), None, None, False, problem, lambda: copies.drop(copy.key))


def _met(acts: ArticleActs, draft: Draft, sent: tuple[Content, int] | None) -> tuple[Content | None, str]:
    """As ``_meet``, and why it could not be done; its file is for the next time then."""
    try:
        return _meet(acts, draft, sent), ""
    except NewsroomError as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001 - what a file holds must not keep the others from coming back
        _log.error("Unexpected %s with what was not saved of article %d", type(error).__name__, draft.id)
        return None, f"It could not be looked at, by a fault of the program ({type(error).__name__})."


def _meet(acts: ArticleActs, draft: Draft, sent: tuple[Content, int] | None) -> Content | None:
    """The draft on what the library has of its article, and that; None, and a draft of a new one, where it has none."""
    article = _article_of(acts, draft)
    if article is None:
        _make_new(draft)
        return None
    if sent is not None and same_content(sent[0], article.content):
        draft.mark_saved(sent[0], article.version, sent[1])  # it had arrived
    draft.article = article
    draft.take(article.content, article.version)
    if draft.dirty and same_content(draft.snapshot(), article.content):
        draft.mark_saved(draft.snapshot(), article.version)
        draft.take(article.content, article.version)
    return article.content


def _article_of(acts: ArticleActs, draft: Draft) -> Article | None:
    """By its id; by its uid where the id is another's, as in a library that was restored."""
    if draft.id != NO_ARTICLE:
        with suppress(NotFoundError):
            article = acts.get(draft.id)
            if not draft.article.uid or article.uid == draft.article.uid:
                return article
    return acts.find(draft.article.uid) if draft.article.uid else None


def _make_new(draft: Draft) -> None:
    if draft.id != NO_ARTICLE or not draft.article.uid:
        draft.article = replace(draft.article, id=NO_ARTICLE, uid=new_uid(), version=0)
    draft.mark_saved(Content(language=draft.value("language")), 0)


def _keep_damaged(file: Path) -> Path | None:
    """What could not be read of it may be read by somebody else: it stays under another name, if it can."""
    kept = file.with_suffix(DAMAGED_COPY)
    if kept.exists():
        return kept
    try:
        os.link(file, kept)  # takes no room, however long it is
    except OSError:
        with suppress(OSError):
            shutil.copy2(file, kept)
            return kept
        return None
    return kept
