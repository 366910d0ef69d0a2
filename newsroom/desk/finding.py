"""Sections, series and tags by the name that a person types."""

from newsroom.desk.library import Library
from newsroom.desk.sections import list_sections
from newsroom.desk.series import complete_series
from newsroom.desk.tagging import complete_tags
from newsroom.domain.article import Section, Series, Tag
from newsroom.domain.errors import NotFoundError
from newsroom.domain.names import name_key, tidy

# Enough for every homonym of a name to be among the completions.
_CANDIDATES = 100


def find_section(library: Library, name: str) -> Section:
    """The section of that name or slug. Raises ``NotFoundError`` with the names there are."""
    sections = list_sections(library)
    for section in sections:
        if name_key(section.name) == name_key(name) or section.slug == name:
            return section
    names = ", ".join(section.name for section in sections)
    known = f" There are: {names}." if names else " There are none yet."
    raise NotFoundError(f"There is no section “{tidy(name)}”.{known}")


def find_series(library: Library, name: str) -> Series:
    """The series of that name or slug. Raises ``NotFoundError``."""
    for series in complete_series(library, name, limit=_CANDIDATES):
        if name_key(series.name) == name_key(name) or series.slug == name:
            return series
    raise NotFoundError(f"There is no series “{tidy(name)}”.")


def find_tag(library: Library, label: str) -> Tag:
    """The tag of that label, alias or slug. Raises ``NotFoundError``, also when homonyms need a qualifier."""
    key = name_key(label)
    tags = [match.tag for match in complete_tags(library, label, limit=_CANDIDATES)]
    exact = [tag for tag in tags if key in {name_key(known) for known in (tag.label, *tag.aliases)}]
    if exact:
        return exact[0]
    homonyms = [tag for tag in tags if name_key(tag.name) == key or tag.slug == label]
    if len(homonyms) == 1:
        return homonyms[0]
    if homonyms:
        labels = ", ".join(tag.label for tag in homonyms)
        raise NotFoundError(f"“{tidy(label)}” may be any of {labels}. Say which.")
    raise NotFoundError(f"There is no tag “{tidy(label)}”.")
