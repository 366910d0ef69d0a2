"""Finding: the line of search, its completions, snippets, quick opening; and things by the name that a person types."""

from newsroom.desk.asking import narrowed, parse_query, without_term
from newsroom.desk.found_names import find_section, find_series, find_tag

__all__ = [
    "find_section",
    "find_series",
    "find_tag",
    "narrowed",
    "parse_query",
    "without_term",
]
