"""The dateline and the byline as a row of chips: place, credit and date edited where they stand."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from newsroom.domain.article import Byline, Dateline
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.flow_layout import FlowLayout

CHIP_PIXELS = 12


class ChipEdit(QLineEdit):
    """A line edit that looks like a chip and is as wide as its text."""

    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFrame(False)
        self.setProperty("empty", True)
        self.textChanged.connect(self._on_text_changed)

    def _on_text_changed(self) -> None:
        if self.property("empty") != (not self.text()):
            self.setProperty("empty", not self.text())
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()

    def show_text(self, text: str) -> None:
        """Shows a text that came from elsewhere; what is being typed here already is left alone."""
        if self.text() != text:
            self.setText(text)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text() or self.placeholderText())
        return QSize(width + 26, metrics.height() + 6)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class DatelineRow(QWidget):
    """``changed`` names the part of the dateline (place, credit, date) and its text as typed."""

    changed = Signal(str, str)
    left = Signal()
    bylines_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._site_credit = ""
        self._bylines: tuple[Byline, ...] = ()
        self._buttons: list[QToolButton] = []
        self.place = ChipEdit(self.tr("Place of the dateline"), self.tr("+ place"))
        self.credit = ChipEdit(self.tr("Credit of the dateline"), self.tr("+ credit"))
        self.date = ChipEdit(self.tr("Date of the dateline"), self.tr("+ date"))
        self.byline_label = QLabel(self.tr("Byline"))
        self.add_author = QToolButton()
        self.add_author.setText(self.tr("+ author"))
        self.add_author.setObjectName("add")
        self.add_author.setAccessibleName(self.tr("Add an author"))
        self.add_author.setToolTip(self.tr("Add an author"))
        self._row = FlowLayout(self, spacing=8)
        for widget in (self.place, self.credit, self.date, self.byline_label, self.add_author):
            self._row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for edit in (self.place, self.credit, self.date):
            edit.left.connect(self.left)
        self.place.textEdited.connect(self._on_place_edited)
        self.credit.textEdited.connect(self._on_credit_edited)
        self.date.textEdited.connect(self._on_date_edited)
        self.add_author.clicked.connect(self.bylines_wanted)

    def _on_place_edited(self, text: str) -> None:
        self.changed.emit("place", text)

    def _on_credit_edited(self, text: str) -> None:
        self.changed.emit("credit", text)

    def _on_date_edited(self, text: str) -> None:
        self.changed.emit("date", text)

    def show_dateline(self, dateline: Dateline) -> None:
        self.place.show_text(dateline.place or "")
        self.credit.show_text(dateline.credit or "")
        self.date.show_text(dateline.date or "")

    def show_bylines(self, bylines: tuple[Byline, ...]) -> None:
        """A chip for each person; a click asks for the bylines' own editor."""
        if bylines == self._bylines:
            return
        self._bylines = bylines
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for n, byline in enumerate(bylines):
            button = QToolButton(self)
            button.setText(byline.name)
            button.setAccessibleName(self.tr("Byline: {0}").format(byline.name))
            button.setToolTip(self.tr("{0}, {1}").format(byline.name, byline.role.value))
            button.clicked.connect(self.bylines_wanted)
            self._row.insert_widget(self._row.count() - 1, button)
            self._buttons.append(button)
            self.setTabOrder(self._buttons[n - 1] if n else self.date, button)
            button.show()
        self.setTabOrder(self._buttons[-1] if self._buttons else self.date, self.add_author)
        self._apply_looks()

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """The people of the byline."""
        return tuple(self._buttons)

    def set_site_credit(self, credit: str) -> None:
        """What stands on the page while the article has no credit of its own."""
        self._site_credit = credit
        self.credit.setPlaceholderText(f"({credit})" if credit else self.tr("+ credit"))
        self.credit.updateGeometry()

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self._apply_looks()

    def set_text_scale(self, scale: float) -> None:
        self._scale = scale
        self._apply_looks()

    def _apply_looks(self) -> None:
        c = self._colors
        font = ui_font(self._scale, pixels=CHIP_PIXELS)
        for widget in (
            self.place,
            self.credit,
            self.date,
            self.byline_label,
            self.add_author,
            *self._buttons,
        ):
            widget.setFont(font)
        self.byline_label.setStyleSheet(f"color: {c.dim}")
        self.setStyleSheet(
            f"""
            QLineEdit, QToolButton {{ background: {c.chip}; color: {c.ink}; border: 1px solid {c.chip};
              border-radius: 11px; padding: 1px 8px; }}
            QLineEdit[empty="true"] {{ background: transparent; border: 1px dashed {c.line}; color: {c.dim}; }}
            QToolButton#add {{ background: transparent; border: 1px dashed {c.line}; color: {c.dim}; }}
            QLineEdit:focus, QToolButton:focus, QToolButton#add:focus {{ border: 1px solid {c.accent}; }}
            """
        )
