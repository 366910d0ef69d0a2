"""The site's time zone: typed with completion by any part of its name, judged against the zones that there are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.when import clock
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion
from newsroom.gui.widgets.setting_row import SettingRow

_MAX_SUGGESTIONS = 40


def matching_zones(zones: Sequence[str], typed: str) -> list[str]:
    """Zones with all of the typed words in their names; those where a part begins with the first word come first."""
    words = typed.casefold().replace("_", " ").replace("/", " ").split()
    found = []
    for zone in zones:
        name = zone.casefold().replace("_", " ").replace("/", " ")
        if all(word in name for word in words):
            begins = not words or any(part.startswith(words[0]) for part in name.split())
            found.append((not begins, "/" not in zone, zone))
    return [zone for *_, zone in sorted(found)][:_MAX_SUGGESTIONS]


class ZoneRow(SettingRow):
    """Holds a zone's name; ``exact`` is the zone that the text means, or None."""

    def __init__(self, label: str, colors: Colors, *, hint: str) -> None:
        self.line = CompletingEdit(colors, placeholder="Europe/Paris", name=label)
        super().__init__(label, self.line, hint=hint)
        self._zones: Sequence[str] = ()
        self.line.text_typed.connect(self._on_line_text_typed)
        self.line.taken.connect(self._on_line_taken)
        self.line.entered.connect(self._on_line_entered)
        self.line.editingFinished.connect(self.value_changed)

    def set_zones(self, zones: Sequence[str]) -> None:
        """The zones that there are."""
        self._zones = zones

    @property
    @override
    def value(self) -> str:
        return self.line.text()

    @property
    def exact(self) -> str | None:
        """The zone of that name, its case aside; None for a name that no zone has."""
        typed = self.line.text().strip()
        if not self._zones:
            return typed or None
        names = {zone.casefold(): zone for zone in self._zones}
        return names.get(typed.casefold().replace(" ", "_"))

    @override
    def show_value(self, value: Any) -> None:
        if str(value) != self.line.text():
            self.line.setText(str(value))

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        self.line.set_look(colors, scale)

    def _on_line_text_typed(self, text: str) -> None:
        moment = datetime.now(UTC)
        self.line.offer(
            [
                Suggestion(zone, clock(moment, ZoneInfo(zone)), zone)
                for zone in matching_zones(self._zones, text)
            ]
        )
        self.value_changed.emit()

    def _on_line_taken(self, suggestion: Suggestion) -> None:
        self.line.setText(suggestion.text)
        self.value_changed.emit()

    def _on_line_entered(self, _text: str) -> None:
        exact = self.exact
        if exact is not None:
            self.line.setText(exact)
        self.value_changed.emit()
