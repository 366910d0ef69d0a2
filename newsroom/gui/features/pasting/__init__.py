"""What was pasted, as it was read, for one look: everything can be changed before it becomes a draft."""

from typing import TYPE_CHECKING

from newsroom.gui.features.pasting.filed_already import FiledAlready
from newsroom.gui.features.pasting.names import NamesDesk, NamesPresenter
from newsroom.gui.features.pasting.presenter import PastePresenter
from newsroom.gui.features.pasting.view import PasteReview
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.suggestions import DuplicateSuggestion
    from newsroom.domain.wire_story import WireStory

__all__ = ["PasteReview", "build"]


def build(lanes: Runner, colors: Colors) -> PasteReview:
    """The view and its presenter. GUI thread."""
    filed_already = FiledAlready(lanes, _filed_already)
    return PasteReview(
        PastePresenter(lanes, _recognise), NamesPresenter(lanes, _desk_of), filed_already, colors
    )


def _recognise(text: str, library: "Library | None") -> "WireStory":
    from newsroom.desk.pasting import recognise

    return recognise(text, library)


def _filed_already(
    library: "Library", story: "WireStory", token: "CancelToken"
) -> "tuple[DuplicateSuggestion, ...]":
    from newsroom.domain.suggestions import Draft, SuggestionKind, Suggestions
    from newsroom.jobs.suggestion_helper import helper_of

    draft = Draft(story.headline, story.lede, story.body)
    kinds = frozenset({SuggestionKind.DUPLICATES})
    found: Suggestions = helper_of(library).ask("suggest_for", draft, kinds, 1, token=token)
    return found.duplicates


def _desk_of(library: "Library") -> NamesDesk:
    from newsroom.gui.features.pasting.library_desk import LibraryDesk

    return LibraryDesk(library)
