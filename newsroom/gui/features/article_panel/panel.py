"""The right pane's tab "Article": all that the article is beside its text, in one column that scrolls. No logic."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.article import Article
from newsroom.domain.changes import ChangeSet
from newsroom.domain.draft import Draft
from newsroom.gui.features.article_panel.address_view import AddressView
from newsroom.gui.features.article_panel.edits import ChoiceEdit, UndoKeys
from newsroom.gui.features.article_panel.facts_view import FactsView
from newsroom.gui.features.article_panel.head_view import HeadView
from newsroom.gui.features.article_panel.notices_view import NoticesView
from newsroom.gui.features.article_panel.people_view import BylinesView
from newsroom.gui.features.article_panel.picture_view import PictureView
from newsroom.gui.features.article_panel.presenters import Presenters
from newsroom.gui.features.article_panel.related_view import RelatedView
from newsroom.gui.features.article_panel.rows import has_focus_inside
from newsroom.gui.features.article_panel.series_view import SeriesView
from newsroom.gui.features.article_panel.suggestions_part import SuggestionsPart
from newsroom.gui.features.article_panel.tags_view import TagsView
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.completion import CompletingEdit

_MARGINS = (14, 12, 14, 24)
_BETWEEN, _BELOW_HEADING = 12, 5
_NEAR = 60


class ArticlePanel(QWidget):
    """Shows one draft at a time; every edit goes to the draft at once, every other change of it is shown."""

    article_wanted = Signal(int)
    beside_wanted = Signal(int)
    series_wanted = Signal(int)
    tag_wanted = Signal(int)
    status_message = Signal(str)
    section_name_changed = Signal(object)
    library_changed = Signal(object)
    """A ``ChangeSet``: a tag, a series, a section, a picture was made for the article."""
    left_draft_changed = Signal(object)
    """A draft that was left got what had been asked for while it was open: it wants to be saved."""

    def __init__(self, presenters: Presenters, colors: Colors) -> None:
        super().__init__()
        self._presenters = presenters
        self._article = presenters.article
        self.setObjectName("article_panel")
        self._undo_keys = UndoKeys(self)
        self._headings: list[QLabel] = []
        self._waiting: tuple[Draft, Article | None] | None = None
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(0)
        self._opening.timeout.connect(self._open_waiting)
        self._make_views(colors)
        self._lay_out()
        self._set_tab_order()
        self._connect()
        self.set_look(colors, 1.0)
        self._on_article_switched()

    def _make_views(self, colors: Colors) -> None:
        p = self._presenters
        self.head = HeadView(p.section, p.label, p.language, colors)
        self.series = SeriesView(p.series, colors)
        self.tags = TagsView(p.tags, colors)
        self.related = RelatedView(p.related, colors)
        self.picture = PictureView(p.picture, colors, self._undo_keys)
        self.bylines = BylinesView(p.bylines, colors, self._undo_keys)
        self.notices = NoticesView(p.notices, p.facts.when, colors, self._undo_keys)
        self.address = AddressView(p.address, colors, self._undo_keys)
        self.suggestions = SuggestionsPart(p.suggestions, p.tags, colors, self)
        self.times = FactsView()
        self.extra = FactsView()
        for edit in self._completing_edits():
            self._undo_keys.watch(edit)

    def _completing_edits(self) -> list[CompletingEdit]:
        edits: list[CompletingEdit] = [self.head.section, self.head.language, self.series.field.edit]
        return [*edits, self.tags.edit, self.related.edit, self.bylines.edit]

    # Layout

    def _lay_out(self) -> None:
        column = QWidget()
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(*_MARGINS)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._add(self.tr("Series"), self.series)
        self._column.addWidget(self.suggestions.series)
        self._add(self.tr("Tags"), self.tags)
        self._column.addWidget(self.suggestions.tags)
        self._add(self.tr("Related articles"), self.related)
        self._column.addWidget(self.suggestions.related)
        self._add(self.tr("Picture"), self.picture)
        self._add(self.tr("Bylines"), self.bylines)
        self._add(self.tr("Corrections and notices"), self.notices)
        self._add(self.tr("Web address"), self.address)
        self._add(self.tr("Times"), self.times)
        self._extra_heading = self._add(self.tr("From the import"), self.extra)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(column)
        self._nothing = QLabel(
            self.tr("Section, series, tags and all else that an article is stand here once one is open.")
        )
        self._nothing.setWordWrap(True)
        self._nothing.setObjectName("dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(24, 48, 24, 24)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.area)

    def _add(self, heading: str, view: QWidget) -> QLabel:
        label = QLabel(heading)
        label.setObjectName("heading")
        label.setBuddy(view)
        self._headings.append(label)
        self._column.addSpacing(_BETWEEN)
        self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addSpacing(_BELOW_HEADING)
        self._column.addWidget(view)
        return label

    def _set_tab_order(self) -> None:
        self.suggestions.series.set_anchor(self.series.field.edit)
        self.suggestions.tags.set_anchor(self.tags.edit)
        self.suggestions.related.set_anchor(self.related.edit)
        chain: list[QWidget] = [self.head.section, self.head.label, self.head.language]
        chain += [self.series.field.edit, self.tags.edit, self.related.edit, self.picture.box]
        chain += [self.picture.caption, self.picture.credit, self.picture.date, self.picture.alt]
        chain += [self.picture.remove, self.bylines.edit, self.notices.add, self.address.edit]
        chain += [self.address.copy]
        for first, second in pairwise(chain):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        p = self._presenters
        self._article.switched.connect(self._on_article_switched)
        self._article.status_message.connect(self.status_message)
        self._article.library_changed_here.connect(self.library_changed)
        self._article.left_draft_changed.connect(self.left_draft_changed)
        p.section.changed.connect(self._on_section_changed)
        p.facts.changed.connect(self._on_facts_changed)
        p.related.article_wanted.connect(self.article_wanted)
        p.related.beside_wanted.connect(self.beside_wanted)
        p.series.series_wanted.connect(self.series_wanted)
        p.tags.tag_wanted.connect(self.tag_wanted)
        self.series.article_wanted.connect(self.article_wanted)
        self.suggestions.beside_wanted.connect(self.beside_wanted)
        self.suggestions.left_behind.connect(self.focus_field)
        self.picture.status_message.connect(self.status_message)
        self.address.copied.connect(self.status_message)
        self._undo_keys.undo_pressed.connect(self._undo)
        self._undo_keys.redo_pressed.connect(self._redo)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    # What is shown

    def set_library(self, library: Any) -> None:
        """Another open library, or None. No article is open then."""
        self._forget_waiting()
        self._presenters.set_library(library)

    def open_draft(self, draft: Draft | None, article: Article | None) -> None:
        """Another article, or none."""
        self._forget_waiting()
        self._article.open(draft, article)
        if self.underMouse():
            self._presenters.suggestions.wake()
        self.area.verticalScrollBar().setValue(0)

    def open_soon(self, draft: Draft, article: Article | None) -> None:
        """As ``open_draft``, once what waits to be painted has been: an article's text comes before this.

        Until then what is shown takes no edit. Where the cursor stands here, or is put here, it is done at once.
        """
        if has_focus_inside(self):
            self.open_draft(draft, article)
            return
        self._article.leave()
        self._waiting = draft, article
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._opening.start()

    def _open_waiting(self) -> None:
        if self._waiting is not None:
            self.open_draft(*self._waiting)

    def _forget_waiting(self) -> None:
        self._waiting = None
        self._opening.stop()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def show_article(self, article: Article) -> None:
        """The open article as it is in the library after a save or an act."""
        self._open_waiting()
        self._article.show(article)

    def apply(self, changes: ChangeSet) -> None:
        """Something changed in the library, here or elsewhere."""
        self._open_waiting()
        self._article.touched(changes)

    def offer_picture(self, picture: bytes | Path) -> None:
        """A file, or what one holds, to be the lead picture."""
        self._open_waiting()
        self._presenters.picture.take_in(picture)

    def focus_field(self, name: str) -> None:
        """Puts the cursor there, in view; it stays where it is, if that is inside the field.

        Raises ``KeyError`` for a name that is no field.
        """
        self._open_waiting()
        fields: dict[str, tuple[QWidget, QWidget]] = {
            "section": (self.head.section, self.head.section),
            "label": (self.head.label, self.head.label),
            "language": (self.head.language, self.head.language),
            "series": (self.series, self.series.field.edit),
            "tags": (self.tags, self.tags.edit),
            "related": (self.related, self.related.edit),
            "picture": (self.picture, self.picture.box),
            "bylines": (self.bylines, self.bylines.edit),
            "notices": (self.notices, self.notices.add),
            "slug": (self.address, self.address.edit),
        }
        view, stop = fields[name]
        if not has_focus_inside(view):
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.ensureWidgetVisible(stop, 0, 40)

    def add_notice(self) -> None:
        """Begins a correction, with the cursor in its text."""
        self._open_waiting()
        self.notices.begin()

    def set_active(self, is_active: bool) -> None:
        """Whether the panel is in view: only then it suggests."""
        self._presenters.suggestions.set_active(is_active)

    def close_panel(self) -> None:
        """Before the lanes are shut down: nothing is suggested any more."""
        self._presenters.close()

    def set_look(self, colors: Colors, scale: float) -> None:
        """Colours, and the size of texts as a factor."""
        self.setFont(ui_font(scale))
        for view in (self.head, self.series, self.tags, self.related, self.picture, self.bylines):
            view.set_look(colors, scale)
        self.suggestions.set_look(colors, scale)
        self.notices.set_look(colors, scale)
        self.address.set_look(colors, scale)
        self.times.set_look(scale)
        self.extra.set_look(scale)

    # Slots

    def _on_article_switched(self) -> None:
        # Half a name that was typed belonged to the article before.
        for edit in self._completing_edits():
            if isinstance(edit, ChoiceEdit):
                edit.give_back()
            else:
                edit.forget()
        self._stack.setCurrentWidget(self._nothing if self._article.draft is None else self.area)

    def _on_section_changed(self) -> None:
        self.section_name_changed.emit(self._presenters.section.name or None)

    def _on_facts_changed(self) -> None:
        facts = self._presenters.facts
        extra = facts.extra()
        self.times.show_facts(facts.times())
        self.extra.show_facts(extra)
        self.extra.setVisible(bool(extra))
        self._extra_heading.setVisible(bool(extra))

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the arrow keys reach is in view, as what Tab reaches."""
        if now is not None and self.isAncestorOf(now):
            self._presenters.suggestions.wake()
        if self._waiting is not None and now is not None and self.isAncestorOf(now):
            self._open_waiting()
        if now is not None and self.area.isVisible() and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, 12)

    def _on_range_changed(self) -> None:
        """A row that was just made, or a text that grew, is in view too; but what was scrolled away stays away."""
        focus: QWidget | None = self.focusWidget()
        if focus is None or not focus.hasFocus() or not self.area.isAncestorOf(focus):
            return
        view = self.area.viewport()
        near = view.rect().adjusted(0, -_NEAR, 0, focus.height() + _NEAR)
        if near.intersects(QRect(focus.mapTo(view, QPoint(0, 0)), focus.size())):
            self.area.ensureWidgetVisible(focus, 0, 12)

    def _on_scrolled(self) -> None:
        for edit in self._completing_edits():
            edit.dismiss()

    def _undo(self) -> None:
        if self._article.draft is not None:
            self._article.draft.undo()

    def _redo(self) -> None:
        if self._article.draft is not None:
            self._article.draft.redo()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._presenters.suggestions.wake()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo):
                self._undo()
                return True
            if event.matches(QKeySequence.StandardKey.Redo):
                self._redo()
                return True
        return super().event(event)
