"""What each change of many articles means: which of them it changes, by which steps, and in which words."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from newsroom.desk.act_steps import PublishStep, TrashStep, WithdrawStep
from newsroom.domain.bulk import (
    AddTags,
    AddToSeries,
    Change,
    FieldChange,
    Publish,
    RemoveFromSeries,
    RemoveTags,
    ReplaceTag,
    SetLabel,
    SetLanguage,
    SetSection,
    SetState,
    Trash,
    Untrash,
    Withdraw,
)
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.names import is_blank, tidy
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import to_rfc3339
from newsroom.storage.act_steps import AddLink, RemoveLink, SetColumn, Step, SwapLink
from newsroom.storage.amending import Amend
from newsroom.storage.asking import id_list, stored_moment
from newsroom.storage.choosing import Rule
from newsroom.storage.merged_ids import targets
from newsroom.storage.sections import load_section
from newsroom.storage.series import load_series
from newsroom.storage.store import Connection
from newsroom.storage.tags import load_tags

_UNPUBLISHED = (State.DRAFT, State.IN_REVIEW, State.READY)
_TRASHED = ("a.trashed_at IS NOT NULL", "It is in the trash.")
# ``is_blank`` says more exactly what is empty; what slips through here is named when the act is done.
_MISSING = (
    ("trim(a.headline) = ''", "It has no headline."),
    (
        "EXISTS (SELECT 1 FROM article_text t WHERE t.article_id = a.id AND trim(t.body, ' \n\t') = '')",
        "It has no text.",
    ),
    ("a.section_id IS NULL", "It has no section."),
)
_STATES = {State.DRAFT: "made drafts", State.IN_REVIEW: "put into review", State.READY: "made ready"}


class Meaning:
    """One change, as rule, steps and words. Asks the library for the names of what the change speaks of.

    Raises ``NotFoundError`` for what the library does not have, ``RefusedError`` for a change that can never be.
    """

    def __init__(
        self, connection: Connection, change: Change, *, at: datetime, by: str, publish: bool
    ) -> None:
        self._connection = connection
        self._at = at
        self._by = by
        self.rule = Rule(already="0")
        self.steps: tuple[Step | Amend, ...] = ()
        self.words = ""
        _MEANINGS[type(change)](self, change)
        if publish and isinstance(change, FieldChange):
            self.steps = (*self.steps, Amend(stored_moment(at), by))
            self.words += ", published along"

    def add_tags(self, change: AddTags) -> None:
        tags = self._tags(change.tags)
        self._add_links("tag", tags)
        self.words = f"Tagged {_quoted(tags.values())}"

    def remove_tags(self, change: RemoveTags) -> None:
        tags = self._tags(change.tags)
        self._remove_links("tag", tags)
        self.words = f"Took off the tag {_quoted(tags.values())}"

    def replace_tag(self, change: ReplaceTag) -> None:
        ((old, old_label),) = self._tags([change.old]).items()
        ((new, new_label),) = self._tags([change.new]).items()
        if old == new:
            raise RefusedError("A tag cannot be put in its own place. Nothing was changed.")
        self.rule = Rule(already=f"NOT {_has('tag', ':id')}", values=(("id", old),))
        self.steps = replacing("tag", old, new)
        self.words = f"Put the tag “{new_label}” in the place of “{old_label}”"

    def add_to_series(self, change: AddToSeries) -> None:
        series = self._series(change.series)
        self._add_links("series", series)
        self.words = f"Put into the series {_quoted(series.values())}"

    def remove_from_series(self, change: RemoveFromSeries) -> None:
        series = self._series(change.series)
        self._remove_links("series", series)
        self.words = f"Took out of the series {_quoted(series.values())}"

    def set_section(self, change: SetSection) -> None:
        self._set("section_id", change.section)
        self.words = "Took out of their sections"
        if change.section is not None:
            section = load_section(self._connection, SectionId(change.section))
            if section is None:
                raise NotFoundError(f"There is no section {change.section}. Nothing was changed.")
            self.words = f"Moved to the section “{section.name}”"

    def set_language(self, change: SetLanguage) -> None:
        language = tidy(storable(change.language))
        if not language:
            raise RefusedError("A language is needed: en, ar, en-GB. Nothing was changed.")
        self._set("language", language)
        self.words = f"Set the language to {language}"

    def set_label(self, change: SetLabel) -> None:
        label = tidy(storable(change.label or "")) or None
        self._set("label", label)
        self.words = f"Labelled “{label}”" if label else "Took off the label"

    def set_state(self, change: SetState) -> None:
        if change.state not in _UNPUBLISHED:
            raise RefusedError(
                "Articles are made drafts, put into review or made ready; they are published and withdrawn by acts of "
                "their own. Nothing was changed."
            )
        state = change.state.value
        self.rule = Rule(
            already="a.state = :state",
            refusals=(
                _TRASHED,
                (
                    "a.published_revision_id IS NOT NULL OR a.state IN ('published', 'withdrawn')",
                    "It was published; withdraw it instead.",
                ),
            ),
            values=(("state", state),),
        )
        self.steps = (
            SetColumn("publish_at", None, only=("state", State.SCHEDULED.value)),
            SetColumn("state", state),
        )
        self.words = _STATES[change.state].capitalize()

    def publish(self, _: Publish) -> None:
        self.rule = Rule(
            already="a.state = 'published' AND a.has_unpublished_changes = 0", refusals=(_TRASHED, *_MISSING)
        )
        self.steps = (PublishStep(to_rfc3339(self._at), self._by),)
        self.words = "Published"

    def withdraw(self, change: Withdraw) -> None:
        notice = storable(one_line_end(change.notice)).strip()
        if is_blank(notice):
            raise RefusedError("A withdrawal needs a notice for readers. Nothing was changed.")
        self.rule = Rule(
            already="a.state = 'withdrawn'",
            refusals=(_TRASHED, ("a.state NOT IN ('published', 'withdrawn')", "It is not published.")),
        )
        self.steps = (WithdrawStep(to_rfc3339(self._at), self._by, notice),)
        self.words = "Withdrawn"

    def trash(self, _: Trash) -> None:
        self.rule = Rule(already="a.trashed_at IS NOT NULL")
        self.steps = (TrashStep(stored_moment(self._at)),)
        self.words = "Put into the trash"

    def untrash(self, _: Untrash) -> None:
        self.rule = Rule(already="a.trashed_at IS NULL")
        self.steps = (TrashStep(None),)
        self.words = "Taken out of the trash"

    def _add_links(self, kind: str, ids: Collection[int]) -> None:
        ids = _some(ids)
        n_there = _count(kind)
        self.rule = Rule(already=f"{n_there} = :n", values=(("wanted", id_list(ids)), ("n", len(ids))))
        self.steps = tuple(AddLink(kind, id) for id in ids)

    def _remove_links(self, kind: str, ids: Collection[int]) -> None:
        ids = _some(ids)
        self.rule = Rule(already=f"{_count(kind)} = 0", values=(("wanted", id_list(ids)),))
        self.steps = tuple(RemoveLink(kind, id) for id in ids)

    def _set(self, column: str, value: Any) -> None:
        self.rule = Rule(already=f"a.{column} IS :value", values=(("value", value),))
        self.steps = (SetColumn(column, value),)

    def _tags(self, ids: Collection[TagId]) -> dict[int, str]:
        """With their labels; what was merged since is what it became."""
        became = targets(self._connection, "tag", ids)
        wanted = list(dict.fromkeys(TagId(became.get(id, id)) for id in ids))
        found = load_tags(self._connection, wanted)
        if len(found) < len(wanted):
            raise NotFoundError("A tag is not in the library any more. Nothing was changed.")
        return {tag.id: tag.label for tag in found}

    def _series(self, ids: Collection[SeriesId]) -> dict[int, str]:
        became = targets(self._connection, "series", ids)
        wanted = list(dict.fromkeys(SeriesId(became.get(id, id)) for id in ids))
        found = load_series(self._connection, wanted)
        if len(found) < len(wanted):
            raise NotFoundError("A series is not in the library any more. Nothing was changed.")
        return {one.id: one.name for one in found}


_MEANINGS: dict[type, Callable[[Meaning, Any], None]] = {
    AddTags: Meaning.add_tags,
    RemoveTags: Meaning.remove_tags,
    ReplaceTag: Meaning.replace_tag,
    AddToSeries: Meaning.add_to_series,
    RemoveFromSeries: Meaning.remove_from_series,
    SetSection: Meaning.set_section,
    SetLanguage: Meaning.set_language,
    SetLabel: Meaning.set_label,
    SetState: Meaning.set_state,
    Publish: Meaning.publish,
    Withdraw: Meaning.withdraw,
    Trash: Meaning.trash,
    Untrash: Meaning.untrash,
}


def replacing(kind: str, old: int, new: int) -> tuple[Step, ...]:
    """Steps that put one tag or series in another's place; of both on one article, the first place stays."""
    return (
        RemoveLink(kind, old, behind=new),
        RemoveLink(kind, new, behind=old),
        SwapLink(kind, old, new),
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _some(ids: Collection[int]) -> tuple[int, ...]:
    if not ids:
        raise RefusedError("Nothing was named to be put on or taken off. Nothing was changed.")
    return tuple(dict.fromkeys(ids))


def _has(kind: str, id: str) -> str:
    return f"EXISTS (SELECT 1 FROM article_{kind} l WHERE l.article_id = a.id AND l.{kind}_id = {id})"


def _count(kind: str) -> str:
    return (
        f"(SELECT count(*) FROM article_{kind} l WHERE l.article_id = a.id "
        f"AND l.{kind}_id IN (SELECT value FROM json_each(:wanted)))"
    )
