"""The dateline and the byline as a row of chips: place, credit and date are edited where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from newsroom.domain.article import Byline, Dateline
from newsroom.gui.theme import Colors, ui_font

CHIP_PIXELS = 12
_GAP = 8
_PADDING = 24


class ChipEdit(QLineEdit):
    """A line edit that looks like a chip and is as wide as its text. ``left`` by Enter."""

    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setToolTip(name)
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
        """Shows a text that came from elsewhere; the cursor stays where it is the same."""
        if self.text() != text:
            self.setText(text)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text() or self.placeholderText())
        return QSize(width + _PADDING, metrics.height() + 6)

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
    """``changed`` names the part of the dateline (place, credit, date) and its text as typed.

    The dateline stands at the beginning of the line, the byline at its end, or below where there is no room.
    """

    changed = Signal(str, str)
    left = Signal()
    bylines_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._bylines: tuple[Byline, ...] = ()
        self._buttons: list[QToolButton] = []
        self.place = ChipEdit(self.tr("Place of the dateline"), self.tr("+ place"))
        self.credit = ChipEdit(self.tr("Credit of the dateline"), self.tr("+ credit"))
        self.date = ChipEdit(self.tr("Date of the dateline"), self.tr("+ date"))
        self.byline_label = QLabel(self.tr("Byline"))
        self.add_author = QToolButton()
        self.add_author.setObjectName("add")
        self.add_author.setText(self.tr("+ author"))
        self.add_author.setAccessibleName(self.tr("Add an author"))
        self.add_author.setToolTip(self.tr("Add an author"))
        for widget in (self.place, self.credit, self.date, self.byline_label, self.add_author):
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        while len(self._buttons) > len(bylines):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(bylines):
            self._buttons.append(self._new_button())
        for button, byline in zip(self._buttons, bylines, strict=True):
            button.setText(byline.name)
            button.setAccessibleName(self.tr("Byline: {0}").format(byline.name))
            button.setToolTip(self.tr("{0}, {1}").format(byline.name, byline.role.value))
        self._place()
        self.updateGeometry()

    def _new_button(self) -> QToolButton:
        """One more, the last; the row's style sheet gives it its looks."""
        button = QToolButton(self)
        button.setFont(self.add_author.font())
        button.clicked.connect(self.bylines_wanted)
        self.setTabOrder(self._buttons[-1] if self._buttons else self.date, button)
        self.setTabOrder(button, self.add_author)
        button.show()
        return button

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """The people of the byline."""
        return tuple(self._buttons)

    def set_site_credit(self, credit: str) -> None:
        """What stands on the page while the article has no credit of its own."""
        self.credit.setPlaceholderText(f"({credit})" if credit else self.tr("+ credit"))
        self.credit.setObjectName("printed" if credit else "")
        self._apply_looks()

    # Looks

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self._apply_looks()

    def set_text_scale(self, scale: float) -> None:
        self._scale = scale
        self._apply_looks()

    def _apply_looks(self) -> None:
        c = self._colors
        font = ui_font(self._scale, pixels=CHIP_PIXELS)
        for widget in self._widgets():
            widget.setFont(font)
        self.byline_label.setStyleSheet(f"color: {c.dim}")
        radius = self._chip_height() // 2
        self.setStyleSheet(
            f"""
            QLineEdit, QToolButton {{ background: {c.chip}; color: {c.ink}; border: 1px solid {c.chip_edge};
              border-radius: {radius}px; padding: 0 8px; placeholder-text-color: {c.dim}; }}
            QLineEdit[empty="true"], QToolButton#add {{ background: transparent; border: 1px dashed {c.dashes};
              color: {c.dim}; }}
            QLineEdit#printed[empty="true"] {{ background: {c.chip}; border: 1px solid {c.chip_edge}; }}
            QLineEdit:focus, QToolButton:focus, QToolButton#add:focus, QLineEdit#printed:focus {{
              border: {c.focus_px}px solid {c.accent}; }}
            """
        )
        self._place()
        self.updateGeometry()

    def _chip_height(self) -> int:
        return self.place.sizeHint().height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        areas = self._areas(width)
        return max(area.bottom() for area in areas) + 1

    def _widgets(self) -> Sequence[QWidget]:
        return (self.place, self.credit, self.date, self.byline_label, *self._buttons, self.add_author)

    def _areas(self, width: int) -> list[QRect]:
        """Where each chip stands in a row of that width, from left to right."""
        widgets = self._widgets()
        widths = [min(self._chip_width(widget), width) for widget in widgets]
        height = self._chip_height()
        spare = width - sum(widths) - _GAP * (len(widths) - 1)
        x = y = 0
        areas = []
        for n, (widget, chip_width) in enumerate(zip(widgets, widths, strict=True)):
            if widget is self.byline_label and spare >= 0:
                x += spare
            elif n and (x + chip_width > width or widget is self.byline_label):
                x, y = 0, y + height + _GAP - 2
            areas.append(QRect(x, y, chip_width, height))
            x += chip_width + _GAP
        return areas

    def _chip_width(self, widget: QWidget) -> int:
        if isinstance(widget, QToolButton):
            return widget.fontMetrics().horizontalAdvance(widget.text()) + _PADDING
        return widget.sizeHint().width()

    def _place(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for widget, area in zip(self._widgets(), self._areas(self.width()), strict=True):
            if mirrored:
                area.moveLeft(self.width() - area.right() - 1)
            widget.setGeometry(area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # its height follows its width, and layouts remember the old one

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._place()
            self.updateGeometry()
        return super().event(event)
