"""The open article: session, editor, right pane, list and bars follow one another through here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.domain.article import State
from newsroom.domain.ids import NO_ARTICLE
from newsroom.gui.shell.article_words import ArticleWords
from newsroom.gui.shell.commands import FIELDS
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page

if TYPE_CHECKING:
    from newsroom.domain.article import Article
    from newsroom.domain.draft import Draft


class ArticleWiring(QObject):
    """Made when session and editor are there. GUI thread only."""

    def __init__(self, parts: Parts, desk: DeskCommands) -> None:
        super().__init__(parts.window)
        assert parts.session is not None and parts.editor is not None
        self._parts = parts
        self._desk = desk
        self._session, self._editor = parts.session, parts.editor
        self._words = ArticleWords(self)
        self._title = ""
        self._refused = ""
        self._shown: object = None
        self._is_changed = False
        self._bars_timer = QTimer(self)  # behind the paint of a key
        self._bars_timer.setSingleShot(True)
        self._bars_timer.timeout.connect(self._show_all)
        self._connect_session()
        self._connect_editor()
        parts.window.page_changed.connect(self._show_all)
        self._show_all()

    def _connect_session(self) -> None:
        session, window = self._session, self._parts.window
        session.draft_opened.connect(self._on_session_draft_opened)
        session.article_saved.connect(self._on_session_article_saved)
        session.save_state_changed.connect(window.status_bar.show_safety)
        session.status_message.connect(window.status_bar.show_message)
        session.failed.connect(self._on_session_failed)

    def _connect_editor(self) -> None:
        editor, window = self._editor, self._parts.window
        editor.draft_changed.connect(self._on_editor_draft_changed)
        editor.counts_changed.connect(self._on_editor_counts_changed)
        editor.status_message.connect(window.status_bar.show_message)
        editor.bylines_wanted.connect(self._on_editor_bylines_wanted)
        editor.picture_offered.connect(self._on_editor_picture_offered)
        editor.focus_mode_changed.connect(window.set_focus_mode)
        editor.field_changed_by_undo.connect(self._on_editor_field_changed_by_undo)
        window.status_bar.language_clicked.connect(self._on_status_bar_language_clicked)

    # Session

    def _on_session_draft_opened(self, draft: Draft | None) -> None:
        parts = self._parts
        parts.window.center.show_editor(None if draft is None else self._editor)
        if draft is None:
            self._editor.close_draft()
        elif draft is not self._editor.draft:
            self._editor.open(draft)
            self._show_section()
        if parts.panel is not None:
            if draft is None:
                parts.panel.open_draft(None, None)
            else:
                parts.panel.open_soon(draft, self._session.article)
        if parts.preview is not None:
            parts.preview.open_draft(draft)
        self._mark_open()
        self._show_all()

    def _on_session_article_saved(self, article: Article) -> None:
        if self._parts.panel is not None:
            self._parts.panel.show_article(article)
        self._show_section()
        self._mark_open()
        self._show_all()
        if article.state is State.PUBLISHED and not article.has_unpublished_changes:
            self._take_back_refusal()

    def _on_session_failed(self, words: str) -> None:
        self._refused = words
        self._desk.failed.emit(words)

    def _take_back_refusal(self) -> None:
        """What the notice says cannot be published yet is published."""
        words, self._refused = self._refused, ""
        if words and self._parts.window.notice.text == words:
            self._parts.window.notice.dismiss()

    def _mark_open(self) -> None:
        """The list shows which article is open, and the next start opens it again."""
        parts, draft = self._parts, self._session.draft
        id = draft.id if draft is not None and draft.id != NO_ARTICLE else None
        parts.archive.mark_open(id)
        if parts.library is not None:
            parts.preferences.set_article_of(parts.library.path, id)

    def _show_section(self) -> None:
        article = self._session.article
        self._editor.set_section_name(article.section.name if article and article.section else None)

    # Editor

    def _on_editor_draft_changed(self) -> None:
        if not self._is_changed:
            self._show_all()  # now it can be published
        elif not self._bars_timer.isActive():
            self._bars_timer.start()

    def _on_editor_counts_changed(self, n_words: int, minutes: int) -> None:
        self._parts.window.status_bar.show_counts(None if self._session.draft is None else n_words, minutes)

    def _on_editor_bylines_wanted(self) -> None:
        self._desk.go_to_field("bylines")

    def _on_editor_picture_offered(self, picture: object) -> None:
        if self._parts.panel is not None and isinstance(picture, bytes | Path):
            self._parts.window.show_tab("article")
            self._parts.panel.offer_picture(picture)

    def _on_editor_field_changed_by_undo(self, field: str) -> None:
        name = {"section_id": "section"}.get(field, field)
        if name in FIELDS:
            self._desk.go_to_field(name)

    def _on_status_bar_language_clicked(self) -> None:
        self._desk.go_to_field("language")

    # Bars

    def _show_all(self) -> None:
        """What the bars say; cheap while nothing of it changes, as at most keys."""
        draft, article = self._session.draft, self._session.article
        changed = draft is not None and (draft.dirty or bool(article and article.has_unpublished_changes))
        self._is_changed = changed
        title = self._words.title_of(draft)
        if title != self._title:
            self._title = title
            self._parts.window.setWindowTitle(title)
        language = draft.value("language") if draft is not None else ""
        library, page = self._parts.library, self._parts.window.page
        shown = (article, changed, language, self._session.can_undo_trash, library is None, page)
        if shown != self._shown:
            self._shown = shown
            self._show_bars(article, changed, language)

    def _show_bars(self, article: Article | None, changed: bool, language: str) -> None:
        window, words, session = self._parts.window, self._words, self._session
        on_desk = window.page is Page.DESK and self._parts.library is not None
        present = {"library"} if self._parts.library is not None else set()
        if on_desk:
            present |= {"desk"}
            present |= words.present_words(article, changed=changed, can_undo_trash=session.can_undo_trash)
        window.top_bar.show_way(words.way_of(article if on_desk else None, changed=changed))
        window.book["article.publish"].setText(words.publish_word(article))
        window.book.set_present(*present)
        window.status_bar.show_language(words.language_name(language) if language else "")
        if article is None:
            window.status_bar.show_counts(None, 0)
