"""Appearance: palette, sizes of text, the column that one writes in. Shows what it is told, and tells wishes."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from newsroom.gui.features.settings.section import PlainSection
from newsroom.gui.widgets.setting_row import ChoiceRow, StepRow
from newsroom.gui.widgets.settings_list import SettingsList


@dataclass(frozen=True, slots=True)
class Appearance:
    """Sizes and heights in per cent; ``measure`` in characters of a line."""

    mode: str
    scale: int
    list_share: int
    article_share: int
    measure: int
    line_height: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most of each, and what it is at first."""

    scale: tuple[int, int, int]
    share: tuple[int, int, int]
    measure: tuple[int, int, int]
    line_height: tuple[int, int, int]


class AppearanceView(SettingsList, PlainSection):
    """``changed`` carries a name of ``Appearance`` and what it is to be."""

    changed = Signal(str, object)

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        per_cent = self.tr(" %")
        modes = [
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
            ("contrast_dark", self.tr("High contrast, dark")),
        ]
        self.mode = ChoiceRow(
            self.tr("Colours"), modes, also=self.tr("theme palette night colors accessibility")
        )
        size = self.tr("zoom bigger smaller font")
        self.scale = StepRow(
            self.tr("All text of the window"),
            *limits.scale,
            10,
            suffix=per_cent,
            hint=self.tr("Larger and smaller by keys, too: see “Larger text” in Keys."),
            also=size,
        )
        self.list_share = StepRow(
            self.tr("Sidebar and list of articles"),
            *limits.share,
            5,
            suffix=per_cent,
            also=size,
            hint=self.tr("Of the size of all text."),
        )
        self.article_share = StepRow(
            self.tr("Article that is written"),
            *limits.share,
            5,
            suffix=per_cent,
            also=size,
            hint=self.tr("Of the size of all text. Pages in the preview have the size that readers see."),
        )
        self.measure = StepRow(
            self.tr("Longest line"),
            *limits.measure,
            2,
            suffix=self.tr(" characters"),
            also=self.tr("measure column width editor"),
        )
        self.line_height = StepRow(
            self.tr("Distance of lines"),
            *limits.line_height,
            5,
            suffix=per_cent,
            hint=self.tr("Of the size of the letters."),
            also=self.tr("spacing leading height editor"),
        )
        self.add_group("", [self.mode])
        self.add_group(self.tr("Size of text"), [self.scale, self.list_share, self.article_share])
        self.add_group(self.tr("Column of the text"), [self.measure, self.line_height])
        self.column.addStretch(1)
        rows = {
            "mode": self.mode,
            "scale": self.scale,
            "list_share": self.list_share,
            "article_share": self.article_share,
            "measure": self.measure,
            "line_height": self.line_height,
        }
        for name, row in rows.items():
            row.value_changed.connect(lambda name=name, row=row: self.changed.emit(name, row.value))
        self._rows = rows
        self.setFocusProxy(self.mode.stops[0])

    def show_appearance(self, appearance: Appearance) -> None:
        """As it is now; also when it was changed by a command."""
        for name, row in self._rows.items():
            value = getattr(appearance, name)
            if row.value != value:
                row.show_value(value)
