"""The page of the guide: on the left its pages or what a search found, on the right the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from newsroom.gui.features.guide.trail import Place, Trail, place_of
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.document_reader import DocumentReader
from newsroom.gui.widgets.focus import finds
from newsroom.gui.widgets.program_page import ProgramPage
from newsroom.gui.widgets.two_line_delegate import TwoLineDelegate
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.domain.documents import Document, DocumentIndex

_FIRST = Place("index.md")
_PLACE = Qt.ItemDataRole.UserRole


class GuidePage(ProgramPage):
    """Escape empties the search, then asks to be closed."""

    def __init__(self, lanes: Runner, colors: Colors, pictures: Path) -> None:
        super().__init__(self.tr("Guide"))
        self.first_shown.connect(self._on_first_shown)
        self._lanes = lanes
        self._index: DocumentIndex | None = None
        self._wanted = _FIRST
        self._trail = Trail()
        self.back = QPushButton(self.tr("Back"))
        self.back.setToolTip(self.tr("To where you were before (Alt+Left)"))
        self.back.setEnabled(False)
        self.back.clicked.connect(self.go_back)
        self.head.insertWidget(self.head.count() - 1, self.back)
        self.search = QLineEdit()
        finds(self.search)
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self._on_search_return_pressed)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages of the guide"))
        self._delegate = TwoLineDelegate(self.list, colors)
        self.list.setItemDelegate(self._delegate)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_list_current_item_changed)
        self.list.itemActivated.connect(self._on_list_item_activated)
        self.reader = DocumentReader(colors, pictures)
        self.reader.setAccessibleName(self.tr("A page of the guide"))
        self.reader.link_followed.connect(self._on_reader_link_followed)
        self._build()
        self.setFocusProxy(self.search)
        self.set_look(colors, 1.0)

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(side)
        splitter.addWidget(self.reader)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([290, 900])
        self.column.addWidget(splitter, 1)

    def show_place(self, name: str, anchor: str = "") -> None:
        """A page of the guide, at a heading; waits for the guide to be read."""
        self._wanted = Place(name, anchor)
        if self._index is not None:
            self.search.clear()
            self._go(self._wanted)

    def look_for(self, words: str) -> None:
        """What answers to these words, with the cursor behind them."""
        self.search.setText(words)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """To the place before."""
        self._step(-1)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        for widget in (self.search, self.list, self.back):
            widget.setFont(ui_font(scale))
        self._delegate.set_look(colors, scale)
        self.list.doItemsLayout()
        self.reader.set_look(colors, scale)

    def _on_first_shown(self) -> None:
        self._lanes.read("guide.read", lambda _token: _read(), self._on_guide_read, owner=self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # What happens

    def _on_guide_read(self, outcome: Outcome[DocumentIndex]) -> None:
        if isinstance(outcome, Err):
            self.words.setText(str(outcome.error))
            return
        self._index = outcome.value
        self._list_pages()
        if self.search.text():
            self._on_search_text_changed(self.search.text())
        else:
            self._go(self._wanted)

    def _on_search_text_changed(self, text: str) -> None:
        if self._index is None:
            return
        if not text.strip():
            self.words.clear()
            self._list_pages()
            self._choose_in_list()
            return
        hits = self._index.find(text)
        self.words.setText(
            "" if hits else self.tr("Nothing in the guide answers “{0}”.").format(text.strip())
        )
        self._fill(
            [
                (f"{hit.title}\n{_below(hit.title, hit.document, hit.excerpt)}", Place(hit.name, hit.anchor))
                for hit in hits
            ]
        )
        self.list.setCurrentRow(0)

    def _on_search_return_pressed(self) -> None:
        if self.list.currentItem() is not None:
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_list_current_item_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._go(item.data(_PLACE))

    def _on_list_item_activated(self) -> None:
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reader_link_followed(self, link: str) -> None:
        place = place_of(link, self._trail.here or _FIRST)
        if place is not None and self._document(place.name) is not None:
            self._go(place)
            self._choose_in_list()
        else:
            self.status_message.emit(self.tr("That leads out of the guide: {0}").format(link))

    # Going

    def _step(self, steps: int) -> None:
        place = self._trail.step(steps)
        if place is not None:
            self._show(place)
            self._choose_in_list()

    def _go(self, place: Place) -> None:
        if self._document(place.name) is None:
            place = _FIRST
        self._trail.go(Place(*place))
        self._show(place)
        self._choose_in_list()

    def _show(self, place: Place) -> None:
        document = self._document(place.name)
        if document is not None:
            self.reader.show_document(document.html, place.anchor)
        self.back.setEnabled(self._trail.can_go_back)

    def _document(self, name: str) -> Document | None:
        documents = self._index.documents if self._index is not None else ()
        return next((document for document in documents if document.name == name), None)

    # The list

    def _list_pages(self) -> None:
        if self._index is not None:
            self._fill([(document.title, Place(document.name)) for document in self._index.documents])

    def _fill(self, lines: list[tuple[str, Place]]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for words, place in lines:
            item = QListWidgetItem(words)
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _choose_in_list(self) -> None:
        """The line of the page that is shown, among the pages."""
        here = self._trail.here
        if here is None or self.search.text().strip():
            return
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_PLACE)[0] == here.name:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)


def _below(title: str, document: str, excerpt: str) -> str:
    """The second line of what was found."""
    return excerpt if title == document else f"{document} · {excerpt}"


def _read() -> DocumentIndex:
    from newsroom.desk.guide import read_guide
    from newsroom.domain.documents import DocumentIndex

    return DocumentIndex(read_guide())
