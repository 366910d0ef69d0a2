"""The one change signal of the window: what was changed, and by whom. A view refreshes when it shows one of them."""

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Whoever has changed something emits ``changed`` once its transaction is durable. GUI thread only."""

    changed = Signal(object)
    """A ``ChangeSet``."""
