"""Suggestions beside the fields: asked after a pause, answered in their places, taken or dismissed. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.article import RelatedLink, SeriesPlace, State, Tag
from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Draft, DraftChange
from newsroom.domain.suggestions import (
    DuplicateSuggestion,
    RelatedSuggestion,
    SeriesSuggestion,
    SuggestionKind,
    Suggestions,
    TagSuggestion,
)
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.related import RelatedPresenter
from newsroom.gui.features.article_panel.series import SeriesPresenter
from newsroom.gui.features.article_panel.suggested import (
    N_NUMBERED,
    AnySuggestion,
    Key,
    Offered,
    emptied,
    held,
    key_of,
    settled,
    with_more,
    worth_showing,
)
from newsroom.gui.features.article_panel.suggestion_answers import Answers
from newsroom.gui.features.article_panel.suggestion_desk import SuggestionDesk
from newsroom.gui.features.article_panel.tags import NewTag, TagsPresenter
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.relating import RelatedCandidate

PAUSE_MS, RELEASE_MS = 250, 600
AGAIN_MS = 150
NEXT_NUMBER_MS = 2000
LOOK_MS = 1500
"""Who leafs through articles does not stay so long, and starts no process for each."""
_QUESTION = "panel.suggestions"
_PLACES = (SuggestionKind.SERIES, SuggestionKind.TAGS, SuggestionKind.RELATED)
_FIELDS = {"tags": SuggestionKind.TAGS, "series": SuggestionKind.SERIES, "related": SuggestionKind.RELATED}


@dataclass(frozen=True, slots=True)
class Fields:
    """The presenters through which what is taken is put on, as if a person had chosen it there."""

    tags: TagsPresenter
    series: SeriesPresenter
    related: RelatedPresenter


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What was dismissed together, for which article, in which library."""

    items: tuple[AnySuggestion, ...]
    draft: Draft
    desk: SuggestionDesk


class SuggestionsPresenter(QObject):
    """Asks only while it is active, an article is open and there is a desk; for a published one once it is worked on.

    GUI thread only.
    """

    asked = Signal()
    changed = Signal()
    """What is shown, or in which places, may be other."""
    dismissed = Signal(object)
    """A ``Dismissal``: ``bring_back`` takes it back."""

    def __init__(
        self, article: OpenArticle, fields: Fields, lanes: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._article = article
        self._fields = fields
        self._lanes = lanes
        self._desk: SuggestionDesk | None = None
        self._draft: Draft | None = None
        self._end_subscription: Callable[[], None] = _nothing
        self._is_active = False
        self._is_held = False
        self._is_stale = True
        self._is_resting = False
        self.is_hand_near: Callable[[], bool] = lambda: False
        """Whether the pointer moves, or holds something, where new ones would push away what it aims at."""
        self._expected: int | None = None
        self.is_compared = False
        """Whether the article was opened to see what its story is said to be the same as."""
        self._n_losses = 0
        self._found = Suggestions()
        self._shown: dict[SuggestionKind, tuple[Offered, ...]] = {}
        self._dismissed: set[Key] = set()
        self._answers = Answers(article, lanes)
        self._pause = self._timer(PAUSE_MS, self._ask)
        self._release = self._timer(RELEASE_MS, self._on_release_timed_out)
        article.switched.connect(self._on_article_switched)
        article.article_shown.connect(self._on_article_shown)
        article.library_touched.connect(self._on_article_library_touched)
        article.field_changed.connect(self._on_article_field_changed)

    def _timer(self, ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(then)
        return timer

    # What is shown

    def shown(self, kind: SuggestionKind) -> tuple[Offered, ...]:
        """In their places."""
        return self._shown.get(kind, ())

    @property
    def duplicate(self) -> DuplicateSuggestion | None:
        """The article that says most of the same."""
        for one in self.shown(SuggestionKind.DUPLICATES):
            if isinstance(one.item, DuplicateSuggestion) and not one.is_empty:
                return one.item
        return None

    def first(self) -> Offered | None:
        """What the key from anywhere takes: a tag, else a series, else a related article."""
        for kind in (SuggestionKind.TAGS, SuggestionKind.SERIES, SuggestionKind.RELATED):
            for one in self.shown(kind):
                if not one.is_empty and not one.is_faded:
                    return one
        return None

    def number_of(self, key: Key) -> int | None:
        """Which of Alt+1 to Alt+9 takes it. Series and tags have one, from the top; a place keeps its own."""
        return next((n for n, one in self._numbered() if one.key == key), None)

    def _numbered(self) -> list[tuple[int, Offered]]:
        places = (*self.shown(SuggestionKind.SERIES), *self.shown(SuggestionKind.TAGS))
        return list(enumerate(places[:N_NUMBERED], 1))

    # When it asks

    def set_desk(self, desk: SuggestionDesk | None) -> None:
        """Another library, or none."""
        self._desk = desk
        self._n_losses = 0 if desk is None else desk.n_losses
        self._answers.set_desk(desk)
        self._clear()

    def set_active(self, is_active: bool) -> None:
        """Whether they are in view: otherwise nothing is asked."""
        self._is_active = is_active
        if is_active and self._is_stale and not self._is_resting:
            self._begin_pause()
        elif not is_active:
            self._pause.stop()

    def ask_again(self) -> None:
        """The switches are others, or what is known is: once there is a pause."""
        self._is_stale = True
        if self._is_active and not self._is_resting and self._draft is not None and self._desk is not None:
            self._begin_pause()

    def _begin_pause(self, *, is_just_opened: bool = False) -> None:
        """Begins it anew."""
        self._pause.start(LOOK_MS if is_just_opened else PAUSE_MS)

    def wake(self) -> None:
        """Somebody turns to the article: one that was only opened to be read is suggested for, too."""
        if self._is_resting:
            self._is_resting = False
            self.ask_again()

    def expect(self, article_id: int) -> None:
        """The article is about to be opened to be compared: it is asked about at once, published or not."""
        if self._draft is not None and self._draft.article.id == article_id:
            self.is_compared = True
            self.wake()
        else:
            self._expected = article_id

    def set_aimed(self, is_aimed: bool) -> None:
        """Whether the pointer or the focus is on them: nothing moves then, nor a moment after."""
        if is_aimed:
            self._release.stop()
            self._is_held = True
        elif self._is_held:
            self._release.start(RELEASE_MS)

    def _on_release_timed_out(self) -> None:
        if self.is_hand_near():
            self._release.start(AGAIN_MS)
            return
        self._is_held = False
        self._place_all()

    def _on_article_switched(self) -> None:
        self._end_subscription()
        self._end_subscription = _nothing
        self._draft = draft = self._article.draft
        self._answers.forget()
        if draft is not None:
            self._end_subscription = draft.subscribe(self._on_draft_changed)
        self.is_compared = draft is not None and draft.article.id == self._expected
        self._expected = None
        self._is_resting = (
            draft is not None
            and draft.article.state == State.PUBLISHED
            and not draft.dirty
            and not self.is_compared
        )
        self._clear()
        self.ask_again()
        if self._pause.isActive() and draft is not None and not draft.dirty and not self.is_compared:
            self._begin_pause(is_just_opened=True)

    def _clear(self) -> None:
        self._pause.stop()
        self._found, self._dismissed, self._is_stale = Suggestions(), set(), True
        if any(self._shown.values()):
            self._shown = {}
            self.changed.emit()

    def _on_draft_changed(self, _change: DraftChange) -> None:
        self._is_stale = True
        self._is_resting = False
        if self._is_active:
            self._begin_pause()

    def _on_article_field_changed(self, field: str) -> None:
        """What was put on by hand is not suggested beside it for another moment."""
        kind = _FIELDS.get(field)
        if kind is not None:
            self._leave_out(kind, {one.key for one in self.shown(kind)} & self._on_article())

    def _on_article_shown(self) -> None:
        """It was saved: the next answers know it, and answers that waited for its row are kept."""
        self._answers.write()
        desk, article_id = self._desk, self._article.id
        if desk is not None and article_id is not None and self._is_active:
            self._lanes.think(f"{_QUESTION}.saved", lambda token: desk.note_saved(article_id, token))

    def _on_article_library_touched(self, changes: ChangeSet) -> None:
        """Tags and series were made or put in order, or somebody else worked on the library."""
        if changes.kinds & {Changed.TAG, Changed.SERIES} or changes.by != "window":
            self.ask_again()

    # Questions and answers

    def _ask(self) -> None:
        desk, draft = self._desk, self._draft
        if desk is None or draft is None or draft is not self._article.draft or not self._is_active:
            return
        content_of, revision, article_id = draft.frozen(), draft.revision, self._article.id

        def work(token: CancelToken) -> Suggestions:
            return desk.suggest(content_of(), article_id, token)

        def answered(outcome: Outcome[Suggestions]) -> None:
            self._say_losses(desk)
            if draft is self._article.draft and desk is self._desk and draft.revision == revision:
                self._is_stale = False
                if isinstance(outcome, Ok):
                    self._found = outcome.value
                    self._place_once_still()

        self._lanes.think(_QUESTION, work, answered, owner=self)
        self.asked.emit()

    def _say_losses(self, desk: SuggestionDesk) -> None:
        """What suggests is beside the window: that it ended by itself is worth a word, and no more."""
        n_known, self._n_losses = self._n_losses, desk.n_losses
        if desk is self._desk and desk.n_losses > n_known:
            words = self.tr("What suggests ended by itself, and is started again. The article is as it was.")
            self._article.status_message.emit(words)

    def _place_once_still(self) -> None:
        if not self._is_held and self.is_hand_near():
            self._is_held = True
            self._release.start(AGAIN_MS)
        self._place_all()

    def _place_all(self) -> None:
        before = dict(self._shown)
        for kind in SuggestionKind:
            wanted = worth_showing(self._found, kind, self._left_out() | self._said_above(kind))
            shown = self.shown(kind)
            self._shown[kind] = held(shown, wanted) if self._is_held else settled(shown, wanted)
        if self._shown != before:
            self.changed.emit()

    def _left_out(self) -> set[Key]:
        return self._dismissed | self._on_article()

    def _said_above(self, kind: SuggestionKind) -> set[Key]:
        """What is said to be the same story is not related to it, too."""
        if kind is not SuggestionKind.RELATED:
            return set()
        same = worth_showing(self._found, SuggestionKind.DUPLICATES, self._left_out())
        return {(SuggestionKind.RELATED, key_of(one)[1]) for one in same}

    def _on_article(self) -> set[Key]:
        """All that the draft has already."""
        draft = self._article.draft
        if draft is None:
            return set()
        keys = {(SuggestionKind.TAGS, str(id)) for id in draft.value("tags")}
        keys |= {(SuggestionKind.SERIES, str(id)) for id in draft.value("series")}
        return keys | {(SuggestionKind.RELATED, str(link.id)) for link in draft.value("related")}

    def _leave_out(self, kind: SuggestionKind, keys: set[Key]) -> None:
        if not keys:
            return
        left = emptied(self.shown(kind), keys)
        self._shown[kind] = left if self._is_held else tuple(one for one in left if not one.is_empty)
        self.changed.emit()

    # Taking and dismissing

    def take(self, item: AnySuggestion) -> None:
        """Puts it on the article, as a step that can be undone."""
        if self._article.draft is None:
            return
        if isinstance(item, TagSuggestion):
            self._take_tag(item)
        elif isinstance(item, SeriesSuggestion):
            self._take_series(item)
        elif isinstance(item, RelatedSuggestion):
            self._take_related(item)
        else:
            return
        self._leave_out(key_of(item)[0], {key_of(item)})
        self._answers.took(item)

    def take_first(self) -> bool:
        """False where nothing is suggested."""
        first = self.first()
        if first is not None:
            self.take(first.item)
        return first is not None

    def take_numbered(self, number: int) -> bool:
        """False where none has that number. For a moment the others keep theirs: more may be taken."""
        item = next((one.item for n, one in self._numbered() if n == number and not one.is_empty), None)
        if item is None:
            return False
        if not self._is_held or self._release.isActive():
            self._is_held = True
            self._release.start(NEXT_NUMBER_MS)
        self.take(item)
        return True

    def _take_tag(self, item: TagSuggestion) -> None:
        if item.tag_id is None:
            self._fields.tags.take(NewTag(item.name, item.kind))
        else:
            self._fields.tags.take(Tag(item.tag_id, item.name, item.kind, slug=""))

    def _take_series(self, item: SeriesSuggestion) -> None:
        article_id = self._article.id
        self._article.ask(
            f"panel.suggested.series.{item.series_id}",
            lambda desk: desk.series_places(article_id, (item.series_id,)),
            self._on_series_answered,
        )

    def _take_related(self, item: RelatedSuggestion) -> None:
        article_id = self._article.id
        self._article.ask(
            f"panel.suggested.related.{item.id}",
            lambda desk: desk.describe_related(article_id, (RelatedLink(item.id, item.headline),)),
            self._on_related_answered,
        )

    def _on_series_answered(self, places: tuple[SeriesPlace, ...]) -> None:
        for place in places:
            self._fields.series.take(place.series)

    def _on_related_answered(self, found: "tuple[RelatedCandidate, ...]") -> None:
        for one in found:
            self._fields.related.take(one.row)

    def dismiss(self, items: Sequence[AnySuggestion]) -> None:
        """They are not made again for this article. Nothing is asked; ``bring_back`` undoes it."""
        desk, draft = self._desk, self._draft
        if not items or desk is None or draft is None:
            return
        for item in items:
            self._dismissed.add(key_of(item))
            self._leave_out(key_of(item)[0], {key_of(item)})
            self._answers.refused(item)
        self.dismissed.emit(Dismissal(tuple(items), draft, desk))

    def dismiss_all(self) -> None:
        """All that is shown beside the fields."""
        self.dismiss([one.item for kind in _PLACES for one in self.shown(kind) if not one.is_empty])

    def bring_back(self, dismissal: Dismissal) -> None:
        """What was dismissed may be suggested again for that article, which need not be open any more."""
        if dismissal.desk is not self._desk:
            return  # of another library
        if dismissal.draft is not self._draft:
            self._answers.took_back_elsewhere(dismissal.draft.id, dismissal.items)
            self.ask_again()  # the same article may be open anew
            return
        for item in dismissal.items:
            self._dismissed.discard(key_of(item))
            self._answers.took_back(item)
        self.ask_again()
        self._place_all()

    # More like one

    def more_like(self, item: RelatedSuggestion) -> None:
        """What is related to that one, offered below it."""
        desk, draft = self._desk, self._article.draft
        if desk is None or draft is None:
            return

        def answered(outcome: Outcome[tuple[RelatedSuggestion, ...]]) -> None:
            if draft is not self._article.draft:
                return
            same = [one.item for one in self.shown(SuggestionKind.DUPLICATES)]
            own = {draft.id, *[one.id for one in same if isinstance(one, DuplicateSuggestion)]}
            found = outcome.value if isinstance(outcome, Ok) else ()
            left_out = self._left_out()
            fresh = [one for one in found if one.id not in own and key_of(one) not in left_out]
            before = self.shown(SuggestionKind.RELATED)
            self._shown[SuggestionKind.RELATED] = after = with_more(before, key_of(item), fresh)
            if len(after) == len(before):
                words = self.tr("No more articles are like “{0}”.").format(item.headline)
                self._article.status_message.emit(words)
            self.changed.emit()

        self._lanes.think(
            f"{_QUESTION}.more", lambda token: desk.more_like(item.id, token), answered, owner=self
        )


def _nothing() -> None:
    """No subscription to end."""
