"""What a section of the settings is: a name, words that find it, and a widget that is made when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.theme import Colors


class SectionView(Protocol):
    """A widget that offers this. ``show_matching`` leaves what answers to a search; an empty one is answered by all."""

    def show_matching(self, query: str) -> bool: ...

    def set_library(self, library: Library | None) -> None: ...

    def set_look(self, colors: Colors, scale: float) -> None: ...

    def apply(self, changes: ChangeSet) -> None: ...

    def save_now(self) -> None: ...


@runtime_checkable
class HasFirst(Protocol):
    """A view that knows itself where the focus goes, at once or as soon as it is filled."""

    def focus_first(self) -> None: ...


class Section(NamedTuple):
    """``words`` find all of it, as its title does. One that ``needs_library`` says so where there is none."""

    name: str
    title: str
    words: str
    make: Callable[[], QWidget]
    needs_library: bool = False


class PlainSection:
    """For sections that know no library, or are told all by the shell: what they need not heed."""

    def set_library(self, library: Library | None) -> None:
        """Nothing here is a library's."""

    def apply(self, changes: ChangeSet) -> None:
        """Nothing here is changed by acts."""

    def save_now(self) -> None:
        """Each change holds at once."""
