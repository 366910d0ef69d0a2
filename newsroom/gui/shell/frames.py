"""The frames that panes stand in until their features are there, and what the middle shows without an article."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from newsroom.gui.widgets.key_button import KeyButton


class Frame(QFrame):
    """A plain surface in the pane's colour; holds one widget."""

    def __init__(self, name: str, *, margins: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self.setObjectName(name)
        self.content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margins[0], margins[1], margins[0], margins[1])
        self._column.setSpacing(0)

    def hold(self, widget: QWidget) -> None:
        """Puts the widget into the frame, instead of what was there."""
        if self.content is not None:
            self._column.removeWidget(self.content)
            self.content.setParent(None)
        self.content = widget
        self._column.insertWidget(0, widget, 1)
        self.setFocusProxy(widget)

    def add_above(self, widget: QWidget) -> None:
        self._column.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class EmptyCenter(QWidget):
    """What to do while no article is open."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("column")
        self._words = QLabel(self.tr("No article is open"))
        self._words.setObjectName("display_small")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more = QLabel(self.tr("Choose one in the list, or begin a new one."))
        self._more.setObjectName("dim")
        self._more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more.setWordWrap(True)
        self.buttons = [KeyButton(action) for action in actions]
        below = QVBoxLayout()
        below.setSpacing(8)
        for button in self.buttons:
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(below)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addWidget(self._more)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(3)
        self.setFocusProxy(self.buttons[0])


class Center(Frame):
    """The article, or what to do without one."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__("center")
        self._actions = tuple(actions)
        self._empty: EmptyCenter | None = None
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._blank = QWidget()
        self._blank.setObjectName("column")
        self._stack.addWidget(self._blank)
        self.hold(holder)

    @property
    def empty(self) -> EmptyCenter:
        """What stands here without an article; made when it is first needed."""
        if self._empty is None:
            self._empty = EmptyCenter(self._actions)
            self._stack.addWidget(self._empty)
        return self._empty

    def add_editor(self, editor: QWidget) -> None:
        self._stack.addWidget(editor)

    def show_editor(self, editor: QWidget | None) -> None:
        """The editor, or without one what to do; before the first call the page is blank."""
        shown = editor or self.empty
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
