"""The page in WebEngine: shows what it is given, patches it, and leads nowhere. Loads WebEngine."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
)
from typing_extensions import override

from newsroom.gui.features.preview.looks import Appearance
from newsroom.gui.features.preview.scheme import SCHEME
from newsroom.gui.features.preview.web_profile import WORLD, PreviewProfile, page_script
from newsroom.jobs.render_messages import Patched, Shown
from newsroom.jobs.render_places import Places, Spot

_SUCCEEDED = QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus


class Bridge(QObject):
    """What the script beside the page may say."""

    page_scrolled = Signal(int, float)
    text_clicked = Signal(int, float)

    @Slot(int, float)
    def on_page_scrolled(self, element: int, share: float) -> None:
        self.page_scrolled.emit(element, share)

    @Slot(int, float)
    def on_text_clicked(self, element: int, share: float) -> None:
        self.text_clicked.emit(element, share)


class WebPage(QWebEnginePage):
    """One page at a time. A link is never followed: ``link_clicked`` says where it leads."""

    link_clicked = Signal(str)
    line_clicked = Signal(int)
    line_scrolled = Signal(int)
    shown = Signal(int)
    reload_wanted = Signal()

    def __init__(self, profile: PreviewProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._profile = profile
        self._bridge = Bridge(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("preview", self._bridge)
        self.setWebChannel(self._channel, WORLD)
        self._appearance = Appearance.LIGHT
        self.scripts().insert(page_script(self._look()))
        self._shown: Shown | None = None
        self._places = Places()
        self._url = QUrl()
        self._has_failed = False
        self._is_loading = False
        self._has_begun = False
        self._can_patch = False
        self._waiting: list[Patched] = []
        self._y = 0.0
        self._bridge.page_scrolled.connect(self._on_bridge_page_scrolled)
        self._bridge.text_clicked.connect(self._on_bridge_text_clicked)
        self.loadingChanged.connect(self._on_loading_changed)
        self.newWindowRequested.connect(self._on_new_window_requested)
        self.certificateError.connect(self._on_certificate_error)

    # What is shown

    def show_page(self, shown: Shown, *, keep_place: bool) -> None:
        """Loads a whole page; with ``keep_place`` it is scrolled to where the one before was."""
        self._y = self.scrollPosition().y() / self.zoomFactor() if keep_place else 0.0
        self._shown = shown
        self._places = shown.places
        self._waiting.clear()
        self._is_loading, self._has_begun, self._can_patch, self._has_failed = True, False, False, False
        self._url = self._profile.source.hold(shown.serial, shown.page)
        self.load(self._url)

    def patch(self, patched: Patched) -> None:
        """Changes the page, at once or as soon as it is loaded. Asks for the whole again where that cannot be."""
        if self._is_loading and not self._has_failed:
            self._waiting.append(patched)
        elif not self._can_patch:
            self.reload_wanted.emit()
        elif patched.patches or patched.shell is not None:
            patches = [(one.index, one.n_removed, one.html, one.n_added) for one in patched.patches]
            self._run(f"patch({_js(patches)}, {_js(patched.shell)})", self._on_patched)
            self._places = patched.places
        else:
            self._places = patched.places

    def clear(self) -> None:
        """Shows nothing."""
        self._shown = None
        self._places = Places()
        self._waiting.clear()
        self._profile.source.forget()
        self._is_loading = False
        self._can_patch = False
        self.setUrl(QUrl("about:blank"))

    def show_line(self, line: int) -> None:
        """Brings a line of the text, from 0, to the top of the view. Says nothing of it."""
        spot = self._places.spot_of(line) or Spot(0, 1, 0.0)
        if self._can_patch and not self._is_loading:
            self._run(f"show({spot.element}, {spot.n_elements}, {spot.share:.4f})")

    def set_appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.setBackgroundColor(QColor("#17181a" if appearance is Appearance.DARK else "#ffffff"))
        self.scripts().clear()
        self.scripts().insert(page_script(self._look()))
        if self._shown is not None:
            self._run(self._look())

    def print_to(self, path: str) -> None:
        """Writes a PDF of the page, as printed by a reader; ``pdfPrintingFinished`` says when."""
        self._run("plain()", lambda _: self.printToPdf(path))

    def _look(self) -> str:
        is_print = self._appearance is Appearance.PRINT
        scheme = "dark" if self._appearance is Appearance.DARK else "light"
        return f"look({_js(scheme)}, {_js(is_print)})"

    def _run(self, call: str, done: Callable[[object], None] | None = None) -> None:
        code = f"newsroomPreview.{call}"
        if done is None:
            self.runJavaScript(code, WORLD)
        else:
            self.runJavaScript(code, WORLD, done)

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        shown, status = self._shown, info.status()
        if not self._is_loading or shown is None:
            return
        if info.url() != self._url:
            # The end of a page that another has overtaken, or of the empty one, is not the end of this one. Where that
            # was shown after all, the engine has forgotten what it was asked for meanwhile.
            if status == _SUCCEEDED and not self._has_begun:
                self.load(self._url)
            return
        if status == QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus:
            self._has_begun = True
            return
        if status != _SUCCEEDED:
            # The end of one that was overtaken may bear this one's name: it may come yet.
            self._has_failed = True
            return
        self._has_failed = False
        n_elements = shown.places.n_elements
        self._run(f"begin({_js(shown.shell)}, {n_elements}, {self._y:.0f})", self._on_begun)

    def _on_begun(self, can_patch: object) -> None:
        if not self._is_loading or self._shown is None:
            return
        self._is_loading = False
        self._can_patch = can_patch is True
        self.history().clear()
        self.shown.emit(self._shown.serial)
        waiting, self._waiting = self._waiting, []
        for patched in waiting:
            self.patch(patched)

    def _on_patched(self, done: object) -> None:
        if done is not True and not self._is_loading:
            self._can_patch = False
            self.reload_wanted.emit()

    # What it says

    def _on_bridge_page_scrolled(self, element: int, share: float) -> None:
        line = self._places.line_of(element, share)
        if line is not None and not self._is_loading:
            self.line_scrolled.emit(0 if element == 0 and share == 0 else line)

    def _on_bridge_text_clicked(self, element: int, share: float) -> None:
        line = self._places.line_of(element, share)
        if line is not None and not self._is_loading:
            self.line_clicked.emit(line)

    # What it may not

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        url = QUrl(url)
        if _without_fragment(url) == _without_fragment(self.url()):
            return is_main_frame
        if kind == QWebEnginePage.NavigationType.NavigationTypeTyped:
            return is_main_frame and (url.scheme() == SCHEME or url.toString() == "about:blank")
        if kind == QWebEnginePage.NavigationType.NavigationTypeReload:
            return True
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_clicked.emit(url.toString())
        return False

    @override
    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """A page's own complaints are not the program's."""

    @override
    def javaScriptAlert(self, origin: QUrl | str, message: str) -> None:
        """No dialogs."""

    @override
    def javaScriptConfirm(self, origin: QUrl | str, message: str) -> bool:
        return False

    @override
    def javaScriptPrompt(self, origin: QUrl | str, message: str, default: str) -> tuple[bool, str]:
        return False, ""

    @override
    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, old: Sequence[str], types: Sequence[str]
    ) -> list[str]:
        return []

    def _on_new_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        self.link_clicked.emit(request.requestedUrl().toString())

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()


def _without_fragment(url: QUrl) -> QUrl:
    url = QUrl(url)
    url.setFragment("")
    return url


def _js(value: object) -> str:
    """A value as JavaScript: JSON, in ASCII, so that no separator of lines means anything."""
    return json.dumps(value, ensure_ascii=True)
