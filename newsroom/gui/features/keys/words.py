"""Words for groups of commands, and the keys that are no commands."""

from PySide6.QtCore import QObject


class KeyWords(QObject):
    """In the window's language."""

    def group(self, name: str) -> str:
        """The title of a group of commands."""
        words = {
            "app": self.tr("Everywhere"),
            "article": self.tr("The article"),
            "edit": self.tr("Text"),
            "go": self.tr("Going to a place"),
            "view": self.tr("The window"),
            "preview": self.tr("The page"),
            "archive": self.tr("The list"),
            "order": self.tr("The archive in order"),
            "suggest": self.tr("Suggestions"),
            "library": self.tr("The library"),
            "site": self.tr("Settings"),
        }
        return words.get(name, self.tr("Others"))

    def fixed(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Keys that stay as they are, by where they hold: what they do, and the keys in portable form."""
        return (
            (
                self.tr("In lists and tables"),
                (
                    (self.tr("Open what the cursor is on"), "Return"),
                    (self.tr("Rename"), "F2"),
                    (self.tr("Merge what is marked"), "Ctrl+M"),
                    (self.tr("Move up, move down"), "Alt+Up / Alt+Down"),
                    (self.tr("Take away"), "Delete"),
                ),
            ),
            (
                self.tr("In rows of chips"),
                (
                    (self.tr("From chip to chip"), "Left / Right"),
                    (self.tr("Move the chip"), "Alt+Left / Alt+Right"),
                    (self.tr("Take the chip away"), "Delete / Backspace"),
                ),
            ),
            (
                self.tr("Everywhere, always"),
                (
                    (self.tr("To the next field, to the one before"), "Tab / Shift+Tab"),
                    (self.tr("Close, leave, clear a search"), "Esc"),
                    (self.tr("Cut, copy, paste, select all"), "Ctrl+X / Ctrl+C / Ctrl+V / Ctrl+A"),
                    (self.tr("Menu of what the cursor is on"), "Shift+F10"),
                ),
            ),
        )
