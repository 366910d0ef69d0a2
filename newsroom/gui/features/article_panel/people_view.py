"""The bylines as rows of name, role and place, and the line to add an author. No logic."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.article import Byline, BylineRole
from newsroom.gui.features.article_panel.edits import InlineLine, UndoKeys
from newsroom.gui.features.article_panel.people import BylinesPresenter
from newsroom.gui.features.article_panel.rows import Grip, RemoveButton, Row, RowList, has_focus_inside
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion
from newsroom.gui.widgets.quiet_combo import QuietCombo


class BylineRow(Row):
    """One person."""

    name_edited = Signal(object, str)
    place_edited = Signal(object, str)
    role_chosen = Signal(object, object)
    left = Signal(object)

    def __init__(self, colors: Colors, roles: list[tuple[BylineRole, str]], undo_keys: UndoKeys) -> None:
        super().__init__()
        self._roles = roles
        self.grip = Grip(self, colors)
        self.name = InlineLine(self.tr("Name as printed"), self.tr("Name"))
        self.role = QuietCombo(self.tr("What this person did"))
        self.role.setObjectName("inline")
        self.place = InlineLine(self.tr("Where this person is"), self.tr("place"))
        self.remove = RemoveButton(self.tr("Remove from the byline"), colors)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for widget, stretch in ((self.grip, 0), (self.name, 5), (self.role, 0), (self.place, 3)):
            line.addWidget(widget, stretch)
        line.addWidget(self.remove)
        for edit in (self.name, self.place):
            undo_keys.watch(edit)
        self.name.textEdited.connect(self._on_name_edited)
        self.name.left.connect(self._on_name_left)
        self.place.textEdited.connect(self._on_place_edited)
        self.role.activated.connect(self._on_role_activated)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_byline(self, byline: Byline) -> None:
        self.name.show_text(byline.name)
        self.place.show_text(byline.place or "")
        self.role.show_choices([(text, role.value) for role, text in self._roles], byline.role.value)
        self.remove.setAccessibleName(self.tr("Remove {0} from the byline").format(byline.name))

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        self.grip.set_look(colors, scale)
        self.remove.set_look(colors, scale)

    @override
    def take_focus(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def stops(self) -> tuple[QWidget, ...]:
        return (self.name, self.role, self.place, self.remove)

    def _on_name_edited(self, text: str) -> None:
        self.name_edited.emit(self, text)

    def _on_name_left(self) -> None:
        self.left.emit(self)

    def _on_place_edited(self, text: str) -> None:
        self.place_edited.emit(self, text)

    def _on_role_activated(self, place: int) -> None:
        self.role_chosen.emit(self, self._roles[place][0])

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self)


class BylinesView(QWidget):
    """The rows, then the line."""

    def __init__(self, presenter: BylinesPresenter, colors: Colors, undo_keys: UndoKeys) -> None:
        super().__init__()
        self._presenter = presenter
        self._colors = colors
        self._undo_keys = undo_keys
        self.edit = CompletingEdit(
            colors, placeholder=self.tr("Add an author"), name=self.tr("Add an author to the byline")
        )
        self.edit.awaits_answers = True
        self.list: RowList[BylineRow] = RowList(colors, self._make_row, self.edit, spacing=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.list)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.text_typed.connect(presenter.type)
        self.edit.taken.connect(self._on_edit_taken)
        self.edit.entered.connect(self._on_edit_entered)
        presenter.suggested.connect(self.edit.offer)
        presenter.changed.connect(self._on_presenter_changed)
        self.list.remove_asked.connect(presenter.remove)
        self.list.move_asked.connect(presenter.move)
        self._on_presenter_changed()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.list.set_look(colors, scale)
        self.edit.set_look(colors, scale)

    def _make_row(self) -> BylineRow:
        row = BylineRow(self._colors, self._presenter.role_names(), self._undo_keys)
        row.name_edited.connect(self._on_row_name_edited)
        row.place_edited.connect(self._on_row_place_edited)
        row.role_chosen.connect(self._on_row_role_chosen)
        row.left.connect(self._on_row_left)
        return row

    def _on_presenter_changed(self) -> None:
        bylines = self._presenter.bylines
        before = len(self.list.rows)
        if len(bylines) < before and any(map(has_focus_inside, self.list.rows)):
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        for row, byline in zip(self.list.set_count(len(bylines)), bylines, strict=True):
            row.show_byline(byline)

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self.edit.clear()
        self._presenter.take(suggestion.payload)

    def _on_edit_entered(self, text: str) -> None:
        self.edit.clear()
        self._presenter.take(text)

    def _on_row_name_edited(self, row: BylineRow, text: str) -> None:
        self._presenter.set_name(self.list.rows.index(row), text)

    def _on_row_place_edited(self, row: BylineRow, text: str) -> None:
        self._presenter.set_place(self.list.rows.index(row), text)

    def _on_row_role_chosen(self, row: BylineRow, role: BylineRole) -> None:
        self._presenter.set_role(self.list.rows.index(row), role)

    def _on_row_left(self, row: BylineRow) -> None:
        if row in self.list.rows:
            self._presenter.leave(self.list.rows.index(row))
