"""The editor's actions: name, key and object name of each, for menus, tools and the command palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from newsroom.gui.features.editor.markdown_edit import MarkdownEdit


class Edits(Protocol):
    """Who does what the actions say, beside what the body does itself."""

    @property
    def body(self) -> MarkdownEdit: ...

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def make_link(self) -> None: ...
    def open_find_bar(self) -> None: ...
    def open_replace_bar(self) -> None: ...
    def find_next(self) -> None: ...
    def find_previous(self) -> None: ...
    def set_smart_quotes(self, on: bool, /) -> None: ...
    def set_focus_mode(self, on: bool, /) -> None: ...


@dataclass(frozen=True, slots=True)
class _Spec:
    """``keys`` in Qt's portable form, the first is shown.

    ``label`` is the word on its tool, if it has one.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    run: Callable[..., object]
    label: str = ""
    checked: bool | None = None
    everywhere: bool = False


class EditorCommands(QObject):
    """Makes the actions and adds them to the editor.

    A key works while the focus is inside, undo in all the window.
    """

    def __init__(self, editor: QWidget, edits: Edits) -> None:
        super().__init__(editor)
        self._editor = editor
        self._edits = edits
        self._made = [(self._make(spec), spec.label) for spec in self._specs()]

    def tools(self) -> list[tuple[QAction, str]]:
        """The actions that have a tool, with the word on it."""
        return [(action, label) for action, label in self._made if label]

    def action(self, name: str) -> QAction:
        """The action of that object name; raises ``KeyError`` where there is none."""
        for action, _ in self._made:
            if action.objectName() == name:
                return action
        raise KeyError(name)

    def _specs(self) -> list[_Spec]:
        tr = self.tr
        editor, body = self._edits, self._edits.body
        quotes = tr("Quotation marks of the language while typing")
        return [
            _Spec("edit.undo", tr("Undo"), ("Ctrl+Z",), editor.undo, everywhere=True),
            _Spec("edit.redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), editor.redo, everywhere=True),
            _Spec("edit.bold", tr("Bold"), ("Ctrl+B",), body.toggle_bold, "B"),
            _Spec("edit.italic", tr("Italic"), ("Ctrl+I",), body.toggle_italic, "I"),
            _Spec("edit.link", tr("Link"), ("Ctrl+L",), editor.make_link, tr("Link")),
            _Spec("edit.quote", tr("Quotation"), ("Ctrl+Shift+B",), body.toggle_quote, "“ ”"),
            _Spec("edit.heading", tr("Heading"), ("Ctrl+2",), body.toggle_heading, "H2"),
            _Spec("edit.subheading", tr("Heading, one level down"), ("Ctrl+3",), body.toggle_subheading),
            _Spec("edit.list", tr("List"), ("Ctrl+Shift+L",), body.toggle_list, tr("List")),
            _Spec("edit.numbered_list", tr("Numbered list"), ("Ctrl+Shift+O",), body.toggle_numbered_list),
            _Spec("edit.paste_plain", tr("Paste without formatting"), ("Ctrl+Shift+V",), body.paste_plain),
            _Spec("edit.find", tr("Find in the text"), ("Ctrl+F",), editor.open_find_bar),
            _Spec("edit.replace", tr("Find and replace"), ("Ctrl+H",), editor.open_replace_bar),
            _Spec("edit.find_next", tr("Find next"), ("F3",), editor.find_next),
            _Spec("edit.find_previous", tr("Find previous"), ("Shift+F3",), editor.find_previous),
            _Spec("edit.smart_quotes", quotes, ("Ctrl+'",), editor.set_smart_quotes, checked=True),
            _Spec(
                "view.focus_mode", tr("Focus mode"), ("Ctrl+Shift+D",), editor.set_focus_mode, checked=False
            ),
        ]

    def _make(self, spec: _Spec) -> QAction:
        action = QAction(spec.text, self._editor)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut if spec.everywhere else context)
        if spec.checked is not None:
            action.setCheckable(True)
            action.setChecked(spec.checked)
            action.toggled.connect(spec.run)
        else:
            action.triggered.connect(spec.run)
        self._editor.addAction(action)
        return action
