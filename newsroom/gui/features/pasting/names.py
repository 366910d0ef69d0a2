"""Completes the names of sections, series, tags and people, and finds out which of a story's are new. No widgets."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Section, Series
from newsroom.domain.names import name_key, tidy
from newsroom.domain.wire_story import KnownNames, WireStory
from newsroom.gui.when import number
from newsroom.gui.widgets.completion import Suggestion
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.desk.tagging import TagMatch

T = TypeVar("T")
_NOTHING: tuple[Any, ...] = ()


class NamesDesk(Protocol):
    """What is asked of the desk, in the read lane."""

    def sections(self) -> tuple[Section, ...]: ...

    def complete_series(self, text: str) -> tuple[Series, ...]: ...

    def complete_tags(self, text: str) -> "tuple[TagMatch, ...]": ...

    def complete_authors(self, text: str) -> tuple[str, ...]: ...

    def known_names(self, story: WireStory) -> KnownNames: ...


class NamesPresenter(QObject):
    """Each question is answered by its signal, at once where there is no library. Payloads are names.

    GUI thread only. ``names_known`` answers ``look_up``, None without a library.
    """

    sections_suggested = Signal(object)
    series_suggested = Signal(object)
    tags_suggested = Signal(object)
    people_suggested = Signal(object)
    names_known = Signal(object)

    def __init__(self, lanes: Runner, desk_of: "Callable[[Library], NamesDesk]") -> None:
        super().__init__()
        self._lanes = lanes
        self._desk_of = desk_of
        self._desk: NamesDesk | None = None

    def set_library(self, library: "Library | None") -> None:
        self._desk = None if library is None else self._desk_of(library)

    def complete_section(self, text: str) -> None:
        self._ask(
            "paste.sections",
            lambda desk: desk.sections(),
            lambda found: self.sections_suggested.emit(self._section_offers(text, found)),
            _NOTHING,
        )

    def complete_series(self, text: str) -> None:
        self._ask(
            "paste.series",
            lambda desk: desk.complete_series(text),
            lambda found: self.series_suggested.emit(self._series_offers(text, found)),
            _NOTHING,
        )

    def complete_tag(self, text: str) -> None:
        self._ask(
            "paste.tags",
            lambda desk: desk.complete_tags(text),
            lambda found: self.tags_suggested.emit(self._tag_offers(text, found)),
            _NOTHING,
        )

    def complete_person(self, text: str) -> None:
        self._ask(
            "paste.people",
            lambda desk: desk.complete_authors(text),
            lambda found: self.people_suggested.emit(self._people_offers(text, found)),
            _NOTHING,
        )

    def look_up(self, story: WireStory) -> None:
        """Which of the story's names the library has."""
        self._ask("paste.known", lambda desk: desk.known_names(story), self.names_known.emit, None)

    def _ask(self, kind: str, work: Callable[[NamesDesk], T], show: Callable[[T], None], nothing: T) -> None:
        desk = self._desk
        if desk is None:
            show(nothing)
            return

        def done(outcome: Outcome[T]) -> None:
            show(nothing if isinstance(outcome, Err) else outcome.value)

        self._lanes.read(kind, lambda _token: work(desk), done, owner=self)

    def _section_offers(self, text: str, found: Sequence[Section]) -> list[Suggestion]:
        key = name_key(text)
        fitting = [one for one in found if f" {key}" in f" {name_key(one.name)}"]
        fitting.sort(key=lambda one: not name_key(one.name).startswith(key))
        offers = [Suggestion(one.name, number(one.n_articles), payload=one.name) for one in fitting]
        is_known = any(name_key(one.name) == key for one in found)
        return offers + self._new(text, self.tr("New section “{0}”"), is_known=is_known)

    def _series_offers(self, text: str, found: Sequence[Series]) -> list[Suggestion]:
        offers = [
            Suggestion(one.name, number(one.earlier_elsewhere + one.n_published), payload=one.name)
            for one in found
        ]
        is_known = any(name_key(one.name) == name_key(text) for one in found)
        return offers + self._new(text, self.tr("New series “{0}”"), is_known=is_known)

    def _tag_offers(self, text: str, found: "Sequence[TagMatch]") -> list[Suggestion]:
        offers = [
            Suggestion(
                f"{match.alias} → {match.tag.label}" if match.alias else match.tag.label,
                number(match.tag.n_articles),
                payload=match.tag.label,
            )
            for match in found
        ]
        names = {name_key(name) for match in found for name in (match.tag.label, *match.tag.aliases)}
        return offers + self._new(text, self.tr("New tag “{0}”"), is_known=name_key(text) in names)

    def _people_offers(self, text: str, found: Sequence[str]) -> list[Suggestion]:
        offers = [Suggestion(name, payload=name) for name in found]
        is_known = any(name_key(name) == name_key(text) for name in found)
        return offers + self._new(text, self.tr("New author “{0}”"), is_known=is_known)

    def _new(self, text: str, words: str, *, is_known: bool) -> list[Suggestion]:
        """The text as a new name, the last of the offers; none without a library, where Enter takes the text."""
        name = tidy(text)
        if is_known or not name or self._desk is None:
            return []
        return [Suggestion(words.format(name), payload=name)]
