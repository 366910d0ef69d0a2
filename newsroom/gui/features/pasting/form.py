"""The fields of a story that was read, each editable."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from newsroom.domain.article import Byline, Dateline
from newsroom.domain.names import tidy
from newsroom.domain.wire_story import WireSeries, WireStory
from newsroom.gui.features.pasting.chips import ChipList
from newsroom.gui.features.pasting.edits import GrowingEdit
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.widgets.chip_field import ChipField

_MOST_COUNT = 9_999_999


class StoryForm(QWidget):
    """``load`` shows a story, ``applied`` gives it back as changed. ``entered`` is Enter in one of its lines."""

    entered = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        self.headline = GrowingEdit(self.tr("Headline"), self.tr("Write a headline"))
        self.missing = QLabel(self.tr("No headline was found in the text."))
        self.missing.setObjectName("warn")
        self.missing.setWordWrap(True)
        self.lede = GrowingEdit(self.tr("Lede"), self.tr("No lede was found"))
        self.section = self._line(self.tr("Section"), self.tr("None"))
        self.series = self._line(self.tr("Series"), self.tr("None"))
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
        self._tags = ChipList[str](tags, str, lambda name: (name, ""))
        self._people = ChipList[Byline](people, Byline, _shown_byline)
        self.related = GrowingEdit(self.tr("Related articles, one a line"), self.tr("None"), lines=True)
        self._build()
        for edit in (self.headline, self.lede):
            edit.entered.connect(self.entered)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        edit.setPlaceholderText(placeholder)
        edit.returnPressed.connect(self.entered)
        return edit

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
        column.addWidget(_row(self.series, self.count, stretch=(3, 1)))
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
            (self.tr("Section"), self.section, self.section),
            (self.tr("Series"), series, self.series),
            (self.tr("Dateline"), dateline, self.place),
            (self.tr("Byline"), self.people, self.people),
            (self.tr("Tags"), self.tags, self.tags),
            (self.tr("Related"), self.related, self.related),
        )
        for n, (words, widget, buddy) in enumerate(rows):
            label = QLabel(words)
            label.setObjectName("dim")
            label.setBuddy(buddy)
            self._labels.append(label)
            grid.addWidget(label, n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, n, 1)
        grid.setRowStretch(len(rows), 1)

    def load(self, story: WireStory) -> None:
        self.headline.load(story.headline)
        self.missing.setVisible(not story.headline)
        self.lede.load(story.lede)
        self.section.setText(story.section or "")
        first, more = (story.series[0] if story.series else WireSeries("")), story.series[1:]
        self.series.setText(first.name)
        self.count.setText("" if first.count is None else str(first.count))
        self.more_series.load("\n".join(map(_shown_series, more)))
        self.more_series.setVisible(bool(more))
        self.place.setText(story.dateline.place or "")
        self.date.setText(story.dateline.date or "")
        self.credit.setText(story.dateline.credit or "")
        self._people.load(story.bylines)
        self._tags.load(story.tags)
        self.related.load("\n".join(story.related))

    def applied(self, story: WireStory) -> WireStory:
        """The story with the fields as they stand now."""
        return replace(
            story,
            headline=tidy(self.headline.text),
            lede=tidy(self.lede.text),
            section=tidy(self.section.text()) or None,
            series=self._all_series(),
            dateline=Dateline(*(tidy(edit.text()) or None for edit in (self.place, self.date, self.credit))),
            bylines=self._people.items,
            tags=self._tags.items,
            related=tuple(line for line in map(tidy, self.related.text.split("\n")) if line),
        )

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
        self.count.setMaximumWidth(round(96 * scale))
        for label in self._labels:
            label.setFont(ui_font(scale, pixels=12))
            label.setMinimumHeight(round(28 * scale))


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
