"""Suggestions beside their fields: chips in a line, cards below each other. Each group is one stop of Tab. No logic."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.suggestions import TagSuggestion
from newsroom.gui.features.article_panel.suggested import AnySuggestion, Key, Offered
from newsroom.gui.features.article_panel.suggestion_card import SuggestionCard
from newsroom.gui.features.article_panel.suggestion_words import SuggestionWords
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip import Mark
from newsroom.gui.widgets.flow_layout import FlowLayout
from newsroom.gui.widgets.suggestion_chip import SuggestionChip


class Group(QWidget):
    """Widgets by what they offer: one that stays is the same widget. Hidden where nothing is suggested."""

    take_asked = Signal(object)
    dismiss_asked = Signal(object)
    left_behind = Signal()
    """The last one went, and it had the focus."""

    def __init__(self, colors: Colors, words: SuggestionWords) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._words = words
        self.number_of: Callable[[Key], int | None] = _no_number
        self._offered: list[Offered] = []
        self._widgets: dict[Key, QWidget] = {}
        self._spares: list[QWidget] = []
        self._anchor: QWidget | None = None
        self.hide()

    def set_anchor(self, field: QWidget) -> None:
        """Tab comes here from the line of the field that these are for."""
        self._anchor = field

    @property
    def widgets(self) -> list[QWidget]:
        """In the order shown, without those whose places are empty."""
        return [self._widgets[one.key] for one in self._offered if not one.is_empty]

    def show_offered(self, offered: Sequence[Offered]) -> None:
        """Shows these in their places."""
        layout = self.layout()
        assert layout is not None
        layout.setEnabled(False)  # every widget that comes or goes would lay out all of them
        self._let_go_of_focus({one.key for one in offered if not one.is_empty})
        self._offered = list(offered)
        keys = {one.key for one in offered}
        for key in [key for key in self._widgets if key not in keys]:
            self._put_away(self._widgets.pop(key))
        n_before = len(self._widgets)
        for place, one in enumerate(offered):
            widget = self._widgets.get(one.key)
            if widget is None:
                widget = self._widgets[one.key] = self._spares.pop() if self._spares else self._make()
                self._insert(place, widget)
            elif layout.indexOf(widget) != place:
                layout.removeWidget(widget)
                self._insert(place, widget)
            self._fill(widget, one)
        self._set_stop()
        if len(self._widgets) > n_before:
            self._set_tab_order()  # what takes no focus would have no place in it
        layout.setEnabled(True)
        layout.invalidate()
        self.setVisible(bool(offered))
        self.updateGeometry()

    def prepare_one(self, n: int) -> bool:
        """Makes one widget of ``n`` that there may have to be; True while there are to be more.

        They take their time, and an answer is to be shown in one frame.
        """
        if len(self._widgets) + len(self._spares) < n:
            widget = self._make()
            self._put_away(widget)
            widget.ensurePolished()
        return len(self._widgets) + len(self._spares) < n

    def _put_away(self, widget: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(widget)
        widget.setParent(self)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.hide()
        self._spares.append(widget)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        for widget in (*self._widgets.values(), *self._spares):
            assert isinstance(widget, SuggestionChip | SuggestionCard)
            widget.set_look(colors, scale)
        self.updateGeometry()

    def item_of(self, widget: QWidget) -> AnySuggestion:
        """What it offers."""
        return next(one.item for one in self._offered if self._widgets[one.key] is widget)

    def _make(self) -> QWidget:
        raise NotImplementedError

    def _insert(self, place: int, widget: QWidget) -> None:
        raise NotImplementedError

    def _fill(self, widget: QWidget, one: Offered) -> None:
        raise NotImplementedError

    # The focus

    def _focused(self) -> QWidget | None:
        return next((widget for widget in self.widgets if widget.hasFocus()), None)

    def _let_go_of_focus(self, left: Collection[Key]) -> None:
        """From one that goes to the next that is left, so that one key takes one after the other."""
        keys = [one.key for one in self._offered if not one.is_empty]
        place = next((n for n, key in enumerate(keys) if self._widgets[key].hasFocus()), None)
        if place is None or keys[place] in left:
            return
        order = [*keys[place + 1 :], *reversed(keys[:place])]
        target = next((key for key in order if key in left), None)
        if target is not None:
            self._widgets[target].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left_behind.emit()

    def _set_stop(self) -> None:
        """Tab stops once: where the focus is, else at the first."""
        stop = self._focused() or next(iter(self.widgets), None)
        for widget in self.widgets:
            policy = Qt.FocusPolicy.StrongFocus if widget is stop else Qt.FocusPolicy.ClickFocus
            widget.setFocusPolicy(policy)

    def _set_tab_order(self) -> None:
        before = self._anchor
        for one in self._offered:
            widget = self._widgets[one.key]
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def focus_first(self) -> bool:
        """The focus to the first; False where there is none."""
        first = next(iter(self.widgets), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def _on_widget_step_asked(self, widget: QWidget, step: int) -> None:
        there = self.widgets
        target = there.index(widget) + step
        if 0 <= target < len(there):
            there[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self._set_stop()

    def _on_widget_opened(self, widget: QWidget) -> None:
        self.take_asked.emit(self.item_of(widget))

    def _on_widget_remove_asked(self, widget: QWidget) -> None:
        self.dismiss_asked.emit(self.item_of(widget))


class ChipGroup(Group):
    """Tags or series."""

    def __init__(self, colors: Colors, words: SuggestionWords) -> None:
        super().__init__(colors, words)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def _make(self) -> QWidget:
        chip = SuggestionChip(self._colors, scale=self._scale)
        chip.opened.connect(self._on_widget_opened)
        chip.remove_asked.connect(self._on_widget_remove_asked)
        chip.step_asked.connect(self._on_widget_step_asked)
        chip.line_asked.connect(self._on_widget_step_asked)
        return chip

    @override
    def _insert(self, place: int, widget: QWidget) -> None:
        self._flow.insert_widget(place, widget)

    @override
    def _fill(self, widget: QWidget, one: Offered) -> None:
        assert isinstance(widget, SuggestionChip)
        item = one.item
        widget.show_offer(
            self._words.title(item),
            detail=self._words.detail(item),
            what=self._words.what(item),
            mark=self._words.mark(item) if isinstance(item, TagSuggestion) else Mark.NONE,
            tip=self._words.why(item),
            is_faded=one.is_faded,
            is_empty=one.is_empty,
            number=self.number_of(one.key),
        )


class CardGroup(Group):
    """Related articles."""

    more_asked = Signal(object)
    beside_asked = Signal(int)

    def __init__(self, colors: Colors, words: SuggestionWords) -> None:
        super().__init__(colors, words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    @override
    def _make(self) -> QWidget:
        card = SuggestionCard(self._colors, self._scale)
        card.opened.connect(self._on_widget_opened)
        card.remove_asked.connect(self._on_widget_remove_asked)
        card.step_asked.connect(self._on_widget_step_asked)
        card.more_asked.connect(self._on_card_more_asked)
        card.beside_asked.connect(self._on_card_beside_asked)
        return card

    @override
    def _insert(self, place: int, widget: QWidget) -> None:
        self._column.insertWidget(place, widget)

    @override
    def _fill(self, widget: QWidget, one: Offered) -> None:
        assert isinstance(widget, SuggestionCard)
        widget.show_offer(
            self._words.title(one.item),
            self._words.brief(one.item),
            tip=self._words.why(one.item),
            is_faded=one.is_faded,
            is_empty=one.is_empty,
            is_inner=one.after is not None,
        )

    def _on_card_more_asked(self, card: QWidget) -> None:
        self.more_asked.emit(self.item_of(card))

    def _on_card_beside_asked(self, card: QWidget) -> None:
        self.beside_asked.emit(int(getattr(self.item_of(card), "id", 0)))


def _no_number(_key: Key) -> None:
    """None has a number."""
