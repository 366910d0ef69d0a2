"""The preview pane: the bar, a line for what is wrong, the page. Wires presenter, view and outputs; decides little."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from newsroom.domain.ids import NO_ARTICLE
from newsroom.gui.features.preview.bar import PreviewBar
from newsroom.gui.features.preview.commands import PreviewCommands
from newsroom.gui.features.preview.engine import EngineChooser
from newsroom.gui.features.preview.frame import DeviceFrame
from newsroom.gui.features.preview.looks import Appearance, Device
from newsroom.gui.features.preview.outputs import OpenUrl, PageOutputs
from newsroom.gui.features.preview.presenter import MakeRenderer, PreviewPresenter
from newsroom.gui.features.preview.probe import Probe, is_root
from newsroom.jobs.lanes import Err, Outcome, Runner
from newsroom.jobs.render_lane import RenderLane

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.domain.draft import Draft
    from newsroom.gui.features.preview.plain_view import PlainView
    from newsroom.gui.features.preview.web_view import WebView
    from newsroom.gui.theme import Colors
    from newsroom.jobs.render_messages import Patched, Shown


class PreviewPane(QWidget):
    """The page of the open draft, beside the text. Inactive it asks, renders and makes nothing."""

    line_wanted = Signal(int)
    """A click in the page: the cursor belongs in this line."""
    line_scrolled = Signal(int)
    """The page was scrolled: this line is at its top."""
    article_wanted = Signal(int)
    status_message = Signal(str)
    page_ready = Signal()
    """A whole page is on the screen."""

    def __init__(
        self,
        lanes: Runner,
        colors: Colors,
        *,
        probe: Probe | None = None,
        make_renderer: MakeRenderer = RenderLane,
        open_url: OpenUrl | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("preview")
        self._lanes = lanes
        self._colors = colors
        self._active = False
        self._device = Device.DESKTOP
        self._appearance = Appearance.LIGHT
        self._editor_line = 0
        self._is_first_page = True
        self._is_preparing = False
        self._is_closed = False
        self._why_plain = ""
        self._trouble = ""
        self._held: tuple[Shown, bool] | None = None
        self._pdf: tuple[bytes, str] | None = None
        self.view: WebView | PlainView | None = None
        self.presenter = PreviewPresenter(lanes, make_renderer, self)
        self.outputs = PageOutputs(lanes, self.presenter, self, open_url=open_url)
        self._engine = EngineChooser(lanes, probe or Probe(), self)
        self.commands = PreviewCommands(self)
        self._build()
        self._connect()
        self.set_look(colors, 1.0)
        self._show_state()

    def _build(self) -> None:
        commands = self.commands
        self.bar = PreviewBar(
            commands.devices, commands.appearances, commands.browser, (commands.save, commands.pdf)
        )
        self._words = QLabel()
        self._words.setObjectName("warn")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._again = QPushButton(self.tr("Try again"))
        self._again.setObjectName("link")
        self._again.setAccessibleName(self.tr("Try the full preview again"))
        self._line = QFrame()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(12, 0, 8, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self._again)
        self._empty = QLabel()
        self._empty.setObjectName("dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(24, 48, 24, 24)
        self._root = QLabel(self.tr("As root the preview runs without WebEngine's sandbox."))
        self._root.setObjectName("dim")
        self._root.setWordWrap(True)
        self._root.setContentsMargins(12, 0, 12, 6)
        self._root.hide()
        self.frame = DeviceFrame(self._colors)
        place = QWidget()
        self._stack = QStackedLayout(place)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._line)
        column.addWidget(place, 1)
        column.addWidget(self._root)
        for first, second in pairwise((*self.bar.buttons(), self._again)):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        self.presenter.page_shown.connect(self._on_presenter_page_shown)
        self.presenter.page_patched.connect(self._on_presenter_page_patched)
        self.presenter.page_gone.connect(self._on_presenter_page_gone)
        self.presenter.trouble_changed.connect(self._on_presenter_trouble_changed)
        self.presenter.progressed.connect(self._on_presenter_progressed)
        self._engine.chosen.connect(self._on_engine_chosen)
        self._again.clicked.connect(self._engine.ask_again)
        self.outputs.said.connect(self.status_message)
        self.outputs.failed.connect(self.status_message)
        self.outputs.pdf_ready.connect(self._on_outputs_pdf_ready)
        self.commands.devices.triggered.connect(self._on_device_triggered)
        self.commands.appearances.triggered.connect(self._on_appearance_triggered)
        self.commands.browser.triggered.connect(self.outputs.open_in_browser)
        self.commands.save.triggered.connect(self.outputs.save_as)
        self.commands.pdf.triggered.connect(self.outputs.save_pdf)
        self.commands.devices.actions()[0].setChecked(True)
        self.commands.appearances.actions()[0].setChecked(True)

    # What others ask

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)
        self._show_state()

    def open_draft(self, draft: Draft | None) -> None:
        """The article whose page is shown; None: none."""
        self._held = None
        self._editor_line = 0
        self.presenter.open_draft(draft)
        self.commands.set_article_is_open(draft is not None)
        self._show_state()

    def apply(self, changes: ChangeSet) -> None:
        """What was changed in the library, here or elsewhere."""
        self.presenter.apply(changes)

    def set_active(self, active: bool) -> None:
        """Whether the pane is in view."""
        if active == self._active:
            return
        self._active = active
        self.presenter.set_active(active)
        if not active:
            self._engine.unwant()
        elif self.view is None:
            self._engine.want()

    def show_line(self, line: int) -> None:
        """Scrolls the page to a line of the text, from 0: the page follows the editor."""
        self._editor_line = line
        if self._active and self.view is not None:
            self.view.show_line(line)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.bar.set_look(colors, scale)
        self.frame.set_look(colors)

    def set_device(self, device: Device) -> None:
        """The width that the page is shown in."""
        self._device = device
        for action in self.commands.devices.actions():
            action.setChecked(action.data() == device)
        self.frame.set_device(device)

    def set_appearance(self, appearance: Appearance) -> None:
        """Light, dark, or as printed."""
        self._appearance = appearance
        for action in self.commands.appearances.actions():
            action.setChecked(action.data() == appearance)
        if self.view is not None:
            self.view.set_appearance(appearance)

    @property
    def device(self) -> Device:
        return self._device

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def actions(self) -> list[QAction]:
        """For the command palette."""
        return self.commands.all()

    def close_preview(self) -> None:
        """Ends the helper process and WebEngine; before the window goes."""
        self._is_closed = True
        self._engine.unwant()
        self.presenter.close()
        self._drop_view()

    # The view

    @property
    def why_plain(self) -> str:
        """Why the page is shown in the plain preview; empty where it is not, or not yet known."""
        return self._why_plain

    def _on_engine_chosen(self, why_plain: str) -> None:
        self._why_plain = why_plain
        if why_plain:
            self._use_plain_view()
        else:
            self._use_web_view()
        self._show_words()

    def _use_web_view(self) -> None:
        try:
            from newsroom.gui.features.preview.web_view import WebView
        except ImportError:
            self._why_plain = self.tr("a system library is missing")
            self._use_plain_view()
            return

        from newsroom.gui.features.preview.cover import Covering

        def make() -> None:
            if not self._is_closed:
                self._take_view(WebView(self.frame))
                self._root.setVisible(is_root())

        Covering(self.window(), make).begin()

    def _use_plain_view(self) -> None:
        from newsroom.gui.features.preview.plain_view import PlainView

        self._take_view(PlainView(self.frame))
        self._root.hide()

    def _take_view(self, view: WebView | PlainView) -> None:
        self._drop_view()
        self.view = view
        view.link_clicked.connect(self._on_view_link_clicked)
        view.line_clicked.connect(self.line_wanted)
        view.line_scrolled.connect(self.line_scrolled)
        view.shown.connect(self._on_view_shown)
        view.reload_wanted.connect(self.presenter.show_again)
        view.pdf_written.connect(self._on_view_pdf_written)
        view.lost.connect(self._on_view_lost)
        view.set_appearance(self._appearance)
        self.frame.set_view(view, view)
        self.presenter.whole_only = not view.patches
        held, self._held = self._held, None
        if held is not None:
            view.show_page(held[0], keep_place=held[1])
            self.presenter.show_again()
        pdf, self._pdf = self._pdf, None
        if pdf is not None:
            view.write_pdf(*pdf)
        self._show_state()

    def _drop_view(self) -> None:
        if self.view is not None:
            self.view.dispose()
            self.view = None

    def _on_view_lost(self) -> None:
        self._on_engine_chosen(self.tr("it ended twice"))
        self.presenter.show_again()

    def _on_view_shown(self, _serial: int) -> None:
        if self._is_first_page and self._editor_line and self.view is not None:
            self.view.show_line(self._editor_line)
        self.page_ready.emit()

    # The presenter

    def _on_presenter_page_shown(self, shown: Shown, same_article: bool) -> None:
        self._is_first_page = not same_article
        if self._is_preparing:
            self._is_preparing = False
            self.status_message.emit("")
        if self.view is None:
            self._held = (shown, same_article)
        else:
            self.view.show_page(shown, keep_place=same_article)
        self._show_state()

    def _on_presenter_page_patched(self, patched: Patched) -> None:
        if self.view is not None:
            self.view.patch(patched)

    def _on_presenter_page_gone(self) -> None:
        self._held = None
        if self.view is not None:
            self.view.clear()

    def _on_presenter_trouble_changed(self, trouble: str) -> None:
        self._trouble = trouble
        self._show_words()

    def _on_presenter_progressed(self, done: float) -> None:
        self.status_message.emit(
            self.tr("Preparing the page of a long text: {0} %").format(round(100 * done))
        )

    def _show_words(self) -> None:
        words = [self._trouble] if self._trouble else []
        if self._why_plain:
            words.append(
                self.tr("This is the plain preview. WebEngine cannot start: {0}.").format(self._why_plain)
            )
        self._words.setText("\n".join(words))
        self._again.setVisible(bool(self._why_plain))
        self._line.setVisible(bool(words))

    def _show_state(self) -> None:
        """The page, or in words why there is none."""
        draft = self.presenter.draft
        is_new = draft is not None and draft.id == NO_ARTICLE
        if draft is not None and not is_new and self.view is not None:
            self._stack.setCurrentWidget(self.frame)
        else:
            self._empty.setText(self._why_empty(is_open=draft is not None, is_new=is_new))
            self._stack.setCurrentWidget(self._empty)
        self._show_words()

    def _why_empty(self, *, is_open: bool, is_new: bool) -> str:
        if not is_open:
            return self.tr(
                "The page of an article stands here, as its readers will see it, once one is open."
            )
        if is_new:
            return self.tr("The page comes with the first words of the article.")
        return self.tr("The page is being prepared …")

    @property
    def words(self) -> str:
        """What the line above the page says; empty where all is well."""
        return self._words.text()

    # Links, actions

    def _on_view_link_clicked(self, address: str) -> None:
        """A link is not followed. One to an article opens it here."""
        library = self.presenter.library
        if library is None:
            return
        from newsroom.gui.features.preview.links import article_at

        def on_answered(outcome: Outcome[int | None]) -> None:
            if not isinstance(outcome, Err) and outcome.value is not None:
                self.article_wanted.emit(outcome.value)
            else:
                self.status_message.emit(self.tr("This link leads to {0}").format(address))

        self._lanes.read("preview.link", lambda _token: article_at(library, address), on_answered, owner=self)

    def _on_device_triggered(self, action: QAction) -> None:
        self.set_device(Device(action.data()))

    def _on_appearance_triggered(self, action: QAction) -> None:
        self.set_appearance(Appearance(action.data()))

    def _on_outputs_pdf_ready(self, page: bytes, path: str) -> None:
        if self.view is None:
            self._pdf = (page, path)
            self._engine.want()
        else:
            self.view.write_pdf(page, path)

    def _on_view_pdf_written(self, path: str, done: bool) -> None:
        words = self.tr("The PDF is in {0}") if done else self.tr("The PDF could not be written to {0}")
        self.status_message.emit(words.format(path))
