"""The media that the library knows. The files themselves lie in its media folder, under the names kept here."""

from collections.abc import Collection

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.times import now
from newsroom.storage.tables import media


def record_media(
    connection: Connection, *, hash: str, file: str, mime: str, size: tuple[int, int], n_bytes: int
) -> None:
    """Knows the file from now on; nothing happens when it is known already. ``size`` in pixels."""
    width, height = size
    statement = insert(media).values(
        hash=hash, file=file, mime=mime, width=width, height=height, n_bytes=n_bytes, added_at=now()
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["hash"]))


def picture_size(connection: Connection, file: str) -> tuple[int | None, int | None] | None:
    """Width and height in pixels; None for a file that the library does not know."""
    row = connection.execute(select(media.c.width, media.c.height).where(media.c.file == file)).one_or_none()
    return None if row is None else (row.width, row.height)


def picture_sizes(connection: Connection, files: Collection[str]) -> dict[str, tuple[int | None, int | None]]:
    """Width and height in pixels of those files, some hundreds at most, that the library knows."""
    if not files:
        return {}
    rows = connection.execute(
        select(media.c.file, media.c.width, media.c.height).where(media.c.file.in_(files))
    )
    return {row.file: (row.width, row.height) for row in rows}
