"""Run by the environment's Python in a process of its own: prints the name of each system library that cannot load.

Arguments: the level (``offscreen`` or ``window``), then the names to try. If all load, Qt itself is tried.
"""

import ctypes
import os
import re
import sys

_NAMED = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")


def missing_of(names: list[str]) -> list[str]:
    """Those that cannot be loaded; of one that is there but cannot load, the library that it misses."""
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            missing.append(_named_in(error) or name)
    return list(dict.fromkeys(missing))


def missing_of_qt(level: str) -> list[str]:
    """The first library that Qt's widgets, WebEngine or, for a window, its X11 plugin miss."""
    try:
        import PySide6
        import PySide6.QtWebEngineWidgets
        import PySide6.QtWidgets
    except ImportError as error:
        name = _named_in(error)
        return [name] if name else []
    plugin = os.path.join(next(iter(PySide6.__path__)), "Qt", "plugins", "platforms", "libqxcb.so")
    return missing_of([plugin]) if level == "window" and os.path.exists(plugin) else []


def _named_in(error: Exception) -> str:
    found = _NAMED.search(str(error))
    return os.path.basename(found[1]) if found else ""


if __name__ == "__main__":
    print("\n".join(missing_of(sys.argv[2:]) or missing_of_qt(sys.argv[1])))
