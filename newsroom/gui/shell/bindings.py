"""Which method does what a command says. Nothing else."""

from functools import partial

from newsroom.gui.shell.actions import Act, ActionBook
from newsroom.gui.shell.commands import FIELDS
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.importing import Importer
from newsroom.gui.shell.library_export import JSONL, MARKDOWN
from newsroom.gui.shell.looks import Mode
from newsroom.gui.shell.panes import LIST, RIGHT, SIDEBAR
from newsroom.gui.shell.settings import APPEARANCE, KEYS, LIBRARY, PRIVACY, SITE, WRITING, Settings
from newsroom.gui.shell.view import WindowView
from newsroom.gui.shell.window import Page


def bind(
    book: ActionBook, desk: DeskCommands, view: WindowView, importer: Importer, settings: Settings
) -> None:
    """Gives every command of the shell its act."""
    acts: dict[str, Act] = {
        "article.new": desk.new_article,
        "article.paste": desk.paste_article,
        "article.paste_file": desk.paste_file,
        "article.save": desk.save,
        "article.publish": desk.publish,
        "article.withdraw": desk.withdraw,
        "article.correct": desk.add_correction,
        "article.history": desk.show_history,
        "article.trash": desk.trash,
        "article.untrash": desk.untrash,
        "article.undo_trash": desk.undo_trash,
        "article.copy_html": desk.copy_html,
        "article.copy_markdown": desk.copy_markdown,
        "article.copy_text": desk.copy_plain_text,
        "article.save_page": desk.save_page,
        "library.import": importer.ask_files,
        "library.import_folder": importer.ask_folder,
        "library.imports": importer.show,
        "library.export_markdown": partial(desk.export_library, MARKDOWN),
        "library.export_jsonl": partial(desk.export_library, JSONL),
        "library.open": desk.open_library,
        "library.new": desk.make_library,
        "order.table": partial(desk.show_page, Page.TABLE),
        "order.replace": desk.find_and_replace,
        "order.export_markdown": partial(desk.export_found, MARKDOWN),
        "order.export_jsonl": partial(desk.export_found, JSONL),
        "order.tags": partial(desk.show_page, Page.TAGS),
        "order.alike": desk.show_alike,
        "order.vocabularies": desk.show_vocabularies,
        "order.series": partial(desk.show_page, Page.SERIES),
        "order.sections": partial(desk.show_page, Page.SECTIONS),
        "order.authors": partial(desk.show_page, Page.AUTHORS),
        "order.log": partial(desk.show_page, Page.ACTS),
        "order.undo": desk.undo_last_act,
        "app.settings": settings.show,
        "app.appearance": partial(settings.show, APPEARANCE),
        "app.writing": partial(settings.show, WRITING),
        "app.privacy": partial(settings.show, PRIVACY),
        "app.change_keys": partial(settings.show, KEYS),
        "app.keys": partial(desk.show_page, Page.KEYS),
        "library.settings": partial(settings.show, LIBRARY),
        "site.settings": partial(settings.show, SITE),
        "app.quit": desk.quit,
        "go.list": view.focus_list,
        "go.article": view.open_article_palette,
        "go.headline": desk.go_to_headline,
        "go.text": desk.go_to_text,
        "view.next_pane": view.next_pane,
        "view.previous_pane": view.previous_pane,
        "view.preview": view.toggle_preview,
        "view.article": view.show_article_tab,
        "view.full_screen": view.toggle_full_screen,
        "view.switch": view.switch_look,
        "view.larger": partial(view.enlarge, 1),
        "view.smaller": partial(view.enlarge, -1),
        "view.normal_size": partial(view.enlarge, 0),
        "app.commands": view.open_palette,
        "app.menu": view.open_menu,
        "app.about": partial(desk.show_page, Page.ABOUT),
    }
    acts |= {f"go.{field}": partial(desk.go_to_field, field) for field in FIELDS}
    acts |= {f"view.{pane}": partial(view.toggle_pane, pane) for pane in (SIDEBAR, LIST, RIGHT)}
    acts |= {f"view.{mode.value}": partial(view.set_mode, mode) for mode in Mode}
    book.bind(acts)
