"""What was pasted, as it was read, for one look: everything can be changed before it becomes a draft."""

from typing import TYPE_CHECKING

from newsroom.gui.features.pasting.names import NamesDesk, NamesPresenter
from newsroom.gui.features.pasting.presenter import PastePresenter
from newsroom.gui.features.pasting.suggestions import PasteSuggestions
from newsroom.gui.features.pasting.view import PasteReview
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.suggestions import Suggestions
    from newsroom.domain.wire_story import WireStory

__all__ = ["PasteReview", "build"]
_MOST_TAGS = 10


def build(lanes: Runner, colors: Colors) -> PasteReview:
    """The view and its presenter. GUI thread."""
    suggestions = PasteSuggestions(lanes, _suggest)
    return PasteReview(
        PastePresenter(lanes, _recognise), NamesPresenter(lanes, _desk_of), suggestions, colors
    )


def _recognise(text: str, library: "Library | None") -> "WireStory":
    from newsroom.desk.pasting import recognise

    return recognise(text, library)


def _suggest(library: "Library", story: "WireStory", token: "CancelToken") -> "Suggestions":
    from newsroom.domain.suggestions import Draft, SuggestionKind
    from newsroom.jobs.suggestion_helper import helper_of

    draft = Draft(story.headline, story.lede, story.body)
    kinds = frozenset({SuggestionKind.DUPLICATES, SuggestionKind.TAGS})
    found: Suggestions = helper_of(library).ask("suggest_for", draft, kinds, _MOST_TAGS, token=token)
    return found


def _desk_of(library: "Library") -> NamesDesk:
    from newsroom.gui.features.pasting.library_desk import LibraryDesk

    return LibraryDesk(library)
