"""Hands the features what all of them need: the library, the site, changes, the look, whether they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.features import Features
from newsroom.gui.shell.looks import Place
from newsroom.gui.shell.panes import RIGHT
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.slices import Slice
from newsroom.gui.shell.window import Page
from newsroom.gui.when import zone_of
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from newsroom.domain.site import SiteSettings

_FEATURES = "newsroom.gui.features"
# What the features import of the desk and below it, and the database's library with it.
BESIDE_THE_EDITOR = ("newsroom.domain.counting", "newsroom.domain.quotes")
BESIDE_THE_PANEL = (
    *(f"newsroom.desk.{name}" for name in "articles authors media relating sections series tagging".split()),
    "newsroom.rendering.times",
    "newsroom.rendering.words",
)
BESIDE_THE_PREVIEW = ("newsroom.domain.page", "newsroom.rendering.body")
_SCOPE = "archive/scope"
_LAYOUT_MS = 1000


class Wiring(QObject):
    """GUI thread only."""

    def __init__(self, parts: Parts, desk: DeskCommands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        self.features = Features(parts, desk, self)
        self._site: SiteSettings | None = None
        self._trashed: int | None = None
        self._put_away: int | None = None  # was open when it went into the trash; its undo opens it again
        parts.bus.changed.connect(self._on_bus_changed)
        parts.window.on_page_dressed(Page.DESK, self._show_look)
        parts.looks.share_changed.connect(self._on_looks_share_changed)
        parts.window.tab_changed.connect(self._show_activity)
        parts.window.panes.shown_changed.connect(self._show_activity)
        parts.window.panes.shown_changed.connect(self._on_panes_shown_changed)
        self._layout_timer = QTimer(self)
        self._layout_timer.setSingleShot(True)
        self._layout_timer.setInterval(_LAYOUT_MS)
        self._layout_timer.timeout.connect(parts.window.note_layout)
        desk.trashed.connect(self._on_desk_trashed)
        desk.trash_undone.connect(self._on_desk_trash_undone)
        self.features.wire_archive()

    def slices(self) -> list[Slice]:
        """What is loaded after the first paint, in this order."""
        features = self.features
        return [
            Slice(BESIDE_THE_EDITOR, (f"{_FEATURES}.editor", "newsroom.gui.session"), self._add_editor),
            Slice(
                BESIDE_THE_PANEL,
                (f"{_FEATURES}.article_panel", f"{_FEATURES}.article_panel.library_desk"),
                features.add_panel,
            ),
            Slice(BESIDE_THE_PREVIEW, (f"{_FEATURES}.preview",), self._add_preview),
        ]

    def _add_editor(self) -> None:
        self.features.add_editor()
        if self._parts.editor is not None:
            self._parts.editor.draft_changed.connect(self.features.suggesting.note_work)
            self._parts.archive.article_wanted.connect(self.features.suggesting.note_reading)
        self._show_site()
        if self._parts.library is not None:
            self._show_library_to_session()

    def _add_preview(self) -> None:
        self.features.add_preview()
        self._show_activity()
        self.features.ordering.take_back_unfinished()

    # The library and its site

    def show_library(self) -> None:
        """The parts' library is another one now."""
        self.features.notices.set_library()
        self.features.suggesting.set_library()
        self.features.settings.set_library()
        for feature in self.features.all():
            feature.set_library(self._parts.library)
        self._ask_site()
        self._show_library_to_session()
        if self._parts.preview is not None:
            self.features.ordering.take_back_unfinished()

    def _show_library_to_session(self) -> None:
        """The article that was open when this library was last left is opened again, where the cursor was."""
        parts = self._parts
        if parts.session is None or parts.library is None:
            return
        if self.features.recovering is not None:
            self.features.recovering.clear()
        id = parts.preferences.article_of(parts.library.path)
        parts.session.set_library(parts.library)
        if id is not None:
            parts.session.reopen(ArticleId(id))

    def _ask_site(self) -> None:
        library = self._parts.library
        if library is None:
            return

        def on_answered(outcome: Outcome[SiteSettings]) -> None:
            if isinstance(outcome, Ok) and self._parts.library is library:
                self._site = outcome.value
                self._show_site()

        self._parts.lanes.read("shell.site", lambda _token: library.site(), on_answered, owner=self)

    def _show_site(self) -> None:
        parts, site = self._parts, self._site
        if site is None:
            return
        zone = zone_of(site.zone)
        parts.window.status_bar.set_zone(zone)
        parts.archive.set_zone(zone)
        self.features.ordering.set_zone(zone)
        if self.features.recovering is not None:
            self.features.recovering.set_zone(zone)
        if parts.editor is not None:
            parts.editor.set_site(headline_limit=site.headline_limit, credit=site.credit)

    def remember(self) -> None:
        """Before the end: what is to be found again."""
        self._parts.preferences.set_text(_SCOPE, self._parts.archive.scope_key)
        self.features.note_cursor()

    # What happens

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        parts = self._parts
        parts.archive.apply(changes)
        if parts.panel is not None:
            parts.panel.apply(changes)
        if parts.preview is not None:
            parts.preview.apply(changes)
        self.features.pages.apply(changes)
        if Changed.SITE in changes.kinds:
            self._ask_site()
        self._say_trashed()

    def _on_desk_trashed(self, article_id: int) -> None:
        self._trashed = article_id

    def _say_trashed(self) -> None:
        """What was asked to go into the trash is there: the notice has the way back."""
        session, article_id = self._parts.session, self._trashed
        if session is None or article_id is None or not session.can_undo_trash:
            return
        self._trashed = None
        was_open = session.article is not None and session.article.id == article_id
        self._put_away = article_id if was_open else None
        if was_open:
            session.close()
        offer = (self.tr("Undo"), self._desk.undo_trash)
        self._parts.window.notice.show_notice(self.tr("Moved to trash."), [offer])

    def _on_desk_trash_undone(self) -> None:
        """By the notice's button or by the command: the notice has nothing to offer any more."""
        article_id, self._put_away = self._put_away, None
        if self._parts.window.notice.text == self.tr("Moved to trash."):
            self._parts.window.notice.dismiss()
        if article_id is not None:
            self.features.open(article_id)

    def _show_look(self) -> None:
        """On the desk; other pages have it each for itself."""
        parts, looks = self._parts, self._parts.looks
        parts.archive.set_look(looks.colors, looks.scale_of(Place.LIST))
        for feature in (parts.panel, parts.preview):
            if feature is not None:
                feature.set_look(looks.colors, looks.scale)
        if parts.editor is not None:
            parts.editor.set_palette(looks.colors)
            parts.editor.set_text_scale(looks.scale_of(Place.ARTICLE))

    def _on_looks_share_changed(self, place: Place) -> None:
        looks = self._parts.looks
        if place is Place.LIST:
            self._parts.archive.set_look(looks.colors, looks.scale_of(place))
        elif self._parts.editor is not None:
            self._parts.editor.set_text_scale(looks.scale_of(place))

    def _on_panes_shown_changed(self) -> None:
        self._layout_timer.start()

    def _show_activity(self) -> None:
        """A preview that nobody sees renders nothing, a panel that nobody sees suggests nothing."""
        parts = self._parts
        if parts.panel is not None:
            shown = parts.window.panes.is_shown(RIGHT) and parts.window.right.tab == "article"
            parts.panel.set_active(shown)
        if parts.preview is not None:
            shown = parts.window.panes.is_shown(RIGHT) and parts.window.right.tab == "preview"
            parts.preview.set_active(shown)
