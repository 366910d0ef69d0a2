"""A field that takes the next key that is pressed, whatever it would do elsewhere."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

_MODIFIERS = frozenset(
    (
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown),
        *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R),
        *(Qt.Key.Key_Mode_switch, Qt.Key.Key_Multi_key),
    )
)
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NO_SIGN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class KeyRecorder(QLineEdit):
    """Tab leads out of it and Escape gives up; every other key is ``recorded``, in portable form."""

    recorded = Signal(str)
    character_typed = Signal(str)
    """The key writes this with AltGr, or what stands for it: it can be no command's."""
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setPlaceholderText(self.tr("Press the key"))
        self.setAccessibleName(self.tr("The key"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else a command would run
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~_NO_SIGN
        if key in _LEAVING and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        if key is Qt.Key.Key_Escape and not modifiers:
            self.escaped.emit()
        elif key in _MODIFIERS or event.isAutoRepeat():
            return
        elif character := _written(event, modifiers):
            self.character_typed.emit(character)
        else:
            self.recorded.emit(
                QKeySequence(QKeyCombination(_without_shift(modifiers, event), key)).toString()
            )


def _written(event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> str:
    """The character that a key with Alt, or Ctrl and Alt, writes on this keyboard and that is not its own: ``€``."""
    if not modifiers & Qt.KeyboardModifier.AltModifier:
        return ""
    text = event.text()
    is_own = (
        len(text) == 1 and text.casefold() == chr(event.key() if event.key() < 0x110000 else 0).casefold()
    )
    return text if text.strip() and text.isprintable() and not is_own else ""


def _without_shift(modifiers: Qt.KeyboardModifier, event: QKeyEvent) -> Qt.KeyboardModifier:
    """A sign that needs Shift on this keyboard is named by the sign alone: ``Ctrl++``, not ``Ctrl+Shift++``."""
    is_sign = 0x20 < event.key() < 0x7F and not chr(event.key()).isalnum()
    return modifiers & ~Qt.KeyboardModifier.ShiftModifier if is_sign else modifiers
