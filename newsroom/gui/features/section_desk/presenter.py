"""The sections in the site's order, and every change of them. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from typing_extensions import override

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import SectionId
from newsroom.domain.ordering import MergePreview, SectionRow
from newsroom.gui.acting import BY, Acting, Progress, Then
from newsroom.gui.desk_presenter import DeskPresenter
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_PAUSE_MS = 700


class SectionsPresenter(DeskPresenter):
    """Steps with the keys are shown at once and become one act when they pause."""

    rows_changed = Signal(object)
    """Tuple of ``SectionRow``."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(lanes, acting, "sections", parent)
        self.rows: tuple[SectionRow, ...] = ()
        self._is_moving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.commit)

    @override
    def set_library(self, library: Library | None) -> None:
        self.commit()
        super().set_library(library)
        self.rows = ()
        self.rows_changed.emit(())
        self.refresh()

    def refresh(self) -> None:
        """Asks for the sections again."""
        if self._is_moving:
            return

        def work(library: Library, _: CancelToken) -> tuple[SectionRow, ...]:
            from newsroom.desk.section_desk import list_section_rows

            return list_section_rows(library)

        self._ask("rows", work, self._on_rows_answered)

    def _on_rows_answered(self, rows: tuple[SectionRow, ...]) -> None:
        if not self._is_moving:
            self.rows = rows
            self.rows_changed.emit(rows)

    # The order

    def move(self, ids: Sequence[SectionId], before: SectionId | None, *, at_once: bool) -> None:
        """Puts sections before another one, or at the end; shown now, done ``at_once`` or after a pause."""
        chosen = {row.section.id: row for row in self.rows if row.section.id in set(ids)}
        rest = [row for row in self.rows if row.section.id not in chosen]
        place = next((n for n, row in enumerate(rest) if row.section.id == before), len(rest))
        self.rows = (*rest[:place], *(chosen[id] for id in ids if id in chosen), *rest[place:])
        self._is_moving = True
        self.rows_changed.emit(self.rows)
        if at_once:
            self.commit()
        else:
            self._timer.start()

    def commit(self) -> None:
        """Does what was shown already."""
        self._timer.stop()
        if not self._is_moving:
            return
        self._is_moving = False
        ids = [row.section.id for row in self.rows]

        def work(library: Library) -> Outcome:
            from newsroom.desk.section_desk import order_sections

            return order_sections(library, ids, by=BY)

        self.acting.short(work, self._on_moved)

    def _on_moved(self, outcome: Outcome | None) -> None:
        if outcome is None or outcome.act is None:
            self.refresh()

    # Acts

    def rename(self, id: SectionId, name: str, then: Then | None = None) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.section_desk import rename_section

            return rename_section(library, id, name, by=BY)

        self.acting.short(work, then)

    def describe(self, id: SectionId, description: str) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.section_desk import describe_section

            return describe_section(library, id, description, by=BY)

        self.acting.short(work)

    def delete(self, id: SectionId) -> None:
        def work(library: Library) -> Outcome:
            from newsroom.desk.section_desk import delete_section

            return delete_section(library, id, by=BY)

        self.acting.short(work)

    def preview_merge(self, sources: Sequence[SectionId], target: SectionId) -> None:
        """Answered by ``preview_changed``."""

        def work(library: Library, _: CancelToken) -> MergePreview:
            from newsroom.desk.section_desk import preview_section_merge

            return preview_section_merge(library, sources, target)

        self._ask("preview", work, self.preview_changed.emit)

    def merge(self, sources: Sequence[SectionId], target: SectionId, then: Then | None = None) -> None:
        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.section_desk import merge_sections

            return merge_sections(library, sources, target, by=BY, progress=progress, token=token)

        self.acting.long(work, then)
