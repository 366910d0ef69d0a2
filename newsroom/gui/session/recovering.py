"""What the run before left unsaved, brought together with what the library has now. Blocking, for a lane; no Qt."""

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
from newsroom.gui.session.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.recovery import DAMAGED_COPY, FoundDraft, find
from newsroom.journal.replay import Place


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


def recover(acts: ArticleActs, places: Places, copies: OldCopies) -> tuple[Recovered, ...]:
    """All there are, the one that was typed in last at the end. Writes nothing into the library."""
    found = find(places)
    old = [_of_copy(acts, copies, draft, key) for key, draft in copies.all()]
    return (*old, *(_of_journal(acts, draft) for draft in found.drafts))


def _of_journal(acts: ArticleActs, found: FoundDraft) -> Recovered:
    draft, problem, saved = found.draft, "", None
    try:
        saved = _meet(acts, draft, found.sent)
    except NewsroomError as error:
        problem = str(error)
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


def _of_copy(acts: ArticleActs, copies: OldCopies, draft: Draft, key: str) -> Recovered:
    problem, saved = "", None
    try:
        saved = _meet(acts, draft, None)
    except NewsroomError as error:
        problem = str(error)
    text = RecoveredText(draft, saved, draft.article.updated_at) if draft.dirty and not problem else None
    return Recovered(draft, text, None, (), None, None, False, problem, lambda: copies.drop(key))


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
    """What could not be read of it may be read by somebody else: a copy stays."""
    kept = file.with_suffix(DAMAGED_COPY)
    with suppress(OSError):
        if not kept.exists():
            shutil.copy2(file, kept)
        return kept
    return None
