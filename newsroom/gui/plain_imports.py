"""Imports without PySide6's switch of names.

PySide6 puts an ``__import__`` of its own in front, for names that a module may switch to snake case
(``from __feature__ import …``). To know which modules it concerns, it reads the source of every module that is imported
later, and ``linecache`` keeps those texts: a third of a millisecond for each, and 14 MB when the window is there
(decision 14). Nobody here switches names.
"""

import builtins
import linecache


def restore() -> None:
    """Again does nothing; where PySide6 has put nothing in the place, neither."""
    import PySide6.QtCore  # noqa: F401 - puts it there

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
        linecache.clearcache()
