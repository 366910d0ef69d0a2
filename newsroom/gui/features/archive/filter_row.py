"""What the line of search means, as chips; what adds a filter to it, and the order. Shows what it is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from newsroom.domain.listing import Section, State
from newsroom.domain.query import Order
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import Question
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from newsroom.domain.asked import Asked, Term

_STATES = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)


class FilterRow(QWidget):
    """As many lines of chips as they need."""

    term_wanted = Signal(str)
    """A whole term to add to the line."""
    completion_wanted = Signal(str)
    """A filter's name and colon: the editor says the rest."""
    span_unwanted = Signal(object)
    """The place in the line of the term that goes."""
    order_wanted = Signal(object)
    save_wanted = Signal()
    """Keep this search in the sidebar."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._question: Question | None = None
        self._asked: Asked | None = None
        self._sections: tuple[Section, ...] = ()
        self._chips: list[Chip] = []
        self._terms: tuple[Term, ...] = ()
        self._flow = FlowLayout(self, spacing=4)
        self.add_button = self._button("add", self.tr("+ filter"), self.tr("Add a filter"))
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.order_button = self._button("link", "", self.tr("Order of the list"))
        self.order_button.clicked.connect(self._on_order_button_clicked)
        self.save_button = self._button("link", self.tr("Keep"), self.tr("Keep this search in the sidebar"))
        self.save_button.setToolTip(self.save_button.accessibleName())
        self.save_button.clicked.connect(self.save_wanted)
        self.order_button.hide()
        self.save_button.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _button(self, look: str, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(look)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        self._flow.addWidget(button)
        return button

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        for chip in self._chips:
            chip.set_look(colors, scale)
        self.updateGeometry()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """In the order shown."""
        return tuple(self._chips)

    def set_sections(self, sections: tuple[Section, ...]) -> None:
        """What a filter by section can name."""
        self._sections = sections

    def show_question(self, question: Question) -> None:
        """The order, and whether there is something to keep."""
        self._question = question
        if question.text or question.order is not Order.NEWEST:
            from newsroom.gui.features.archive.term_words import order_word

            self.order_button.setText(order_word(question.order))
            self.order_button.setAccessibleName(
                self.tr("{0}. Press for another order.").format(order_word(question.order))
            )
        self.order_button.setVisible(bool(question.text) or question.order is not Order.NEWEST)
        self.save_button.setVisible(bool(question.text) and question.scope.search_id is None)
        self.updateGeometry()

    def show_asked(self, asked: Asked | None) -> None:
        """What the line means."""
        if asked is None and self._asked is None:
            return
        from newsroom.gui.features.archive.term_words import shown_terms, term_words

        self._asked, self._terms = asked, shown_terms(asked)
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._keep(len(self._terms))
        for chip, term in zip(self._chips, self._terms, strict=True):
            chip.set_text(
                term_words(term), what=self.tr("Filter"), tip=term.problem, is_wrong=bool(term.problem)
            )
        if had_focus and not any(chip.hasFocus() for chip in self._chips):
            self.add_button.setFocus()
        self.updateGeometry()

    def _keep(self, n: int) -> None:
        """As many chips as terms."""
        while len(self._chips) > n:
            chip = self._chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < n:
            chip = Chip("", self._colors, scale=self._scale)
            chip.setAccessibleDescription(self.tr("Delete removes the filter."))
            chip.remove_asked.connect(self._on_chip_remove_asked)
            chip.opened.connect(self._on_add_button_clicked)
            chip.step_asked.connect(self._on_chip_step_asked)
            self._flow.insert_widget(len(self._chips), chip)
            self._chips.append(chip)
            chip.show()

    # Wishes

    def _on_chip_remove_asked(self, chip: Chip) -> None:
        self.span_unwanted.emit(self._terms[self._chips.index(chip)].span)

    def _on_chip_step_asked(self, chip: Chip, step: int) -> None:
        place = self._chips.index(chip) + step
        if 0 <= place < len(self._chips):
            self._chips[place].setFocus()
        elif place >= len(self._chips):
            self.add_button.setFocus()

    def _on_order_button_clicked(self) -> None:
        self._open(self.order_menu(), self.order_button)

    def _on_add_button_clicked(self) -> None:
        self._open(self.filter_menu(), self.add_button)

    def _open(self, menu: QMenu, button: QPushButton) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def order_menu(self) -> QMenu:
        """The orders of the list; the best match only where there are words to match."""
        from newsroom.gui.features.archive.term_words import order_word

        menu = QMenu(self)
        for order in Order:
            if order is Order.BEST and not (self._question and self._question.text):
                continue
            action = menu.addAction(order_word(order))
            action.setCheckable(True)
            action.setChecked(self._question is not None and self._question.order is order)
            action.triggered.connect(partial(self.order_wanted.emit, order))
        return menu

    def filter_menu(self) -> QMenu:
        """The filters that can be added to the line. What the sidebar's choice sets is no filter."""
        menu = QMenu(self)
        if self._question is None:
            return menu
        scope = self._question.scope
        if scope.state is None:
            states = menu.addMenu(self.tr("State"))
            for state in _STATES:
                self._add_term(states, state_word(state), f"state:{state.value}")
        if self._sections and scope.section_id is None:
            self._add_sections(menu.addMenu(self.tr("Section")))
        for words, name in (
            (self.tr("Tag…"), "tag:"),
            (self.tr("Series…"), "series:"),
            (self.tr("Author…"), "author:"),
            (self.tr("Language…"), "lang:"),
            (self.tr("Label…"), "label:"),
        ):
            menu.addAction(words).triggered.connect(partial(self.completion_wanted.emit, name))
        self._add_times(menu.addMenu(self.tr("Time")))
        self._add_conditions(menu.addMenu(self.tr("What is missing")))
        return menu

    def _add_sections(self, menu: QMenu) -> None:
        from newsroom.domain.query_language.filter_names import FilterName
        from newsroom.domain.query_language.printing import print_filter

        for section in self._sections:
            self._add_term(menu, section.name, print_filter(FilterName.SECTION, section.name))

    def _add_times(self, menu: QMenu) -> None:
        for words, term in (
            (self.tr("Today"), "date:today"),
            (self.tr("The last seven days"), "after:7d"),
            (self.tr("The last thirty days"), "after:30d"),
            (self.tr("Changed today"), "updated:today"),
        ):
            self._add_term(menu, words, term)
        menu.addSeparator()
        for words, name in (
            (self.tr("Before…"), "before:"),
            (self.tr("After…"), "after:"),
        ):
            menu.addAction(words).triggered.connect(partial(self.completion_wanted.emit, name))

    def _add_conditions(self, menu: QMenu) -> None:
        for words, term in (
            (self.tr("Without tags"), "is:untagged"),
            (self.tr("Without related articles"), "is:unrelated"),
            (self.tr("Without a picture"), "is:without-picture"),
            (self.tr("There twice"), "is:duplicate"),
            (self.tr("Published, with changes that are not"), "is:changed"),
        ):
            self._add_term(menu, words, term)

    def _add_term(self, menu: QMenu, text: str, term: str) -> None:
        menu.addAction(text.replace("&", "&&")).triggered.connect(partial(self.term_wanted.emit, term))

    # Lines

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._flow.heightForWidth(max(self.width(), 160)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
