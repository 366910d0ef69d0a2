"""The page of suggestions: which are wanted, and how far what they derive from the archive is."""

from newsroom.gui.features.suggestion_settings.panel import SuggestionSettingsPanel
from newsroom.gui.features.suggestion_settings.presenter import SuggestionSettingsPresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["SuggestionSettingsPanel", "build"]


def build(lanes: Runner, colors: Colors) -> SuggestionSettingsPanel:
    """The page; ``set_library`` says of which library."""
    presenter = SuggestionSettingsPresenter(lanes)
    panel = SuggestionSettingsPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
