"""Reads and saves the site's settings, knows the zones, tries a theme: all in lanes. No widgets."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.site import SiteSettings
from newsroom.gui.changes import ChangeBus
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

SAVE_DELAY_MS = 500


class SitePresenter(QObject):
    """Values that will do are given to ``change``; they are saved soon, each beside what others saved. GUI thread."""

    loaded = Signal(object)
    """The ``SiteSettings`` as the library holds them, to be shown."""
    saved = Signal(object)
    failed = Signal(str)
    zones_known = Signal(object)
    theme_tried = Signal(str, str)
    """The folder, and what is wrong with the theme in it; nothing where it will do."""

    def __init__(self, lanes: Runner, bus: ChangeBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bus = bus
        self._library: Library | None = None
        self._site = SiteSettings()
        self._pending: dict[str, Any] = {}
        self._writing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_DELAY_MS)
        self._timer.timeout.connect(self.save_now)
        bus.changed.connect(self._on_bus_changed)

    def set_library(self, library: "Library | None") -> None:
        """Works on another library; what is pending for the one before is saved into it first."""
        self.save_now()
        self._library = library
        self._pending.clear()
        self.load()

    def load(self) -> None:
        """Asks for the settings as they are."""
        library = self._library
        if library is None:
            return

        def on_answered(outcome: Outcome[SiteSettings]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif library is self._library:
                self._site = outcome.value
                self.loaded.emit(replace(outcome.value, **self._pending))

        self._lanes.read("site.load", lambda _token: library.site(), on_answered, owner=self)

    def change(self, field: str, value: object) -> None:
        """A field has this value now. It is saved after a pause."""
        if self._library is None:
            return
        if field not in self._pending and not self._writing and getattr(self._site, field) == value:
            return
        self._pending[field] = value
        self._timer.start()

    def forget(self, field: str) -> None:
        """The field no longer holds what will do: what was to be saved of it is not."""
        self._pending.pop(field, None)

    def save_now(self) -> None:
        """Saves what is pending. Only the fields that were changed here are written."""
        library = self._library
        self._timer.stop()
        if library is None or not self._pending:
            return
        if self._writing:
            self._timer.start()
            return
        changes, self._pending = self._pending, {}
        self._writing = True

        def work() -> SiteSettings:
            from newsroom.desk.settings import save_site

            save_site(library, replace(library.site(), **changes))
            return library.site()

        def on_answered(outcome: Outcome[SiteSettings]) -> None:
            self._writing = False
            if isinstance(outcome, Err):
                if library is self._library:
                    self._pending = changes | self._pending
                self.failed.emit(str(outcome.error))
                return
            self._site = outcome.value
            self.saved.emit(outcome.value)
            self._bus.changed.emit(ChangeSet(frozenset({Changed.SITE})))

        self._lanes.write(work, on_answered, owner=self)

    def ask_zones(self) -> None:
        """Asks the system for the zones it knows."""

        def work() -> tuple[str, ...]:
            from zoneinfo import available_timezones

            return tuple(sorted(available_timezones()))

        def on_answered(outcome: Outcome[tuple[str, ...]]) -> None:
            if isinstance(outcome, Ok):
                self.zones_known.emit(outcome.value)

        self._lanes.read("site.zones", lambda _token: work(), on_answered, owner=self)

    def try_theme(self, folder: str) -> None:
        """Reads the theme in that folder, whole, and says what is wrong with it."""

        def work() -> str:
            from newsroom.rendering.theme import ThemeError, load_theme

            try:
                load_theme(folder or None)
            except ThemeError as error:
                return str(error)
            return ""

        def on_answered(outcome: Outcome[str]) -> None:
            problem = outcome.value if isinstance(outcome, Ok) else str(outcome.error)
            self.theme_tried.emit(folder, problem)

        self._lanes.read("site.theme", lambda _token: work(), on_answered, owner=self)

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        if Changed.SITE in changes.kinds and changes.by != "window":
            self.load()
