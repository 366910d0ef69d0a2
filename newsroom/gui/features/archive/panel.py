"""Search line, filters, the rows or why there are none. Passes wishes on and shows answers; no logic."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from newsroom.gui.features.archive.empty_view import Emptiness, EmptyView, Way, sentences, why_empty
from newsroom.gui.features.archive.filter_row import FilterRow
from newsroom.gui.features.archive.list_filler import Found
from newsroom.gui.features.archive.presenter import ArchivePresenter
from newsroom.gui.features.archive.rows_view import RowsView
from newsroom.gui.features.archive.scopes import EVERYTHING, Question
from newsroom.gui.features.archive.search_line import SearchLine
from newsroom.gui.theme import Colors
from newsroom.gui.when import number
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.elided_button import ElidedButton
from newsroom.gui.widgets.focus import finds

if TYPE_CHECKING:
    from newsroom.domain.asked import Asked
    from newsroom.domain.asked import Emptiness as LineEmptiness


class ArchivePanel(QWidget):
    """Its focus proxy is the list while there is one, else the search line."""

    new_wanted = Signal()
    """From a library without articles: begin one."""
    left = Signal()
    """Escape in an empty line of search."""

    def __init__(
        self, presenter: ArchivePresenter, colors: Colors, rows: RowsView, *, margin: int = 10
    ) -> None:
        """``margin``: pixels around what stands above the rows."""
        super().__init__()
        self._margin = margin
        self._presenter = presenter
        self._found = Found(0, 0, 0.0, "")
        self._total: int | None = 0
        self.search = SearchLine(colors)
        finds(self.search)
        self.filters = FilterRow(colors)
        self.list = rows
        self.empty = EmptyView()
        self._mistakes = QLabel()
        self._mistakes.setObjectName("warn")
        self._mistakes.setWordWrap(True)
        self._mistakes.setTextFormat(Qt.TextFormat.PlainText)
        self.mend_button = ElidedButton()
        self.mend_button.setObjectName("link")
        self.mend_button.setAccessibleName(self.tr("Search for what was meant"))
        self.mend_button.clicked.connect(self._on_mend_button_clicked)
        self._mended = ""
        self._said: frozenset[str] = frozenset()
        self._note = QLabel()
        self._note.setObjectName("dim")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect_presenter(presenter)
        self._connect_widgets(presenter)
        self.filters.show_question(presenter.question)
        self._show_rows()

    def _lay_out(self) -> None:
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(self._margin, self._margin, self._margin, 6)
        head.setSpacing(6)
        for widget in (self.search, self.filters, self._mistakes):
            head.addWidget(widget)
        head.addWidget(self.mend_button, 0, Qt.AlignmentFlag.AlignLeading)
        head.addWidget(self._note)
        rule = QFrame()
        rule.setObjectName("rule")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule)
        layout.addWidget(holder, 1)
        for one in (self._note, self._mistakes, self.mend_button):
            one.hide()

    def add_below(self, widget: QWidget) -> None:
        """Below the rows."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    def main_widget(self) -> QWidget:
        """Where the focus goes when it comes to this pane: the list, if there is something in it."""
        return self.list if self._stack.currentWidget() is self.list else self.search

    def _connect_presenter(self, presenter: ArchivePresenter) -> None:
        presenter.question_changed.connect(self._on_presenter_question_changed)
        presenter.asked_changed.connect(self._on_presenter_asked_changed)
        presenter.emptiness_known.connect(self._on_presenter_emptiness_known)
        presenter.completed.connect(self.search.offer)
        presenter.filler.found.connect(self._on_filler_found)
        presenter.filler.total_known.connect(self._on_filler_total_known)
        presenter.filler.failed.connect(self._on_filler_failed)
        presenter.model.renewed.connect(self._show_rows)

    def _connect_widgets(self, presenter: ArchivePresenter) -> None:
        self.search.textEdited.connect(presenter.set_words)
        self.search.returnPressed.connect(self._on_search_return_pressed)
        self.search.down_pressed.connect(self.focus_list)
        self.search.escape_pressed.connect(self.clear)
        self.search.completion_wanted.connect(presenter.ask_completions)
        self.search.text_completed.connect(presenter.set_words)
        self.filters.term_wanted.connect(presenter.add_term)
        self.filters.completion_wanted.connect(self.search.complete)
        self.filters.span_unwanted.connect(presenter.take_away)
        self.filters.order_wanted.connect(presenter.set_order)
        self.list.rows_shown.connect(presenter.filler.note_shown)
        self.list.rows_shown.connect(presenter.snippets.note_shown)
        self.list.typed.connect(self._on_list_typed)
        self.list.escape_pressed.connect(self.clear)
        self.list.left_at_top.connect(self.focus_search)
        self.empty.way_chosen.connect(self._on_empty_way_chosen)
        self.empty.line_wanted.connect(self._on_empty_line_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        for part in (self.search, self.filters, self.list):
            part.set_look(colors, scale)
        self.empty.set_scale(scale)

    # Where the focus goes

    def focus_search(self) -> None:
        """The focus to the search line, its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_list(self) -> None:
        """The focus to the list, or to the first way out of an empty one."""
        if self._stack.currentWidget() is self.list:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        button = self.empty.first_button()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Takes the line of search away; there is a way out of an empty one."""
        if self.search.text():
            self.search.clear()
            self._presenter.set_words("")
        else:
            self.left.emit()

    # Wishes

    def _on_search_return_pressed(self) -> None:
        if self.search.text().strip():
            self._presenter.search_full_text(self.search.text())

    def _on_list_typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(text)
        self._presenter.set_words(text)

    def _on_empty_way_chosen(self, way: Way) -> None:
        had_focus = any(button.hasFocus() for button in self.empty.buttons.values())
        presenter = self._presenter
        if way is Way.NEW:
            self.new_wanted.emit()
            return
        if way is Way.FULL_TEXT:
            presenter.search_full_text(self.search.text())
        elif way is Way.CLEAR_WORDS:
            self.search.clear()
            presenter.set_words("")
        elif way is Way.EVERYWHERE:
            presenter.choose_search(EVERYTHING, presenter.question.text, presenter.question.order)
        elif way is Way.EVERYTHING:
            presenter.choose(EVERYTHING)
        else:
            presenter.ask()
        if had_focus:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_empty_line_wanted(self, text: str) -> None:
        self._presenter.set_text(text)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_mend_button_clicked(self) -> None:
        self._presenter.set_text(self._mended)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # Answers

    def _on_presenter_question_changed(self, question: Question) -> None:
        typed = self.search.text().strip()
        is_first_letter = not question.text and len(typed) == 1
        if question.text != typed and not is_first_letter:
            self.search.setText(question.text)
        self.filters.show_question(question)

    def _on_presenter_asked_changed(self, asked: "Asked | None") -> None:
        """What the line means, and what is wrong with it."""
        self.filters.show_asked(asked)
        self.list.set_shows_texts(asked is not None and asked.looks_in_texts)
        mistakes = asked.mistakes if asked is not None else ()
        self._said = frozenset(mistake.text for mistake in mistakes)
        self._mistakes.setText(sentences(mistake.text for mistake in mistakes))
        self._mistakes.setVisible(bool(mistakes))
        mistake = next((one for one in mistakes if one.suggestion is not None), None)
        if asked is not None and mistake is not None and mistake.suggestion is not None:
            start, end = mistake.span
            self._mended = asked.text[:start] + mistake.suggestion + asked.text[end:]
            self.mend_button.set_words(self.tr("Search for {0}").format(self._mended))
        self.mend_button.setVisible(mistake is not None)

    def _on_presenter_emptiness_known(self, emptiness: "LineEmptiness") -> None:
        if self._stack.currentWidget() is self.empty:
            self.empty.show_reasons(emptiness, self._presenter.question.text, self._said)

    def _on_filler_found(self, found: Found) -> None:
        self._found, self._total = found, found.total
        notes = [found.asked.note if found.asked is not None else "", found.note]
        self._note.setText("\n".join(note for note in notes if note))
        self._note.setVisible(any(notes))
        self.list.scrollToTop()
        self._show_result()
        self._show_rows()

    def _on_filler_total_known(self, total: int) -> None:
        self._total = total
        self._show_result()

    def _on_filler_failed(self, message: str) -> None:
        self.search.show_result("")
        if self._presenter.model.rowCount() == 0:
            self._show_emptiness(Emptiness(message, (Way.AGAIN,)))

    def _show_result(self) -> None:
        """``41 · 9 ms``: how many, and of a search how long it took."""
        found, total = self._found, self._total
        text = number(total) if total is not None else self.tr("{0} or more").format(number(found.n_rows))
        if not self._presenter.question.text:
            self.search.show_result("")
            return
        took = self.tr("{0} ms").format(max(1, round(found.took_ms)))
        tip = self.tr("{0} found, the first of them in {1}").format(text, took)
        self.search.show_result(f"{text} · {took}", tip)
        if total is not None:
            announce(self.search, self.tr("{0} found").format(text))

    def _show_rows(self) -> None:
        if self._presenter.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        if self._presenter.has_library:
            self._show_emptiness(why_empty(self._presenter.question))
        else:
            self._show_emptiness(Emptiness(""))

    def _show_emptiness(self, emptiness: Emptiness) -> None:
        had_focus = self.list.hasFocus()
        self.empty.show_emptiness(emptiness)
        self._stack.setCurrentWidget(self.empty)
        if had_focus:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
