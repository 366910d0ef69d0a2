"""The names of filters. Apart from the parts of a line, whose classes take longer to make than a start may wait."""

from enum import StrEnum


class FilterName(StrEnum):
    """The words before a colon that are filters; any other is a word of the text (``http://…``, ``12:30``)."""

    TAG = "tag"
    SERIES = "series"
    SECTION = "section"
    AUTHOR = "author"
    STATE = "state"
    KIND = "kind"
    LANGUAGE = "lang"
    LABEL = "label"
    IS = "is"
    HAS = "has"
    DATE = "date"
    BEFORE = "before"
    AFTER = "after"
    UPDATED = "updated"
