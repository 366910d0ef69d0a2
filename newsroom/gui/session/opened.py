"""What the session has of one library, from its opening until it is left: drafts, journals, acts, pasted text."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from newsroom.domain.ids import ArticleId
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.coming_back import ComingBack
from newsroom.gui.session.drafts import DraftsInHand
from newsroom.gui.session.journalling import Journalling
from newsroom.gui.session.pasted import PastedText
from newsroom.gui.session.releasing import Releasing
from newsroom.gui.session.save_state import Timings
from newsroom.jobs.lanes import Runner
from newsroom.journal.places import Places


class Opened(QObject):
    """For the GUI thread. ``close`` when the library is left, after its drafts were saved."""

    def __init__(
        self, acts: ArticleActs, places: Places, lanes: Runner, timings: Timings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.acts = acts
        self._journalling = Journalling(places, self)
        self.drafts = DraftsInHand(acts, self._journalling, lanes, timings, self)
        self.releasing = Releasing(self.drafts, lanes)
        self.coming_back = ComingBack(self.drafts, self._journalling, lanes)
        self.pasted = self._new_pasted()
        self.is_coming_back = True
        """What the run before left is still looked for: nothing is shown before."""
        self.reopen: ArticleId | None = None
        """What to show then, where no journal knows what was shown last."""
        self.wanted: Callable[[], None] | None = None
        """What was asked for meanwhile; it is done then, and nothing else is shown."""

    def take_pasted(self) -> PastedText:
        """The text that was looked at: an article is made of it, and another one may be pasted."""
        pasted, self.pasted = self.pasted, self._new_pasted()
        return pasted

    def close(self) -> None:
        """Leaves everything to the next start. Waits a moment for the disk."""
        self.pasted.leave()
        self.drafts.close()
        self._journalling.close()
        self.deleteLater()

    def _new_pasted(self) -> PastedText:
        return PastedText(self.drafts, self._journalling, self._lanes)
