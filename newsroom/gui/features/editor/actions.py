"""The editor's actions: name, key and object name of each. What they do is given by the editor."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` in Qt's portable form, the first is shown. ``label`` is the word on its tool, if it has one."""

    name: str
    text: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    label: str = ""
    checked: bool | None = None
    everywhere: bool = False


def make_action(spec: ActionSpec, owner: QWidget) -> QAction:
    """The action, added to its owner: its key works while the focus is inside, or in the whole window."""
    action = QAction(spec.text, owner)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut if spec.everywhere else context)
    if spec.checked is not None:
        action.setCheckable(True)
        action.setChecked(spec.checked)
    action.triggered.connect(spec.run)
    owner.addAction(action)
    return action
