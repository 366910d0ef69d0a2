"""What an editor wishes to be done with many articles, and the desk's acts for it. Runs in the lanes; no Qt."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsroom.domain.bulk import (
    AddTags,
    AddToSeries,
    Change,
    Forecast,
    Outcome,
    Publish,
    RemoveFromSeries,
    RemoveTags,
    Selection,
    SetLabel,
    SetLanguage,
    SetSection,
    SetState,
    Trash,
    Untrash,
    Withdraw,
)
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.names import name_key
from newsroom.gui.acting import BY, Progress

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class BulkAct(StrEnum):
    """What can be done with what is marked."""

    ADD_TAGS = "add_tags"
    REMOVE_TAGS = "remove_tags"
    SECTION = "section"
    ADD_SERIES = "add_series"
    REMOVE_SERIES = "remove_series"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    LABEL = "label"
    LANGUAGE = "language"
    TRASH = "trash"
    UNTRASH = "untrash"


class Need(StrEnum):
    """What an act wants to be told first."""

    NOTHING = "nothing"
    NAMES = "names"
    NAME = "name"
    LINE = "line"
    """Any words."""


NEEDS = {
    BulkAct.ADD_TAGS: Need.NAMES,
    BulkAct.REMOVE_TAGS: Need.NAMES,
    BulkAct.ADD_SERIES: Need.NAMES,
    BulkAct.REMOVE_SERIES: Need.NAMES,
    BulkAct.SECTION: Need.NAME,
    BulkAct.LABEL: Need.LINE,
    BulkAct.LANGUAGE: Need.LINE,
    BulkAct.WITHDRAW: Need.LINE,
}
OF_FIELDS = frozenset(
    {
        BulkAct.ADD_TAGS,
        BulkAct.REMOVE_TAGS,
        BulkAct.ADD_SERIES,
        BulkAct.REMOVE_SERIES,
        BulkAct.SECTION,
        BulkAct.LABEL,
        BulkAct.LANGUAGE,
    }
)
"""Acts on what articles say: of published ones, the change can be published along."""
MAKES_NEW = frozenset({BulkAct.ADD_TAGS, BulkAct.ADD_SERIES, BulkAct.SECTION})
"""Acts that take a name which the library does not have yet."""
_STATES = {BulkAct.DRAFT: State.DRAFT, BulkAct.IN_REVIEW: State.IN_REVIEW, BulkAct.READY: State.READY}


class Named(NamedTuple):
    """A tag, series or section; without an id it is a name that was typed."""

    id: int | None
    name: str


class Wish(NamedTuple):
    """An act and what it was told: names, or a line of words."""

    act: BulkAct
    names: tuple[Named, ...] = ()
    line: str = ""


class Counted(NamedTuple):
    """A wish, for which articles, and what it would do. ``new``: names that would be made for it."""

    wish: Wish
    selection: Selection
    forecast: Forecast
    new: tuple[str, ...] = ()


def count(library: Library, selection: Selection, wish: Wish, token: CancelToken) -> Counted:
    """What the wish would do. Raises ``RefusedError`` where it can never be done, ``CancelledError``."""
    from newsroom.desk.bulk import count_first, count_new

    known = tuple(_known(library, wish.act, one) for one in wish.names)
    new = tuple(one.name for one in known if one.id is None)
    wish = wish._replace(names=known)
    if new and wish.act in MAKES_NEW:
        forecast = count_new(library, selection, token=token)
    elif new:
        raise RefusedError(f"Nothing is called “{new[0]}” here. Nothing was changed.")
    else:
        forecast = count_first(library, selection, _change(wish), token=token)
    return Counted(wish, selection, forecast, new)


def carry_out(
    library: Library, counted: Counted, *, publish: bool, progress: Progress, token: CancelToken
) -> Outcome:
    """The act; what is new is made first. Raises as every act."""
    from newsroom.desk.bulk import change_articles

    wish = counted.wish
    made = tuple(_made(library, wish.act, one) if one.id is None else one for one in wish.names)
    return change_articles(
        library,
        counted.selection,
        _change(wish._replace(names=made)),
        publish=publish,
        by=BY,
        progress=progress,
        token=token,
    )


def _change(wish: Wish) -> Change:
    act, ids = wish.act, tuple(one.id for one in wish.names if one.id is not None)
    if act is BulkAct.ADD_TAGS:
        return AddTags(tuple(map(TagId, ids)))
    if act is BulkAct.REMOVE_TAGS:
        return RemoveTags(tuple(map(TagId, ids)))
    if act is BulkAct.ADD_SERIES:
        return AddToSeries(tuple(map(SeriesId, ids)))
    if act is BulkAct.REMOVE_SERIES:
        return RemoveFromSeries(tuple(map(SeriesId, ids)))
    if act is BulkAct.SECTION:
        return SetSection(SectionId(ids[0]) if ids else None)
    return _other_change(wish)


def _other_change(wish: Wish) -> Change:
    if wish.act in _STATES:
        return SetState(_STATES[wish.act])
    if wish.act is BulkAct.LABEL:
        return SetLabel(wish.line.strip() or None)
    if wish.act is BulkAct.LANGUAGE:
        return SetLanguage(wish.line.strip())
    if wish.act is BulkAct.WITHDRAW:
        return Withdraw(wish.line)
    if wish.act is BulkAct.PUBLISH:
        return Publish()
    return Trash() if wish.act is BulkAct.TRASH else Untrash()


# Names


def offers(
    library: Library, act: BulkAct, text: str, token: CancelToken
) -> tuple[tuple[Named, int | None], ...]:
    """What fits what was typed, each with its number of articles."""
    if act in (BulkAct.ADD_TAGS, BulkAct.REMOVE_TAGS):
        from newsroom.desk.tagging import complete_tags

        return tuple(
            (Named(one.tag.id, one.tag.label), one.tag.n_articles) for one in complete_tags(library, text)
        )
    if act in (BulkAct.ADD_SERIES, BulkAct.REMOVE_SERIES):
        from newsroom.desk.series import complete_series

        return tuple((Named(one.id, one.name), one.count) for one in complete_series(library, text))
    if act is BulkAct.SECTION:
        from newsroom.desk.sections import list_sections

        fitting = [one for one in list_sections(library) if _begins(one.name, text)]
        return tuple((Named(one.id, one.name), one.n_articles) for one in fitting)
    return _offered_values(library, act, text, token)


def _offered_values(
    library: Library, act: BulkAct, text: str, token: CancelToken
) -> tuple[tuple[Named, int | None], ...]:
    """Labels and languages that the archive has, as its line of search offers them."""
    if act not in (BulkAct.LABEL, BulkAct.LANGUAGE):
        return ()
    from newsroom.desk.finding import complete_query

    line = f"{'label' if act is BulkAct.LABEL else 'lang'}:{text}"
    found = complete_query(library, line, len(line), token=token)
    prefix, _, _ = line.partition(":")
    values = [(item.text.strip().removeprefix(f"{prefix}:").strip('"'), item.count) for item in found.items]
    return tuple((Named(None, value), n) for value, n in values if value)


def _begins(name: str, text: str) -> bool:
    key = name_key(text)
    return any(word.startswith(key) for word in (name_key(name), *name_key(name).split()))


def _known(library: Library, act: BulkAct, one: Named) -> Named:
    """A typed name that the library has already is that."""
    if one.id is not None:
        return one
    key = name_key(one.name)
    if act in (BulkAct.ADD_TAGS, BulkAct.REMOVE_TAGS):
        from newsroom.desk.tagging import complete_tags

        for match in complete_tags(library, one.name, limit=1):
            if key in map(name_key, (match.tag.label, *match.tag.aliases)):
                return Named(match.tag.id, match.tag.label)
        return one
    same = (found for found, _ in offers(library, act, one.name, CancelToken()))
    return next((found for found in same if name_key(found.name) == key), one)


def _made(library: Library, act: BulkAct, one: Named) -> Named:
    if act is BulkAct.ADD_TAGS:
        from newsroom.desk.tagging import ensure_tag

        tag = ensure_tag(library, one.name, by=BY)
        return Named(tag.id, tag.label)
    if act is BulkAct.ADD_SERIES:
        from newsroom.desk.series import ensure_series

        return Named(ensure_series(library, one.name, by=BY).id, one.name)
    from newsroom.desk.sections import ensure_section

    return Named(ensure_section(library, one.name, by=BY).id, one.name)
