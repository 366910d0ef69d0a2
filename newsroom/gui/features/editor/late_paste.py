"""A paste whose text is not ready yet: its place in the draft, which follows what is written meanwhile. No Qt."""

from newsroom.domain.draft import Draft, DraftChange
from newsroom.domain.footnotes import apart_from
from newsroom.domain.text_buffer import utf16_length

_FIELD = "body"


class LatePaste:
    """Holds what was selected when the paste was asked for. What is typed there meanwhile comes to stand behind it."""

    def __init__(self, draft: Draft, start: int, end: int) -> None:
        self.draft = draft
        self._start, self._end = start, end
        self._end_subscription = draft.subscribe(self._on_draft_changed)

    def put(self, text: str) -> None:
        """Puts the text there, as one step, whether or not the draft is still shown; its footnotes are its own."""
        self._end_subscription()
        if "[^" in text:
            text = apart_from(text, self.draft.text(_FIELD))
        with self.draft.one_step():
            self.draft.edit_text(_FIELD, self._start, self._end - self._start, text)

    def _on_draft_changed(self, change: DraftChange) -> None:
        if change.field != _FIELD:
            return
        removed_to, shift = (
            change.position + change.n_removed,
            utf16_length(change.inserted) - change.n_removed,
        )
        if self._start > change.position:
            self._start = self._start + shift if self._start >= removed_to else change.position
        if self._end > change.position:
            # At its end, too: what was typed over the selection is no part of it.
            self._end = self._end + shift if self._end > removed_to else change.position
        self._end = max(self._start, self._end)
