"""Vocabularies that others keep (IPTC Media Topics, say): concepts with codes, which tags may stand for."""

from dataclasses import dataclass
from typing import NewType

VocabularyId = NewType("VocabularyId", int)
ConceptId = NewType("ConceptId", int)


@dataclass(frozen=True, slots=True)
class VocabularyConcept:
    """A concept as a file brings it. ``broader`` is the code of the one above it."""

    code: str
    name: str
    definition: str = ""
    broader: str | None = None
    uri: str | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary in the library, in one language."""

    id: VocabularyId
    name: str
    language: str
    n_concepts: int
    n_mapped: int


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept in the library. One tag may stand for it."""

    id: ConceptId
    code: str
    name: str
    definition: str = ""
    uri: str | None = None
    broader_id: ConceptId | None = None
    is_retired: bool = False
