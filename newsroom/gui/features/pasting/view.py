"""The review of pasted text, a whole page of the window: fields, the text, and the lines to look at."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.suggestions import DuplicateSuggestion
from newsroom.domain.wire_story import WireStory
from newsroom.gui.alike_text import in_body, of_draft
from newsroom.gui.features.pasting.edits import BodyEdit
from newsroom.gui.features.pasting.form import StoryForm
from newsroom.gui.features.pasting.lines_model import LinesModel
from newsroom.gui.features.pasting.lines_view import LinesView
from newsroom.gui.features.pasting.names import NamesPresenter
from newsroom.gui.features.pasting.presenter import PastePresenter
from newsroom.gui.features.pasting.suggestions import PasteSuggestions
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.alike_bar import AlikeBar
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.key_button import KeyButton

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_MOST_MARKED = 60
_TELL_MS = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PasteReview(QWidget):
    """Enter in a line, or Ctrl+Enter anywhere, gives ``story_accepted`` with the story as it stands; Escape cancels."""

    story_accepted = Signal(object)
    story_changed = Signal(object)
    """The story as it stands, a moment after it was read or something in it was changed: to be kept safe."""
    closed = Signal()
    """It was cancelled."""
    article_wanted = Signal(int)
    """The one that may be the same story."""

    def __init__(
        self, presenter: PastePresenter, names: NamesPresenter, suggestions: PasteSuggestions, colors: Colors
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._names = names
        self._suggestions = suggestions
        self._alike_id = 0
        self._story = WireStory()
        self._reading = False
        self._accept_when_read = False
        self._as_read: WireStory | None = None
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TELL_MS)
        self._told.timeout.connect(self._tell)
        self.setObjectName("paste-review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = StoryForm(names, colors)
        self.body = BodyEdit()
        self.model = LinesModel()
        self.lines = LinesView(self.model, colors)
        self.alike = AlikeBar(
            colors, look=self.tr("Open that article"), dismiss=self.tr("Not the same story")
        )
        self._title, self._source = QLabel(self.tr("Paste as an article")), QLabel()
        self._summary, self._lines_heading, self._cut = (
            QLabel(),
            QLabel(self.tr("Lines to look at")),
            QLabel(),
        )
        self._no_lines = QLabel(self.tr("Every line of the text found its place."))
        self._accept_button, self._cancel_button = self._buttons()
        self._build()
        self._connect()
        self.setFocusProxy(self.form.headline)
        self.set_look(colors, 1.0)

    # What the shell asks

    def review(self, text: str, source: str = "") -> None:
        """Reads the text and shows what it says. ``source`` is where it came from, in words for a person."""
        self._source.setText(source)
        self._source.setVisible(bool(source))
        self._reading, self._accept_when_read, self._as_read = True, False, None
        self._told.stop()
        self._show(WireStory())
        self.alike.hide()
        self.form.missing.hide()
        self._summary.setText(self.tr("Reading"))
        self._presenter.read(text)

    def review_again(self, story: WireStory) -> None:
        """Shows a story that was put away, as it was changed."""
        self._reading, self._accept_when_read = False, False
        self._show(story)
        self._summary.setText(self._in_words(story))
        self._tell()

    @property
    def changed_story(self) -> WireStory | None:
        """The story as it stands, if anybody has changed what was read."""
        if self._reading or self._as_read is None:
            return None
        story = self._as_it_stands()
        return None if story == self._as_read else story

    def set_library(self, library: "Library | None") -> None:
        self._presenter.set_library(library)
        self._names.set_library(library)
        self._suggestions.set_library(library)

    def apply(self, changes: "ChangeSet") -> None:
        """Nothing that is shown stands in the library."""

    def save_now(self) -> None:
        """What was changed is told at once."""
        if self._told.isActive():
            self._tell()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._title.setFont(serif_font(scale, pixels=20, bold=True))
        self._summary.setFont(ui_font(scale))
        self._source.setFont(ui_font(scale, pixels=12))
        self._lines_heading.setFont(ui_font(scale, pixels=12, bold=True))
        self._no_lines.setFont(ui_font(scale, pixels=12.5))
        for part in (self.form, self.body, self.lines, self.alike):
            part.set_look(colors, scale)
        self.setStyleSheet(
            f"QWidget#paste-review {{ background: {colors.panel}; }}"
            f"QFrame#paste-head {{ background: {colors.panel}; border-bottom: 1px solid {colors.line}; }}"
            f"QPushButton#primary QLabel, QPushButton#primary QLabel#key {{ color: {colors.on_accent};"
            f" border-color: {colors.on_accent}; }}"
            f"QFrame#paste-side {{ background: {colors.panel}; }}"
        )

    # Layout

    def _buttons(self) -> tuple[KeyButton, KeyButton]:
        # The keys are heard in keyPressEvent: the window has other uses for them elsewhere.
        accept = QAction(self.tr("Make the draft"), self)
        accept.setShortcut(QKeySequence("Ctrl+Return"))
        cancel = QAction(self.tr("Cancel"), self)
        cancel.setShortcut(QKeySequence("Esc"))
        accept.triggered.connect(self._accept)
        cancel.triggered.connect(self._cancel)
        buttons = KeyButton(accept), KeyButton(cancel)
        buttons[0].setObjectName("primary")
        return buttons

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        page.addWidget(self.alike)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        fields = QScrollArea()
        fields.setWidget(self.form)
        fields.setWidgetResizable(True)
        fields.setFrameShape(QFrame.Shape.NoFrame)
        fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget, width, least in ((fields, 430, 320), (self._text(), 520, 260), (self._side(), 330, 240)):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, width)
        splitter.setSizes([430, 520, 330])
        page.addWidget(splitter, 1)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("paste-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 12, 16, 12)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QHBoxLayout()
        title.setSpacing(10)
        self._source.setObjectName("dim")
        title.addWidget(self._title)
        title.addWidget(self._source, 1, Qt.AlignmentFlag.AlignBottom)
        self._summary.setObjectName("dim")
        words.addLayout(title)
        words.addWidget(self._summary)
        row.addLayout(words, 1)
        row.addWidget(self._cancel_button)
        row.addWidget(self._accept_button)
        return head

    def _text(self) -> QWidget:
        holder = QFrame()
        holder.setObjectName("center")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._cut.setObjectName("warn")
        self._cut.setWordWrap(True)
        self._cut.setContentsMargins(22, 10, 22, 0)
        column.addWidget(self._cut)
        column.addWidget(self.body, 1)
        return holder

    def _side(self) -> QWidget:
        side = QFrame()
        side.setObjectName("paste-side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        self._no_lines.setObjectName("dim")
        self._no_lines.setWordWrap(True)
        for label in (self._lines_heading, self._no_lines):
            label.setContentsMargins(12, 0, 12, 0)
            column.addWidget(label)
        column.addWidget(self.lines, 1)
        column.addStretch()  # what is said where there are no lines stands at the top
        return side

    def _connect(self) -> None:
        self._presenter.story_read.connect(self._on_presenter_story_read)
        self._suggestions.alike_found.connect(self._on_suggestions_alike_found)
        self._suggestions.tags_found.connect(self.form.suggest_tags)
        self.alike.shown.connect(self._on_alike_shown)
        self.alike.dismissed.connect(self._on_alike_dismissed)
        self.form.entered.connect(self._accept)
        for changed in (self.form.changed, self.body.textChanged, self.model.dataChanged):
            changed.connect(self._on_story_changed)
        self.form.headline.textChanged.connect(self._on_headline_changed)
        self.lines.toggled.connect(self._on_lines_toggled)

    # What happens

    def _on_presenter_story_read(self, story: WireStory) -> None:
        self._reading = False
        self._show(story)
        self._as_read = self._as_it_stands()
        self._tell()
        self._suggestions.look_up(story)
        self._summary.setText(self._in_words(story))
        announce(self, self._summary.text())
        if self._accept_when_read:
            self._accept()

    def _on_suggestions_alike_found(self, found: DuplicateSuggestion) -> None:
        self._alike_id = found.id
        words = self.tr("This story may be filed already: {0}.").format(", ".join(found.reasons))
        self.alike.say(words, found.headline)
        story = self._story
        if self.body.text == story.body:  # what was changed meanwhile has its words in other places
            self.body.mark(
                in_body(of_draft(found.spans), story.headline, story.lede, story.body)[:_MOST_MARKED]
            )

    def _on_alike_shown(self) -> None:
        self.article_wanted.emit(self._alike_id)

    def _on_alike_dismissed(self) -> None:
        self.alike.hide()
        self.body.mark([])
        self.form.headline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, story: WireStory) -> None:
        self._story = story
        self.form.load(story)
        self.body.load(story.body)
        self.body.mark([])
        self._cut.setVisible(self.body.is_cut)
        if self.body.is_cut:
            self._cut.setText(
                self.tr("The text is very long: its beginning is shown. All of it goes into the draft.")
            )
        self.model.set_lines(story.not_understood, story.set_aside)
        self.lines.setVisible(self.model.rowCount() > 0)
        self._no_lines.setVisible(self.model.rowCount() == 0)
        if self.model.rowCount():
            self.lines.setCurrentIndex(self.model.index(0, 0))

    def _in_words(self, story: WireStory) -> str:
        sentences = [] if story.headline else [self.tr("No headline was found: write one.")]
        n_odd, n_aside = len(story.not_understood), len(story.set_aside)
        if n_odd == 1:
            sentences.append(self.tr("One line was not understood and stands in the text."))
        elif n_odd:
            sentences.append(
                self.tr("{0} lines were not understood and stand in the text.").format(number(n_odd))
            )
        if n_aside == 1:
            sentences.append(self.tr("One line was set aside."))
        elif n_aside:
            sentences.append(self.tr("{0} lines were set aside.").format(number(n_aside)))
        sentences.append(self.tr("Everything can be changed."))
        return " ".join(sentences)

    def _on_headline_changed(self) -> None:
        if not self._reading:
            self.form.missing.setVisible(not self.form.headline.text.strip())

    def _on_lines_toggled(self, row: int) -> None:
        if self.body.is_cut:
            return
        line = self.model.line(row)
        if self.model.in_text(row):
            if not self.body.take_out(line.text):
                self._summary.setText(self.tr("The line was changed in the text: take it out there."))
                announce(self, self._summary.text())
                return
        else:
            self.body.put_in(line.text, line.paragraph)
        self.model.set_in_text(row, not self.model.in_text(row))

    def _accept(self) -> None:
        if self._reading:
            self._accept_when_read = True
            return
        self._told.stop()
        self.story_accepted.emit(self._as_it_stands())

    def _as_it_stands(self) -> WireStory:
        body = self.body.text.strip("\n")
        put_back = [line for line in self._story.set_aside if line in self.model.lines(in_text=True)]
        # A line that was put back and then undone in the text is still set aside.
        kept = set(body.split("\n")) if put_back else set()
        back = [line for line in put_back if line.text not in kept]
        return replace(
            self.form.applied(self._story),
            body=body,
            set_aside=(*self.model.lines(in_text=False), *back),
            not_understood=tuple(line for line in self.model.lines(in_text=True) if line not in back),
        )

    def _on_story_changed(self) -> None:
        if not self._reading and self._as_read is not None and not self._told.isActive():
            self._told.start()

    def _tell(self) -> None:
        self._told.stop()
        if not self._reading:
            self.story_changed.emit(self._as_it_stands())

    def _cancel(self) -> None:
        self._told.stop()
        self.closed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            self._accept()


def _is_ours(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in _ENTER:
        return modifiers == Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Escape and not modifiers
