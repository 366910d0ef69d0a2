"""The bar at the bottom: whether the text is safe, its length and language, messages, the library, the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from newsroom.domain.times import now
from newsroom.gui.theme import Colors
from newsroom.gui.when import ago, articles, clock, number, short_when
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.elided_label import ElidedLabel

HEIGHT = 26
_MESSAGE_MS = 8000
_SECOND_MS = 1000
_LONG_AGO_S = 12 * 3600
_SAFETY_SHARE = 0.55  # of the bar, for why a text is not saved

if TYPE_CHECKING:
    from newsroom.gui.session.save_state import SaveState  # the session loads after the first paint


class _Dot(QWidget):
    """The coloured dot before the state of saving."""

    def __init__(self) -> None:
        super().__init__()
        self._color = QColor(Qt.GlobalColor.transparent)

    def set_color(self, name: str) -> None:
        self._color = QColor(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(7, 7)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        side = min(self.width(), self.height())
        painter.drawEllipse((self.width() - side) // 2, (self.height() - side) // 2, side, side)


class StatusBar(QFrame):
    """Shows what it is told, and the time by itself."""

    language_clicked = Signal()
    library_clicked = Signal()
    save_clicked = Signal()
    backup_clicked = Signal()

    def __init__(self, colors: Colors, *, present: Callable[[], datetime] = now) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._present = present
        self._zone: tzinfo = UTC
        self._safety: SaveState | None = None
        self._colors = colors
        self._dot = _Dot()
        self.saved = self._button(self.tr("State of saving"), self.save_clicked)
        self.counts = ElidedLabel()  # it gives way first
        self.language = self._button(self.tr("Language of the article"), self.language_clicked)
        self.message = ElidedLabel()
        self.backup = self._button(self.tr("Last backup"), self.backup_clicked)
        self._backup_at: datetime | None = None
        self._backup_problem = ""
        self.library = self._button(self.tr("Library"), self.library_clicked)
        self.clock = QLabel()
        self.clock.setObjectName("clock")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._build()
        self._message_timer = QTimer(self)
        self._message_timer.setSingleShot(True)
        self._message_timer.timeout.connect(self.message.clear)
        self._tick_timer = QTimer(self)
        self._tick_timer.setInterval(_SECOND_MS)
        self._tick_timer.timeout.connect(self._tick)
        self._tick_timer.start()
        self.set_look(colors, 1.0)
        self._show_dot()
        self.show_counts(None, 0)
        self.show_language("")
        self.show_library("", None)
        self.backup.hide()
        self._tick()

    def _button(self, name: str, clicked: object) -> QPushButton:
        button = QPushButton()
        button.setFlat(True)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button

    def _build(self) -> None:
        row = self._row
        row.setContentsMargins(12, 1, 12, 0)
        row.addWidget(self._dot)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.counts)
        row.addSpacing(10)
        row.addWidget(self.language)
        row.addSpacing(12)
        row.addWidget(self.message, 1)
        row.addStretch()
        row.addSpacing(12)
        row.addWidget(self.backup)
        row.addSpacing(10)
        row.addWidget(self.library)
        row.addSpacing(10)
        row.addWidget(self.clock)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.setFixedHeight(round(HEIGHT * scale))
        self._dot.setFixedWidth(round(7 * scale))
        self._show_dot()

    def set_zone(self, zone: tzinfo) -> None:
        """The zone of the clock: the site's."""
        self._zone = zone
        self._tick()

    def show_safety(self, safety: "SaveState") -> None:
        self._safety = safety
        self._show_dot()
        self._tick()

    def show_counts(self, n_words: int | None, minutes: int) -> None:
        """Words of the text and the minutes to read it; None shows nothing."""
        text = ""
        if n_words is not None:
            text = self.tr("{0} words · {1} min read").format(number(n_words), minutes)
        self.counts.setText(text)

    def show_language(self, name: str) -> None:
        self.language.setText(name)
        self.language.setVisible(bool(name))
        self.language.setAccessibleName(self.tr("Language of the article: {0}").format(name))

    def show_library(self, name: str, n_articles: int | None) -> None:
        text = name
        if name and n_articles is not None:
            text = self.tr("{0} · {1}").format(name, articles(n_articles))
        self.library.setText(text)
        self.library.setVisible(bool(name))
        self.library.setAccessibleName(self.tr("Library: {0}").format(text))

    def show_backup(self, at: datetime | None, problem: str = "", *, known: bool = True) -> None:
        """When the last good backup was made, and why there is none since; nothing where nothing is ``known``."""
        self._backup_at, self._backup_problem = at, problem
        self.backup.setVisible(known)
        self.backup.setToolTip(problem)
        self._tick()

    def show_message(self, text: str) -> None:
        """A word that fades after a while; told to screen readers at once."""
        self.message.setText(text)
        if text:
            self._message_timer.start(_MESSAGE_MS)
            announce(self.message, text)

    def show_progress(self, text: str) -> None:
        """How far something is that nobody waits for, said to nobody; a message that is shown is not disturbed."""
        if not self._message_timer.isActive():
            self.message.setText(text)

    def _show_dot(self) -> None:
        colors = self._colors
        table = {"saved": colors.ok, "unsaved": colors.blue, "saving": colors.blue, "failed": colors.accent}
        color = table.get(self._safety.kind) if self._safety is not None else None
        if self._safety is not None and self._safety.journal:
            color = colors.accent
        self._dot.setVisible(color is not None)
        self._dot.set_color(color or colors.panel)

    def _tick(self) -> None:
        present = self._present()
        self._set_text(self.clock, clock(present, self._zone))
        if not self.backup.isHidden() and self.backup.text() != (text := self._backup_text(present)):
            self.backup.setText(text)
            self.backup.setAccessibleName(f"{text}. {self._backup_problem}".rstrip(". "))
        text = self._safety_text(present)
        self.saved.setVisible(bool(text))
        room = round(_SAFETY_SHARE * self.width())
        shown = self.saved.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        if self.saved.text() != shown or self.saved.accessibleName() != text:
            self.saved.setText(shown)
            self.saved.setAccessibleName(text)
            self.saved.setToolTip(text if shown != text else "")

    def _backup_text(self, present: datetime) -> str:
        if self._backup_at is None:
            text = self.tr("No backup")
        else:
            seconds = max(0.0, (present - self._backup_at).total_seconds())
            when = ago(seconds) if seconds < _LONG_AGO_S else short_when(self._backup_at, present, self._zone)
            text = self.tr("Backup {0}").format(when)
        return self.tr("{0} (!)").format(text) if self._backup_problem else text

    def _safety_text(self, present: datetime) -> str:
        safety = self._safety
        if safety is None:
            return ""
        words = (self._saved_text(safety, present), safety.journal)
        return " · ".join(word for word in words if word)

    def _saved_text(self, safety: "SaveState", present: datetime) -> str:
        if safety.kind == "saved":
            if safety.at is None:
                return self.tr("Saved")
            seconds = (present - safety.at).total_seconds()
            when = ago(seconds) if seconds < _LONG_AGO_S else short_when(safety.at, present, self._zone)
            return self.tr("Saved {0}").format(when)
        return {
            "unsaved": self.tr("Not saved yet"),
            "saving": self.tr("Saving"),
            "failed": self.tr("Not saved: {0}").format(safety.message),
        }.get(safety.kind, "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tick()

    def _set_text(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
