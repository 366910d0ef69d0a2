"""Tags that may be one: looked for beside the window, merged or told apart. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import DuplicateGroup, MergePreview
from newsroom.gui.acting import BY, Acting, Progress
from newsroom.jobs.lanes import Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_GROUPS, _PREVIEW = "tags.alike", "tags.alike.preview"


class AlikePresenter(QObject):
    """A group that was dealt with goes at once; what an undo brings back is found by looking again."""

    groups_changed = Signal(object)
    """Tuple of ``DuplicateGroup``."""
    looking_changed = Signal(bool)
    preview_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._acting = acting
        self._library: Library | None = None
        self._is_wanted = False
        self.groups: tuple[DuplicateGroup, ...] = ()
        acting.turned.connect(self._on_acting_turned)

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self._show(())
        if self._is_wanted:
            self.look()

    def look(self) -> None:
        """Looks for them among all tags."""
        library = self._library
        self._is_wanted = True
        if library is None:
            return
        self.looking_changed.emit(True)

        def work(token: CancelToken) -> tuple[DuplicateGroup, ...]:
            from newsroom.desk.tag_duplicates import find_duplicates

            return find_duplicates(library, token=token)

        def on_answered(answer: Answer[tuple[DuplicateGroup, ...]]) -> None:
            self.looking_changed.emit(False)
            if isinstance(answer, Ok):
                self._show(answer.value)
            else:
                self.failed.emit(str(answer.error))

        self._lanes.think(_GROUPS, work, on_answered, owner=self)

    def _show(self, groups: tuple[DuplicateGroup, ...]) -> None:
        self.groups = groups
        self.groups_changed.emit(groups)

    def _on_acting_turned(self) -> None:
        if self._is_wanted:
            self.look()

    # Acts

    def preview(self, sources: Sequence[TagId], target: TagId) -> None:
        """Answered by ``preview_changed``."""
        library = self._library
        if library is None:
            return

        def work(_: CancelToken) -> MergePreview:
            from newsroom.desk.tag_desk import preview_tag_merge

            return preview_tag_merge(library, sources, target)

        def on_answered(answer: Answer[MergePreview]) -> None:
            if isinstance(answer, Ok):
                self.preview_changed.emit(answer.value)
            else:
                self.failed.emit(str(answer.error))

        self._lanes.read(_PREVIEW, work, on_answered, owner=self)

    def merge(self, group: DuplicateGroup, sources: Sequence[TagId], target: TagId) -> None:
        """Some of the group, or all, become one."""

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.tag_desk import merge_tags

            return merge_tags(library, sources, target, by=BY, progress=progress, token=token)

        self._drop(group, sources, target)
        self._acting.long(work, self._on_acted)

    def tell_apart(self, group: DuplicateGroup) -> None:
        """They are different things, and are not offered again."""
        ids = [tag.id for tag in group.tags]

        def work(library: Library) -> Outcome:
            from newsroom.desk.tag_duplicates import not_the_same

            return not_the_same(library, ids, by=BY)

        self._drop(group)
        self._acting.short(work, self._on_acted)

    def _drop(
        self, group: DuplicateGroup, sources: Sequence[TagId] = (), target: TagId | None = None
    ) -> None:
        """The group is dealt with; in others, what was merged into a tag is that tag."""
        known = next((tag for tag in group.tags if tag.id == target), None)
        left = []
        for one in self.groups:
            if one is group:
                continue
            tags = tuple(dict.fromkeys(known if known and tag.id in sources else tag for tag in one.tags))
            if len(tags) > 1:
                left.append(one if tags == one.tags else replace(one, tags=tags))
        self._show(tuple(left))

    def _on_acted(self, outcome: Outcome | None) -> None:
        """What could not be done is still there."""
        if outcome is None:
            self.look()
