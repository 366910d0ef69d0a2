"""What others may ask of the widget that shows the text: so that it can be another one some day. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from newsroom.domain.draft import Draft


class BodyEditor(Protocol):
    """Positions are UTF-16 units of the draft's text, lines count from 0, whatever is broken for display."""

    @property
    def draft(self) -> Draft | None: ...

    def selection(self) -> tuple[int, int]:
        """Start and end of the selection."""

    def select(self, start: int, end: int | None = None) -> None:
        """Puts the cursor, or a selection, there."""

    def replace_text(self, start: int, end: int, text: str) -> None:
        """An edit by a command, told to the draft."""

    def show_cursor(self) -> None:
        """Scrolls until the cursor is in view."""

    def visible_range(self) -> tuple[int, int]:
        """The part of the text that is in view."""

    def mark(self, places: Sequence[tuple[int, int]]) -> None:
        """Marks these places, and no others."""

    def cursor_line(self) -> int:
        """The line of the cursor."""

    def first_visible_line(self) -> int:
        """The line at the top of the view."""

    def scroll_to_line(self, line: int) -> None:
        """Brings the line to the top of the view."""

    def set_cursor_line(self, line: int, column: int = 0) -> None:
        """Puts the cursor there and shows it."""
