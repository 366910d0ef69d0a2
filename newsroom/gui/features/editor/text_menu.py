"""The context menu of a text field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from newsroom.gui.features.editor.commands import EditorCommands
from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit

_FORMATS = ("edit.bold", "edit.italic", "edit.link", "edit.quote", "edit.heading", "edit.list")


def text_menu(field: DraftTextEdit, commands: EditorCommands) -> QMenu:
    """Undo, the clipboard, and in the text its formats. Deletes itself when closed."""
    menu = QMenu(field)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(commands.action("edit.undo"))
    menu.addAction(commands.action("edit.redo"))
    menu.addSeparator()
    standard = QKeySequence.StandardKey
    selected = field.textCursor().hasSelection()
    cut = menu.addAction(menu.tr("Cut"), QKeySequence(standard.Cut), field.cut)
    copy = menu.addAction(menu.tr("Copy"), QKeySequence(standard.Copy), field.copy)
    paste = menu.addAction(menu.tr("Paste"), QKeySequence(standard.Paste), field.paste)
    cut.setEnabled(selected)
    copy.setEnabled(selected)
    paste.setEnabled(field.canInsertFromMimeData(QApplication.clipboard().mimeData()))
    if field.field == "body":
        menu.addAction(commands.action("edit.paste_plain"))
    menu.addAction(menu.tr("Select all"), QKeySequence(standard.SelectAll), field.selectAll)
    if field.field == "body":
        menu.addSeparator()
        for name in _FORMATS:
            menu.addAction(commands.action(name))
    return menu
