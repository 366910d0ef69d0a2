"""Questions about the focus: which widget of a window has it, and where it goes inside of a place."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

_FINDS = "finds"


def focus_of(widget: QWidget) -> QWidget | None:
    """The widget of this one's window that has the focus."""
    found: QWidget | None = widget.window().focusWidget()
    return found


def has_focus_inside(widget: QWidget) -> bool:
    """Whether the focus is on the widget or inside it."""
    focus = focus_of(widget)
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def finds(line: QLineEdit) -> None:
    """Says of a line that it finds in what stands around it."""
    line.setProperty(_FINDS, True)


def line_that_finds(place: QWidget) -> QLineEdit | None:
    """The first line in the place, of those in view, that finds in it."""
    lines = (line for line in place.findChildren(QLineEdit) if line.property(_FINDS))
    return next((line for line in lines if line.isVisible() and line.isEnabled()), None)


@runtime_checkable
class HasMain(Protocol):
    """A pane whose main widget is not its first. As a focus proxy it would hide from Tab what stands before it."""

    def main_widget(self) -> QWidget: ...


def focus_first(place: QWidget) -> None:
    """The focus to the pane's main widget, else to the first inside that takes it by Tab; none is no matter."""
    target: object = place.focusProxy()
    if isinstance(target, HasMain):
        target = target.main_widget()
    widget = target if isinstance(target, QWidget) and _takes_tab(target) else _next_inside(place)
    if widget is not None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)


def _next_inside(place: QWidget) -> QWidget | None:
    widget = place.nextInFocusChain()
    while widget is not None and widget is not place:
        if place.isAncestorOf(widget) and _takes_tab(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _takes_tab(widget: QWidget) -> bool:
    inner = widget.focusProxy()
    while inner is not None:
        widget, inner = inner, inner.focusProxy()
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and widget.isVisible() and widget.isEnabled()
