"""The shell's commands: name, words, key, and which method of which part does it. Decides nothing else."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from newsroom.gui.shell.actions import ActionSpec
from newsroom.gui.shell.looks import Mode

Act = Callable[[], object]

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


class Desk(Protocol):
    """What is done with articles and libraries."""

    def new_article(self) -> None: ...
    def paste_article(self) -> None: ...
    def paste_file(self) -> None: ...
    def publish(self) -> None: ...
    def withdraw(self) -> None: ...
    def trash(self) -> None: ...
    def untrash(self) -> None: ...
    def undo_trash(self) -> None: ...
    def save(self) -> None: ...
    def copy_html(self) -> None: ...
    def copy_markdown(self) -> None: ...
    def copy_plain_text(self) -> None: ...
    def save_page(self) -> None: ...
    def import_files(self) -> None: ...
    def open_library(self) -> None: ...
    def make_library(self) -> None: ...
    def edit_site(self) -> None: ...
    def next_article(self) -> None: ...
    def previous_article(self) -> None: ...
    def search(self) -> None: ...
    def go_to_headline(self) -> None: ...
    def go_to_text(self) -> None: ...
    def go_to_field(self, name: str) -> None: ...
    def quit(self) -> None: ...


class View(Protocol):
    """How the window shows itself."""

    def toggle_preview(self) -> None: ...
    def show_article_tab(self) -> None: ...
    def toggle_pane(self, name: str) -> None: ...
    def next_pane(self) -> None: ...
    def previous_pane(self) -> None: ...
    def focus_list(self) -> None: ...
    def set_mode(self, mode: Mode) -> None: ...
    def switch_look(self) -> None: ...
    def enlarge(self, steps: int) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def open_palette(self) -> None: ...
    def open_menu(self) -> None: ...
    def about(self) -> None: ...


def tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)


def specs(desk: Desk, view: View) -> list[ActionSpec]:
    """All of the shell's commands."""
    return [*_articles(desk), *_libraries(desk), *_places(desk, view), *_looks(view)]


def _articles(desk: Desk) -> list[ActionSpec]:
    spec = ActionSpec
    return [
        spec("article.new", tr("New article"), desk.new_article, ("Ctrl+N",), needs="library"),
        spec(
            "article.paste", tr("Paste as an article"), desk.paste_article, ("Ctrl+Shift+N",), needs="library"
        ),
        spec("article.paste_file", tr("Make an article from a text file…"), desk.paste_file, needs="library"),
        spec("article.save", tr("Save now"), desk.save, ("Ctrl+S",), needs="article"),
        spec(
            "article.publish", tr("Publish"), desk.publish, ("Ctrl+Return", "Ctrl+Enter"), needs="publishable"
        ),
        spec("article.withdraw", tr("Withdraw the article…"), desk.withdraw, needs="published"),
        spec("article.trash", tr("Move to trash"), desk.trash, ("Ctrl+Shift+Delete",), needs="article"),
        spec("article.untrash", tr("Take out of the trash"), desk.untrash, needs="trashed"),
        spec("article.undo_trash", tr("Undo moving to trash"), desk.undo_trash, needs="undo_trash"),
        spec("article.copy_html", tr("Copy the article as HTML"), desk.copy_html, needs="article"),
        spec(
            "article.copy_markdown",
            tr("Copy the article as Markdown"),
            desk.copy_markdown,
            ("Ctrl+Shift+C",),
            needs="article",
        ),
        spec(
            "article.copy_text", tr("Copy the article as plain text"), desk.copy_plain_text, needs="article"
        ),
        spec(
            "article.save_page",
            tr("Save the page as a file…"),
            desk.save_page,
            ("Ctrl+Shift+S",),
            needs="article",
        ),
        spec(
            "article.next", tr("Next article in the list"), desk.next_article, ("Alt+Down",), needs="library"
        ),
        spec(
            "article.previous",
            tr("Previous article in the list"),
            desk.previous_article,
            ("Alt+Up",),
            needs="library",
        ),
    ]


def _libraries(desk: Desk) -> list[ActionSpec]:
    spec = ActionSpec
    return [
        spec("library.import", tr("Import files…"), desk.import_files, ("Ctrl+Shift+I",), needs="library"),
        spec("library.open", tr("Open another library…"), desk.open_library, ("Ctrl+O",)),
        spec("library.new", tr("Make a new library…"), desk.make_library),
        spec("site.settings", tr("Site settings"), desk.edit_site, ("Ctrl+,",), needs="library"),
        spec("app.quit", tr("Quit"), desk.quit, ("Ctrl+Q",)),
    ]


def _places(desk: Desk, view: View) -> list[ActionSpec]:
    spec = ActionSpec
    words = {
        "section": tr("Go to the section"),
        "series": tr("Go to the series"),
        "tags": tr("Go to the tags"),
        "related": tr("Go to the related articles"),
        "picture": tr("Go to the picture"),
        "bylines": tr("Go to the bylines"),
        "notices": tr("Go to the notices"),
        "slug": tr("Go to the web address"),
        "label": tr("Go to the label"),
        "language": tr("Go to the language"),
    }
    keys = {"tags": ("Ctrl+T",), "related": ("Ctrl+R",), "series": ("Ctrl+E",), "section": ("Ctrl+Shift+E",)}
    return [
        spec("go.search", tr("Search the archive"), desk.search, ("Ctrl+Shift+F",), needs="library"),
        spec("go.list", tr("Go to the list"), view.focus_list, needs="library"),
        spec("go.headline", tr("Go to the headline"), desk.go_to_headline, ("Ctrl+1",), needs="article"),
        spec("go.text", tr("Go to the text"), desk.go_to_text, needs="article"),
        *(
            spec(
                f"go.{name}", words[name], _call(desk.go_to_field, name), keys.get(name, ()), needs="article"
            )
            for name in FIELDS
        ),
        spec("view.next_pane", tr("Next pane"), view.next_pane, ("F6",)),
        spec("view.previous_pane", tr("Previous pane"), view.previous_pane, ("Shift+F6",)),
    ]


def _looks(view: View) -> list[ActionSpec]:
    spec, panes = ActionSpec, view.toggle_pane
    return [
        spec("view.preview", tr("Preview"), view.toggle_preview, ("F5",)),
        spec("view.article", tr("Show what the article is"), view.show_article_tab, ("Ctrl+I", "F4")[1:]),
        spec("view.sidebar", tr("Show the sidebar"), _call(panes, "sidebar"), ("F8",), checked=True),
        spec("view.list", tr("Show the list"), _call(panes, "list"), ("Shift+F8",), checked=True),
        spec("view.right", tr("Show the right pane"), _call(panes, "right"), ("F9",), checked=True),
        spec("view.full_screen", tr("Full screen"), view.toggle_full_screen, ("F11",), checked=False),
        spec("view.switch", tr("Switch between light and dark"), view.switch_look, ("Ctrl+Shift+K",)),
        spec("view.light", tr("Light"), _call(view.set_mode, Mode.LIGHT), checked=False, choice="look"),
        spec("view.dark", tr("Dark"), _call(view.set_mode, Mode.DARK), checked=False, choice="look"),
        spec(
            "view.system",
            tr("Light or dark as the system"),
            _call(view.set_mode, Mode.SYSTEM),
            checked=False,
            choice="look",
        ),
        spec("view.larger", tr("Larger text"), _call(view.enlarge, 1), ("Ctrl++", "Ctrl+=")),
        spec("view.smaller", tr("Smaller text"), _call(view.enlarge, -1), ("Ctrl+-",)),
        spec("view.normal_size", tr("Text in its normal size"), _call(view.enlarge, 0), ("Ctrl+0",)),
        spec("app.commands", tr("Commands"), view.open_palette, ("Ctrl+K",)),
        spec("app.menu", tr("Open the menu"), view.open_menu, ("F10",)),
        spec("app.about", tr("About Newsroom"), view.about),
    ]


def _call(
    function: Callable[[str], object] | Callable[[int], object] | Callable[[Mode], object], value: object
) -> Act:
    return lambda *_: function(value)  # type: ignore[arg-type]
