"""Models of the past: what could have been learned by a moment, for drafts that must not know what came later."""

from collections.abc import Collection, Sequence

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import ALL_KINDS, Draft, SuggestionKind
from newsroom.storage.search_keys import first_key
from newsroom.suggesting.learning import learn_all
from newsroom.suggesting.linear import Pause
from newsroom.suggesting.models import Models
from newsroom.suggesting.suggester import Suggester

_STRETCHES = 8
_FEWEST_DRAFTS = 25
_MOST_WEIGHED = 1_500


class Hindsight:
    """Learns once a stretch of time, when its first draft is asked about."""

    def __init__(
        self,
        suggester: Suggester,
        drafts: Sequence[Draft],
        pause: Pause,
        token: CancelToken | None,
        kinds: Collection[SuggestionKind] = ALL_KINDS,
    ) -> None:
        """``kinds`` are those that will be asked for: nothing else is learned."""
        self._suggester = suggester
        self._pause = pause
        self._token = token
        self._kinds = kinds
        self._now = suggester.models()
        newest = self._now.tags.habits.learned_key
        past = sorted({first_key(draft.at) for draft in drafts if draft.at and first_key(draft.at) <= newest})
        step = max(_FEWEST_DRAFTS, -(-len(past) // _STRETCHES))
        self._starts = past[::step]
        self._newest = newest
        self._learned: dict[int, Models] = {}

    def models_for(self, draft: Draft) -> Models:
        """Those that nothing newer than the draft has taught."""
        if draft.at is None or not self._starts or (key := first_key(draft.at)) > self._newest:
            return self._now
        start = max(start for start in self._starts if start <= key)
        if start not in self._learned:
            self._learned[start] = learn_all(
                self._suggester.archive,
                before=start,
                pause=self._pause,
                token=self._token,
                most_weighed=_MOST_WEIGHED,
                kinds=self._kinds,
            )
        return self._learned[start]
