"""What was recovered after Newsroom ended without saving: said, compared with what was saved, taken back if wanted."""

from newsroom.gui.features.recovery.bar import RecoveryBar
from newsroom.gui.features.recovery.comparing import difference_html, take_saved
from newsroom.gui.features.recovery.view import DifferenceView

__all__ = ["DifferenceView", "RecoveryBar", "difference_html", "take_saved"]
