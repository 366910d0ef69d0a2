"""The menus: the same actions as in the palette, in groups. On macOS also the menu bar at the top of the screen."""

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.commands import FIELDS

_ARTICLE = (
    "article.new article.paste article.paste_file - article.save article.publish article.correct article.withdraw"
    " article.trash article.untrash article.undo_trash - article.history - article.copy_html article.copy_markdown"
    " article.copy_text article.save_page preview.pdf preview.browser"
)
_EDIT = (
    "edit.undo edit.redo - edit.find edit.replace edit.find_next edit.find_previous - edit.bold edit.italic edit.link"
    " edit.quote edit.heading edit.subheading edit.list edit.numbered_list edit.paste_plain edit.smart_quotes"
)
_FIELDS = " ".join(f"go.{field}" for field in FIELDS)
_GO = (
    f"go.article archive.search archive.next archive.previous - go.list go.headline go.text - {_FIELDS}"
    " - view.next_pane view.previous_pane"
)
_VIEW = (
    "view.preview preview.desktop preview.tablet preview.phone view.article"
    " - archive.everything archive.trash archive.newest archive.oldest archive.updated"
    " archive.by_headline archive.longest archive.best archive.keep_search"
    " - view.sidebar view.list view.right view.focus_mode view.full_screen"
    " - view.light view.dark view.system view.contrast view.contrast_dark - view.larger view.smaller view.normal_size"
)
_LIBRARY = (
    "library.open library.new - library.import library.import_folder library.imports"
    " library.export_markdown library.export_jsonl"
    " - library.backup library.backups library.restore library.check"
    " - library.settings site.settings suggest.page suggest.learn"
)
_ARCHIVE = (
    "order.table archive.acts order.replace order.export_markdown order.export_jsonl"
    " - order.tags order.alike order.vocabularies"
    " - order.series order.sections order.authors"
    " - order.log order.undo"
)


class Menus(QObject):
    """Fills itself anew each time it is opened, so that features' actions appear when they are there.

    Empty while it is closed: an action in the menu of a button has its key wherever the button is, and not only where
    its own widget is in view. Alt+1 would be two commands'.
    """

    def __init__(self, book: ActionBook, window: QWidget) -> None:
        super().__init__(window)
        self._book = book
        self.menu = QMenu(window)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.aboutToHide.connect(self._on_menu_about_to_hide)
        self._shown: list[QMenu] = []
        self._bar = QMenuBar() if sys.platform == "darwin" else None
        if self._bar is not None:
            book.grown.connect(self._fill_bar)
            self._fill_bar()

    def _groups(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Article"), _ARTICLE),
            (self.tr("Edit"), _EDIT),
            (self.tr("Go"), _GO),
            (self.tr("View"), _VIEW),
            (self.tr("Archive"), _ARCHIVE),
            (self.tr("Library"), _LIBRARY),
        )

    def _on_menu_about_to_hide(self) -> None:
        QTimer.singleShot(0, self._empty)  # what was chosen is still on its way

    def _empty(self) -> None:
        if self.menu.isVisible():
            return
        self.menu.clear()
        for group in self._shown:
            group.deleteLater()
        self._shown.clear()

    def _fill(self) -> None:
        self._empty()
        for title, names in self._groups():
            group = self.menu.addMenu(title)
            self._shown.append(group)
            self._fill_group(group, names)
        self.menu.addSeparator()
        for name in (
            "app.commands",
            "app.guide",
            "app.keys",
            "app.settings",
            "app.news",
            "app.about",
            "app.quit",
        ):
            if name in self._book:
                self.menu.addAction(self._book[name])

    def _fill_bar(self) -> None:
        assert self._bar is not None
        self._bar.clear()
        for title, names in self._groups():
            self._fill_group(self._bar.addMenu(title), names)
        help_menu = self._bar.addMenu(self.tr("Help"))
        for name, role in (
            ("app.settings", QAction.MenuRole.PreferencesRole),
            ("app.about", QAction.MenuRole.AboutRole),
            ("app.quit", QAction.MenuRole.QuitRole),
        ):
            self._book[name].setMenuRole(role)
            help_menu.addAction(self._book[name])
        for name in ("app.commands", "app.guide", "app.keys", "app.tour", "app.news"):
            if name in self._book:
                help_menu.addAction(self._book[name])

    def _fill_group(self, menu: QMenu, names: str) -> None:
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            elif name in self._book:
                menu.addAction(self._book[name])
