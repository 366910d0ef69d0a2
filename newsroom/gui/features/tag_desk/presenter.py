"""The list of tags as it is filtered and sorted, and every change of a tag. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from newsroom.domain.article import TagKind
from newsroom.domain.bulk import Forecast, Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import Cursor, MergePreview, Shown, Sort
from newsroom.gui.acting import BY, Acting, Progress, Then
from newsroom.gui.desk_presenter import PagedDeskPresenter
from newsroom.gui.paging import Ask, Page
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class TagsPresenter(PagedDeskPresenter):
    """Those that are offered, the most used first, until asked otherwise."""

    counts_changed = Signal(object)
    """How many tags there are of each kind."""
    completed = Signal(object)
    """Tuple of ``TagMatch``."""
    split_counted = Signal(object, str)
    """The ``Forecast`` of a split, or None and why there is none."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(lanes, acting, "tags", Sort.COUNT, parent)
        self.kind: TagKind | None = None
        self.shown = Shown.ACTIVE

    @override
    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        self._ask_counts()

    # The list

    def filter(
        self, *, text: str | None = None, kind: TagKind | str | None = None, shown: Shown | None = None
    ) -> None:
        """Changes what is given; ``kind`` "" shows all kinds."""
        if text is not None:
            self.text = text
        if kind is not None:
            self.kind = TagKind(kind) if kind else None
        if shown is not None:
            self.shown = shown
        self.rows.ask()

    def refresh(self) -> None:
        """What is shown, as it is now."""
        self.rows.refresh()
        self._ask_counts()

    @override
    def _question(self) -> Ask:
        text, shown, sort = self.text, self.shown, self.sort
        kinds = frozenset({self.kind} if self.kind is not None else ())

        def ask(library: Library, after: Cursor | None, limit: int, token: CancelToken) -> Page[object]:
            from newsroom.desk.tag_desk import list_tags

            page = list_tags(
                library, text, kinds=kinds, shown=shown, sort=sort, after=after, limit=limit, token=token
            )
            return page.rows, page.next

        return ask

    def _ask_counts(self) -> None:
        def work(library: Library, _: CancelToken) -> Mapping[TagKind, int]:
            from newsroom.desk.tag_desk import count_tags

            return count_tags(library)

        self._ask("counts", work, self.counts_changed.emit)

    # One tag

    def rename(self, id: TagId, label: str, *, keep_alias: bool, then: Then | None = None) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import rename_tag

            return rename_tag(library, id, label, keep_alias=keep_alias, by=BY)

        self.acting.short(work, then)

    def describe(self, id: TagId, description: str) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import describe_tag

            return describe_tag(library, id, description, by=BY)

        self.acting.short(work)

    def add_alias(self, id: TagId, alias: str, then: Then | None = None) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import add_tag_alias

            return add_tag_alias(library, id, alias, by=BY)

        self.acting.short(work, then)

    def remove_alias(self, id: TagId, alias: str) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import remove_tag_alias

            return remove_tag_alias(library, id, alias, by=BY)

        self.acting.short(work)

    def make_name(self, id: TagId, alias: str) -> None:
        """An other name becomes the name."""

        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import make_tag_label

            return make_tag_label(library, id, alias, by=BY)

        self.acting.short(work)

    # One or several

    def set_kind(self, ids: Sequence[TagId], kind: TagKind) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import set_tag_kind

            return set_tag_kind(library, ids, kind, by=BY)

        self.acting.short(work)

    def set_parent(self, ids: Sequence[TagId], parent: TagId | None, then: Then | None = None) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import set_tag_parent

            return set_tag_parent(library, ids, parent, by=BY)

        self.acting.short(work, then)

    def retire(self, ids: Sequence[TagId], *, is_retired: bool) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import reinstate_tags, retire_tags

            return (retire_tags if is_retired else reinstate_tags)(library, ids, by=BY)

        self.acting.short(work)

    def delete(self, ids: Sequence[TagId]) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_desk import delete_tags

            return delete_tags(library, ids, by=BY)

        self.acting.short(work)

    def preview_merge(self, sources: Sequence[TagId], target: TagId) -> None:
        """Answered by ``preview_changed``."""

        def work(library: Library, _: CancelToken) -> MergePreview:
            from newsroom.desk.tag_desk import preview_tag_merge

            return preview_tag_merge(library, sources, target)

        self._ask("preview", work, self.preview_changed.emit)

    def merge(self, sources: Sequence[TagId], target: TagId, then: Then | None = None) -> None:
        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.tag_desk import merge_tags

            return merge_tags(library, sources, target, by=BY, progress=progress, token=token)

        self.acting.long(work, then)

    def complete(self, text: str, exclude: Sequence[TagId] = ()) -> None:
        """Tags whose names begin so; answered by ``completed``."""

        def work(library: Library, _: CancelToken) -> object:
            from newsroom.desk.tagging import complete_tags

            return complete_tags(library, text, exclude=exclude)

        self._ask("complete", work, self.completed.emit, lambda _: self.completed.emit(()))

    # Split

    def count_split(self, id: TagId, text: str) -> None:
        """How many articles with the tag the line finds; answered by ``split_counted``."""

        def work(library: Library, token: CancelToken) -> Forecast:
            from newsroom.gui.features.tag_desk.splitting import count

            return count(library, id, text, token)

        self._ask(
            "split",
            work,
            lambda forecast: self.split_counted.emit(forecast, ""),
            lambda why: self.split_counted.emit(None, why),
        )

    def split(
        self, id: TagId, text: str, other: str, kind: TagKind, *, publish: bool, then: Then | None = None
    ) -> None:
        """What the line finds gets the other tag in the place of this one; a new one is made where there is none."""

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.gui.features.tag_desk.splitting import split

            return split(library, id, text, other, kind, publish=publish, progress=progress, token=token)

        self.acting.long(work, then)
