"""WebEngine fenced in: a profile that keeps nothing and reaches nothing but the page it is given. Loads WebEngine."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from typing_extensions import override

from newsroom.gui.features.preview.scheme import SCHEME, page_address
from newsroom.paths import resources_root

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
# What a renderer process still keeps of the pages that it has shown goes with the process; a new one costs 100 ms.
_PAGES_A_PROCESS = 8
_INSIDE = frozenset((SCHEME, "data"))
_OFF = (
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
)


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets in the previewed page and what it holds itself, nothing else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() not in _INSIDE:
            info.block(True)
            self.blocked.append(url.toString())
            del self.blocked[:-100]


class PageSource(QWebEngineUrlSchemeHandler):
    """Answers with the bytes of the newest page, at its own address only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._url = QUrl()
        self._page = QByteArray()
        self._n_held = 0

    def hold(self, serial: int, page: bytes) -> QUrl:
        """Gives this page from now on; returns where."""
        self._url = QUrl(page_address(serial, self._n_held // _PAGES_A_PROCESS))
        self._page = QByteArray(page)
        self._n_held += 1
        return self._url

    def forget(self) -> None:
        self._url, self._page = QUrl(), QByteArray()

    @override
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestMethod() != b"GET" or job.requestUrl() != self._url:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(self._page)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(b"text/html; charset=utf-8", buffer)


class PreviewProfile(QWebEngineProfile):
    """Off the record: no cache, no cookies, no downloads. The scheme is registered before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.source = PageSource(self)
        self.interceptor = Interceptor(self)
        self.installUrlSchemeHandler(QByteArray(SCHEME.encode("ascii")), self.source)
        self.setUrlRequestInterceptor(self.interceptor)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setSpellCheckEnabled(False)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setFontSize(QWebEngineSettings.FontSize.MinimumLogicalFontSize, 0)
        self.downloadRequested.connect(self._on_download_requested)

    def _on_download_requested(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()


def page_script(first: str) -> QWebEngineScript:
    """What runs beside each page, out of its sight; ``first`` is called as soon as the page is there."""
    script = QWebEngineScript()
    script.setName("newsroom-preview")
    script.setSourceCode(f"{_sources()}\nnewsroomPreview.{first};")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(WORLD)
    script.setRunsOnSubFrames(False)
    return script


@cache
def _sources() -> str:
    import PySide6.QtWebChannel  # noqa: F401 - its file is in the library

    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    channel = bytes(file.readAll().data()).decode("utf-8")
    own = (resources_root() / "preview" / "page.js").read_text(encoding="utf-8")
    return f"{channel}\n{own}"
