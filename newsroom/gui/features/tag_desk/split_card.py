"""A card that splits a tag: a line of search says which of its articles get another tag, counted before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout
from typing_extensions import override

from newsroom.domain.article import Tag
from newsroom.domain.bulk import Forecast
from newsroom.gui.features.tag_desk.tag_line import TagLine
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import articles
from newsroom.gui.widgets.enter_button import EnterButton

_PAUSE_MS = 250


class SplitCard(QFrame):
    """Escape closes it."""

    count_wanted = Signal(str)
    split_wanted = Signal(str, str, bool)
    """The line of search, the other tag's name, whether readers see it at once."""
    closed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("card")
        self._tag: Tag | None = None
        self._is_counted = False
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words, or filters: before:2015 section:Sport"))
        self.line.setAccessibleName(self.tr("Which of its articles: a line of search"))
        self.other = TagLine(
            colors,
            placeholder=self.tr("Another tag, or a new one"),
            name=self.tr("The tag that they get instead"),
            takes_new=True,
        )
        self.publish = QCheckBox(self.tr("Readers see it at once"))
        self.publish.setChecked(True)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.split = EnterButton(self.tr("Split"))
        self.split.setObjectName("primary")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("link")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._timer.timeout.connect(self._on_timer_timeout)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.returnPressed.connect(self.other.setFocus)
        self.other.textChanged.connect(self._judge)
        self.other.entered.connect(self._on_other_entered)
        self.other.tag_taken.connect(self._judge)
        self.split.clicked.connect(self._on_split_clicked)
        self._cancel.clicked.connect(self.closed)

    def _build(self) -> None:
        which, gets = QLabel(self.tr("Which articles")), QLabel(self.tr("The tag that they get instead"))
        for heading in (which, gets):
            heading.setObjectName("heading")
        buttons = QHBoxLayout()
        buttons.addWidget(self.split)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for widget in (self._heading, which, self.line, self.words, gets, self.other, self.publish):
            column.addWidget(widget)
        column.addLayout(buttons)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._heading.setFont(ui_font(scale, pixels=14, bold=True))
        self.words.setFont(ui_font(scale, pixels=12.5))
        self.other.set_look(colors, scale)

    def set_tag(self, tag: Tag) -> None:
        """The tag that is to be split."""
        if self._tag is None or self._tag.id != tag.id:
            self.line.clear()
            self.other.forget()
        self._tag = tag
        self._heading.setText(self.tr("Split “{0}”").format(tag.label))

    def begin(self) -> None:
        self.words.setText(
            self.tr("Of its articles, those that a search finds get another tag in its place.")
        )
        self._judge()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_count(self, forecast: Forecast | None, problem: str) -> None:
        """What the line finds, or why nothing."""
        self._is_counted = forecast is not None and forecast.n_changing > 0
        if forecast is None:
            self.words.setText(problem)
        else:
            words = self.tr("{0} found of {1}.").format(
                articles(forecast.n_changing), f"{self._tag.n_articles if self._tag else 0:,}"
            )
            self.words.setText(" ".join([words, *(f"{one.why}" for one in forecast.refusals)]))
        self._judge()

    def _on_line_text_changed(self) -> None:
        self._is_counted = False
        self._judge()
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if self.line.text().strip():
            self.count_wanted.emit(self.line.text())

    def _judge(self) -> None:
        self.split.setEnabled(self._is_counted and bool(self.other.text().strip()))

    def _on_other_entered(self) -> None:
        (self.split if self.split.isEnabled() else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_split_clicked(self) -> None:
        self.split_wanted.emit(self.line.text(), self.other.text().strip(), self.publish.isChecked())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
