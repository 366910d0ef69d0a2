"""Makes the features, each when it is first needed, and connects it with the bars and with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt

from newsroom.domain.ids import ArticleId
from newsroom.gui.shell.act_notices import ActNotices
from newsroom.gui.shell.article_wiring import ArticleWiring
from newsroom.gui.shell.beside import Beside
from newsroom.gui.shell.cursor_keeping import CursorKeeping
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.histories import Histories
from newsroom.gui.shell.keys import FILE as KEYS_FILE
from newsroom.gui.shell.keys import Keys
from newsroom.gui.shell.looks import Place
from newsroom.gui.shell.ordering import Ordering
from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.recovering import Recovering
from newsroom.gui.shell.settings import Settings
from newsroom.gui.shell.suggesting import Suggesting
from newsroom.gui.shell.window import Page
from newsroom.gui.shell.writing import Writing
from newsroom.jobs.outcome import Ok, Outcome

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from newsroom.desk.library import Library
    from newsroom.domain.article import Article
    from newsroom.domain.searches import SavedSearch
    from newsroom.domain.wire_story import WireStory
    from newsroom.exchange.html_paste import PastedHtml
    from newsroom.gui.features.archive.table_page import TablePage
    from newsroom.gui.features.article_panel import ArticlePanel
    from newsroom.gui.features.editor import ArticleEditor
    from newsroom.gui.features.editor.pasting import Pasted
    from newsroom.gui.features.pasting import PasteReview
    from newsroom.gui.shell.finding_here import FindingHere
    from newsroom.gui.theme import Colors

_DEVICE = "preview/device"


class Feature(Protocol):
    """What every feature offers."""

    def set_library(self, library: Library | None) -> None: ...

    def set_look(self, colors: Colors, scale: float) -> None: ...


class Features(QObject):
    """Each ``add`` runs once. GUI thread only."""

    def __init__(self, parts: Parts, desk: DeskCommands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        self._article: ArticleWiring | None = None
        self._cursor: CursorKeeping | None = None
        self.recovering: Recovering | None = None
        self._finding: FindingHere | None = None
        self._wanted: ArticleId | None = None
        self._n_pastes = 0
        self._pasting: set[int] = set()
        self._waiting: list[Callable[[], None]] = []
        self._beside = Beside(parts, self)
        self._beside.open_wanted.connect(self.open)
        desk.review_wanted.connect(self._on_desk_review_wanted)
        desk.page_wanted.connect(self._on_desk_page_wanted)
        self.notices = ActNotices(parts, self)
        self.pages = Pages(parts, self.notices, self)
        self.ordering = Ordering(parts, desk, self.pages, self.notices, self)
        self.ordering.article_wanted.connect(self.open)
        self.pages.made.connect(self._on_pages_made)
        self.histories = Histories(parts, desk, self.pages, self)
        self.writing = Writing(parts, self)
        self.keys = Keys(parts.window.book, parts.lanes, parts.preferences.path.with_name(KEYS_FILE), self)
        self.settings = Settings(parts, self.pages, self.keys, self.writing, self)
        self.suggesting = Suggesting(parts, self.settings, self)

    def all(self) -> Iterator[Feature]:
        """Those that are there, but for the editor, whose draft the session gives."""
        parts = self._parts
        for feature in (parts.archive, parts.panel, parts.preview, *self.pages.all()):
            if feature is not None:
                yield feature

    def open(self, article_id: int) -> None:
        """Opens an article."""
        if self._parts.session is not None:
            self._parts.window.show_page(Page.DESK)
            self._wanted = ArticleId(article_id)
            self._parts.session.open(self._wanted)

    def open_text(self, article_id: int) -> None:
        """Opens an article that was asked for by its name, with the focus in its text."""
        if self._parts.session is not None:
            self._parts.window.show_page(Page.DESK)
            self._wanted = ArticleId(article_id)
            self._parts.session.open(self._wanted, then=self._desk.go_to_text)

    def open_to_compare(self, article_id: int) -> None:
        """Opens an article; where its story is filed already, the other one beside it, what is alike marked."""
        if self._parts.panel is not None:
            self._parts.panel.suggestions.presenter.expect(article_id)
        self.open(article_id)

    def _on_session_draft_opened(self) -> None:
        self._wanted = None

    def _on_archive_text_wanted(self) -> None:
        """The focus to the text; of an article that is still being read, when it is there."""
        if self._wanted is None or self._parts.session is None:
            self._desk.go_to_text()
        else:
            self._parts.session.open(self._wanted, then=self._desk.go_to_text)

    def _begin(self, feature: Feature) -> None:
        looks = self._parts.looks
        feature.set_look(looks.colors, looks.scale)
        feature.set_library(self._parts.library)

    # At the start

    def wire_archive(self) -> None:
        """The list and the sidebar, which the first paint has shown."""
        parts, desk = self._parts, self._desk
        archive = parts.archive
        archive.article_wanted.connect(self.open)
        archive.text_wanted.connect(self._on_archive_text_wanted)
        archive.trash_asked.connect(desk.trash_article)
        archive.untrash_asked.connect(desk.untrash_article)
        archive.new_wanted.connect(desk.new_article)
        archive.status_message.connect(parts.window.status_bar.show_message)
        archive.search_deleted.connect(self._on_archive_search_deleted)
        archive.presenter.overview_changed.connect(self._on_overview_changed)
        parts.window.addActions(archive.actions())
        parts.window.book.add(archive.actions())
        archive.restore_scope(parts.preferences.text("archive/scope"))

    def _on_archive_search_deleted(self, search: SavedSearch, place: int) -> None:
        restore = self._parts.archive.searches.restore
        words = self.tr("The search “{0}” was deleted.").format(search.name)
        self._parts.window.notice.show_notice(words, [(self.tr("Undo"), lambda: restore(search, place))])

    def _on_overview_changed(self) -> None:
        overview, library = self._parts.archive.presenter.overview, self._parts.library
        if overview is not None and library is not None:
            self._parts.window.status_bar.show_library(library.path.name, overview.total)

    def add_editor(self) -> None:
        """Session and editor."""
        from newsroom.gui.features.editor import ArticleEditor
        from newsroom.gui.session import Session

        parts = self._parts
        parts.session = Session(parts.lanes, parts.bus, parent=self)
        parts.editor = editor = ArticleEditor(
            parts.looks.colors, clean_html=_clean_html, beside=self._beside_the_window
        )
        editor.left_draft_changed.connect(parts.session.keep)
        editor.set_text_scale(parts.looks.scale_of(Place.ARTICLE))
        parts.window.center.add_editor(editor)
        parts.window.book.add(action for action in editor.actions() if action.objectName())
        self._article = ArticleWiring(parts, self._desk)
        self.histories.follow(parts.session)
        self._begin_finding(editor)
        self._cursor = CursorKeeping(parts.session, editor, parts.archive.panel.search, self)
        self.recovering = Recovering(parts, self)
        parts.session.draft_opened.connect(self._on_session_draft_opened)
        self.writing.begin()

    def _begin_finding(self, editor: ArticleEditor) -> None:
        from newsroom.gui.shell.finding_here import FindingHere

        parts = self._parts
        self._finding = FindingHere(editor.commands.action("edit.find"), self)
        self._finding.add(parts.archive.panel)
        self._finding.add(parts.archive.sidebar, inside=parts.archive.panel)
        for page in self.pages.all():
            self._finding.add(cast("QWidget", page))

    def note_cursor(self) -> None:
        """Where it is, for the next start."""
        if self._cursor is not None:
            self._cursor.note_now()

    def _beside_the_window(self, work: Callable[[], Pasted], done: Callable[[Pasted | None], None]) -> None:
        """A kind of its own for each: none takes the place of another."""
        self._n_pastes += 1
        self._pasting.add(number := self._n_pastes)

        def on_answered(outcome: Outcome[Pasted]) -> None:
            self._pasting.discard(number)
            done(outcome.value if isinstance(outcome, Ok) else None)
            if not self._pasting:
                waiting, self._waiting = self._waiting, []
                for then in waiting:
                    then()

        self._parts.lanes.read(f"editor.paste.{number}", lambda _token: work(), on_answered)

    def when_pasted(self, then: Callable[[], None]) -> None:
        """Goes on when what was pasted is in its article: at once, but for a long page."""
        if self._pasting:
            self._waiting.append(then)
        else:
            then()

    def add_panel(self) -> None:
        """The right pane's tab of what the article is."""
        from newsroom.gui.features.article_panel import build

        parts = self._parts
        parts.panel = panel = build(parts.lanes, parts.looks.colors)
        panel.article_wanted.connect(self.open)
        panel.beside_wanted.connect(self._beside.show)
        panel.series_wanted.connect(parts.archive.show_series)
        panel.tag_wanted.connect(parts.archive.show_tag)
        panel.status_message.connect(parts.window.status_bar.show_message)
        panel.library_changed.connect(parts.bus.changed)
        panel.suggestions.dismissed.connect(self._on_suggestions_dismissed)
        if parts.session is not None:
            panel.left_draft_changed.connect(parts.session.keep)
        if parts.editor is not None:
            panel.section_name_changed.connect(parts.editor.set_section_name)
        self._add_alike(panel)
        self._begin(panel)
        parts.window.right.add("article", self.tr("Article"), panel)
        if parts.session is not None:
            panel.open_draft(parts.session.draft, parts.session.article)

    def _add_alike(self, panel: ArticlePanel) -> None:
        from newsroom.gui.shell.alike import Alike

        alike = Alike(self._parts, panel, self._beside, self)
        alike.text_wanted.connect(self._desk.go_to_text)

    def _on_suggestions_dismissed(self, words: str, bring_back: Callable[[], None]) -> None:
        self._parts.window.notice.show_notice(words, [(self.tr("Undo"), bring_back)])

    def add_preview(self) -> None:
        """The right pane's tab of the page. WebEngine is loaded when it is first looked at."""
        from newsroom.gui.features.preview import build

        parts = self._parts
        parts.preview = preview = build(parts.lanes, parts.looks.colors)
        preview.article_wanted.connect(self.open)
        preview.status_message.connect(parts.window.status_bar.show_message)
        if parts.editor is not None:
            preview.line_wanted.connect(parts.editor.set_cursor_line)
            preview.line_scrolled.connect(parts.editor.scroll_to_line)
            parts.editor.visible_line_changed.connect(preview.show_line)
        parts.window.book.add(preview.actions())
        self._begin(preview)
        self._restore_device(preview.actions())
        parts.window.right.add("preview", self.tr("Preview"), preview)
        if parts.session is not None:
            preview.open_draft(parts.session.draft)

    def _restore_device(self, actions: Sequence[QAction]) -> None:
        """The device that was looked at last; at first a phone, which the pane is wide enough for."""
        preferences = self._parts.preferences
        wanted = preferences.text(_DEVICE, "preview.phone")
        for action in actions:
            if action.objectName() in ("preview.desktop", "preview.tablet", "preview.phone"):
                if action.objectName() == wanted:
                    action.trigger()
                action.triggered.connect(self._on_device_triggered)

    def _on_device_triggered(self) -> None:
        action = self.sender()
        assert action is not None
        self._parts.preferences.set_text(_DEVICE, action.objectName())

    # Pages

    def _on_desk_page_wanted(self, page: Page) -> None:
        self.pages.show(page)

    def _on_desk_review_wanted(self, text: str, source: str) -> None:
        review = self.pages.show(Page.REVIEW)
        cast("PasteReview", review).review(text, source)
        review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pages_made(self, page: Page, widget: QWidget) -> None:
        if self._finding is not None:
            self._finding.add(widget)
        if page is Page.REVIEW:
            review = cast("PasteReview", widget)
            review.story_accepted.connect(self._on_review_story_accepted)
            review.story_changed.connect(self._keep_pasted)
            review.closed.connect(partial(self._on_review_closed, review))
            review.article_wanted.connect(self.open)
        elif page is Page.TABLE:
            cast("TablePage", widget).beside_wanted.connect(self._on_table_beside_wanted)

    def _on_table_beside_wanted(self, first: int, other: int) -> None:
        self.open(first)
        self._beside.show(other)

    def _keep_pasted(self, story: WireStory) -> None:
        from newsroom.desk.pasting import kept_form

        session = self._parts.session
        if session is not None and session.pasted is not None:
            session.pasted.keep(*kept_form(story, session.language))

    def _on_review_closed(self, review: PasteReview) -> None:
        story = review.changed_story
        session = self._parts.session
        if session is not None and session.pasted is not None:
            session.pasted.put_away()
        if story is not None:
            words = self.tr("The pasted text was put away, with what you changed in it.")
            self._parts.window.notice.show_notice(
                words, [(self.tr("Bring it back"), partial(self._review_again, story))]
            )

    def _review_again(self, story: WireStory) -> None:
        review = self.pages.show(Page.REVIEW)
        cast("PasteReview", review).review_again(story)
        review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_review_story_accepted(self, story: WireStory) -> None:
        def make(library: Library, uid: str | None) -> Article:
            from newsroom.desk.pasting import draft_from

            return draft_from(library, story, by="window", uid=uid)

        if self._parts.session is not None:
            self._keep_pasted(story)
            self._parts.session.new_from_pasted(make, self._on_story_opened)
        self._parts.window.show_page(Page.DESK)

    def _on_story_opened(self) -> None:
        """The cursor where something is missing: in an empty headline, else in the text."""
        session = self._parts.session
        if session is None or session.draft is None:
            return
        if session.draft.text("headline").strip():
            self._desk.go_to_text()
        else:
            self._desk.go_to_headline()


def _clean_html(html: str) -> PastedHtml:
    from newsroom.exchange.html_paste import clean_html

    return clean_html(html)
