"""Writing: what happens while one types, what new articles begin with. Shows what it is told, and tells wishes."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal

from newsroom.gui.features.settings.section import PlainSection
from newsroom.gui.widgets.setting_row import LineRow, SwitchRow
from newsroom.gui.widgets.settings_list import SettingsList


@dataclass(frozen=True, slots=True)
class WritingHabits:
    """``language`` of new articles as a tag (``pt-BR``); empty for the site's."""

    smart_quotes: bool
    language: str


class WritingView(SettingsList, PlainSection):
    """A language that is none is said, and not taken."""

    smart_quotes_chosen = Signal(bool)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._site_language = ""
        self.smart_quotes = SwitchRow(
            self.tr("Quotation marks, apostrophes and dashes of the language while typing"),
            hint=self.tr("The first undo gives back what was typed."),
            also=self.tr("smart quotes typography curly"),
        )
        self.language = LineRow(
            self.tr("Language of new articles"), also=self.tr("direction right to left spelling locale")
        )
        self.add_group("", [self.smart_quotes, self.language])
        self.column.addStretch(1)
        self.smart_quotes.value_changed.connect(self._on_smart_quotes_changed)
        self.language.value_changed.connect(self._on_language_changed)
        self.setFocusProxy(self.smart_quotes.editor)

    def show_habits(self, habits: WritingHabits) -> None:
        """As they are now."""
        self.smart_quotes.show_value(habits.smart_quotes)
        if not self.language.line.hasFocus():
            self.language.show_value(habits.language)
        self._show_direction()

    def show_site_language(self, language: str) -> None:
        """What new articles have where nothing is said."""
        self._site_language = language
        words = self.tr("As the site: {0}").format(language) if language else self.tr("As the site")
        self.language.line.setPlaceholderText(words)
        self._show_direction()

    def _on_smart_quotes_changed(self) -> None:
        self.smart_quotes_chosen.emit(self.smart_quotes.value)

    def _on_language_changed(self) -> None:
        tag = self.language.value.strip()
        is_known = not tag or _locale(tag) is not None
        self.language.show_problem("" if is_known else self.tr("No language has this name: en, pt-BR, ar."))
        self._show_direction()
        if is_known:
            self.language_chosen.emit(tag)

    def _show_direction(self) -> None:
        tag = self.language.value.strip() or self._site_language
        locale = _locale(tag)
        if locale is None:
            self.language.show_hint("")
            return
        language = QLocale.languageToString(locale.language())
        is_rtl = locale.textDirection() == Qt.LayoutDirection.RightToLeft
        words = self.tr("{0}, from right to left.") if is_rtl else self.tr("{0}, from left to right.")
        self.language.show_hint(words.format(language))


def _locale(tag: str) -> QLocale | None:
    """What the tag names; None for what is no language."""
    locale = QLocale(tag.replace("-", "_"))
    known = locale.language() not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    return locale if known and tag.replace("-", "").isalnum() and tag.isascii() else None
