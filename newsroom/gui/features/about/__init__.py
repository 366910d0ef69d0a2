"""The page about the program: which version it is, and the terms of all that it is made of."""

from newsroom.gui.features.about.page import AboutPage
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

__all__ = ["AboutPage", "build"]


def build(lanes: Runner, colors: Colors, version: str) -> AboutPage:
    """The page; the terms are read when it is first shown. ``version`` as ``newsroom --version`` says it."""
    return AboutPage(lanes, colors, version)
