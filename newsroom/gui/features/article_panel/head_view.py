"""Section, label and language: the three that are one value each. No logic."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from newsroom.gui.features.article_panel.edits import ChoiceEdit
from newsroom.gui.features.article_panel.section import SectionPresenter
from newsroom.gui.features.article_panel.wording import LabelPresenter, LanguagePresenter
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.completion import Suggestion
from newsroom.gui.widgets.quiet_combo import QuietCombo

_LEADING = Qt.AlignmentFlag.AlignLeading


class SectionEdit(ChoiceEdit):
    """The section's name; what is typed is completed, and a new one made by Enter on its line."""

    def __init__(self, presenter: SectionPresenter, colors: Colors) -> None:
        super().__init__(colors, placeholder="", name="")
        self._presenter = presenter
        self.setPlaceholderText(self.tr("No section"))
        self.setAccessibleName(self.tr("Section"))
        self.text_typed.connect(presenter.type)
        self.taken.connect(self._on_self_taken)
        self.left.connect(presenter.leave)
        presenter.suggested.connect(self.offer)
        presenter.changed.connect(self._on_presenter_changed)
        self._on_presenter_changed()

    def _on_presenter_changed(self) -> None:
        self.show_value(self._presenter.name)

    def _on_self_taken(self, suggestion: Suggestion) -> None:
        self.give_back()
        self._presenter.take(suggestion.payload)


class LanguageEdit(ChoiceEdit):
    """The language by its name; its direction stands behind it."""

    def __init__(self, presenter: LanguagePresenter, colors: Colors) -> None:
        super().__init__(colors, placeholder="", name="")
        self._presenter = presenter
        self.setAccessibleName(self.tr("Language"))
        self.text_typed.connect(presenter.type)
        self.taken.connect(self._on_self_taken)
        self.left.connect(presenter.leave)
        presenter.suggested.connect(self.offer)
        presenter.changed.connect(self._on_presenter_changed)
        self._on_presenter_changed()

    def _on_presenter_changed(self) -> None:
        self.show_value(self._presenter.name)
        direction = (
            self.tr("written from right to left")
            if self._presenter.right_to_left
            else self.tr("written from left to right")
        )
        self.setToolTip(f"{self._presenter.code} · {direction}")
        self.setAccessibleDescription(direction)

    def _on_self_taken(self, suggestion: Suggestion) -> None:
        self.give_back()
        self._presenter.take(suggestion.payload)


class LabelChoice(QuietCombo):
    """The site's labels, and none."""

    def __init__(self, presenter: LabelPresenter) -> None:
        super().__init__("")
        self._presenter = presenter
        self.setAccessibleName(self.tr("Label"))
        self.setToolTip(self.tr("What kind of article readers are told it is"))
        self.activated.connect(self._on_self_activated)
        presenter.changed.connect(self._on_presenter_changed)
        self._on_presenter_changed()

    def _on_presenter_changed(self) -> None:
        choices: list[tuple[str, object]] = [(self.tr("None"), None)]
        choices += [(label, label) for label in self._presenter.choices()]
        self.show_choices(choices, self._presenter.label)

    def _on_self_activated(self, place: int) -> None:
        self._presenter.choose(self.itemData(place))


class HeadView(QWidget):
    """Section over the whole width; label and language beside each other."""

    def __init__(
        self,
        section: SectionPresenter,
        label: LabelPresenter,
        language: LanguagePresenter,
        colors: Colors,
    ) -> None:
        super().__init__()
        self.section = SectionEdit(section, colors)
        self.label = LabelChoice(label)
        self.language = LanguageEdit(language, colors)
        self.headings = (QLabel(self.tr("Section")), QLabel(self.tr("Label")), QLabel(self.tr("Language")))
        for heading, field in zip(self.headings, (self.section, self.label, self.language), strict=True):
            heading.setObjectName("heading")
            heading.setBuddy(field)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.headings[0], 0, 0, _LEADING)
        grid.addWidget(self.section, 1, 0, 1, 2)
        grid.setRowMinimumHeight(2, 5)
        grid.addWidget(self.headings[1], 3, 0, _LEADING)
        grid.addWidget(self.headings[2], 3, 1, _LEADING)
        grid.addWidget(self.label, 4, 0)
        grid.addWidget(self.language, 4, 1)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.section.set_look(colors, scale)
        self.language.set_look(colors, scale)
