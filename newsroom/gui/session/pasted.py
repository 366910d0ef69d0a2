"""Pasted text that is looked at before it is a draft: kept in the journals, as if it were one that nobody sees."""

from dataclasses import dataclass

from newsroom.domain.article import Content
from newsroom.domain.draft import OTHER_FIELDS, TEXT_FIELDS, Draft
from newsroom.gui.session.drafts import DraftsInHand
from newsroom.gui.session.journalling import Journalling
from newsroom.jobs.lanes import Ok, Outcome, Runner
from newsroom.journal.recorder import DraftJournal

_LONG = 100_000
"""Characters: a longer text is taken apart in a lane, as this would hold the window up."""


@dataclass(frozen=True, slots=True)
class _Kept:
    content: Content
    extra: dict[str, object]


class PastedText:
    """One text, from its first look until it is an article or is put away. GUI thread.

    After a sudden end, or when the program is left meanwhile, the next start makes a draft of it.
    """

    def __init__(self, drafts: DraftsInHand, journalling: Journalling, lanes: Runner) -> None:
        self._drafts = drafts
        self._journalling = journalling
        self._lanes = lanes
        self._draft: Draft | None = None
        self._journal: DraftJournal | None = None
        self._begun: _Kept | None = None
        self._kept: _Kept | None = None

    @property
    def uid(self) -> str | None:
        """The article is made with it: a start after a sudden end finds that it was. None while a long one is begun."""
        return None if self._draft is None else self._draft.article.uid

    def keep(self, content: Content, extra: dict[str, object]) -> None:
        """As it stands now. Only what differs from the last time is written."""
        wanted = _Kept(content, extra)
        if self._draft is not None:
            self._write(wanted)
        elif self._begun is not None:
            self._begun = wanted
        elif len(content.body) <= _LONG:
            self._begin(wanted, self._drafts.new_draft(content, content.language))
        else:
            self._begin_in_lane(wanted)

    def put_away(self) -> None:
        """It is an article, or nobody wants it."""
        if self._journal is not None:
            self._journal.drop()
        self._let_go()

    def leave(self) -> None:
        """For the next start."""
        if self._journal is not None:
            self._journal.leave()
        self._let_go()

    def take_in_hand(self) -> None:
        """No article could be made of it: that is tried again and again, as for any draft that was not saved."""
        if self._draft is not None and self._journal is not None and self._kept is not None:
            stream = self._journal.stream
            self._drafts.adopt(self._draft, self._kept.extra, () if stream is None else (stream.id,))
        self._let_go()

    def _let_go(self) -> None:
        self._draft = self._journal = self._begun = self._kept = None

    def _begin(self, kept: _Kept, draft: Draft) -> None:
        self._draft, self._kept = draft, kept
        self._journal = self._journalling.follow(draft, kept.extra)
        self._journal.note_shown(True)

    def _begin_in_lane(self, kept: _Kept) -> None:
        self._begun = kept
        drafts = self._drafts

        def on_answered(outcome: Outcome[Draft]) -> None:
            wanted, self._begun = self._begun, None
            if wanted is not None and isinstance(outcome, Ok):
                self._begin(kept, outcome.value)
                self._write(wanted)

        self._lanes.read(
            "session.pasted",
            lambda _token: drafts.new_draft(kept.content, kept.content.language),
            on_answered,
            owner=drafts,
        )

    def _write(self, wanted: _Kept) -> None:
        assert self._draft is not None and self._journal is not None and self._kept is not None
        before, self._kept = self._kept.content, wanted
        for name in TEXT_FIELDS:
            if getattr(wanted.content, name) != getattr(before, name):
                self._draft.set_text(name, getattr(wanted.content, name))
        for name in OTHER_FIELDS:
            self._draft.set_field(name, getattr(wanted.content, name))
        self._journal.note_extra(wanted.extra)
