"""The list of authors as it is filtered and sorted, and every change of an author. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from typing_extensions import override

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import AuthorId
from newsroom.domain.ordering import Cursor, MergePreview, Sort
from newsroom.gui.acting import BY, Acting, Progress, Then
from newsroom.gui.desk_presenter import PagedDeskPresenter
from newsroom.gui.paging import Ask, Page
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class AuthorsPresenter(PagedDeskPresenter):
    """The most named first, until asked otherwise."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(lanes, acting, "authors", Sort.COUNT, parent)

    # The list

    def filter(self, text: str) -> None:
        self.text = text
        self.rows.ask()

    @override
    def _question(self) -> Ask:
        text, sort = self.text, self.sort

        def ask(library: Library, after: Cursor | None, limit: int, token: CancelToken) -> Page[object]:
            from newsroom.desk.author_desk import list_authors

            page = list_authors(library, text, sort=sort, after=after, limit=limit, token=token)
            return page.rows, page.next

        return ask

    # Acts

    def rename(
        self, id: AuthorId, name: str, *, reprint: bool, publish: bool, then: Then | None = None
    ) -> None:
        """With ``reprint``, bylines get the new name, too; with ``publish``, readers see that."""

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.author_desk import rename_author

            return rename_author(
                library, id, name, reprint=reprint, publish=publish, by=BY, progress=progress, token=token
            )

        if reprint:
            self.acting.long(work, then)
        else:
            self.acting.short(lambda library: work(library, _no_progress, CancelToken()), then)

    def add_alias(self, id: AuthorId, alias: str) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.author_desk import add_author_alias

            return add_author_alias(library, id, alias, by=BY)

        self.acting.short(work)

    def remove_alias(self, id: AuthorId, alias: str) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.author_desk import remove_author_alias

            return remove_author_alias(library, id, alias, by=BY)

        self.acting.short(work)

    def edit(self, id: AuthorId, details: Mapping[str, object]) -> None:
        """Sets details by name; None takes one away."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.author_desk import edit_author

            return edit_author(library, id, details, by=BY)

        self.acting.short(work)

    def delete(self, id: AuthorId) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.author_desk import delete_author

            return delete_author(library, id, by=BY)

        self.acting.short(work)

    def preview_merge(self, sources: Sequence[AuthorId], target: AuthorId) -> None:
        """Answered by ``preview_changed``."""

        def work(library: Library, _: CancelToken) -> MergePreview:
            from newsroom.desk.author_desk import preview_author_merge

            return preview_author_merge(library, sources, target)

        self._ask("preview", work, self.preview_changed.emit)

    def merge(self, sources: Sequence[AuthorId], target: AuthorId, then: Then | None = None) -> None:
        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.author_desk import merge_authors

            return merge_authors(library, sources, target, by=BY, progress=progress, token=token)

        self.acting.long(work, then)


def _no_progress(_: object) -> None:
    """Nobody waits long enough to see it."""
