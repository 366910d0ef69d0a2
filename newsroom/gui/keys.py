"""Keys of commands: what all of the window knows of them, and which may be given. Knows no command and no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence

from newsroom.gui.widgets.key_button import as_printed

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

# Keys of lists and chips, which are no commands: a command on one of them would take it away from there.
LOCAL = (
    *("F2", "Ctrl+M", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", "Menu", "Shift+F10"),
    *(f"Alt+{number}" for number in range(1, 10)),
)
_EDITING = ("MoveTo", "Select", "Delete", "InsertParagraph", "InsertLine", "Copy", "Cut", "Paste")
_UNDOING = ("Undo", "Redo")
_MOVING = (
    *("Tab", "Backtab", "Return", "Enter", "Escape", "Backspace", "Delete", "Insert"),
    *("Home", "End", "PageUp", "PageDown", "Left", "Right", "Up", "Down"),
)


@dataclass(frozen=True, slots=True)
class CommandKeys:
    """One command with its keys in Qt's portable form, the first is shown; ``defaults`` are those it came with."""

    name: str
    text: str
    keys: tuple[str, ...]
    defaults: tuple[str, ...]

    @property
    def group(self) -> str:
        """What its name begins with: ``article``, ``edit`` …"""
        return self.name.partition(".")[0]

    @property
    def is_changed(self) -> bool:
        return self.keys != self.defaults


@dataclass(frozen=True, slots=True)
class KeyFault:
    """What is wrong in the file of keys; ``line`` from 1, 0 for the whole file."""

    line: int
    words: str


class Keyboard(Protocol):
    """The keys of all commands, as pages show and change them. GUI thread only."""

    @property
    def changed(self) -> "SignalInstance":
        """Keys are others now, or commands have come."""

    @property
    def path(self) -> str:
        """The file in which changed keys are kept."""

    @property
    def faults(self) -> tuple[KeyFault, ...]:
        """What of that file could not be taken."""

    def rows(self) -> tuple[CommandKeys, ...]:
        """Every command, by group and in the order of its group."""

    def owner_of(self, key: str) -> CommandKeys | None:
        """Who has that key now."""

    def problem_of(self, key: str, name: str) -> str:
        """Why that key can not be this command's, in words; nothing where it can."""

    def assign(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Gives commands other keys, and writes it down. At once."""

    def reset(self, names: tuple[str, ...]) -> None:
        """Back to the keys they came with; who has one of these by hand keeps it."""


class KeyRules(QObject):
    """Which keys a command may have. ``is_known`` tells keys that some command came with: those have proved good."""

    def __init__(self, is_known: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_known = is_known
        self._keys_of: dict[tuple[str, ...], frozenset[str]] = {}

    def problem_of(self, key: str, name: str) -> str:
        """Why that key, in portable form, can not be the command's of this name; nothing where it can."""
        is_undo = name in ("edit.undo", "edit.redo")
        if key in self._standard(_UNDOING) and not is_undo:
            return self.tr("In texts this key takes back what was typed, or takes it on again.")
        if self._is_known(key):
            return ""
        strokes = _strokes(QKeySequence(key))
        if len(strokes) != 1:
            return self.tr("A command has single keys, not one after the other.")
        (pressed,) = strokes
        if _is_moving(pressed):
            return self.tr("This key moves the cursor, the focus or the choice.")
        if _writes(pressed):
            return self.tr("This key writes a character.")
        if key in LOCAL:
            return self.tr("This key has a meaning in lists.")
        if key in self._standard(_EDITING):
            return self.tr("This key edits text.")
        return ""

    def _standard(self, names: tuple[str, ...]) -> frozenset[str]:
        """What this system's texts take for all acts whose names begin so."""
        if names not in self._keys_of:
            standard = [one for one in QKeySequence.StandardKey if one.name.startswith(names)]
            bound = (key.toString() for one in standard for key in QKeySequence.keyBindings(one))
            self._keys_of[names] = frozenset(bound)
        return self._keys_of[names]


def _is_moving(pressed: QKeyCombination) -> bool:
    name = pressed.key().name.removeprefix("Key_")
    plain = not pressed.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return name in _MOVING and plain


def _writes(pressed: QKeyCombination) -> bool:
    """Without a modifier but Shift: letters, digits, signs, the space bar."""
    if pressed.keyboardModifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    ):
        return False
    return 0x20 <= pressed.key().value < 0x01000000


def portable(key: str) -> str:
    """The key as Qt writes it, from how a person does (``ctrl+b``); empty for what is none."""
    sequence = QKeySequence(key.strip())
    if sequence.isEmpty() or any(one.key() == Qt.Key.Key_unknown for one in _strokes(sequence)):
        return ""
    return sequence.toString()


def shown(key: str) -> str:
    """The key as this system writes it, with the names on keyboards."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return as_printed(text)


def shown_all(keys: Sequence[str]) -> str:
    """All keys of a command; Enter of the letters and Enter of the digits are one to a reader."""
    return " · ".join(dict.fromkeys(map(shown, keys)))


def _strokes(sequence: QKeySequence) -> list[QKeyCombination]:
    strokes = cast("Sequence[QKeyCombination]", sequence)  # which its types do not say
    return [strokes[place] for place in range(sequence.count())]
