"""The desk of authors in the window: their names, details, and merges."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.author_desk.panel import AuthorDeskPanel
from newsroom.gui.features.author_desk.presenter import AuthorsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["AuthorDeskPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> AuthorDeskPanel:
    """The page of authors; ``set_library`` says of what."""
    presenter = AuthorsPresenter(lanes, acting)
    panel = AuthorDeskPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
