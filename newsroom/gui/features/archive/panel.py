"""The list pane: search line, filter chips, the list itself and its empty states. No logic."""

from datetime import tzinfo

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from newsroom.domain.article import Section, State
from newsroom.domain.ids import ArticleId, SectionId
from newsroom.gui.features.archive.list_model import ROW_ROLE, ArticleListModel
from newsroom.gui.features.archive.row_delegate import RowDelegate
from newsroom.gui.theme import Colors
from newsroom.gui.when import number
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.flow_layout import FlowLayout

# Moving through the list with the arrow keys opens what one stops at, not all that one passes.
_OPEN_DELAY_MS = 70


class SearchLine(QLineEdit):
    """Down leaves for the list, Escape clears; the number of hits stands at the end of the line."""

    down_pressed = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Search headlines; Enter for full text"))
        self.setAccessibleName(self.tr("Search"))
        self._hits = QLabel(self)
        self._hits.setObjectName("dim")
        self._hits.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_hits(self, text: str) -> None:
        self._hits.setText(text)
        self._hits.adjustSize()
        self.setTextMargins(0, 0, self._hits.width() + 6 if text else 0, 0)
        self._place_hits()

    def _place_hits(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 10 if rtl else self.width() - self._hits.width() - 10
        self._hits.move(x, (self.height() - self._hits.height()) // 2)

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_hits()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class ArticleList(QTableView):
    """One column, fixed rows, no header: the view that paints a million rows at once (docs/decisions)."""

    opened = Signal(int)
    enter_pressed = Signal()
    trash_asked = Signal(int)

    def __init__(self, model: ArticleListModel, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles"))
        self.setModel(model)
        self._delegate = RowDelegate(colors, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._current_id: ArticleId | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_OPEN_DELAY_MS)
        self._timer.timeout.connect(self._open_current)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        model.modelReset.connect(self._reselect)
        model.dataChanged.connect(self._reselect)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._delegate.set_look(colors, scale)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.viewport().update()

    def set_zone(self, zone: tzinfo) -> None:
        self._delegate.set_zone(zone)
        self.viewport().update()

    def mark_open(self, article_id: ArticleId | None) -> None:
        """Shows which article is open, where the list holds it."""
        self._current_id = article_id
        self._reselect()

    def _reselect(self) -> None:
        model = self.model()
        assert isinstance(model, ArticleListModel)
        row = model.find(self._current_id) if self._current_id is not None else None
        selection = self.selectionModel()
        selection.blockSignals(True)
        if row is None:
            selection.clear()
        elif selection.currentIndex().row() != row or not selection.isSelected(model.index(row, 0)):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(model.index(row, 0), flags)
        selection.blockSignals(False)
        self.viewport().update()

    def _on_selection_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._timer.start()

    def _open_current(self) -> None:
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        if row is not None and row.id != self._current_id:
            self._current_id = row.id
            self.opened.emit(row.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._open_current()
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete and self._current_id is not None:
            self.trash_asked.emit(self._current_id)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class ListPane(QFrame):
    """Search line, chips, list; the panel's shape only."""

    filters_changed = Signal(object, object)
    tag_filter_removed = Signal()
    clear_asked = Signal()

    def __init__(self, model: ArticleListModel, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("listpane")
        self._colors, self._scale = colors, 1.0
        self._sections: tuple[Section, ...] = ()
        self.state: State | None = None
        self.section_id: SectionId | None = None
        self._tag_text = ""
        self.search = SearchLine()
        self.list = ArticleList(model, colors)
        self.search.down_pressed.connect(self.list.setFocus)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=4)
        self._add = QPushButton(self.tr("+ filter"))
        self._add.setObjectName("link")
        self._add.setAccessibleName(self.tr("Add a filter"))
        self._add.clicked.connect(self._on_add_clicked)
        self._flow.addWidget(self._add)
        self._note = QLabel()
        self._note.setObjectName("dim")
        self._note.setWordWrap(True)
        self._note.hide()
        self._empty = QLabel()
        self._empty.setObjectName("dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(24, 48, 24, 24)
        stack_holder = QWidget()
        self._stack = QStackedLayout(stack_holder)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 6)
        head.setSpacing(6)
        head.addWidget(self.search)
        head.addWidget(self._chips)
        head.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        rule = QFrame()
        rule.setObjectName("rule")
        layout.addWidget(rule)
        layout.addWidget(stack_holder, 1)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.list.set_look(colors, scale)
        self._show_chips()

    def set_sections(self, sections: tuple[Section, ...]) -> None:
        self._sections = sections
        self._show_chips()

    def set_filters(self, state: State | None, section_id: SectionId | None, *, tag_text: str = "") -> None:
        """What the chips show; says nothing to anyone."""
        self.state, self.section_id, self._tag_text = state, section_id, tag_text
        self._show_chips()

    def show_total(self, total: int | None) -> None:
        self.search.show_hits("" if total is None else number(total))

    def show_note(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_empty(self, text: str) -> None:
        """Instead of an empty list, why it is empty; an empty text shows the list."""
        self._empty.setText(text)
        self._stack.setCurrentIndex(1 if text else 0)

    def state_word(self, state: State) -> str:
        return {
            State.DRAFT: self.tr("Draft"),
            State.IN_REVIEW: self.tr("In review"),
            State.READY: self.tr("Ready"),
            State.SCHEDULED: self.tr("Scheduled"),
            State.PUBLISHED: self.tr("Published"),
            State.WITHDRAWN: self.tr("Withdrawn"),
        }[state]

    def _show_chips(self) -> None:
        while self._flow.count() > 1:
            item = self._flow.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        names = {section.id: section.name for section in self._sections}
        wanted = []
        if self._tag_text:
            wanted.append(("tag", self._tag_text))
        if self.state is not None:
            wanted.append(("state", self.state_word(self.state)))
        if self.section_id is not None:
            wanted.append(("section", names.get(self.section_id, self.tr("Section"))))
        for index, (kind, text) in enumerate(wanted):
            chip = Chip(text, self._colors, scale=self._scale, what=self.tr("Filter"))
            chip.setProperty("kind", kind)
            chip.remove_asked.connect(self._on_chip_remove_asked)
            self._flow.insert_widget(index, chip)
            chip.show()
        self._flow.invalidate()
        self._chips.setFixedHeight(self._flow.heightForWidth(max(200, self.width() - 20)))

    def _on_chip_remove_asked(self, chip: Chip) -> None:
        kind = chip.property("kind")
        self.search.setFocus()
        if kind == "tag":
            self.tag_filter_removed.emit()
            return
        if kind == "state":
            self.state = None
        else:
            self.section_id = None
        self._show_chips()
        self.filters_changed.emit(self.state, self.section_id)

    def _on_add_clicked(self) -> None:
        menu = self.filter_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def filter_menu(self) -> QMenu:
        """The filters that can be added, as a menu."""
        menu = QMenu(self)
        states = menu.addMenu(self.tr("State"))
        for state in (State.DRAFT, State.PUBLISHED, State.WITHDRAWN):
            action = states.addAction(self.state_word(state))
            action.setData(state)
            action.triggered.connect(self._on_state_triggered)
        sections = menu.addMenu(self.tr("Section"))
        sections.setEnabled(bool(self._sections))
        for section in self._sections:
            action = sections.addAction(section.name)
            action.setData(section.id)
            action.triggered.connect(self._on_section_triggered)
        return menu

    def _on_state_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.state = action.data()
        self._show_chips()
        self.filters_changed.emit(self.state, self.section_id)

    def _on_section_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.section_id = action.data()
        self._show_chips()
        self.filters_changed.emit(self.state, self.section_id)
