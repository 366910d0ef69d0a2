"""The card of the first tour: one thing to do. It stands between panes and bars, and takes no focus by itself."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from newsroom.gui.features.first_tour.course import TASKS, FirstTour, Step
from newsroom.gui.features.first_tour.words import KeyOf, StepWords, Surroundings, words_of
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.enter_button import EnterButton

_DONE, _TO_DO = "●", "○"


class FirstTourCard(QFrame):
    """Shows the step of a tour; says what is wished with it, and changes nothing itself."""

    begin_wanted = Signal()
    skip_wanted = Signal()
    end_wanted = Signal()
    story_wanted = Signal()
    """Our story on the clipboard."""
    guide_wanted = Signal()
    left = Signal()
    """Escape, with the focus inside."""

    def __init__(self, colors: Colors, tour: FirstTour, key_of: KeyOf) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(self.tr("The tour"))
        self._tour = tour
        self._key_of = key_of
        self._said = ""
        self._marks = QLabel()
        self._marks.setObjectName("dim")
        self._title = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(200)
        self.begin = self._button(self.tr("Begin"), self.begin_wanted)
        self.story = self._button(self.tr("Copy a story"), self.story_wanted)
        self.story.setToolTip(self.tr("Puts a story of the sample newsroom on the clipboard"))
        self.guide = self._button(self.tr("Open the guide"), self.guide_wanted)
        self.skip = self._button(self.tr("Skip"), self.skip_wanted, link=True)
        self.skip.setAccessibleName(self.tr("Skip this step of the tour"))
        self.end = self._button(self.tr("End the tour"), self.end_wanted, link=True)
        self._build()
        self.set_look(colors, 1.0)

    def _button(self, words: str, signal: SignalInstance, *, link: bool = False) -> QPushButton:
        button = EnterButton(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where it is
        if link:
            button.setObjectName("link")
        button.clicked.connect(signal)
        return button

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._marks)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.begin, self.story, self.guide, self.skip, self.end):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_look(self, colors: Colors, scale: float) -> None:
        del colors  # the style sheet of all windows has them
        self._title.setFont(ui_font(scale, pixels=14, bold=True))
        self._text.setFont(ui_font(scale))
        self._marks.setFont(_marks_font(scale))

    @property
    def words(self) -> StepWords:
        """What it says."""
        return StepWords(self._title.text(), self._text.text())

    def show_step(self, around: Surroundings) -> None:
        """The tour's step in words; read out when they are others than before."""
        step = self._tour.step
        if not self._tour.is_on:
            self.hide()
            self._said = ""
            return
        words = words_of(step, around, self._key_of)
        self._title.setText(words.title)
        self._text.setText(words.text)
        self._show_marks()
        self.begin.setVisible(step is Step.OFFERED)
        self.story.setVisible(step is Step.PASTE and not around.is_reviewing)
        self.guide.setVisible(step is Step.FINISHED)
        self.skip.setVisible(step in TASKS)
        self.end.setText(self._end_word(step))
        self.end.setAccessibleName(self.end.text())
        self.show()
        said = f"{words.title}. {words.text}"
        if said != self._said:
            self._said = said
            announce(self, said)

    def focus_first(self) -> None:
        """The focus to its first button."""
        for button in (self.begin, self.story, self.guide, self.skip, self.end):
            if button.isVisible():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _show_marks(self) -> None:
        number, count = self._tour.number, len(TASKS)
        self._marks.setVisible(number > 0)
        done = min(max(0, number - 1), count)
        self._marks.setText(_DONE * done + _TO_DO * (count - done))
        self._marks.setAccessibleName(self.tr("{0} of {1} done").format(done, count))

    def _end_word(self, step: Step) -> str:
        if step is Step.OFFERED:
            return self.tr("No, thank you")
        return self.tr("Done") if step is Step.FINISHED else self.tr("End the tour")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _marks_font(scale: float) -> QFont:
    font = QFont(ui_font(scale, pixels=9))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
    return font
