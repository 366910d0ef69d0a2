"""Vocabularies in the library: brought in, removed, and their concepts mapped to tags. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import ConceptProposal
from newsroom.domain.vocabulary import ConceptId, Vocabulary, VocabularyId
from newsroom.gui.acting import BY, Acting
from newsroom.jobs.lanes import Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.desk.library import Library
    from newsroom.desk.vocabulary import ConceptMatch
    from newsroom.domain.article import Tag

T = TypeVar("T")
_ALL, _PROPOSALS, _COMPLETE = "vocabularies", "vocabularies.proposals", "vocabularies.complete"
_TAG = frozenset({Changed.TAG})


class VocabularyPresenter(QObject):
    """Mappings and removals are acts with an undo; a vocabulary that is brought in again is brought up to date."""

    vocabularies_changed = Signal(object)
    """Tuple of ``Vocabulary``."""
    proposals_changed = Signal(object)
    """Tuple of ``ConceptProposal``."""
    completed = Signal(object)
    """Tuple of ``ConceptMatch``."""
    busy_changed = Signal(bool)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._acting = acting
        self._library: Library | None = None
        self.vocabularies: tuple[Vocabulary, ...] = ()

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self.vocabularies = ()
        self.vocabularies_changed.emit(())
        self.proposals_changed.emit(())
        self.refresh()

    def refresh(self) -> None:
        """Asks for the vocabularies, and for mappings that may be meant."""

        def every(library: Library) -> tuple[Vocabulary, ...]:
            from newsroom.desk.vocabulary import list_vocabularies

            return list_vocabularies(library)

        self._read(_ALL, every, self._on_vocabularies_answered)

    def ask_proposals(self) -> None:
        """Tags that have the name of a concept."""

        def proposals(library: Library) -> tuple[ConceptProposal, ...]:
            from newsroom.desk.vocabulary import propose_mappings

            return propose_mappings(library)

        self._read(_PROPOSALS, proposals, self.proposals_changed.emit)

    def _on_vocabularies_answered(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.vocabularies = vocabularies
        self.vocabularies_changed.emit(vocabularies)

    def complete(self, text: str) -> None:
        """Concepts whose names begin so; answered by ``completed``."""

        def work(library: Library) -> tuple[ConceptMatch, ...]:
            from newsroom.desk.vocabulary import complete_concepts

            return complete_concepts(library, text)

        self._read(_COMPLETE, work, self.completed.emit)

    def _read(self, kind: str, work: Callable[[Library], T], show: Callable[[T], object]) -> None:
        library = self._library
        if library is None:
            return

        def on_answered(answer: Answer[T]) -> None:
            if isinstance(answer, Ok):
                show(answer.value)
            else:
                self.failed.emit(str(answer.error))

        self._lanes.read(kind, lambda _: work(library), on_answered, owner=self)

    # Acts

    def bring_in(self, path: Path, language: str) -> None:
        """Reads a file of concepts, in that language or, empty, in the site's."""
        library = self._library
        if library is None:
            return
        self.busy_changed.emit(True)

        def work(_: CancelToken) -> Vocabulary:
            from newsroom.desk.vocabulary import import_vocabulary

            return import_vocabulary(library, path, language=language.strip() or None, by=BY)

        def on_answered(answer: Answer[Vocabulary]) -> None:
            self.busy_changed.emit(False)
            if isinstance(answer, Ok):
                words = self.tr("{0}: {1} concepts in the language “{2}”.")
                one = answer.value
                self.said.emit(words.format(one.name, f"{one.n_concepts:,}", one.language))
                self._acting.tell(_TAG)
                self.refresh()
                self.ask_proposals()
            else:
                self.failed.emit(str(answer.error))

        self._lanes.labour(work, on_answered, owner=self)

    def remove(self, id: VocabularyId) -> None:
        """With its mappings; tags stay. An act with an undo."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.vocabulary import remove_vocabulary

            return remove_vocabulary(library, id, by=BY)

        def then(_: Outcome | None) -> None:
            self.refresh()
            self.ask_proposals()

        self._acting.short(work, then)

    def map(self, mappings: Mapping[TagId, ConceptId | None]) -> None:
        """What tags stand for."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.vocabulary import map_tags

            return map_tags(library, mappings, by=BY)

        self._acting.short(work)

    def make_tag(self, id: ConceptId) -> None:
        """A tag that stands for the concept: the one of its name, or a new one."""
        library = self._library
        if library is None:
            return

        def work() -> Tag:
            from newsroom.desk.vocabulary import tag_from_concept

            return tag_from_concept(library, id, by=BY)

        def on_answered(answer: Answer[Tag]) -> None:
            if isinstance(answer, Ok):
                self.said.emit(self.tr("The tag “{0}” stands for it.").format(answer.value.label))
                self._acting.tell(_TAG | {Changed.COUNTS})
            else:
                self.failed.emit(str(answer.error))

        self._lanes.write(work, on_answered, owner=self)
