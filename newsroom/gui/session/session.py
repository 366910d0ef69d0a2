"""The one open draft: opened, kept safe, released, left. Owns which draft is open; shows nothing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from newsroom.domain.article import Article, Content
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Draft
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session.acts import ArticleActs, DeskActs
from newsroom.gui.session.differences import changes_between
from newsroom.gui.session.opened import Opened
from newsroom.gui.session.pasted import PastedText
from newsroom.gui.session.recovering import Recovered
from newsroom.gui.session.save_state import NOTHING_OPEN, SaveState, Timings
from newsroom.gui.session.saver import DraftSaver
from newsroom.gui.session.tending import Tending
from newsroom.gui.session.watch import LibraryWatch
from newsroom.gui.session.words import title
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class Session(QObject):
    """For the GUI thread; everything that touches the library runs in ``lanes``.

    ``leave`` comes before another library is set and before the lanes are shut down.
    """

    draft_opened = Signal(object)
    """The ``Draft`` to show, or None."""
    article_saved = Signal(object)
    """The open article as the library holds it now: after a durable save or act, ours or another's."""
    save_state_changed = Signal(object)
    status_message = Signal(str)
    conflict_kept = Signal(object, object)
    """Id and fields: others had changed them too; ours is saved, theirs is a revision of its own."""
    failed = Signal(str)
    """What was asked for was not done, in words. No text is lost by it."""
    recovered = Signal(object)
    """Tuple of ``RecoveredText``: what was not saved when the program ended. It is in hand, and saved by itself."""
    place_found = Signal(object)
    """``Place``: where the cursor stood in the draft that was opened again."""

    def __init__(
        self,
        lanes: Runner,
        bus: ChangeBus,
        *,
        timings: Timings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bus = bus
        self._timings = timings or Timings()
        self._library: Library | None = None
        self._opened: Opened | None = None
        self._language = "en"
        self.own_language = ""
        """Of new articles; the site's where it is empty."""
        self._watch = LibraryWatch(lanes, self._timings, self)
        self._watch.library_changed.connect(self._on_library_changed)
        self._tending = Tending(lanes, self)
        bus.changed.connect(self._on_bus_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)

    # What is open

    @property
    def library(self) -> "Library | None":
        return self._library

    @property
    def draft(self) -> Draft | None:
        saver = self._open_saver
        return saver.draft if saver else None

    @property
    def article(self) -> Article | None:
        """The open article as the library was last known to hold it."""
        saver = self._open_saver
        return saver.draft.article if saver else None

    @property
    def language(self) -> str:
        """Of new articles."""
        return self.own_language or self._language

    @property
    def save_state(self) -> SaveState:
        return self._opened.drafts.state if self._opened else NOTHING_OPEN

    @property
    def pasted(self) -> PastedText | None:
        """Text that is looked at before it is a draft; None while no library is open."""
        return self._opened.pasted if self._opened else None

    @property
    def _open_saver(self) -> DraftSaver | None:
        return self._opened.drafts.open if self._opened else None

    def set_library(self, library: "Library | None") -> None:
        """Works on another library, nothing open. What was not saved when it was last left is taken in hand."""
        if library is None:
            self.set_acts(None, None, None)
        else:
            self.set_acts(library, DeskActs(library), Places(library.path), OldCopies(library.path))

    def set_acts(
        self,
        library: "Library | None",
        acts: ArticleActs | None,
        places: Places | None,
        copies: OldCopies | None = None,
    ) -> None:
        """As ``set_library``, with the ways to it given."""
        self.finish()
        self._library = library
        self._watch.set_acts(acts)
        self._tending.set_library(library)
        if acts is not None and places is not None:
            self._opened = self._begun(acts, places)
            self._ask_language()
            self._come_back(self._opened, places, copies or OldCopies(places.library))
        self.draft_opened.emit(None)
        self.save_state_changed.emit(self.save_state)

    def _begun(self, acts: ArticleActs, places: Places) -> Opened:
        opened = Opened(acts, places, self._lanes, self._timings, self)
        opened.drafts.state_changed.connect(self.save_state_changed)
        opened.drafts.saved.connect(self._on_article_written)
        opened.drafts.said.connect(self.status_message)
        opened.drafts.conflict_kept.connect(self.conflict_kept)
        opened.releasing.acted.connect(self._on_article_written)
        opened.releasing.said.connect(self.status_message)
        opened.releasing.failed.connect(self.failed)
        opened.coming_back.recovered.connect(self.recovered)
        opened.coming_back.failed.connect(self.failed)
        return opened

    # Opening and leaving

    def open(self, article_id: ArticleId, then: Callable[[], None] | None = None) -> None:
        """Shows an article as soon as it is read; the one before is saved meanwhile. ``then`` is called when shown."""
        opened = self._opened
        if opened is None:
            return
        if opened.is_coming_back:
            opened.wanted = partial(self.open, article_id, then)
            return
        drafts = opened.drafts
        saver = drafts.find(article_id) if article_id != NO_ARTICLE else None
        if saver is not None:
            self._show(saver, then)
            return

        def on_answered(outcome: Outcome[Draft]) -> None:
            if opened is not self._opened:
                return
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                return
            fresh = outcome.value
            saver = drafts.find(fresh.id) or drafts.saver_of(drafts.draft_of(fresh))
            self._show(saver, then)

        # Made in the lane, too: a long text takes its time to be taken apart.
        self._lanes.read(
            "session.open", lambda _token: Draft(opened.acts.get(article_id)), on_answered, owner=self
        )

    def reopen(self, article_id: ArticleId) -> None:
        """Shows this article, after a library was set; but where a journal knows what was shown last, that."""
        opened = self._opened
        if opened is None:
            return
        opened.reopen = article_id
        if not opened.is_coming_back and self.draft is None:
            self.open(article_id)

    def open_draft(self, draft: Draft, then: Callable[[], None] | None = None) -> None:
        """Shows a draft that was recovered: at once while it is in hand, else its article, with the undo."""
        if self._opened is None:
            return
        saver = self._opened.drafts.saver_in_hand(draft)
        if saver is not None:
            self._show(saver, then)
        elif draft.id != NO_ARTICLE:
            self.open(draft.id, then)

    def note_place(self, field: str, position: int, anchor: int) -> None:
        """Where the cursor is in the open draft, in UTF-16 units; for the next start.

        Of a library that cannot be written only where something was typed: where it is kept would alarm a reader.
        """
        saver = self._open_saver
        is_only_read = self._library is not None and self._library.read_only
        if saver is not None and (saver.journal.stream is not None or not is_only_read):
            saver.journal.note_place(field, position, anchor)

    def new_article(self, content: Content | None = None, extra: dict[str, object] | None = None) -> None:
        """Shows a new draft at once. Its row is made with its first change; at once where it has a content."""
        if self._opened is None:
            return
        drafts = self._opened.drafts
        content = content or Content()
        open_now = drafts.open
        if content == Content() and open_now is not None and open_now.empty:
            self.draft_opened.emit(open_now.draft)  # still empty
            return
        draft = drafts.new_draft(content, self.language)
        saver = drafts.saver_of(draft, extra)
        self._show(saver, None)
        if saver.unsaved:
            saver.save_now()

    def new_from_pasted(
        self,
        make: "Callable[[Library, str | None], Article]",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Has an act of the desk make an article of it, in the write lane, and opens it. ``make`` is told its uid.

        One that could not be made is a draft in hand, and tried again.
        """
        library, opened = self._library, self._opened
        if library is None or opened is None:
            return
        pasted = opened.take_pasted()
        uid = pasted.uid

        def on_answered(outcome: Outcome[Article]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                if opened is self._opened:
                    pasted.take_in_hand()
                return
            pasted.put_away()
            self._bus.changed.emit(changes_between(None, outcome.value))
            if opened is self._opened:
                self._show(opened.drafts.saver_of(Draft(outcome.value)), then)

        self._lanes.write(lambda: make(library, uid), on_answered, owner=self)

    def close(self) -> None:
        """Shows nothing; what was open is saved."""
        if self._opened is not None and self._opened.drafts.open is not None:
            self._opened.drafts.show(None)
            self.draft_opened.emit(None)

    def leave(self, then: Callable[[], None]) -> None:
        """Saves all that is in hand, then goes on; never asks. Before quitting, and before another library.

        A text that the library does not take is kept in a copy on the disk, and put back when the library is opened
        next. Where not even that can be written, ``then`` is not called, and ``failed`` says why.
        """
        if self._opened is None:
            then()
            return
        drafts = self._opened.drafts

        def on_saved() -> None:
            unsafe = drafts.unsafe()
            if not unsafe:
                then()
            elif all(saver.stuck for saver in unsafe):
                name = title(unsafe[0].draft.text("headline"))
                self.failed.emit(self.tr("{0} is not safe yet. {1}").format(name, unsafe[0].failure))
            else:
                self.leave(then)  # something was typed meanwhile

        drafts.save_all(on_saved)

    def finish(self) -> None:
        """Lets go of all that is in hand: after ``leave``, and before the lanes are shut down. Again does nothing."""
        opened, self._opened = self._opened, None
        self._watch.set_acts(None)
        if opened is not None:
            opened.close()

    def keep(self, draft: Draft) -> None:
        """A draft that was left was changed after all: that is saved as what was typed in it."""
        if self._opened is not None:
            self._opened.drafts.keep(draft)

    def save_now(self, done: Callable[[bool], None] | None = None) -> None:
        """Saves now what is open; ``done`` hears True once it is durable."""
        saver = self._open_saver
        if saver is not None:
            saver.save_now(done)
        elif done is not None:
            done(True)

    def _show(self, saver: DraftSaver, then: Callable[[], None] | None) -> None:
        assert self._opened is not None
        if saver is not self._opened.drafts.open:
            self._opened.drafts.show(saver)
            self.draft_opened.emit(saver.draft)
        if then is not None:
            then()

    # Acts

    def publish(self) -> None:
        """Publishes the open article, or its changes: saved first, so that readers get what is seen here."""
        if self._opened is not None:
            self._opened.releasing.publish()

    def withdraw(self, notice: str) -> None:
        """Takes the open article off the site and leaves a notice at its address."""
        if self._opened is not None:
            self._opened.releasing.withdraw(notice)

    def trash(self, article_id: ArticleId | None = None) -> None:
        """Puts an article, the open one if none is named, into the trash; ``undo_trash`` takes it out again."""
        saver = self._open_saver
        if article_id is None and saver is not None and saver.empty:
            self.close()  # never typed in: there is nothing to put away
        elif self._opened is not None:
            self._opened.releasing.trash(article_id)

    def untrash(self, article_id: ArticleId | None = None) -> None:
        """Takes an article, the open one if none is named, out of the trash."""
        if self._opened is not None:
            self._opened.releasing.untrash(article_id)

    @property
    def can_undo_trash(self) -> bool:
        return self._opened is not None and self._opened.releasing.can_undo_trash

    def undo_trash(self) -> None:
        """Takes out again what was put into the trash last."""
        if self._opened is not None:
            self._opened.releasing.undo_trash()

    # What comes back

    def _on_article_written(self, article: Article, changes: ChangeSet) -> None:
        draft = self.draft
        if draft is not None and draft.id == article.id:
            self.article_saved.emit(article)
        self._bus.changed.emit(changes)

    def _on_library_changed(self) -> None:
        self._bus.changed.emit(ChangeSet(frozenset(Changed), by="elsewhere"))
        self._look()

    def _look(self) -> None:
        """Reads the open article again, and merges what changed in the library."""
        opened, saver = self._opened, self._open_saver
        if opened is None or saver is None or saver.is_new:
            return
        id = saver.draft.id

        def on_answered(outcome: Outcome[Article]) -> None:
            if opened is not self._opened or saver is not opened.drafts.open or isinstance(outcome, Err):
                return
            article = outcome.value
            if article.version > saver.draft.version and saver.take(article):
                self.article_saved.emit(article)

        self._lanes.read("session.look", lambda _token: opened.acts.get(id), on_answered, owner=self)

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        if changes.by != "elsewhere":
            self._tending.wait()
        if changes.by == "window" and Changed.ARTICLE in changes.kinds and not changes.article_ids:
            self._look()  # an act on many: the open one may be among them
        if Changed.SITE in changes.kinds:
            self._ask_language()

    def _ask_language(self) -> None:
        opened = self._opened
        if opened is None:
            return

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Ok):
                self._language = outcome.value

        self._lanes.read("session.language", lambda _token: opened.acts.language(), on_answered, owner=self)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.save_now()

    # What the run before left

    def _come_back(self, opened: Opened, places: Places, copies: OldCopies) -> None:
        opened.coming_back.begin(opened.acts, places, copies, partial(self._on_came_back, opened))

    def _on_came_back(self, opened: Opened, shown: Recovered | None) -> None:
        if opened is not self._opened:
            return
        opened.is_coming_back = False
        wanted, opened.wanted = opened.wanted, None
        if wanted is not None:
            wanted()
        elif opened.drafts.open is not None:
            return  # something new was begun meanwhile
        elif shown is not None:
            self._show_again(opened, shown)
        elif opened.reopen is not None:
            self.open(opened.reopen)

    def _show_again(self, opened: Opened, shown: Recovered) -> None:
        def on_shown() -> None:
            if shown.place is not None and self.draft is shown.draft:
                self.place_found.emit(shown.place)

        saver = opened.drafts.saver_in_hand(shown.draft)
        if saver is not None:
            self._show(saver, on_shown)
        elif shown.draft.id != NO_ARTICLE:
            self.open(shown.draft.id, on_shown)
