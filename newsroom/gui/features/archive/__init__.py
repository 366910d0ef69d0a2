"""The archive in the window: where things are, the list of articles with search as you type, and as a table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from newsroom.gui.features.archive.archive import Archive
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.gui.acting import Acting
    from newsroom.gui.features.archive.table_page import TablePage

__all__ = ["Archive", "Remembered", "build", "build_table"]


class Remembered(Protocol):
    """What the table keeps from one session to the next."""

    def text(self, name: str, default: str = "") -> str: ...

    def set_text(self, name: str, value: str) -> None: ...

    def widths(self, name: str) -> dict[str, int]: ...

    def set_widths(self, name: str, widths: Mapping[str, int]) -> None: ...


def build(lanes: Runner, colors: Colors) -> Archive:
    """Sidebar and list, wired; without a library until ``set_library``."""
    return Archive(lanes, colors)


def build_table(
    lanes: Runner, archive: Archive, colors: Colors, acting: "Acting", remembered: Remembered
) -> "TablePage":
    """The page of the table, which shows what that list shows. Loaded when it is first wanted."""
    from newsroom.gui.features.archive.table_page import TablePage
    from newsroom.gui.features.archive.table_presenter import TablePresenter

    presenter = TablePresenter(lanes)
    page = TablePage(presenter, archive.presenter, acting, colors, remembered)
    presenter.setParent(page)
    return page
