"""What the list asks of the desk. The desk is loaded by the first question, in the lane that asks it."""

from typing import TYPE_CHECKING, Protocol

from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import SeriesId, TagId
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Overview

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class ArchiveQuestions(Protocol):
    """All of it runs in a read lane."""

    def page(self, query: ListQuery, before: int | None, limit: int, token: CancelToken) -> ListPage: ...

    def keys(self, query: ListQuery, step: int, token: CancelToken) -> KeyMap: ...

    def count(self, query: ListQuery, token: CancelToken) -> int: ...

    def overview(self) -> Overview: ...

    def series_name(self, series_id: SeriesId) -> str: ...

    def tag_name(self, tag_id: TagId) -> str: ...


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

    def series_name(self, series_id: SeriesId) -> str:
        from newsroom.desk.series import series_places

        places = series_places(self._library, None, (series_id,))
        return places[0].series.name if places else ""

    def tag_name(self, tag_id: TagId) -> str:
        from newsroom.desk.tagging import get_tags

        tags = get_tags(self._library, (tag_id,))
        return tags[0].label if tags else ""
