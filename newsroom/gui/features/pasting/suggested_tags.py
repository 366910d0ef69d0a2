"""Tags that the archive suggests for what was pasted, as dashed chips. Each is set only when it is taken."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsroom.domain.names import name_key
from newsroom.domain.suggestions import TagSuggestion
from newsroom.gui.kind_marks import MARKS
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.flow_layout import FlowLayout
from newsroom.gui.widgets.suggestion_chip import SuggestionChip

_MOST = 5


class SuggestedTags(QWidget):
    """One stop of Tab; the arrows go from one to the next. What is taken or dismissed leaves its place empty."""

    taken = Signal(str)
    """A tag's name."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._offered: dict[SuggestionChip, TagSuggestion] = {}
        self._dismissed: set[str] = set()
        self._on_story: frozenset[str] = frozenset()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Suggested tags"))

    @property
    def chips(self) -> tuple[SuggestionChip, ...]:
        """Those that can be taken."""
        return tuple(chip for chip in self._offered if not chip.isHidden())

    def offer(self, tags: Sequence[TagSuggestion]) -> bool:
        """Shows these in the place of what was offered before; False where none is left to be shown."""
        for chip in self._offered:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._offered, self._dismissed = {}, set()
        for tag in [tag for tag in tags if name_key(tag.name) not in self._on_story][:_MOST]:
            chip = SuggestionChip(self._colors, scale=self._scale)
            chip.opened.connect(self._on_chip_opened)
            chip.remove_asked.connect(self._on_chip_remove_asked)
            chip.step_asked.connect(self._on_chip_step_asked)
            self._offered[chip] = tag
            self._flow.addWidget(chip)
        self._show()
        return bool(self._offered)

    def set_on_story(self, names: Collection[str]) -> None:
        """These are on the story: they are not offered."""
        self._on_story = frozenset(map(name_key, names))
        self._show()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        for chip in self._offered:
            chip.set_look(colors, scale)

    def _show(self) -> None:
        gone = self._on_story | self._dismissed
        for chip, tag in self._offered.items():
            reasons = " · ".join((self.tr("{0} %").format(round(tag.probability * 100)), *tag.reasons))
            chip.show_offer(
                tag.name,
                detail="",
                what=self.tr("Suggested tag:"),
                mark=MARKS[tag.kind],
                tip=reasons,
                is_faded=False,
                is_empty=name_key(tag.name) in gone,
            )
        self._set_stop()

    def _set_stop(self) -> None:
        there = self.chips
        stop = next((chip for chip in there if chip.hasFocus()), there[0] if there else None)
        for chip in there:
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)

    def _step(self, chip: SuggestionChip, step: int) -> None:
        there = self.chips
        target = there.index(chip) + step
        if 0 <= target < len(there):
            there[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self._set_stop()

    def _on_chip_opened(self, chip: SuggestionChip) -> None:
        self._leave(chip)
        self.taken.emit(self._offered[chip].name)

    def _on_chip_remove_asked(self, chip: SuggestionChip) -> None:
        self._leave(chip)
        self._dismissed.add(name_key(self._offered[chip].name))
        self._show()

    def _on_chip_step_asked(self, chip: SuggestionChip, step: int) -> None:
        self._step(chip, step)

    def _leave(self, chip: SuggestionChip) -> None:
        """The next one has the focus, so that one key takes one after the other."""
        if chip.hasFocus():
            self._step(chip, 1)
        if chip.hasFocus():
            self._step(chip, -1)
