"""Vocabularies in the library: imported in one language, offered while tags are typed, and mapped to tags."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.act_runner import Plan, Runner
from newsroom.desk.library import Library
from newsroom.domain.acts import ActKind
from newsroom.domain.article import Tag
from newsroom.domain.bulk import Outcome
from newsroom.domain.errors import LibraryError, NotFoundError, RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key, tidy
from newsroom.domain.ordering import ConceptProposal
from newsroom.domain.text_buffer import storable
from newsroom.domain.times import now
from newsroom.domain.vocabulary import Concept, ConceptId, Vocabulary, VocabularyId
from newsroom.storage import tag_order, tags, vocabularies
from newsroom.storage.store import Connection

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """A concept that fits what was typed; the tag that stands for it, if one does."""

    concept: Concept
    tag: Tag | None


def import_vocabulary(
    library: Library, path: Path, *, language: str | None = None, name: str | None = None, by: str
) -> Vocabulary:
    """Reads a file of concepts in a language, the site's unless said; the same vocabulary again is brought up to date.

    Concepts keep their tags by their codes; those that the file has no more are retired.

    Raises ``RefusedError``, ``LibraryError``.
    """
    from newsroom.exchange.vocabularies import read_vocabulary

    try:
        read = read_vocabulary(path, language or library.site().language)
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    wanted = storable(tidy(name or "")) or read.name
    if not name_key(wanted):
        raise RefusedError("A vocabulary needs a name. Nothing was changed.")
    with library.store.write() as connection:
        id = vocabularies.put_vocabulary(connection, wanted, read.language, read.concepts, now())
    _log.info("vocabulary %d imported by %s: %d concepts", id, by, len(read.concepts))
    return next(one for one in list_vocabularies(library) if one.id == id)


def list_vocabularies(library: Library) -> tuple[Vocabulary, ...]:
    """All of them, with how many of their concepts have tags."""
    with library.store.read() as connection:
        return vocabularies.list_vocabularies(connection)


def remove_vocabulary(library: Library, id: VocabularyId, *, by: str) -> Outcome:
    """With its concepts and their mappings; tags stay. One act. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        found = [one for one in vocabularies.list_vocabularies(connection) if one.id == id]
        concepts = vocabularies.concepts_of(connection, id)
    if not found:
        raise NotFoundError(f"There is no vocabulary {id}.")

    def rows(connection: Connection) -> None:
        vocabularies.remove_vocabulary(connection, id)

    plan = Plan(
        ActKind.VOCABULARY,
        f"Removed the vocabulary “{found[0].name}”",
        rows=rows,
        watches=vocabularies.vocabulary_watches(id, concepts),
    )
    return Runner(library, by=by).do(plan)


def complete_concepts(library: Library, text: str, *, limit: int = 12) -> tuple[ConceptMatch, ...]:
    """Concepts with words that begin so, exact names first, for beside ``complete_tags``. Milliseconds."""
    with library.store.read() as connection:
        found = vocabularies.fitting_concepts(connection, text, limit)
        known = {tag.id: tag for tag in tags.load_tags(connection, [id for _, id in found if id is not None])}
    return tuple(ConceptMatch(concept, None if id is None else known.get(id)) for concept, id in found)


def find_concept(library: Library, ref: str) -> Concept:
    """By code, or by name where one concept has it. Raises ``NotFoundError``."""
    ref = storable(ref)
    with library.store.read() as connection:
        found = vocabularies.find_concept(connection, ref)
    if found is None:
        raise NotFoundError(f"There is no one concept “{tidy(ref)}”.")
    return found


def propose_mappings(library: Library) -> tuple[ConceptProposal, ...]:
    """Tags that may stand for a concept because one of their names is its name; the most used first."""
    with library.store.read() as connection:
        found = vocabularies.proposed_mappings(connection)
        known = {tag.id: tag for tag in tags.load_tags(connection, [id for id, _, _ in found])}
    return tuple(ConceptProposal(known[id], concept, name) for id, concept, name in found if id in known)


def map_tags(library: Library, mappings: Mapping[TagId, ConceptId | None], *, by: str) -> Outcome:
    """What tags stand for; None: for nothing. One act. Raises ``NotFoundError``, ``RefusedError``."""
    wanted = [id for id in mappings.values() if id is not None]
    if len(set(wanted)) < len(wanted):
        raise RefusedError("One tag stands for one concept, and two were named. Nothing was changed.")
    with library.store.read() as connection:
        known = tag_order.known_tags(connection, list(mappings))
        concepts = vocabularies.load_concepts(connection, wanted)
    if len(concepts) < len(wanted):
        raise NotFoundError("A concept is not in the library any more. Nothing was changed.")
    words = (
        f"Mapped “{known[0].label}” to a concept"
        if len(known) == 1
        else f"Mapped {len(known)} tags to concepts"
    )

    def rows(connection: Connection) -> None:
        for tag_id, concept_id in mappings.items():
            vocabularies.map_tag(connection, tag_id, concept_id)

    watches = vocabularies.mapping_watches(list(mappings), wanted)
    return Runner(library, by=by).do(Plan(ActKind.VOCABULARY, words, rows=rows, watches=watches))


def tag_from_concept(library: Library, concept_id: ConceptId, *, by: str) -> Tag:
    """The tag that stands for the concept; else the one of its name, else a new one, which does from now on.

    A new tag stands under the tag of the nearest concept above that has one. Raises ``NotFoundError``, and
    ``RefusedError`` where the tag of that name stands for another concept.
    """
    with library.store.write() as connection:
        found = vocabularies.load_concepts(connection, [concept_id])
        if not found:
            raise NotFoundError(f"There is no concept {concept_id}.")
        known = vocabularies.tag_of(connection, concept_id)
        if known is None:
            known = _make_tag(connection, found[0])
            _log.info("tag %d stands for concept %d, by %s", known, concept_id, by)
        return tags.load_tags(connection, [known])[0]


def _make_tag(connection: Connection, concept: Concept) -> TagId:
    is_new = tags.find_tag(connection, concept.name) is None
    tag = tags.ensure_tag(connection, concept.name, None)
    if vocabularies.concept_of_tag(connection, tag.id) is not None:
        raise RefusedError(f"The tag “{tag.label}” stands for another concept. Nothing was changed.")
    vocabularies.map_tag(connection, tag.id, concept.id)
    above = next((id for _, id in vocabularies.concepts_above(connection, concept.id) if id), None)
    if is_new and above is not None:
        tag_order.set_parent(connection, tag.id, above)
    return tag.id
