"""What WebEngine is told before it begins: the scheme of a page's address, and to clear up after each page. Light.

The scheme may be registered while the application runs, as long as WebEngine has not begun: that costs the start of
the window nothing, where WebEngine's import would cost it 50 ms and more.
"""

import os

FLAGS_VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"
# Where memory is plenty the engine keeps each page that was shown, 1.5 MB, for hundreds of pages: the script beside
# the page asks it not to.
CLEAR_UP = "--js-flags=--expose-gc"
SCHEME = "newsroom-preview"
_registered: list[str] = []


def prepare_engine() -> None:
    """Before the first profile is made; again does nothing."""
    if _registered:
        return
    flags = os.environ.get(FLAGS_VARIABLE, "")
    if "--js-flags" not in flags:
        os.environ[FLAGS_VARIABLE] = f"{flags} {CLEAR_UP}".strip()
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    scheme = QWebEngineUrlScheme(SCHEME.encode("ascii"))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
    _registered.append(SCHEME)


def page_address(serial: int, generation: int = 0) -> str:
    """Where the page of a serial is. Each generation is a site of its own, for which the engine takes a new process."""
    return f"{SCHEME}://page{generation}/{serial}"
