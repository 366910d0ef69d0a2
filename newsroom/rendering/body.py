"""What rendering a text takes and gives: options, blocks, the error. No rendering here; cheap to import."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.domain.article import Dateline
from newsroom.domain.errors import NewsroomError


class RenderError(NewsroomError):
    """A text that cannot be rendered. ``line`` is where, counted from 1; None where that is unknown."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class BodyOptions:
    """What a body's HTML depends on beside its text.

    ``article_urls`` resolves ``article:ID`` links; an id that is absent gives plain words. ``dateline`` is printed
    as it stands at the head of the first paragraph. The labels are what a screen reader says of a table's box and of
    the way back from a footnote.
    """

    language: str = "en"
    smart_typography: bool = True
    dateline: str = ""
    article_urls: tuple[tuple[int, str], ...] = ()
    table_label: str = "Table"
    back_label: str = "Back to the text"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that renders by itself. Lines count from 0, ``last_line`` is inside.

    ``html`` is safe, and holds exactly ``n_elements`` elements at its top, with no text between them.
    """

    first_line: int
    last_line: int
    html: str
    n_elements: int
    starts: tuple[int, ...] = ()
    """The first line of each element; empty where it is not known, or the block has but one."""


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A text as safe HTML, whole and by blocks: ``html`` is the blocks' html joined with line ends."""

    html: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BodyPatch:
    """Replace ``n_removed`` top elements, from ``index`` on, by ``html``, which holds ``n_added``."""

    index: int
    n_removed: int
    html: str
    n_added: int


def body_of(blocks: Sequence[Block]) -> RenderedBody:
    """The whole of some blocks. One without elements (a link's definition, say) adds nothing."""
    return RenderedBody("\n".join(block.html for block in blocks if block.n_elements), tuple(blocks))


def dateline_words(dateline: Dateline, site_credit: str) -> str:
    """The dateline as printed: ``PARIS, Nov 27 (Meridian) —``. Empty where there is none.

    A credit of None means the site's; an empty one prints none.
    """
    if not dateline:
        return ""
    place = dateline.place or ""
    words = _comma_after(place).join(part for part in (place, dateline.date) if part)
    credit = site_credit if dateline.credit is None else dateline.credit
    if credit:
        words = f"{words} ({credit})" if words else f"({credit})"
    return f"{words} —" if words else ""


def _comma_after(place: str) -> str:
    """What parts place and date in the place's script; Chinese and Japanese print them together."""
    last = place[-1:]
    if "\u0600" <= last <= "\u06ff":
        return "، "
    return "" if "\u3040" <= last <= "\u9fff" else ", "
