"""A list that is edited as chips: tags, and the people of the byline."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.names import tidy
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.completion import Suggestion

T = TypeVar("T")


class ChipList(QObject, Generic[T]):
    """Holds the items that a field shows. ``make`` reads what was typed, ``show`` gives a chip's text and detail.

    ``field.edit.text_typed`` is to be answered by ``field.edit.offer``, with names as payloads.
    """

    changed = Signal()

    def __init__(
        self, field: ChipField, make: Callable[[str], T], show: Callable[[T], tuple[str, str]]
    ) -> None:
        super().__init__(field)
        self._field, self._make, self._show = field, make, show
        self._items: list[T] = []
        field.edit.awaits_answers = True
        field.edit.taken.connect(self._on_edit_taken)
        field.edit.entered.connect(self._on_edit_entered)
        field.remove_asked.connect(self._on_field_remove_asked)
        field.move_asked.connect(self._on_field_move_asked)
        field.chip_opened.connect(self._on_field_chip_opened)

    def load(self, items: Sequence[T]) -> None:
        self._items = list(items)
        self._field.edit.forget()
        self.refresh()

    @property
    def items(self) -> tuple[T, ...]:
        """With what is typed and not entered yet."""
        typed = tidy(self._field.edit.text())
        return (*self._items, *((self._make(typed),) if typed else ()))

    def refresh(self) -> None:
        """Shows the items anew: what ``show`` says of them may be another."""
        self._field.set_chips([self._show(item) for item in self._items])

    def add(self, name: str) -> None:
        """As if it had been typed, but what is typed stays."""
        if (item := self._make(name)) not in self._items:
            self._items.append(item)
            self._change()

    def _change(self) -> None:
        self.refresh()
        self.changed.emit()

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self._on_edit_entered(str(suggestion.payload))

    def _on_edit_entered(self, text: str) -> None:
        name = tidy(text)
        self._field.edit.clear()
        if name and (item := self._make(name)) not in self._items:
            self._items.append(item)
            self._change()

    def _on_field_remove_asked(self, index: int) -> None:
        del self._items[index]
        self._change()

    def _on_field_move_asked(self, start: int, end: int) -> None:
        self._items.insert(end, self._items.pop(start))
        self._change()

    def _on_field_chip_opened(self, index: int) -> None:
        """A chip that is opened is typed anew, at the end of the list."""
        item = self._items.pop(index)
        self._change()
        self._field.edit.setText(self._show(item)[0])
        self._field.edit.setFocus()
