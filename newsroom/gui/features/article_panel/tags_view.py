"""The tags as chips and the line to add more. No logic."""

from newsroom.gui.features.article_panel.tags import TagsPresenter
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.completion import Suggestion


class TagsView(ChipField):
    """Shows the presenter's chips; keys and clicks go to it."""

    def __init__(self, presenter: TagsPresenter, colors: Colors) -> None:
        super().__init__(colors, placeholder="+", name="", what="")
        self._presenter = presenter
        self._what = self.tr("Tag")
        self.edit.setPlaceholderText(self.tr("+ tag"))
        self.edit.setAccessibleName(self.tr("Add a tag"))
        self.edit.setToolTip(self.tr("Any word of a tag or of its other names; person:Name makes a person."))
        self.edit.awaits_answers = True
        self.edit.text_typed.connect(presenter.type)
        self.edit.taken.connect(self._on_edit_taken)
        self.edit.entered.connect(self._on_edit_entered)
        self.remove_asked.connect(presenter.remove)
        self.move_asked.connect(presenter.move)
        self.chip_opened.connect(presenter.open)
        presenter.suggested.connect(self.edit.offer)
        presenter.changed.connect(self._on_presenter_changed)
        self._on_presenter_changed()

    def _on_presenter_changed(self) -> None:
        self.set_chips(self._presenter.chips())

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self.edit.clear()
        self._presenter.take(suggestion.payload)

    def _on_edit_entered(self, text: str) -> None:
        self.edit.clear()
        self._presenter.enter(text)
