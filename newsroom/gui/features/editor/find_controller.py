"""Finds and replaces in the open draft's text for the find bar.

Every replacement is one step of the draft.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.text_buffer import from_units
from newsroom.gui.features.editor.body_editor import BodyEditor
from newsroom.gui.features.editor.find_bar import FindBar
from newsroom.gui.features.editor.finding import FindQuery, Matches, find_all, replaced

_LATER_MS = 150
_MOST_MARKED = 300


class FindController(QObject):
    """Matches belong to one revision and one query; they are found again when either is another."""

    status_message = Signal(str)

    def __init__(self, bar: FindBar, body: BodyEditor) -> None:
        super().__init__(bar)
        self._bar = bar
        self._body = body
        self._matches = Matches()
        self._found_for: tuple[int, int, FindQuery] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER_MS)
        self._timer.timeout.connect(self._show)
        bar.query_changed.connect(self._on_query_changed)
        bar.stepped.connect(self.step)
        bar.replace_asked.connect(self.replace_one)
        bar.replace_all_asked.connect(self.replace_all)

    def draft_changed(self) -> None:
        """The text is another: the count follows after a short pause."""
        if self._bar.isVisible():
            self._timer.start()

    def close(self) -> None:
        """Forgets what was found."""
        self._timer.stop()
        self._found_for = None
        self._matches = Matches()
        self._body.mark([])

    def step(self, way: int) -> None:
        """Goes to the next match, or with -1 to the one before, around the end."""
        matches = self._find()
        start, end = self._body.selection()
        number = (
            matches.after(end if matches.at(start, end) is not None else start)
            if way > 0
            else matches.before(start)
        )
        self._go_to(number)

    def replace_one(self) -> None:
        """Replaces the match that is selected, and goes to the next."""
        matches, draft = self._find(), self._body.draft
        start, end = self._body.selection()
        if draft is not None and matches.at(start, end) is not None:
            with draft.one_step():
                self._body.replace_text(start, end, self._bar.with_words.text())
        self.step(1)

    def replace_all(self) -> None:
        """Replaces every match as one step."""
        matches, draft = self._find(), self._body.draft
        if draft is None or not len(matches):
            return
        units = draft.buffer("body").units()
        text = from_units(replaced(units, matches, self._bar.with_words.text()))
        place = self._body.selection()[0]
        with draft.one_step():
            self._body.replace_text(matches.starts[0], matches.ends[-1], text)
        self._body.select(min(place, len(draft.buffer("body"))))
        n = len(matches)
        self.status_message.emit(self.tr("1 replaced.") if n == 1 else self.tr("{0} replaced.").format(n))
        self._show()

    def _find(self) -> Matches:
        draft = self._body.draft
        if draft is None:
            return Matches()
        wanted = (id(draft), draft.revision, self._bar.query)
        if self._found_for != wanted:
            self._matches = find_all(draft.buffer("body").units(), self._bar.query)
            self._found_for = wanted
        return self._matches

    def _on_query_changed(self) -> None:
        matches = self._find()
        number = matches.after(self._body.selection()[0])
        if number is None:
            self._show()
        else:
            self._go_to(number)

    def _go_to(self, number: int | None) -> None:
        if number is not None:
            self._body.select(self._matches.starts[number], self._matches.ends[number])
            self._body.show_cursor()
        self._show()

    def view_scrolled(self) -> None:
        """Another part of the text is in view."""
        if self._bar.isVisible() and not self._timer.isActive() and len(self._matches):
            self._mark()

    def _show(self) -> None:
        if self._bar.isVisible():
            matches = self._find()
            self._bar.show_count(matches.at(*self._body.selection()), len(matches))
            self._mark()

    def _mark(self) -> None:
        """Marks the matches in view: a cursor in the document costs every key a little."""
        start, end = self._body.visible_range()
        numbers = self._matches.within(start, end)[:_MOST_MARKED]
        self._body.mark([(self._matches.starts[n], self._matches.ends[n]) for n in numbers])
