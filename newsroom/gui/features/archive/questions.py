"""What the list asks of the desk. The desk is loaded by the first question, in the lane that asks it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import SeriesId, TagId
from newsroom.domain.listing import ArticleRow
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Match, Order, Overview

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.asked import Asked, Completions, Emptiness, Snippets, Span


class ArchiveQuestions(Protocol):
    """All of it runs in a read lane."""

    def page(self, query: ListQuery, before: int | None, limit: int, token: CancelToken) -> ListPage: ...

    def keys(self, query: ListQuery, step: int, token: CancelToken) -> KeyMap: ...

    def count(self, query: ListQuery, token: CancelToken) -> int: ...

    def overview(self) -> Overview: ...

    def ask(self, text: str, match: Match, order: Order, scope: ListQuery, token: CancelToken) -> "Asked":
        """The line of search within a scope."""
        ...

    def why_empty(self, asked: "Asked", scope: ListQuery, token: CancelToken) -> "Emptiness": ...

    def complete(self, text: str, cursor: int, token: CancelToken) -> "Completions": ...

    def snippets(self, query: ListQuery, rows: Sequence[ArticleRow], token: CancelToken) -> "Snippets": ...

    def without(self, text: str, span: "Span") -> str: ...

    def series_term(self, series_id: SeriesId) -> str:
        """What asks for a series in a line of search; empty where there is none."""
        ...

    def tag_term(self, tag_id: TagId) -> str: ...


class LibraryQuestions:
    """Asks a library."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def page(self, query: ListQuery, before: int | None, limit: int, token: CancelToken) -> ListPage:
        from newsroom.desk.browsing import list_articles

        return list_articles(self._library, query, before=before, limit=limit, token=token)

    def keys(self, query: ListQuery, step: int, token: CancelToken) -> KeyMap:
        from newsroom.desk.browsing import key_map

        return key_map(self._library, query, step=step, token=token)

    def count(self, query: ListQuery, token: CancelToken) -> int:
        from newsroom.desk.browsing import count_articles

        return count_articles(self._library, query, token=token)

    def overview(self) -> Overview:
        from newsroom.desk.browsing import overview

        return overview(self._library)

    def ask(self, text: str, match: Match, order: Order, scope: ListQuery, token: CancelToken) -> "Asked":
        from newsroom.desk.finding import narrowed, parse_query

        asked = parse_query(self._library, text, match=match, order=order, scope=scope, token=token)
        return replace(asked, query=narrowed(asked.query, scope))

    def why_empty(self, asked: "Asked", scope: ListQuery, token: CancelToken) -> "Emptiness":
        from newsroom.desk.finding import explain_empty

        return explain_empty(self._library, asked, scope=scope, token=token)

    def complete(self, text: str, cursor: int, token: CancelToken) -> "Completions":
        from newsroom.desk.finding import complete_query

        return complete_query(self._library, text, cursor, token=token)

    def snippets(self, query: ListQuery, rows: Sequence[ArticleRow], token: CancelToken) -> "Snippets":
        from newsroom.desk.finding import snippets

        return snippets(self._library, query, rows, token=token)

    def without(self, text: str, span: "Span") -> str:
        from newsroom.desk.finding import without_term

        return without_term(text, span)

    def series_term(self, series_id: SeriesId) -> str:
        from newsroom.desk.series import series_places
        from newsroom.domain.query_language.filter_names import FilterName
        from newsroom.domain.query_language.printing import print_filter

        places = series_places(self._library, None, (series_id,))
        return print_filter(FilterName.SERIES, places[0].series.name) if places else ""

    def tag_term(self, tag_id: TagId) -> str:
        from newsroom.desk.tagging import get_tags
        from newsroom.domain.query_language.filter_names import FilterName
        from newsroom.domain.query_language.printing import print_filter

        tags = get_tags(self._library, (tag_id,))
        return print_filter(FilterName.TAG, tags[0].label) if tags else ""
