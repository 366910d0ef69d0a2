"""The desk as the review asks it about names. Imported when there is a library: the desk loads the database."""

from newsroom.desk import authors, pasting, sections, series, tagging
from newsroom.desk.library import Library
from newsroom.desk.tagging import TagMatch
from newsroom.domain.article import Section, Series
from newsroom.domain.wire_story import KnownNames, WireStory


class LibraryDesk:
    """Every act of ``NamesDesk`` by the desk's function for it. For the lanes."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def sections(self) -> tuple[Section, ...]:
        return sections.list_sections(self._library)

    def complete_series(self, text: str) -> tuple[Series, ...]:
        return series.complete_series(self._library, text)

    def complete_tags(self, text: str) -> tuple[TagMatch, ...]:
        return tagging.complete_tags(self._library, text)

    def complete_authors(self, text: str) -> tuple[str, ...]:
        return authors.complete_authors(self._library, text)

    def known_names(self, story: WireStory) -> KnownNames:
        return pasting.known_names(self._library, story)
