"""What the window's side of the render lane and its helper process say to each other. Loads nothing heavy."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from newsroom.domain.page import PageModel
from newsroom.jobs.render_places import Places
from newsroom.rendering.body import BodyPatch


@dataclass(frozen=True, slots=True)
class TextChange:
    """An edit of the text, in UTF-16 units, as a draft reports it."""

    position: int
    n_removed: int
    inserted: str


@dataclass(frozen=True, slots=True)
class Show:
    """A page to show from now on, whole. ``serial`` grows with each request and comes back in its answer."""

    serial: int
    model: PageModel


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in the page that is shown. A new ``model`` brings all but headline, lede and body."""

    serial: int
    body: tuple[TextChange, ...] = ()
    headline: str | None = None
    lede: str | None = None
    model: PageModel | None = None


Request: TypeAlias = Show | Change
PlainChange: TypeAlias = tuple[
    int, tuple[tuple[int, int, str], ...], str | None, str | None, PageModel | None
]


def plain_change(change: Change) -> PlainChange:
    """A change as it goes through the pipe: pickling our own classes takes ten times as long, at every key."""
    body = tuple((edit.position, edit.n_removed, edit.inserted) for edit in change.body)
    return change.serial, body, change.headline, change.lede, change.model


def change_of(plain: PlainChange) -> Change:
    """The change again."""
    serial, body, headline, lede, model = plain
    return Change(serial, tuple(TextChange(*edit) for edit in body), headline, lede, model)


class Trouble(StrEnum):
    """Why there is no newer page."""

    TEXT = "text"
    """The text is refused."""
    THEME = "theme"
    HUNG = "hung"
    """It took too long; the helper process was ended."""
    CRASHED = "crashed"
    LOST = "lost"
    """The helper knows of no page: show it whole."""


def words_for(trouble: Trouble, line: int | None) -> str:
    """What to tell a person of a text that hung or is too long, or of a lost helper. ``line`` counts from 1."""
    if trouble is Trouble.TEXT:
        return "The text is too long to be shown while it is written. Open the page in the browser to see it whole."
    where = "The page" if line is None else f"The text from line {line} on"
    if trouble is Trouble.HUNG:
        return f"{where} takes too long to show. The preview stays at the last good page; the text is safe."
    return f"{where} ended the preview's helper program. It starts again; the text is safe."


@dataclass(frozen=True, slots=True)
class Ready:
    """The helper has loaded what it needs."""


@dataclass(frozen=True, slots=True)
class Working:
    """The piece of the text that is begun now. ``line`` counts from 1; ``mark`` knows the piece again."""

    line: int
    mark: bytes


@dataclass(frozen=True, slots=True)
class Paused:
    """A long text, ``done`` of 1 of it rendered: it goes on when told to."""

    serial: int
    done: float


@dataclass(frozen=True, slots=True)
class Proceed:
    """Go on with the long text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole page: its bytes are the desk's. ``shell`` is the page with ``placeholder`` where its text stands."""

    serial: int
    page: bytes
    shell: str
    places: Places
    theme_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patched:
    """What to change in the shown page. ``shell`` is None where nothing around the text changed."""

    serial: int
    patches: tuple[BodyPatch, ...]
    places: Places
    shell: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No newer page, and why, in words; the last good one stands. ``line`` counts from 1."""

    serial: int
    trouble: Trouble
    message: str
    line: int | None = None
    theme_files: tuple[str, ...] = ()


Answer: TypeAlias = Shown | Patched | Failed | Paused


def joined(waiting: Request | None, newer: Request) -> Request:
    """One request for two, of which the first was not begun."""
    if waiting is None or isinstance(newer, Show):
        return newer
    if isinstance(waiting, Show):
        raise TypeError("a change does not join a whole page: it is sent after it")
    return replace(
        newer,
        body=waiting.body + newer.body,
        headline=waiting.headline if newer.headline is None else newer.headline,
        lede=waiting.lede if newer.lede is None else newer.lede,
        model=newer.model or waiting.model,
    )
