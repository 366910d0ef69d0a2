"""The shell's commands: name, words, keys, and what must be there for each. Light: what they do is bound later."""

from PySide6.QtCore import QObject

from newsroom.gui.shell.actions import ActionSpec

# Fields of the right pane, in its order; the editor has headline, lede and text.
FIELDS = (
    "section",
    "series",
    "tags",
    "related",
    "picture",
    "bylines",
    "notices",
    "slug",
    "label",
    "language",
)


class ShellCommands(QObject):
    """Their words, in the window's language."""

    def first(self) -> list[ActionSpec]:
        """Those that the first paint shows."""
        spec = ActionSpec
        return [
            spec("article.new", self.tr("New article"), ("Ctrl+N",), needs="desk"),
            spec("article.paste", self.tr("Paste as an article"), ("Ctrl+Shift+N",), needs="desk"),
            spec("article.publish", self.tr("Publish"), ("Ctrl+Return", "Ctrl+Enter"), needs="publishable"),
            spec("view.preview", self.tr("Preview"), ("F5",), needs="desk"),
            spec("app.commands", self.tr("Commands"), ("Ctrl+K",)),
        ]

    def others(self) -> list[ActionSpec]:
        """All the other ones."""
        return [*self._articles(), *self._libraries(), *self._order(), *self._places(), *self._looks()]

    def _articles(self) -> list[ActionSpec]:
        spec = ActionSpec
        return [
            spec("article.paste_file", self.tr("Make an article from a text file…"), needs="desk"),
            spec("article.save", self.tr("Save now"), ("Ctrl+S",), needs="article"),
            spec("article.withdraw", self.tr("Withdraw the article…"), needs="published"),
            spec("article.correct", self.tr("Add a correction"), needs="article"),
            spec(
                "article.history",
                self.tr("History of the article"),
                ("F7",),
                needs="article",
            ),
            spec("article.trash", self.tr("Move to trash"), ("Ctrl+Shift+Delete",), needs="article"),
            spec("article.untrash", self.tr("Take out of the trash"), needs="trashed"),
            spec("article.undo_trash", self.tr("Undo moving to trash"), needs="undo_trash"),
            spec("article.copy_html", self.tr("Copy the article as HTML"), needs="article"),
            spec(
                "article.copy_markdown",
                self.tr("Copy the article as Markdown"),
                ("Ctrl+Shift+C",),
                needs="article",
            ),
            spec("article.copy_text", self.tr("Copy the article as plain text"), needs="article"),
            spec(
                "article.save_page",
                self.tr("Save the page as a file…"),
                ("Ctrl+Shift+S",),
                needs="article",
            ),
        ]

    def _libraries(self) -> list[ActionSpec]:
        spec = ActionSpec
        return [
            spec("library.import", self.tr("Import files…"), ("Ctrl+Shift+I",), needs="library"),
            spec("library.import_folder", self.tr("Import a folder…"), needs="library"),
            spec("library.imports", self.tr("Imports and their reports"), needs="library"),
            spec("library.export_markdown", self.tr("Export the library as Markdown…"), needs="library"),
            spec("library.export_jsonl", self.tr("Export the library as JSON Lines…"), needs="library"),
            spec("library.open", self.tr("Open another library…"), ("Ctrl+O",)),
            spec(
                "library.new",
                self.tr("Make a new library…"),
            ),
            spec("app.settings", self.tr("Settings"), ("Ctrl+,",)),
            spec("app.appearance", self.tr("Settings: appearance")),
            spec("app.writing", self.tr("Settings: writing")),
            spec("app.privacy", self.tr("Settings: privacy, and what is kept")),
            spec("app.change_keys", self.tr("Settings: change keys")),
            spec("app.keys", self.tr("Keys"), ("Shift+F1",)),
            spec("library.settings", self.tr("Settings: the library"), needs="library"),
            spec("site.settings", self.tr("Settings: the site"), needs="library"),
            spec("app.quit", self.tr("Quit"), ("Ctrl+Q",)),
        ]

    def _order(self) -> list[ActionSpec]:
        spec = ActionSpec
        return [
            spec("order.table", self.tr("Archive as a table"), ("Ctrl+Shift+A",), needs="library"),
            spec(
                "order.replace",
                self.tr("Find and replace in the archive…"),
                ("Ctrl+Shift+H",),
                needs="library",
            ),
            spec("order.export_markdown", self.tr("Export what is found as Markdown…"), needs="library"),
            spec("order.export_jsonl", self.tr("Export what is found as JSON Lines…"), needs="library"),
            spec("order.tags", self.tr("Tags"), ("Ctrl+Shift+T",), needs="library"),
            spec("order.alike", self.tr("Tags that are alike"), needs="library"),
            spec("order.vocabularies", self.tr("Vocabularies of tags"), needs="library"),
            spec("order.series", self.tr("Series"), ("Ctrl+Shift+J",), needs="library"),
            spec("order.sections", self.tr("Sections"), needs="library"),
            spec("order.authors", self.tr("Authors"), needs="library"),
            spec("order.log", self.tr("Log of acts"), ("Ctrl+Shift+Y",), needs="library"),
            spec("order.undo", self.tr("Undo the last act in the archive"), ("Ctrl+Alt+Z",), needs="library"),
        ]

    def _places(self) -> list[ActionSpec]:
        spec = ActionSpec
        words = {
            "section": self.tr("Go to the section"),
            "series": self.tr("Go to the series"),
            "tags": self.tr("Go to the tags"),
            "related": self.tr("Go to the related articles"),
            "picture": self.tr("Go to the picture"),
            "bylines": self.tr("Go to the bylines"),
            "notices": self.tr("Go to the corrections and notices"),
            "slug": self.tr("Go to the web address"),
            "label": self.tr("Go to the label"),
            "language": self.tr("Go to the language"),
        }
        keys = {
            "tags": ("Ctrl+T",),
            "related": ("Ctrl+R",),
            "series": ("Ctrl+J",),  # Ctrl+E goes to the end of a line, where X11 is
            "section": ("Ctrl+Shift+E",),
        }
        return [
            spec("go.article", self.tr("Open an article by its headline…"), ("Ctrl+G",), needs="library"),
            spec("go.list", self.tr("Go to the list"), needs="desk"),
            spec("go.headline", self.tr("Go to the headline"), ("Ctrl+1",), needs="article"),
            spec("go.text", self.tr("Go to the text"), needs="article"),
            *(spec(f"go.{name}", words[name], keys.get(name, ()), needs="article") for name in FIELDS),
            spec("view.next_pane", self.tr("Next pane"), ("F6",)),
            spec("view.previous_pane", self.tr("Previous pane"), ("Shift+F6",)),
        ]

    def _looks(self) -> list[ActionSpec]:
        spec = ActionSpec
        return [
            spec("view.article", self.tr("Show what the article is"), ("F4",), needs="desk"),
            spec("view.sidebar", self.tr("Show the sidebar"), ("F8",), checked=True),
            spec("view.list", self.tr("Show the list"), ("Shift+F8",), checked=True),
            spec("view.right", self.tr("Show the right pane"), ("F9",), checked=True),
            spec("view.full_screen", self.tr("Full screen"), ("F11",), checked=False),
            spec("view.switch", self.tr("Switch between light and dark"), ("Ctrl+Shift+K",)),
            spec("view.light", self.tr("Light"), checked=False, choice="look"),
            spec("view.dark", self.tr("Dark"), checked=False, choice="look"),
            spec(
                "view.system",
                self.tr("Light or dark as the system"),
                checked=False,
                choice="look",
            ),
            spec("view.contrast", self.tr("High contrast"), checked=False, choice="look"),
            spec("view.contrast_dark", self.tr("High contrast, dark"), checked=False, choice="look"),
            spec("view.larger", self.tr("Larger text"), ("Ctrl++", "Ctrl+=")),
            spec("view.smaller", self.tr("Smaller text"), ("Ctrl+-",)),
            spec("view.normal_size", self.tr("Text in its normal size"), ("Ctrl+0",)),
            spec("app.menu", self.tr("Open the menu"), ("F10",)),
            spec(
                "app.about",
                self.tr("About Newsroom"),
            ),
        ]
