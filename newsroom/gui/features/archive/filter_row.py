"""The filters in use as chips, what adds one, and the order of a search. Shows what it is told; reports wishes."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from newsroom.domain.ids import SectionId
from newsroom.domain.listing import Section, State
from newsroom.domain.query import Order
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import Filters, Question
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.flow_layout import FlowLayout

_STATES = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)
# The name of a field of Filters on its chip.
_FIELD = "filter"


class FilterRow(QWidget):
    """As many lines of chips as they need."""

    filters_wanted = Signal(object)
    order_wanted = Signal(object)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._question: Question | None = None
        self._sections: tuple[Section, ...] = ()
        self._names: Mapping[str, str] = {}
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, spacing=4)
        self.add_button = self._button("add", self.tr("+ filter"), self.tr("Add a filter"))
        self.add_button.clicked.connect(self._on_add_button_clicked)
        self.order_button = self._button("link", "", "")
        self.order_button.clicked.connect(self._on_order_button_clicked)
        self.order_button.hide()
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
        self._show()

    def show_question(self, question: Question, names: Mapping[str, str]) -> None:
        """``names``: how the series and the tag that are filtered by are called, by the filter's field."""
        self._question, self._names = question, names
        self._show()

    def _show(self) -> None:
        if self._question is None:
            return
        filters = self._question.filters
        texts = {
            "tag_id": self._names.get("tag_id", "") or self.tr("Tag"),
            "series_id": self._names.get("series_id", "") or self.tr("Series"),
            "state": state_word(filters.state) if filters.state is not None else "",
            "section_id": self._section_name(filters.section_id),
        }
        used = [field for field in texts if getattr(filters, field) is not None]
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._keep(len(used))
        for chip, field in zip(self._chips, used, strict=True):
            chip.setProperty(_FIELD, field)
            chip.set_text(texts[field], what=self.tr("Filter"))
        if had_focus and not any(chip.hasFocus() for chip in self._chips):
            self.add_button.setFocus()
        self._show_order(self._question)
        self.updateGeometry()

    def _keep(self, n: int) -> None:
        """As many chips as filters."""
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

    def _show_order(self, question: Question) -> None:
        best = question.order is Order.BEST
        self.order_button.setText(self.tr("Best match first") if best else self.tr("Newest first"))
        self.order_button.setAccessibleName(
            self.tr("Best match first. Press for the newest first.")
            if best
            else self.tr("Newest first. Press for the best match first.")
        )
        self.order_button.setVisible(bool(question.words))

    def _section_name(self, section_id: SectionId | None) -> str:
        names = {section.id: section.name for section in self._sections}
        return names.get(section_id, self.tr("Section")) if section_id is not None else ""

    # Wishes

    def _on_chip_remove_asked(self, chip: Chip) -> None:
        if self._question is not None:
            self.filters_wanted.emit(self._question.filters._replace(**{chip.property(_FIELD): None}))

    def _on_chip_step_asked(self, chip: Chip, step: int) -> None:
        place = self._chips.index(chip) + step
        if 0 <= place < len(self._chips):
            self._chips[place].setFocus()
        elif place >= len(self._chips):
            self.add_button.setFocus()

    def _on_order_button_clicked(self) -> None:
        if self._question is not None:
            best = self._question.order is Order.BEST
            self.order_wanted.emit(Order.NEWEST if best else Order.BEST)

    def _on_add_button_clicked(self) -> None:
        menu = self.filter_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def filter_menu(self) -> QMenu:
        """The filters that can be added to this list. What the sidebar's choice sets is no filter."""
        menu = QMenu(self)
        if self._question is None:
            return menu
        scope, filters = self._question.scope, self._question.filters
        if scope.state is None:
            states = menu.addMenu(self.tr("State"))
            for state in _STATES:
                self._add_choice(states, state_word(state), filters._replace(state=state))
        if self._sections and scope.section_id is None:
            sections = menu.addMenu(self.tr("Section"))
            for section in self._sections:
                self._add_choice(sections, section.name, filters._replace(section_id=section.id))
        return menu

    def _add_choice(self, menu: QMenu, text: str, wanted: Filters) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(self._question is not None and self._question.filters == wanted)
        action.triggered.connect(lambda: self.filters_wanted.emit(wanted))

    # Lines

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._flow.heightForWidth(max(self.width(), 160)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
