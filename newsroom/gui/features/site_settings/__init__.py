"""The site's settings in the window."""

from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.site_settings.panel import SiteSettingsPanel
from newsroom.gui.features.site_settings.presenter import SitePresenter
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["SiteSettingsPanel", "build"]


def build(lanes: Runner, colors: Colors, bus: ChangeBus) -> SiteSettingsPanel:
    """The settings' page; ``set_library`` gives it what to show. What is saved is told on ``bus``."""
    presenter = SitePresenter(lanes, bus)
    panel = SiteSettingsPanel(presenter, colors)
    presenter.setParent(panel)
    return panel
