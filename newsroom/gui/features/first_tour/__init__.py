"""The first tour: four things to do in the window, each seen when it is done. (``gui/tour`` is the errand of tests.)"""

from newsroom.gui.features.first_tour.card import FirstTourCard
from newsroom.gui.features.first_tour.course import Fact, FirstTour, Step
from newsroom.gui.features.first_tour.words import KeyOf, Surroundings
from newsroom.gui.theme import Colors

__all__ = ["Fact", "FirstTour", "FirstTourCard", "KeyOf", "Step", "Surroundings", "build"]


def build(colors: Colors, tour: FirstTour, key_of: KeyOf) -> FirstTourCard:
    """The card. ``key_of`` answers the key that a command has now, as it is shown."""
    return FirstTourCard(colors, tour, key_of)
