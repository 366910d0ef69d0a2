"""The address of a previewed page. Light: loads WebEngine when the scheme is registered, not before.

The scheme may be registered while the application runs, as long as WebEngine has not begun: that costs the start of
the window nothing, where WebEngine's import would cost it 50 ms and more.
"""

SCHEME = "newsroom-preview"
HOST = "page"
_registered: list[str] = []


def register_scheme() -> None:
    """Before the first profile is made; again does nothing."""
    if _registered:
        return
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    scheme = QWebEngineUrlScheme(SCHEME.encode("ascii"))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
    _registered.append(SCHEME)


def page_address(serial: int) -> str:
    """Where the page of a serial is."""
    return f"{SCHEME}://{HOST}/{serial}"
