"""The table of posts in an export of Substack: titles and dates, by the ids that the files of texts are called by."""

import csv
import io
import re
from collections.abc import Iterator

from newsroom.domain.errors import NewsroomError
from newsroom.exchange.encodings import decode
from newsroom.exchange.sources.container_parts import LARGEST_FILE
from newsroom.exchange.sources.containers import Container
from newsroom.exchange.sources.items import SourceError

_COLUMNS = frozenset("post_id post_date is_published title".split())
_TABLE = re.compile(r"(?:^|/)posts\.csv$")
_MOST = 100_000


def may_be_table(name: str) -> bool:
    """Whether the table is called so."""
    return _TABLE.search(name) is not None


def posts_of(container: Container, place: str) -> dict[str, dict[str, str]]:
    """The rows of the table by ``post_id``; none where it is another table. Raises ``SourceError``."""
    try:
        text = decode(container.read(place, LARGEST_FILE)).replace("\r\n", "\n")
    except NewsroomError as error:
        raise SourceError(str(error)) from None
    if not _COLUMNS.issubset(next(csv.reader([text.split("\n", 1)[0]]), [])):
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in _rows(text):
        if len(found) < _MOST and row.get("post_id"):
            found[row["post_id"]] = row
    return found


def _rows(text: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LARGEST_FILE)
    try:
        for row in csv.DictReader(io.StringIO(text)):
            yield {key: value or "" for key, value in row.items() if key and not isinstance(value, list)}
    except csv.Error as error:
        raise SourceError(f"The table of posts cannot be read: {error}.") from None
