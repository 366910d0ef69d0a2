"""The fields of a story that was read, each editable."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.article import Byline, Dateline
from newsroom.domain.names import name_key, tidy
from newsroom.domain.suggestions import TagSuggestion
from newsroom.domain.wire_story import KnownNames, WireSeries, WireStory
from newsroom.gui.features.pasting.chips import ChipList
from newsroom.gui.features.pasting.edits import GrowingEdit
from newsroom.gui.features.pasting.names import NamesPresenter
from newsroom.gui.features.pasting.suggested_tags import SuggestedTags
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion

_MOST_COUNT = 9_999_999


class StoryForm(QWidget):
    """``load`` shows a story, ``applied`` gives it back as changed. ``entered`` is Enter in one of its lines."""

    entered = Signal()
    changed = Signal()
    """Something in it was; also while a story is loaded."""

    def __init__(self, names: NamesPresenter, colors: Colors) -> None:
        super().__init__()
        self._names = names
        self._known: KnownNames | None = None
        self._loading = False
        self._labels: list[QLabel] = []
        self.headline = GrowingEdit(self.tr("Headline"), self.tr("Write a headline"))
        self.missing = QLabel(self.tr("No headline was found in the text."))
        self.missing.setObjectName("warn")
        self.missing.setWordWrap(True)
        self.lede = GrowingEdit(self.tr("Lede"), self.tr("No lede was found"))
        self.section = self._named(colors, self.tr("Section"))
        self.section_hint = _hint()
        self.label = self._line(self.tr("Label"), self.tr("None"))
        self.series = self._named(colors, self.tr("Series"))
        self.series_hint = _hint()
        self.count = self._line(self.tr("Number of articles in the series"), self.tr("Number"))
        self.count.setValidator(QIntValidator(1, _MOST_COUNT, self.count))
        self.more_series = GrowingEdit(self.tr("More series, one a line"), "", lines=True)
        self.place = self._line(self.tr("Place of the dateline"), self.tr("Place"))
        self.date = self._line(self.tr("Date of the dateline"), self.tr("Date"))
        self.credit = self._line(self.tr("Credit of the dateline"), self.tr("Credit"))
        tags = ChipField(colors, placeholder=self.tr("+ tag"), name=self.tr("Tags"), what=self.tr("Tag"))
        people = ChipField(
            colors, placeholder=self.tr("+ author"), name=self.tr("Byline"), what=self.tr("Byline")
        )
        self.tags, self.people = tags, people
        self._tags = ChipList[str](tags, str, self._shown_tag)
        self._people = ChipList[Byline](people, Byline, _shown_byline)
        self.suggested = SuggestedTags(colors)
        self.suggested.hide()
        self.related = GrowingEdit(self.tr("Related articles, one a line"), self.tr("None"), lines=True)
        self._build()
        self._connect()
        for edit in (self.headline, self.lede):
            edit.entered.connect(self.entered)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        edit.setPlaceholderText(placeholder)
        edit.returnPressed.connect(self.entered)
        return edit

    def _named(self, colors: Colors, name: str) -> CompletingEdit:
        """A line for a name that the library may know."""
        edit = CompletingEdit(colors, placeholder=self.tr("None"), name=name)
        edit.setToolTip(name)
        edit.awaits_answers = True
        edit.entered.connect(self._on_edit_entered)
        return edit

    def _connect(self) -> None:
        names, section, series = self._names, self.section, self.series
        section.text_typed.connect(names.complete_section)
        section.taken.connect(self._on_section_taken)
        series.text_typed.connect(names.complete_series)
        series.taken.connect(self._on_series_taken)
        self.tags.edit.text_typed.connect(names.complete_tag)
        self.people.edit.text_typed.connect(names.complete_person)
        for completing in (section, series, self.tags.edit, self.people.edit):
            completing.installEventFilter(self)
        names.sections_suggested.connect(section.offer)
        names.series_suggested.connect(series.offer)
        names.tags_suggested.connect(self.tags.edit.offer)
        names.people_suggested.connect(self.people.edit.offer)
        names.names_known.connect(self._on_names_known)
        for edit in (section, series):
            edit.textChanged.connect(self._look_up)
        self._tags.changed.connect(self._look_up)
        for chips in (self._tags, self._people):
            chips.changed.connect(self.changed)
        lines = (self.section, self.label, self.series, self.count, self.place, self.date, self.credit)
        for line in (*lines, self.tags.edit, self.people.edit):
            line.textChanged.connect(self.changed)
        for text in (self.headline, self.lede, self.more_series, self.related):
            text.textChanged.connect(self.changed)
        self._tags.changed.connect(self._on_tags_changed)
        self.suggested.taken.connect(self._tags.add)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 18, 20, 24)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        dateline = _row(self.place, self.date, self.credit)
        series = QWidget()
        column = QVBoxLayout(series)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(_row(self.series, self.series_hint, self.count, stretch=(3, 0, 1)))
        column.addWidget(self.more_series)
        headline = QWidget()
        column = QVBoxLayout(headline)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.headline)
        column.addWidget(self.missing)
        rows = (
            (self.tr("Headline"), headline, self.headline),
            (self.tr("Lede"), self.lede, self.lede),
            (self.tr("Section"), _row(self.section, self.section_hint, stretch=(1, 0)), self.section),
            (self.tr("Label"), self.label, self.label),
            (self.tr("Series"), series, self.series),
            (self.tr("Dateline"), dateline, self.place),
            (self.tr("Byline"), self.people, self.people),
            (self.tr("Tags"), self.tags, self.tags),
            (self.tr("Related"), self.related, self.related),
            # Last of all: they come later, and move nothing.
            (self.tr("Suggested tags"), self.suggested, self.suggested),
        )
        for n, (words, widget, buddy) in enumerate(rows):
            label = QLabel(words)
            label.setObjectName("dim")
            label.setBuddy(buddy)
            self._labels.append(label)
            grid.addWidget(label, n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, n, 1)
        self._labels[-1].hide()
        grid.setRowStretch(len(rows), 1)

    def suggest_tags(self, tags: Sequence[TagSuggestion]) -> None:
        """Offers these, without those that are on the story."""
        is_shown = self.suggested.offer(tags)
        self.suggested.setVisible(is_shown)
        self._labels[-1].setVisible(is_shown)

    def load(self, story: WireStory) -> None:
        self._loading, self._known = True, None
        for edit in (self.section, self.series):
            edit.forget()
        self.headline.load(story.headline)
        self.missing.setVisible(not story.headline)
        self.lede.load(story.lede)
        self.section.setText(story.section or "")
        self.label.setText(story.label or "")
        first, more = (story.series[0] if story.series else WireSeries("")), story.series[1:]
        self.series.setText(first.name)
        self.count.setText("" if first.count is None else str(first.count))
        self.more_series.load("\n".join(map(_shown_series, more)))
        self.more_series.setVisible(bool(more))
        self.place.setText(story.dateline.place or "")
        self.date.setText(story.dateline.date or "")
        self.credit.setText(story.dateline.credit or "")
        for line in (self.section, self.series):
            line.setCursorPosition(0)  # a long name shows how it begins
        self._people.load(story.bylines)
        self._tags.load(story.tags)
        self._on_tags_changed()
        self.suggest_tags(())
        self.related.load("\n".join(story.related))
        self._loading = False
        self._look_up()

    def applied(self, story: WireStory) -> WireStory:
        """The story with the fields as they stand now."""
        return replace(
            story,
            headline=tidy(self.headline.text),
            lede=tidy(self.lede.text),
            section=tidy(self.section.text()) or None,
            label=tidy(self.label.text()) or None,
            series=self._all_series(),
            dateline=Dateline(*(tidy(edit.text()) or None for edit in (self.place, self.date, self.credit))),
            bylines=self._people.items,
            tags=self._tags.items,
            related=tuple(line for line in map(tidy, self.related.text.split("\n")) if line),
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the keys in a line that completes, Ctrl+Enter is the review's, and Escape where nothing is offered."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            is_accept = is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_accept or (event.key() == Qt.Key.Key_Escape and self._is_at_rest(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_at_rest(self, line: QObject) -> bool:
        return any(line is named and not named.offering for named in (self.section, self.series))

    # Which names are new

    def _look_up(self) -> None:
        if not self._loading:
            self._names.look_up(self.applied(WireStory()))

    def _on_names_known(self, known: KnownNames | None) -> None:
        self._known = known
        self._show_hint(self.section_hint, self.section.text(), known.sections if known else None)
        self._show_hint(self.series_hint, self.series.text(), known.series if known else None)
        self._tags.refresh()

    def _show_hint(self, hint: QLabel, name: str, known: frozenset[str] | None) -> None:
        key = name_key(name)
        hint.setVisible(bool(key) and known is not None)
        hint.setText(self.tr("known") if known and key in known else self.tr("new"))

    def _shown_tag(self, name: str) -> tuple[str, str]:
        is_new = self._known is not None and name_key(name) not in self._known.tags
        return name, self.tr("new") if is_new else ""

    def _on_tags_changed(self) -> None:
        self.suggested.set_on_story(self._tags.items)

    def _on_edit_entered(self, _text: str) -> None:
        self.entered.emit()

    def _on_section_taken(self, suggestion: Suggestion) -> None:
        self.section.setText(str(suggestion.payload))

    def _on_series_taken(self, suggestion: Suggestion) -> None:
        self.series.setText(str(suggestion.payload))

    def _all_series(self) -> tuple[WireSeries, ...]:
        name, count = tidy(self.series.text()), self.count.text().strip()
        first = WireSeries(name, int(count) if count.isdecimal() and int(count) else None)
        more = [_typed_series(line) for line in map(tidy, self.more_series.text.split("\n")) if line]
        return tuple(series for series in (first, *more) if series.name)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.headline.setFont(serif_font(scale, pixels=19, bold=True))
        self.lede.setFont(serif_font(scale, pixels=14))
        for edit in (self.related, self.more_series):
            edit.setFont(ui_font(scale))
        for field in (self.tags, self.people):
            field.set_look(colors, scale)
        self.suggested.set_look(colors, scale)
        for named in (self.section, self.series):
            named.set_look(colors, scale)
        for hint in (self.section_hint, self.series_hint):
            hint.setFont(ui_font(scale, pixels=12))
        self.count.setMaximumWidth(round(96 * scale))
        for label in self._labels:
            label.setFont(ui_font(scale, pixels=12))
            label.setMinimumHeight(round(28 * scale))


def _hint() -> QLabel:
    """``new`` or ``known``, beside a name."""
    hint = QLabel()
    hint.setObjectName("dim")
    hint.hide()
    return hint


def _row(*widgets: QWidget, stretch: tuple[int, ...] = ()) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for n, widget in enumerate(widgets):
        row.addWidget(widget, stretch[n] if stretch else 1)
    return holder


def _shown_byline(byline: Byline) -> tuple[str, str]:
    role = "" if byline.role.value == "author" else byline.role.value
    return byline.name, ", ".join(part for part in (role, byline.place) if part)


def _shown_series(series: WireSeries) -> str:
    return series.name if series.count is None else f"{series.name} ({series.count})"


def _typed_series(line: str) -> WireSeries:
    name, _, number = line.rpartition(" (")
    digits = number.removesuffix(")")
    if name and number.endswith(")") and digits.isdecimal() and len(digits) <= 7 and int(digits):
        return WireSeries(name, int(digits))
    return WireSeries(line)
