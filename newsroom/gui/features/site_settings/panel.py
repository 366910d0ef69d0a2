"""The site's settings, a section of the settings: each value is judged while it is typed, and saved by itself."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from newsroom.domain.site import SiteSettings
from newsroom.gui.features.site_settings.list_rows import LabelsRow, SocialRow
from newsroom.gui.features.site_settings.presenter import SitePresenter
from newsroom.gui.features.site_settings.problems import problem_with, zone_problem
from newsroom.gui.features.site_settings.theme_row import ThemeRow
from newsroom.gui.features.site_settings.zone_row import ZoneRow
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.setting_row import LineRow, NumberRow, SettingRow, SwitchRow
from newsroom.gui.widgets.settings_list import SettingsList

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet


class SiteSettingsPanel(SettingsList):
    """Shows the settings of the library it is given. Escape asks to be closed; nothing has to be confirmed."""

    closed = Signal()
    status_message = Signal(str)

    def __init__(self, presenter: SitePresenter, colors: Colors) -> None:
        super().__init__()
        self._presenter = presenter
        self._problems: set[str] = set()
        self._trying = False
        self._is_focus_wanted = False
        self._state = QLabel()
        self._state.setObjectName("dim")
        self._state.setWordWrap(True)
        self.rows = self._make_rows(colors)
        self._build()
        self._connect()
        self._set_tab_order()
        self.set_look(colors, 1.0)
        self.setEnabled(False)

    def _make_rows(self, colors: Colors) -> dict[str, SettingRow]:
        tr = self.tr
        return {
            "name": LineRow(tr("Name of the publication")),
            "address": LineRow(tr("Address"), hint=tr("Where the pages stand."), placeholder="https://"),
            "short_address": LineRow(
                tr("Short address"),
                hint=tr("In front of the articles’ short codes; without one, the address with /s/ is used."),
                placeholder="https://",
            ),
            "credit": LineRow(
                tr("Credit"), hint=tr("In datelines that name no other: MOSCOW (Credit) —. May be empty.")
            ),
            "zone": ZoneRow(tr("Time zone"), colors, hint=tr("Times on the pages are given in it.")),
            "language": LineRow(
                tr("Language"), hint=tr("Of the site, and of new articles: en, pt-BR, ar."), placeholder="en"
            ),
            "listen_live_url": LineRow(tr("Listen Live"), placeholder="https://"),
            "standards_url": LineRow(tr("Community standards"), placeholder="https://"),
            "discussion_url": LineRow(tr("Discussion"), placeholder="https://"),
            "rights_text": LineRow(tr("Rights line")),
            "rights_url": LineRow(tr("Address of the rights line"), placeholder="https://"),
            "logo_url": LineRow(tr("Address of the logo"), placeholder="https://"),
            "social": SocialRow(tr("Own accounts elsewhere"), hint=tr("Readers are asked to follow them.")),
            "labels": LabelsRow(tr("Labels that articles may carry"), colors, hint=""),
            "headline_limit": NumberRow(
                tr("Longest headline"), hint=tr("Longer ones are marked while you write; none is refused.")
            ),
            "smart_typography": SwitchRow(tr("Typographic quotation marks and dashes on the pages"), hint=""),
            "theme": ThemeRow(
                tr("Folder of the theme"),
                hint=tr(
                    "What the folder lacks is taken from Newsroom’s own theme. Changes in it show at once."
                ),
            ),
        }

    def _groups_of_rows(self) -> list[tuple[str, Sequence[str]]]:
        links = (
            "listen_live_url",
            "standards_url",
            "discussion_url",
            "rights_text",
            "rights_url",
            "logo_url",
        )
        return [
            (
                self.tr("The publication"),
                ("name", "address", "short_address", "credit", "zone", "language"),
            ),
            (self.tr("On every page"), (*links, "social")),
            (self.tr("Writing"), ("labels", "headline_limit", "smart_typography")),
            (self.tr("Look of the pages"), ("theme",)),
        ]

    def _build(self) -> None:
        self.column.addWidget(self._state)
        for words, names in self._groups_of_rows():
            self.add_group(words, [self.rows[name] for name in names])
        self.setFocusProxy(self.rows["name"])

    def _connect(self) -> None:
        for name, row in self.rows.items():
            row.value_changed.connect(partial(self._on_row_changed, name))
        self._theme_row.try_wanted.connect(self._on_theme_row_try_wanted)
        social = self.rows["social"]
        assert isinstance(social, SocialRow)
        social.lines_changed.connect(self._set_tab_order)
        self._presenter.loaded.connect(self._on_presenter_loaded)
        self._presenter.saved.connect(self._on_presenter_saved)
        self._presenter.failed.connect(self._on_presenter_failed)
        self._presenter.zones_known.connect(self._zone_row.set_zones)
        self._presenter.theme_tried.connect(self._on_presenter_theme_tried)

    def _set_tab_order(self) -> None:
        stops = [stop for row in self.rows.values() for stop in row.stops]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    @property
    def _theme_row(self) -> ThemeRow:
        row = self.rows["theme"]
        assert isinstance(row, ThemeRow)
        return row

    @property
    def _zone_row(self) -> ZoneRow:
        row = self.rows["zone"]
        assert isinstance(row, ZoneRow)
        return row

    def set_library(self, library: "Library | None") -> None:
        """Shows the settings of another library. What was typed for the one before is saved into it."""
        self.setEnabled(False)
        self._presenter.set_library(library)
        if library is not None:
            self._presenter.ask_zones()

    def focus_first(self) -> None:
        """The focus to the first row; where nothing is there yet, as soon as it is."""
        self._is_focus_wanted = not self.isEnabled()  # disabled, it could not take it
        self.rows["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Before the window is left or closed."""
        self._presenter.save_now()

    def apply(self, changes: "ChangeSet") -> None:
        """The presenter hears of changes by itself."""

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        self._state.setFont(ui_font(scale))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.load()  # the theme's files may have changed since

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.save_now()
        super().hideEvent(event)

    # Values

    def _on_row_changed(self, name: str) -> None:
        row = self.rows[name]
        value: object = row.value
        if name == "zone":
            if (exact := self._zone_row.exact) is None and self._zone_row.line.offering:
                self._presenter.forget(name)  # still being chosen
                return
            self._show_problem(name, "" if exact else zone_problem(str(value)))
            value = exact
        elif isinstance(value, str):
            value = value.strip()
            self._show_problem(name, problem_with(name, value))
        if name in self._problems:
            self._presenter.forget(name)
        else:
            self._presenter.change(name, value)

    def _show_problem(self, name: str, words: str) -> None:
        self.rows[name].show_problem(words)
        (self._problems.add if words else self._problems.discard)(name)
        self._show_state()

    def _show_state(self, words: str = "") -> None:
        if self._problems:
            words = self.tr("What is marked below is not saved as it stands; all else is.")
        self._state.setText(words or self.tr("Every change is saved by itself."))

    def _on_presenter_loaded(self, site: SiteSettings) -> None:
        for name, row in self.rows.items():
            if name not in self._problems and not (name == "theme" and self._trying):
                row.show_value(getattr(site, name))
        if not self.isEnabled():
            self.setEnabled(True)
            if self._is_focus_wanted and self.isVisible():
                self.rows["name"].setFocus(Qt.FocusReason.OtherFocusReason)
            self._is_focus_wanted = False
        self._show_state()
        if site.theme and not self._trying:
            self._presenter.try_theme(site.theme)

    def _on_presenter_saved(self, _site: SiteSettings) -> None:
        self._show_state(self.tr("Saved."))

    def _on_presenter_failed(self, words: str) -> None:
        self._show_state(words)
        self.status_message.emit(words)

    def _on_theme_row_try_wanted(self, folder: str) -> None:
        self._trying = True
        self._presenter.try_theme(folder)

    def _on_presenter_theme_tried(self, folder: str, problem: str) -> None:
        self._trying = False
        if folder != (self._theme_row.value or ""):
            return
        self._show_problem("theme", problem)
        if problem:
            self._presenter.forget("theme")
        elif self.isEnabled():
            self._presenter.change("theme", folder or None)
