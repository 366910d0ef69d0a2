"""What an import finds out about its sources before and while it reads them."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library
from newsroom.desk.source_files import count_items, reader_of
from newsroom.domain.errors import NewsroomError
from newsroom.domain.times import now
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.jsonl import Line, OwnFile
from newsroom.exchange.sources.markdown import MarkdownFile
from newsroom.exchange.sources.wire_text import TextFile
from newsroom.storage.sections import list_sections
from newsroom.storage.settings import load_site

_SMALL = 64 * 1024
_log = logging.getLogger(__name__)


def surroundings_of(library: Library) -> Surroundings:
    """What the library knows that helps to read."""
    with library.store.read() as connection:
        site = load_site(connection)
        sections = tuple(section.name for section in list_sections(connection))
    zone: tzinfo
    try:
        zone = ZoneInfo(site.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC  # also where the system knows no zones at all
    return Surroundings(zone, site.credit, sections, now())


def n_total(paths: Sequence[Path], kind: SourceKind | None) -> int | None:
    """How many items there are, where a quick look tells."""
    total = 0
    for path in paths:
        try:
            n = count_items(path, reader_of(path, kind))
        except NewsroomError:
            n = 1
        if n is None:
            return None
        total += n
    return total


def without_end(items: Iterator[SourceItem]) -> Iterator[SourceItem]:
    """The items; where a reader can read no further, an item that says so."""
    try:
        yield from items
    except SourceError as error:
        yield SourceItem("", "", "", problem=str(error))
    except Exception as error:  # noqa: BLE001 - a reader that breaks stops nothing but its source
        _log.warning("a reader broke: %s", type(error).__name__)
        reason = f"It cannot be read any further: an unexpected {type(error).__name__}."
        yield SourceItem("", "", "", problem=reason)


def is_plain(payload: object) -> bool:
    """Whether reading it cannot take long."""
    if isinstance(payload, MarkdownFile | OwnFile | Line):
        return len(payload.data) <= _SMALL
    return isinstance(payload, TextFile) and len(payload.text) <= _SMALL
