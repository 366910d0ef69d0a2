"""A story as it was read from pasted text: every line is in a field, in the body, or among the lines set aside."""

from dataclasses import dataclass

from newsroom.domain.article import Byline, Dateline

NO_DATELINE = Dateline()
KEPT_NAMES = "pasted"
"""Among what comes with an article that has no row yet: names of its section, series and tags, not looked up."""


@dataclass(frozen=True, slots=True)
class WireLine:
    """A line of the pasted text that a person should look at, and why, in one sentence.

    ``number`` is its place in the text, from 1. ``paragraph`` is how many paragraphs of the body stood before it:
    where it belongs when it is put back.
    """

    text: str
    reason: str
    number: int
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class WireSeries:
    """A series line: the name, and the number behind it; None where there was none."""

    name: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class WireStory:
    """What pasted text says, by field; an empty field was not found. Names are not looked up in any library.

    ``body`` is Markdown, its paragraphs parted by blank lines. ``set_aside`` are lines that are in no field and not in
    the body (or not with all their words); ``not_understood`` are lines that stand in the body for want of a better
    place. ``language`` is a code, None when the text does not tell.
    """

    headline: str = ""
    lede: str = ""
    body: str = ""
    language: str | None = None
    section: str | None = None
    label: str | None = None
    dateline: Dateline = NO_DATELINE
    bylines: tuple[Byline, ...] = ()
    series: tuple[WireSeries, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    set_aside: tuple[WireLine, ...] = ()
    not_understood: tuple[WireLine, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The keys of a story's names (``names.name_key``) that a library has."""

    sections: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


def put_back(body: str, line: WireLine) -> str:
    """The body with the line in it again, as a paragraph at its place. The body may have been edited since."""
    paragraphs = body.split("\n\n") if body else []
    place = min(line.paragraph, len(paragraphs))
    return "\n\n".join((*paragraphs[:place], line.text, *paragraphs[place:]))
