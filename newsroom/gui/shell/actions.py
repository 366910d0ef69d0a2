"""The book of all actions: the shell's own and the features'. Finds them by name; runs none by itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

Act = Callable[[], object]


class ActionSpec(NamedTuple):
    """``name`` is ``group.name``; ``keys`` in Qt's portable form, the first is shown; ``needs`` what must be there.

    With ``checked`` it can be checked; of those of one ``choice`` one is.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checked: bool | None = None
    needs: str = ""
    choice: str = ""


class ActionBook(QObject):
    """Makes actions from their specs, takes those of the features, and knows all of them by name."""

    grown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._needs: dict[str, str] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._present: frozenset[str] = frozenset()
        self._window: QWidget | None = None
        self._defaults: dict[str, tuple[str, ...]] = {}

    def make(self, specs: Iterable[ActionSpec]) -> None:
        """Makes the shell's own actions; their keys work anywhere in the window that they are attached to."""
        for spec in specs:
            action = QAction(self)  # with a text, Qt would ask whether it is an icon, and load that class
            action.setText(spec.text)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if spec.checked is not None:
                action.setCheckable(True)
                action.setChecked(spec.checked)
            if spec.choice:
                self._group(spec.choice).addAction(action)
            if self._window is not None:
                self._window.addAction(action)
            self._actions[spec.name] = action
            self._needs[spec.name] = spec.needs
            self._defaults[spec.name] = portable(action.shortcuts())
        self._show_present()
        self.grown.emit()

    def bind(self, acts: Mapping[str, Act]) -> None:
        """What the actions of these names do."""
        for name, act in acts.items():
            self._actions[name].triggered.connect(_slot(act))

    def attach(self, window: QWidget) -> None:
        """The keys of the shell's actions, made already or later, work in this window."""
        self._window = window
        window.addActions(list(self._actions.values()))

    def add(self, actions: Iterable[QAction]) -> None:
        """Takes a feature's actions; one without a name or a text is no command."""
        for action in actions:
            if action.objectName() and action.text():
                self._actions[action.objectName()] = action
                self._defaults[action.objectName()] = portable(action.shortcuts())
        self.grown.emit()

    def set_present(self, *what: str) -> None:
        """What is there now (``library``, ``article`` …): the actions that need something else are off."""
        present = frozenset(what)
        if present != self._present:
            self._present = present
            self._show_present()

    def _show_present(self) -> None:
        for name, needs in self._needs.items():
            self._actions[name].setEnabled(not needs or needs in self._present)

    # Keys, in Qt's portable form

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys that it has now; the first is shown."""
        return portable(self._actions[name].shortcuts())

    def defaults_of(self, name: str) -> tuple[str, ...]:
        """The keys that it came with."""
        return self._defaults[name]

    def set_keys(self, name: str, keys: Iterable[str]) -> None:
        """Other keys; all that shows them follows."""
        if (wanted := tuple(keys)) != self.keys_of(name):
            self._actions[name].setShortcuts([QKeySequence(key) for key in wanted])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def all(self) -> tuple[QAction, ...]:
        return tuple(self._actions.values())

    def _group(self, name: str) -> QActionGroup:
        group = self._groups.get(name)
        if group is None:
            group = self._groups[name] = QActionGroup(self)
            group.setExclusive(True)
        return group


def portable(keys: Iterable[QKeySequence]) -> tuple[str, ...]:
    """As they stand in a file, the same on every system."""
    return tuple(key.toString() for key in keys)


def _slot(act: Act) -> Act:
    """Takes no argument: ``triggered`` carries whether the action is checked, which the acts do not need."""

    def slot() -> None:
        act()

    return slot
