"""What the window does with articles and libraries when a command asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import ArticleId
from newsroom.gui.shell.exporting import Exporter
from newsroom.gui.shell.panes import LIST
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.file_dialogs import ask_file, ask_folder
from newsroom.jobs.outcome import Err, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Article, Content

_LONGEST_TEXT_BYTES = 20_000_000
Export = Callable[["Library", "Article", "Content"], None]


class DeskCommands(QObject):
    """A command that cannot be done now does nothing: its action is off. GUI thread only."""

    library_wanted = Signal(object)
    new_library_wanted = Signal()
    review_wanted = Signal(str, str)
    page_wanted = Signal(object)
    """A ``Page``."""
    alike_wanted = Signal()
    vocabularies_wanted = Signal()
    history_wanted = Signal()
    undo_act_wanted = Signal()
    replace_wanted = Signal()
    export_wanted = Signal(str, bool)
    """The kind of files, and whether only what the list finds is meant."""
    trashed = Signal(int)
    trash_undone = Signal()
    quit_wanted = Signal()
    failed = Signal(str)
    said = Signal(str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self._exporter = Exporter(parts.lanes, self)
        self._exporter.said.connect(self.said)
        self._exporter.failed.connect(self.failed)

    # Articles

    def new_article(self) -> None:
        if self.parts.session is not None:
            self.parts.window.show_page(Page.DESK)
            self.parts.session.new_article()
            self.go_to_headline()

    def paste_article(self) -> None:
        """What is on the clipboard, as an article."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.review_wanted.emit(text, self.tr("Clipboard"))
        else:
            self.said.emit(self.tr("There is no text on the clipboard."))

    def paste_file(self) -> None:
        """Asks for one text file, and shows it as an article to be."""
        ask_file(self.parts.window, self.tr("Make an article from a text file"), self.read_file)

    def read_file(self, path: Path) -> None:
        def work() -> str:
            return _read_text(path)

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self.review_wanted.emit(outcome.value, path.name)

        self.parts.lanes.read("shell.file", lambda _token: work(), on_answered, owner=self)

    def publish(self) -> None:
        if self.parts.session is not None:
            self.parts.session.publish()

    def withdraw(self) -> None:
        """Asks for the notice in the bar below the article; nothing happens until it is given."""
        session = self.parts.session
        if session is None:
            return
        self.parts.window.notice.ask(
            self.tr("The notice takes the article's place at its address."),
            name=self.tr("Why the article is withdrawn, for its readers"),
            word=self.tr("Withdraw"),
            say=session.withdraw,
        )

    def add_correction(self) -> None:
        """Begins a notice of today, with the cursor in its text."""
        if self.parts.panel is not None:
            self.parts.window.show_tab("article")
            self.parts.panel.add_notice()

    def trash(self) -> None:
        """Puts the open article away; the notice that says so has the way back."""
        session = self.parts.session
        if session is not None and session.draft is not None:
            self.trash_article(session.draft.id)

    def trash_article(self, article_id: int) -> None:
        session = self.parts.session
        if session is None:
            return
        if session.draft is not None and session.draft.id == article_id:
            session.trash()
        else:
            session.trash(ArticleId(article_id))
        self.trashed.emit(article_id)

    def untrash_article(self, article_id: int) -> None:
        if self.parts.session is not None:
            self.parts.session.untrash(ArticleId(article_id))

    def untrash(self) -> None:
        if self.parts.session is not None:
            self.parts.session.untrash()

    def undo_trash(self) -> None:
        if self.parts.session is not None:
            self.parts.session.undo_trash()
            self.trash_undone.emit()

    def save(self) -> None:
        if self.parts.session is not None:
            self.parts.session.save_now()

    # Out

    def copy_html(self) -> None:
        self._export(self._exporter.copy_html)

    def copy_markdown(self) -> None:
        self._export(self._exporter.copy_markdown)

    def copy_plain_text(self) -> None:
        self._export(self._exporter.copy_plain_text)

    def save_page(self) -> None:
        if self.parts.preview is not None:
            self.parts.preview.outputs.save_as()

    def _export(self, export: Export) -> None:
        """On a saved article: one that has no row yet gets it first."""
        parts, session = self.parts, self.parts.session
        if session is None or session.draft is None:
            return

        def on_saved(safe: bool) -> None:
            draft, article = session.draft, session.article
            if safe and parts.library is not None and draft is not None and article is not None:
                export(parts.library, article, draft.snapshot())

        session.save_now(on_saved)

    # Libraries

    def open_library(self) -> None:
        ask_folder(self.parts.window, self.tr("Open another library"), self.library_wanted.emit)

    def make_library(self) -> None:
        self.new_library_wanted.emit()

    def show_page(self, page: Page) -> None:
        self.page_wanted.emit(page)

    def show_history(self) -> None:
        """Of the open article."""
        self.history_wanted.emit()

    def show_alike(self) -> None:
        """Tags that may be one."""
        self.alike_wanted.emit()

    def show_vocabularies(self) -> None:
        """What tags can stand for."""
        self.vocabularies_wanted.emit()

    def find_and_replace(self) -> None:
        """In what the list finds."""
        self.replace_wanted.emit()

    def export_library(self, kind: str) -> None:
        """All of it, as files of that kind."""
        self.export_wanted.emit(kind, False)

    def export_found(self, kind: str) -> None:
        """What the list finds."""
        self.export_wanted.emit(kind, True)

    def undo_last_act(self) -> None:
        """Of the acts that put the archive in order: what is typed has an undo of its own."""
        self.undo_act_wanted.emit()

    def quit(self) -> None:
        self.quit_wanted.emit()

    # Places

    def search(self, words: str) -> None:
        """Looks for these words in all of the archive."""
        self.parts.window.show_page(Page.DESK)
        self.parts.window.panes.show_pane(LIST, True)
        self.parts.archive.search(words)

    def go_to_headline(self) -> None:
        if self.parts.editor is not None:
            self.parts.editor.focus_headline()

    def go_to_text(self) -> None:
        if self.parts.editor is not None:
            self.parts.editor.focus_body()

    def go_to_field(self, name: str) -> None:
        """The focus to a field of the right pane, which is shown for it."""
        if self.parts.panel is not None:
            self.parts.window.show_tab("article")
            self.parts.panel.focus_field(name)


def _read_text(path: Path) -> str:
    """Text of any common encoding. Raises ``NewsroomError``. Blocking."""
    from newsroom.exchange.encodings import NotTextError, decode

    try:
        if path.stat().st_size > _LONGEST_TEXT_BYTES:
            raise NewsroomError(f"{path.name} is too long to be an article. It was left as it is.")
        data = path.read_bytes()
    except OSError as error:
        raise NewsroomError(f"{path} could not be read: {error.strerror or error}.") from error
    try:
        text = decode(data)
    except NotTextError as error:
        raise NewsroomError(f"{path.name} was not read. {error}") from error
    if not text.strip():
        raise NewsroomError(f"There is no text in {path.name}.")
    return text
