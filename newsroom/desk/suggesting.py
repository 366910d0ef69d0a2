"""Suggestions: asked for, answered, learned. They are never applied by themselves.

Loads numpy with its first call, not with its import. Any thread but the GUI's; everything long can be cancelled.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from newsroom.desk.library import Library
from newsroom.desk.reading import whole_article
from newsroom.desk.suggestion_access import FILE, LostError, answered, begin_anew, done, suggester_of
from newsroom.domain.article import Article, Content
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import LibraryError, NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import name_key
from newsroom.domain.suggestions import (
    ALL_KINDS,
    Draft,
    DuplicateSuggestion,
    RelatedSuggestion,
    SeriesSuggestion,
    SuggestionKind,
    Suggestions,
    SuggestionSettings,
    SuggestionStatus,
    TagSuggestion,
)
from newsroom.domain.times import from_rfc3339, now, to_rfc3339
from newsroom.storage import suggestion_answers

if TYPE_CHECKING:
    from newsroom.suggesting.suggester import Suggester

DEFAULT_LIMIT = 10
Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, of how much."""
AnySuggestion = TagSuggestion | SeriesSuggestion | RelatedSuggestion | DuplicateSuggestion

_READ_AT_ONCE = 400
_READ_WITH_A_SAVE = 20
_STEPS = 1000
_READING = "Reading articles"
_FEWEST_MORE, _SHARE_MORE = 12, 8
_log = logging.getLogger(__name__)


def draft_of(content: Content, *, id: ArticleId | None = None) -> Draft:
    """What is open, as suggestions want it."""
    return Draft(
        content.headline,
        content.lede,
        content.body,
        id=id or None,
        tags=content.tags,
        series=content.series,
        related=tuple(link.id for link in content.related if link.id is not None),
        authors=tuple(line.name for line in content.bylines),
    )


def draft_of_article(article: Article) -> Draft:
    """The same of a stored article."""
    return draft_of(article.content, id=article.id)


def suggest(
    library: Library,
    draft: Draft | ArticleId,
    *,
    kinds: Collection[SuggestionKind] = ALL_KINDS,
    limit: int = DEFAULT_LIMIT,
    token: CancelToken | None = None,
) -> Suggestions:
    """What belongs to a draft, best first, of the kinds that are wanted and turned on; at most ``limit`` of each.

    Milliseconds. A few articles that changed since are read first; while more are waiting, ``is_complete`` is False:
    ``follow`` reads them. Raises ``NotFoundError`` for an id, ``CancelledError`` for ``token``.
    """
    unknown: Suggestions | None = Suggestions(is_complete=False)
    with library.store.read(token) as connection:
        if not isinstance(draft, Draft):
            draft = draft_of_article(whole_article(connection, draft))
        wanted, asked = draft, frozenset(kinds) & suggestion_answers.load_settings(connection).kinds
        if not asked:
            return Suggestions()

        def answer(suggester: "Suggester") -> Suggestions | None:
            n = suggester.archive.n_waiting(connection)
            if 0 < n <= _READ_AT_ONCE:
                return None
            return suggester.answer(connection, wanted, asked, limit=limit, n_waiting=n, token=token)

        found = answered(library, answer, otherwise=unknown)
    if found is not None:
        return found

    def answer_later(suggester: "Suggester") -> Suggestions:
        suggester.archive.follow(most=_READ_AT_ONCE, token=token)
        return suggester.suggest(wanted, asked, limit=limit, token=token)

    return answered(library, answer_later, Suggestions(is_complete=False))


def note_saved(library: Library, id: ArticleId) -> None:
    """Takes a save in: the next suggestion of any article knows it. Under 5 ms; never raises for what is derived.

    ``id`` is for the log; whatever else changed meanwhile is taken in, too.
    """
    n = answered(library, lambda suggester: _catch_up(suggester, _READ_WITH_A_SAVE, None), 0)
    _log.debug("suggestions: article %d and %d more taken in", id, max(n - 1, 0))


def follow(library: Library, progress: Progress | None = None, token: CancelToken | None = None) -> int:
    """Reads every article that has changed, or the whole library the first time; answers how many.

    A millisecond an article. Cancelled, it keeps what it has read.
    """
    told = _told(progress, _READING)
    return answered(library, lambda suggester: suggester.archive.follow(progress=told, token=token), 0)


def learn(
    library: Library, progress: Progress | None = None, token: CancelToken | None = None
) -> SuggestionStatus:
    """Learns the library's habits anew, from up to 20,000 articles; suggestions use the old ones until it is done.

    For an idle moment: half a minute for 10,000 articles. Other threads run meanwhile. Killed or cancelled at any
    moment, it leaves what was learned before.
    """
    from newsroom.suggesting.learning import learn_all

    def act(suggester: "Suggester") -> None:
        suggester.archive.follow(progress=_told(progress, _READING), token=token)
        models = learn_all(
            suggester.archive, pause=_pause(progress, token), token=token, learned_at=to_rfc3339(now())
        )
        models.keep(suggester.archive.file)
        suggester.forget_models()
        _log.info("suggestions: learned from %d articles", models.tags.habits.n_learned)

    done(library, act)
    return status(library)


def rebuild(
    library: Library, progress: Progress | None = None, token: CancelToken | None = None
) -> SuggestionStatus:
    """Throws away everything derived, reads the library from its beginning and learns. Answers are kept."""
    done(library, begin_anew)
    return learn(library, progress, token)


def learning_is_due(library: Library) -> bool:
    """Whether so much has come since the last learning, an eighth more, that an idle moment is well spent on it."""

    def is_due(suggester: "Suggester") -> bool:
        known, learned = suggester.archive.n_known(), suggester.models().tags.habits.n_articles
        return known >= learned + max(_FEWEST_MORE, learned // _SHARE_MORE)

    return answered(library, is_due, False)


def take(library: Library, article: ArticleId, suggestion: AnySuggestion, *, by: str) -> None:
    """Keeps that an editor took a suggestion. Setting it is another act, of another module. Needs a saved article."""
    _answer(library, article, suggestion, is_taken=True, by=by)


def refuse(library: Library, article: ArticleId, suggestion: AnySuggestion, *, by: str) -> None:
    """Keeps that an editor refused a suggestion: it is not made again for that article.

    What is not the same story as another is not, either, when the other one is open.
    """
    _answer(library, article, suggestion, is_taken=False, by=by)


def forget_answer(library: Library, article: ArticleId, suggestion: AnySuggestion) -> None:
    """Takes an answer back, as if the editor had given none."""
    with library.store.write() as connection:
        for id, kind, what in _said_of(article, suggestion):
            suggestion_answers.forget_answer(connection, id, kind, what)


def status(library: Library) -> SuggestionStatus:
    """How far the derived data are."""

    def look(suggester: "Suggester") -> SuggestionStatus:
        archive, tags = suggester.archive, suggester.models().tags
        with library.store.read() as connection:
            waiting = archive.n_waiting(connection)
        habits = tags.habits
        at = from_rfc3339(habits.learned_at) if habits.learned_at else None
        return SuggestionStatus(
            archive.n_known(), waiting, at, len(tags.tags), archive.file.n_bytes(), dict(habits.figures)
        )

    return answered(library, look, SuggestionStatus(0, 0, None, 0, 0))


def load_settings(library: Library) -> SuggestionSettings:
    """Which suggestions are turned on."""
    with library.store.read() as connection:
        return suggestion_answers.load_settings(connection)


def save_settings(library: Library, settings: SuggestionSettings) -> None:
    """Turns suggestions on and off, for everybody who works on the library."""
    with library.store.write() as connection:
        suggestion_answers.save_settings(connection, settings)


def suggest_batch(
    library: Library,
    drafts: Iterable[Draft],
    *,
    kinds: Collection[SuggestionKind] = ALL_KINDS,
    limit: int = DEFAULT_LIMIT,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Iterator[Suggestions]:
    """An answer for each draft, in order. For a draft with ``at``, only what was there before that moment counts.

    Where the present models learned from articles that are newer, models are learned for a few stretches of time, in
    memory: nothing that came later than a stretch's beginning has taught them.
    """
    asked = frozenset(kinds) & load_settings(library).kinds
    follow(library, progress, token)
    from newsroom.storage.suggestion_file import BrokenFileError
    from newsroom.suggesting.hindsight import Hindsight

    waiting = list(drafts)
    learned_from = waiting if asked - {SuggestionKind.DUPLICATES} else []
    try:
        suggester = suggester_of(library)
        hindsight = Hindsight(suggester, learned_from, _pause(progress, token), token, asked)
        for n, draft in enumerate(waiting):
            if progress is not None:
                progress("Suggesting", n, len(waiting))
            yield suggester.suggest(
                draft, asked, limit=limit, token=token, models=hindsight.models_for(draft)
            )
    except (BrokenFileError, LostError, sqlite3.OperationalError) as error:
        raise LibraryError(
            f"{FILE} in {library.path} cannot be used: {error}. The articles are safe: "
            "make it anew by `newsroom suggest rebuild`, and ask again."
        ) from error


def as_library_draft(library: Library, draft: Draft, id: str) -> Draft:
    """The draft as the library's own article, where ``id`` names one of the same headline; else as it is."""
    from newsroom.desk.articles import find_article

    try:
        article = find_article(library, id)
    except NotFoundError:
        return draft
    if name_key(article.content.headline) != name_key(draft.headline):
        return draft
    return Draft(draft.headline, draft.lede, draft.body, id=article.id, at=draft.at)


def _answer(
    library: Library, article: ArticleId, suggestion: AnySuggestion, *, is_taken: bool, by: str
) -> None:
    at = now()
    with library.store.write() as connection:
        for id, kind, what in _said_of(article, suggestion):
            is_kept = suggestion_answers.keep_answer(
                connection, id, kind, what, is_taken=is_taken, at=at, by=by
            )
            if not is_kept and id == article:
                raise NotFoundError(f"There is no article {article}.")


def _said_of(article: ArticleId, suggestion: AnySuggestion) -> list[tuple[ArticleId, SuggestionKind, str]]:
    """Of which article an answer says what; of two that are not the same story, of both."""
    said = [(article, *_named(suggestion))]
    if isinstance(suggestion, DuplicateSuggestion):
        said.append((suggestion.id, SuggestionKind.DUPLICATES, str(article)))
    return said


def _named(suggestion: AnySuggestion) -> tuple[SuggestionKind, str]:
    if isinstance(suggestion, TagSuggestion):
        known = suggestion.tag_id
        return SuggestionKind.TAGS, name_key(suggestion.name) if known is None else str(known)
    if isinstance(suggestion, SeriesSuggestion):
        return SuggestionKind.SERIES, str(suggestion.series_id)
    if isinstance(suggestion, RelatedSuggestion):
        return SuggestionKind.RELATED, str(suggestion.id)
    return SuggestionKind.DUPLICATES, str(suggestion.id)


def _catch_up(suggester: "Suggester", most: int, token: CancelToken | None) -> int:
    """Takes in what changed, where that is little; more is left to ``follow``."""
    archive = suggester.archive
    with archive.store.read(token) as connection:
        waiting = archive.n_waiting(connection)
    return archive.follow(most=most, token=token) if 0 < waiting <= most else 0


def _told(progress: Progress | None, what: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if progress is not None:
            progress(what, done, total)

    return tell


def _pause(progress: Progress | None, token: CancelToken | None) -> Callable[[float], None]:
    """Called a thousand times a second while learning: stops when it should, and lets the window's thread run."""

    def pause(done: float) -> None:
        if token is not None:
            token.raise_if_cancelled()
        time.sleep(0)
        if progress is not None:
            progress("Learning", round(done * _STEPS), _STEPS)

    return pause
