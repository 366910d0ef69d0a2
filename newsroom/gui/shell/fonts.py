"""A system without any font: all text in the window is boxes. Only the terminal can say so."""

import sys

from PySide6.QtGui import QFontDatabase

WORDS = (
    "newsroom: this system has no fonts, so the window cannot show any text. "
    "Install one, fonts-noto-core for instance, and start again.\n"
)
_NAMES_OF_NONE = frozenset(
    {"Monospace", "Sans Serif", "Serif"}
)  # fontconfig's, which stand for whatever there is


def tell_if_there_are_none() -> None:
    """Needs an application. Not before the first paint: it reads the list of all fonts."""
    if _NAMES_OF_NONE.issuperset(QFontDatabase.families()):
        sys.stderr.write(WORDS)
