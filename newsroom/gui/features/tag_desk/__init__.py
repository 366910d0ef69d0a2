"""The desk of tags in the window: all of them in a list, changed, merged, split; those that are alike; vocabularies."""

from newsroom.gui.acting import Acting
from newsroom.gui.features.tag_desk.alike_presenter import AlikePresenter
from newsroom.gui.features.tag_desk.panel import TagDeskPanel
from newsroom.gui.features.tag_desk.presenter import TagsPresenter
from newsroom.gui.features.tag_desk.vocabulary_presenter import VocabularyPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["TagDeskPanel", "build"]


def build(lanes: Runner, colors: Colors, acting: Acting) -> TagDeskPanel:
    """The page of tags; ``set_library`` says of what."""
    presenters = (
        TagsPresenter(lanes, acting),
        AlikePresenter(lanes, acting),
        VocabularyPresenter(lanes, acting),
    )
    panel = TagDeskPanel(*presenters, colors)
    for presenter in presenters:
        presenter.setParent(panel)
    return panel
