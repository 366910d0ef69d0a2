"""The list of series as it is filtered and sorted, and every change of a series. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from typing_extensions import override

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import SeriesId
from newsroom.domain.ordering import Cursor, MergePreview, Shown, Sort
from newsroom.gui.acting import BY, Acting, Progress, Then
from newsroom.gui.desk_presenter import PagedDeskPresenter
from newsroom.gui.paging import Ask, Page
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class SeriesListPresenter(PagedDeskPresenter):
    """All, those told last first, until asked otherwise."""

    thumbnail_came = Signal(str, QImage)
    """The file's name in the library, and its picture."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(lanes, acting, "series", Sort.LAST_USE, parent)
        self.shown = Shown.ALL

    # The list

    def filter(self, *, text: str | None = None, shown: Shown | None = None) -> None:
        """Changes what is given."""
        if text is not None:
            self.text = text
        if shown is not None:
            self.shown = shown
        self.rows.ask()

    @override
    def _question(self) -> Ask:
        text, shown, sort = self.text, self.shown, self.sort

        def ask(library: Library, after: Cursor | None, limit: int, token: CancelToken) -> Page[object]:
            from newsroom.desk.series_desk import list_series

            page = list_series(library, text, shown=shown, sort=sort, after=after, limit=limit, token=token)
            return page.rows, page.next

        return ask

    # Acts

    def rename(self, id: SeriesId, name: str, then: Then | None = None) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import rename_series

            return rename_series(library, id, name, by=BY)

        self.acting.short(work, then)

    def edit(
        self,
        id: SeriesId,
        *,
        description: str | None = None,
        earlier_elsewhere: int | None = None,
        then: Then | None = None,
    ) -> None:
        """Sets what is given."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import edit_series

            return edit_series(
                library, id, description=description, earlier_elsewhere=earlier_elsewhere, by=BY
            )

        self.acting.short(work, then)

    def set_picture(self, id: SeriesId, given: Path | QImage | None, then: Then | None = None) -> None:
        """What is given is taken into the library, an image as PNG; None takes the picture away."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.media import add_picture
            from newsroom.desk.series_desk import edit_series
            from newsroom.gui.thumbnails import as_png

            data = as_png(given) if isinstance(given, QImage) else given
            picture = add_picture(library, data) if data is not None else None
            return edit_series(library, id, picture=picture, by=BY)

        self.acting.short(work, then)

    def ask_thumbnail(self, file: str, size: QSize) -> None:
        """Answered by ``thumbnail_came``; a null image where the picture cannot be read."""

        def work(library: Library, _: CancelToken) -> QImage:
            from newsroom.desk.media import media_path
            from newsroom.gui.thumbnails import thumbnail

            return thumbnail(media_path(library, file), size)

        self._ask(
            "thumbnail",
            work,
            lambda image: self.thumbnail_came.emit(file, image),
            lambda _: self.thumbnail_came.emit(file, QImage()),
        )

    def close(self, id: SeriesId, *, is_closed: bool) -> None:
        """Closes it, or opens it again."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import close_series, reopen_series

            return (close_series if is_closed else reopen_series)(library, id, by=BY)

        self.acting.short(work)

    def delete(self, id: SeriesId) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import delete_series

            return delete_series(library, id, by=BY)

        self.acting.short(work)

    def preview_merge(self, sources: Sequence[SeriesId], target: SeriesId) -> None:
        """Answered by ``preview_changed``."""

        def work(library: Library, _: CancelToken) -> MergePreview:
            from newsroom.desk.series_desk import preview_series_merge

            return preview_series_merge(library, sources, target)

        self._ask("preview", work, self.preview_changed.emit)

    def merge(
        self,
        sources: Sequence[SeriesId],
        target: SeriesId,
        earlier_elsewhere: int | None,
        then: Then | None = None,
    ) -> None:
        """``earlier_elsewhere`` None adds up what each has."""

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.series_desk import merge_series

            return merge_series(
                library,
                sources,
                target,
                earlier_elsewhere=earlier_elsewhere,
                by=BY,
                progress=progress,
                token=token,
            )

        self.acting.long(work, then)
