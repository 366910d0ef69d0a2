"""The series as chips, and below them the article's place in each with its neighbours. No logic."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.article import ArticleRow
from newsroom.gui.features.article_panel.rows import has_focus_inside
from newsroom.gui.features.article_panel.series import PlaceLine, SeriesPresenter
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.completion import Suggestion
from newsroom.gui.widgets.elided_label import ElidedLabel


class PlaceLineView(QWidget):
    """``1,882 of 1,882``, and the ways to the one before and the one after."""

    article_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._line: PlaceLine | None = None
        self.name = ElidedLabel()
        self.name.setObjectName("dim")
        self.place = QLabel()
        self.place.setObjectName("dim")
        self.previous = self._link(self.tr("Previous"))
        self.next = self._link(self.tr("Next"))
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.name)
        line.addWidget(self.place)
        line.addStretch(1)
        line.addWidget(self.previous)
        line.addWidget(self.next)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.next.clicked.connect(self._on_next_clicked)

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("link")
        return button

    def set_look(self, scale: float) -> None:
        for widget in (self.name, self.place, self.previous, self.next):
            widget.setFont(ui_font(scale, pixels=11.5))

    def show_line(self, line: PlaceLine | None, *, named: bool) -> None:
        """``named`` where there is more than one series."""
        self._line = line
        name = line.place.series.name if line is not None else ""
        self.name.setText(name)
        self.name.setVisible(named)
        words = self.tr("{0} of {1}")
        place = line.place if line is not None else None
        self.place.setText("" if place is None else words.format(number(place.position), number(place.count)))
        self._show_link(self.previous, line.previous if line else None, self.tr("Previous in {0}: {1}"), name)
        self._show_link(self.next, line.next if line else None, self.tr("Next in {0}: {1}"), name)
        # At an end of the series the way that is not there keeps its place: who goes step by step finds the other.
        leads_anywhere = self.previous.isEnabled() or self.next.isEnabled()
        self.previous.setVisible(leads_anywhere)
        self.next.setVisible(leads_anywhere)

    def _show_link(self, button: QPushButton, row: ArticleRow | None, words: str, name: str) -> None:
        button.setEnabled(row is not None)
        button.setToolTip(row.headline if row is not None else "")
        button.setAccessibleName(words.format(name, row.headline) if row is not None else button.text())

    def _on_previous_clicked(self) -> None:
        if self._line is not None and self._line.previous is not None:
            self.article_wanted.emit(self._line.previous.id)

    def _on_next_clicked(self) -> None:
        if self._line is not None and self._line.next is not None:
            self.article_wanted.emit(self._line.next.id)


class SeriesView(QWidget):
    """The chips, then a line for each."""

    article_wanted = Signal(int)

    def __init__(self, presenter: SeriesPresenter, colors: Colors) -> None:
        super().__init__()
        self._presenter = presenter
        self._scale = 1.0
        self._lines: list[PlaceLineView] = []
        self.field = ChipField(
            colors, placeholder=self.tr("+ series"), name=self.tr("Add a series"), what=self.tr("Series")
        )
        self.field.edit.awaits_answers = True
        self.field.edit.setToolTip(self.tr("Type a name; Name (1,881) makes a series that began elsewhere."))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.field)
        self.setFocusProxy(self.field.edit)
        self.field.edit.text_typed.connect(presenter.type)
        self.field.edit.taken.connect(self._on_edit_taken)
        self.field.edit.entered.connect(self._on_edit_entered)
        self.field.remove_asked.connect(presenter.remove)
        self.field.move_asked.connect(presenter.move)
        self.field.chip_opened.connect(presenter.open)
        presenter.suggested.connect(self.field.edit.offer)
        presenter.changed.connect(self._on_presenter_changed)
        presenter.places_changed.connect(self._on_presenter_places_changed)
        self._on_presenter_changed()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._scale = scale
        self.field.set_look(colors, scale)
        for line in self._lines:
            line.set_look(scale)

    @property
    def lines(self) -> tuple[PlaceLineView, ...]:
        """One for each series."""
        return tuple(self._lines)

    def _on_presenter_changed(self) -> None:
        self.field.set_chips(self._presenter.chips())

    def _on_presenter_places_changed(self) -> None:
        lines = self._presenter.lines()
        while len(self._lines) < len(lines):
            last = self._lines[-1].next if self._lines else self.field.edit
            view = PlaceLineView()
            view.set_look(self._scale)
            view.article_wanted.connect(self.article_wanted)
            self._lines.append(view)
            self._column.addWidget(view)
            QWidget.setTabOrder(last, view.previous)
            QWidget.setTabOrder(view.previous, view.next)
        for view in self._lines[len(lines) :]:
            if has_focus_inside(view):
                self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        del self._lines[len(lines) :]
        for view, line in zip(self._lines, lines, strict=True):
            view.show_line(line, named=len(lines) > 1)

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self.field.edit.clear()
        self._presenter.take(suggestion.payload)

    def _on_edit_entered(self, text: str) -> None:
        self.field.edit.clear()
        self._presenter.enter(text)
