"""What was pasted, as it was read, for one look: everything can be changed before it becomes a draft."""

from typing import TYPE_CHECKING

from newsroom.gui.features.pasting.names import NamesDesk, NamesPresenter
from newsroom.gui.features.pasting.presenter import PastePresenter
from newsroom.gui.features.pasting.view import PasteReview
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.wire_story import WireStory

__all__ = ["PasteReview", "build"]


def build(lanes: Runner, colors: Colors) -> PasteReview:
    """The view and its presenter. GUI thread."""
    return PasteReview(PastePresenter(lanes, _recognise), NamesPresenter(lanes, _desk_of), colors)


def _recognise(text: str, library: "Library | None") -> "WireStory":
    from newsroom.desk.pasting import recognise

    return recognise(text, library)


def _desk_of(library: "Library") -> NamesDesk:
    from newsroom.gui.features.pasting.library_desk import LibraryDesk

    return LibraryDesk(library)
