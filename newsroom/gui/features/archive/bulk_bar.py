"""The bar below the table: what is marked, the acts on it, and before each act what it would do. Does nothing itself.

It goes from the acts to a line where one wants words, then to what the act would do; Escape goes back.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.features.archive.bulk_wishes import (
    MAKES_NEW,
    NEEDS,
    OF_FIELDS,
    BulkAct,
    Counted,
    Named,
    Need,
    Wish,
)
from newsroom.gui.features.archive.bulk_words import (
    act_word,
    do_words,
    forecast_words,
    publish_words,
    question_word,
)
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import articles
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion
from newsroom.gui.widgets.detail_column import ButtonRow
from newsroom.gui.widgets.enter_button import EnterButton
from newsroom.gui.widgets.focus import has_focus_inside

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHER = Qt.FocusReason.OtherFocusReason
ON_BUTTONS = (
    BulkAct.ADD_TAGS,
    BulkAct.REMOVE_TAGS,
    BulkAct.SECTION,
    BulkAct.ADD_SERIES,
    BulkAct.PUBLISH,
    BulkAct.TRASH,
    BulkAct.UNTRASH,
)
IN_MENU = (
    BulkAct.REMOVE_SERIES,
    BulkAct.LABEL,
    BulkAct.LANGUAGE,
    BulkAct.WITHDRAW,
    BulkAct.DRAFT,
    BulkAct.IN_REVIEW,
    BulkAct.READY,
)


class BulkBar(QFrame):
    """Shows what it is told to and reports wishes."""

    offers_wanted = Signal(object, str)
    """The ``BulkAct`` and what was typed for it; ``offer`` answers."""
    count_wanted = Signal(object)
    """A ``Wish``."""
    do_wanted = Signal(object, bool)
    """The ``Counted``, and whether it is to be published along."""
    left = Signal()
    """The focus goes back to the rows."""
    ended = Signal()
    """An act that was begun is left, or is to be done: it asks nothing more."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("card")
        self._act: BulkAct | None = None
        self._names: tuple[Named, ...] = ()
        self._counted: Counted | None = None
        self._colors = colors
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self._make_acts()
        self._make_lines(colors)
        self._make_answer()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for widget in (self.words, self.acts, self.asking, self.answer):
            column.addWidget(widget)
        self.show_marked("", n=0, in_trash=False)
        self._show(self.acts)
        self.set_look(colors, 1.0)

    def _make_acts(self) -> None:
        self.buttons = {act: self._button(act) for act in ON_BUTTONS}
        self.more = QPushButton(self.tr("&More"))
        self.more.setAccessibleName(self.tr("More that can be done with what is marked"))
        self.more.clicked.connect(self._on_more_clicked)
        self.acts = ButtonRow(*self.buttons.values(), self.more)

    def _button(self, act: BulkAct) -> QPushButton:
        button = QPushButton(act_word(act))
        button.setAccessibleName(act_word(act).replace("&", ""))
        button.clicked.connect(partial(self.begin, act))
        return button

    def _make_lines(self, colors: Colors) -> None:
        self.chips = ChipField(colors, placeholder="", name="", what="")
        self.line = CompletingEdit(colors, placeholder="", name="")
        self.next = QPushButton(self.tr("Count"))
        self.next.setAccessibleName(self.tr("Count what would change"))
        self.next.clicked.connect(self._on_next_clicked)
        self.back = QPushButton(self.tr("Cancel"))
        self.back.clicked.connect(self.go_back)
        self.asking = QWidget()
        row = QHBoxLayout(self.asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chips, 1)
        row.addWidget(self.line, 1)
        row.addWidget(self.next)
        row.addWidget(self.back)
        self.chips.remove_asked.connect(self._on_chips_remove_asked)
        for edit in (self.chips.edit, self.line):
            edit.awaits_answers = True
            edit.text_typed.connect(self._on_edit_text_typed)
            edit.taken.connect(self._on_edit_taken)
            edit.entered.connect(self._on_edit_entered)
            edit.installEventFilter(self)

    def _make_answer(self) -> None:
        self.publish = QCheckBox()
        self.do = EnterButton()
        self.do.setObjectName("primary")
        self.do.clicked.connect(self._on_do_clicked)
        self.cancel = EnterButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.go_back)
        self.answer = ButtonRow(self.do, self.cancel, self.publish)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.words.setFont(ui_font(scale, pixels=12.5))
        self.chips.set_look(colors, scale)
        self.line.set_look(colors, scale)
        for button in (*self.buttons.values(), self.more, self.next, self.back, self.do, self.cancel):
            button.setFont(ui_font(scale, pixels=12.5))
        self.publish.setFont(ui_font(scale, pixels=12.5))

    # The acts

    def show_marked(self, words: str, *, n: int, in_trash: bool, is_known: bool = True) -> None:
        """What is marked, in words and as a number; ``is_known``: which articles these are."""
        self._marked_words = words
        if self._act is None:
            self.words.setText(words)
        for button in (*self.buttons.values(), self.more):
            button.setEnabled(n > 0 and is_known)
        self.buttons[BulkAct.TRASH].setHidden(in_trash)
        self.buttons[BulkAct.UNTRASH].setHidden(not in_trash)

    @property
    def is_idle(self) -> bool:
        """No act was begun."""
        return self._act is None

    @property
    def counted(self) -> Counted | None:
        """The act that waits to be done or left."""
        return self._counted

    def menu(self, *, whole: bool = False) -> QMenu:
        """The acts that have no button, or all of them."""
        menu = QMenu(self)
        shown = [act for act in ON_BUTTONS if not self.buttons[act].isHidden()] if whole else []
        for act in (*shown, *IN_MENU):
            action = menu.addAction(act_word(act))
            action.setEnabled(self.more.isEnabled())
            action.triggered.connect(partial(self.begin, act))
        return menu

    def _on_more_clicked(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))

    def begin(self, act: BulkAct) -> None:
        """Asks what the act needs to know, or at once what it would do."""
        if not self.more.isEnabled():
            return
        self._act, self._names, self._counted = act, (), None
        need = NEEDS.get(act, Need.NOTHING)
        if need is Need.NOTHING:
            self._count("")
            return
        self.words.setText(f"{act_word(act).replace('&', '')}. {self._marked_words}")
        for edit in (self.chips.edit, self.line):
            edit.forget()
            edit.setPlaceholderText(question_word(act))
            edit.setAccessibleName(question_word(act))
            edit.awaits_answers = act is not BulkAct.WITHDRAW
        self.chips.set_chips(())
        self.chips.setVisible(need is Need.NAMES)
        self.line.setVisible(need is not Need.NAMES)
        self._show(self.asking)
        self._edit.setFocus(_OTHER)
        self._edit.setModified(True)
        if need is not Need.LINE:
            self.offers_wanted.emit(act, "")

    def go_back(self) -> None:
        """One step: from the answer or the line to the acts; the focus goes to the rows."""
        had_focus, was_begun = has_focus_inside(self), self._act is not None
        self._act, self._counted = None, None
        self.words.setText(self._marked_words)
        self._show(self.acts)
        if had_focus:
            self.left.emit()
        if was_begun:
            self.ended.emit()

    @property
    def _edit(self) -> CompletingEdit:
        is_many = self._act is not None and NEEDS.get(self._act) is Need.NAMES
        return self.chips.edit if is_many else self.line

    # What the act needs

    def offer(self, found: Sequence[tuple[Named, int | None]]) -> None:
        """The answer to ``offers_wanted``."""
        act, typed = self._act, self._edit.text().strip()
        if act is None:
            return
        items = [
            Suggestion(named.name, articles(n) if n is not None else "", payload=named)
            for named, n in found
            if named not in self._names
        ]
        is_there = any(item.text.casefold() == typed.casefold() for item in items)
        if typed and not is_there:
            if NEEDS.get(act) is Need.LINE:
                items.insert(0, Suggestion(typed, payload=Named(None, typed)))
            elif act in MAKES_NEW:
                items.append(Suggestion(typed, self.tr("new"), payload=Named(None, typed)))
        self._edit.offer(items)

    def _on_edit_text_typed(self, text: str) -> None:
        if self._act is BulkAct.WITHDRAW:
            self._edit.offer(())
        elif self._act is not None:
            self.offers_wanted.emit(self._act, text)

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.payload, Named):
            self._take(suggestion.payload)

    def _on_edit_entered(self, text: str) -> None:
        if text.strip():
            self._take(Named(None, text.strip()))

    def _take(self, named: Named) -> None:
        act = self._act
        need = NEEDS.get(act, Need.NOTHING) if act is not None else Need.NOTHING
        if need is Need.NAMES:
            self._names = (*self._names, named)
            self._show_names()
            self.chips.edit.clear()
            self.chips.edit.dismiss()
        elif need is Need.NAME:
            self._names = (named,)
            self.line.setText(named.name)
            self._count("")
        elif need is Need.LINE:
            self.line.setText(named.name)
            self._count(named.name)

    def _show_names(self) -> None:
        self.chips.set_chips(
            [(one.name, "" if one.id is not None else self.tr("new")) for one in self._names]
        )

    def _on_chips_remove_asked(self, place: int) -> None:
        self._names = (*self._names[:place], *self._names[place + 1 :])
        self._show_names()

    def _on_next_clicked(self) -> None:
        """With what stands in the line still."""
        text = self._edit.text().strip()
        if text and NEEDS.get(self._act or BulkAct.TRASH) is Need.NAMES:
            self._take(Named(None, text))
        elif text:
            self._take(Named(None, text))
            return
        if self._names or self._act is BulkAct.LABEL:
            self._count("")
        else:
            self._edit.setFocus(_OTHER)

    # What it would do

    def _count(self, line: str) -> None:
        if self._act is not None:
            self._edit.dismiss()
            self.words.setText(self.tr("Counting what would change…"))
            self.count_wanted.emit(Wish(self._act, self._names, line))

    def show_counted(self, counted: Counted) -> None:
        """What the act would do, with its button under the focus."""
        if self._act is not counted.wish.act:
            return
        self._counted = counted
        forecast = counted.forecast
        words = forecast_words(counted)
        self.words.setText(words)
        self.do.setText(do_words(counted.wish, forecast.n_changing).replace("&", "&&"))
        self.do.setVisible(forecast.n_changing > 0)
        self.do.setAccessibleDescription(words)
        self.publish.setVisible(self._act in OF_FIELDS and forecast.n_public > 0)
        self.publish.setChecked(False)
        self.publish.setText(publish_words(forecast.n_public, forecast.n_changing))
        self.cancel.setText(self.tr("Cancel") if forecast.n_changing else self.tr("Back"))
        self._show(self.answer)
        (self.do if forecast.n_changing else self.cancel).setFocus(_OTHER)
        announce(self, words)

    def show_refusal(self, words: str) -> None:
        """Why the act can never be done; what was typed stays."""
        self.words.setText(words)
        announce(self, words)
        if self._act is not None and NEEDS.get(self._act, Need.NOTHING) is not Need.NOTHING:
            self._show(self.asking)
            self._edit.setFocus(_OTHER)

    def _on_do_clicked(self) -> None:
        counted, publish = self._counted, self.publish.isChecked() and not self.publish.isHidden()
        if counted is not None:
            self.go_back()
            self.do_wanted.emit(counted, publish)

    def _show(self, shown: QWidget) -> None:
        for widget in (self.acts, self.asking, self.answer):
            widget.setVisible(widget is shown)

    # Keys

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in an empty line goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if isinstance(watched, CompletingEdit) and not (watched.text().strip() or watched.offering):
                self._on_next_clicked()
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_idle:
            self.go_back()
        elif event.key() == Qt.Key.Key_Escape and has_focus_inside(self):
            self.left.emit()
        else:
            super().keyPressEvent(event)
