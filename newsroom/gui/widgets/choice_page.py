"""A page of ways on, in one column in the middle: where no library is open yet, or none can be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.choice_button import ChoiceButton
from newsroom.gui.widgets.focus import has_focus_inside


class ChoicePage(QScrollArea):
    """Scrolls where the window is too low for it. A subclass makes the choices and gives ``lay_out`` its column."""

    def __init__(self, *, width: int) -> None:
        """``width`` in pixels at text size 1."""
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices: list[ChoiceButton] = []
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.doing = plain_label("dim")
        self._width = width
        self._column = QWidget()

    def lay_out(self, column: QVBoxLayout) -> None:
        """Shows the column, a little above the middle."""
        column.setSpacing(10)
        column.insertStretch(0, 2)
        column.addStretch(3)
        self._column.setLayout(column)
        holder = QWidget()
        holder.setObjectName("column")
        sides = QHBoxLayout(holder)
        sides.setContentsMargins(24, 24, 24, 24)
        sides.addStretch(1)
        sides.addWidget(self._column, 10)
        sides.addStretch(1)
        self.setWidget(holder)

    def set_look(self, colors: Colors, scale: float) -> None:
        """Other colours, another size of text."""
        self._column.setMaximumWidth(round(self._width * scale))
        for choice in self.choices:
            choice.set_look(colors, scale)

    def show_progress(self, doing: str, share: float | None = None) -> None:
        """What is being done and how much of it is, 0 to 1; None where nobody knows; an empty text ends it."""
        self.doing.setText(doing)
        self.doing.setVisible(bool(doing))
        self.progress.setVisible(bool(doing))
        self.progress.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.progress.setValue(round(share * 1000))
        if doing and has_focus_inside(self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # or it would go to a button of the bar
        for choice in self.choices:
            choice.setEnabled(not doing)
        if not doing and self.hasFocus():
            self.focus_first()

    def focus_first(self) -> None:
        """Puts the focus on the first way that there is."""
        first = next(choice for choice in self.choices if not choice.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def plain_label(name: str) -> QLabel:
    """Text of any length, as it stands, that can be copied."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
