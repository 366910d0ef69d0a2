"""Finding: the line of search, its completions, snippets, quick opening; and things by the name that a person types."""

from newsroom.desk.asking import narrowed, parse_query
from newsroom.desk.emptiness import explain_empty
from newsroom.desk.found_names import find_section, find_series, find_tag
from newsroom.desk.query_completion import complete_query
from newsroom.desk.quick_opening import quick_open
from newsroom.desk.snippets import snippets
from newsroom.domain.query_language.editing import without_term

__all__ = [
    "complete_query",
    "explain_empty",
    "find_section",
    "find_series",
    "find_tag",
    "narrowed",
    "parse_query",
    "quick_open",
    "snippets",
    "without_term",
]
