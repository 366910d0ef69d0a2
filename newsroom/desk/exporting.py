"""Exports: the whole library, or a search's result, as a folder of Markdown files or of JSON Lines, any day, any size.

What is written can be brought into a library again, and is equal there. A folder gets new content once that is whole.
"""

import json
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from newsroom.desk.exporting_markdown import markdown_of, path_of
from newsroom.desk.exporting_records import PlaceNames, linked_ids, place_record, record_of, tag_label
from newsroom.desk.library import Library
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.domain.times import now
from newsroom.exchange.sources.jsonl import ARTICLES, FORMAT, LIBRARY, is_export
from newsroom.storage.bulk_kept import load_kept
from newsroom.storage.bulk_reading import (
    WholeArticle,
    count_all,
    ids_after,
    load_marks,
    load_places,
    load_whole,
)
from newsroom.storage.lists import count_list, list_page
from newsroom.storage.settings import has_site, load_site
from newsroom.storage.store import Connection

_AT_ONCE = 100
_TELL_S = 0.1
_PART = ".part"
_OLD = ".old"
_MEDIA = "media"
_PICTURES = re.compile(r"/media/([0-9a-f]{64}\.[a-z]{3,4})")
_log = logging.getLogger(__name__)


class ExportKind(StrEnum):
    """In which form articles are written, for ``--to``."""

    MARKDOWN = "markdown"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is. ``left_s`` in seconds; None where it cannot be told."""

    n_done: int
    n_total: int
    per_second: float
    left_s: float | None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where. ``notes`` are sentences about what could not be."""

    folder: Path
    kind: ExportKind
    n_articles: int
    n_pictures: int
    notes: tuple[str, ...] = ()


def place_within(folder: Path, library: Library) -> Path:
    """Where an export can be written in a folder that a person chose: itself where it is empty, else a new one in it.

    So nothing that stands there is replaced, not even an earlier export.
    """
    try:
        is_empty = not folder.exists() or not any(folder.iterdir())
    except OSError as error:
        raise RefusedError(f"{folder} cannot be read: {error.strerror}. Nothing was written.") from error
    if is_empty:
        return folder
    name = f"{library.path.name} export {now():%Y-%m-%d}"
    names = (name if n == 1 else f"{name} ({n})" for n in count(1))
    return next(place for place in (folder / name for name in names) if not place.exists())


def export_library(
    library: Library,
    folder: Path,
    *,
    to: ExportKind,
    query: ListQuery | None = None,
    progress: Callable[[ExportProgress], None] | None = None,
    token: CancelToken | None = None,
) -> ExportReport:
    """Writes the articles of a query, or all of them, those in the trash too, into a folder.

    The folder must be new, empty, or an earlier export, which is then replaced. Raises ``RefusedError`` for any other
    folder and where it cannot be written, ``CancelledError`` for ``token``; what stood in the folder still does then.
    Costs constant memory but for the names of what articles are sorted under.
    """
    return _Export(library, folder, to, progress, token or CancelToken()).run(query)


class _Export:
    def __init__(
        self,
        library: Library,
        folder: Path,
        kind: ExportKind,
        progress: Callable[[ExportProgress], None] | None,
        token: CancelToken,
    ) -> None:
        self._library = library
        self._folder = folder
        self._kind = kind
        self._progress = progress
        self._token = token
        self._begun = time.monotonic()
        self._told = 0.0
        self._n_done = 0
        self._n_total = 0
        self._n_pictures = 0
        self._notes: list[str] = []
        self._names = PlaceNames({}, {}, {})

    def run(self, query: ListQuery | None) -> ExportReport:
        _refuse_strangers(self._folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._clear_parts()
            (self._folder / _MEDIA).mkdir(exist_ok=True)
            self._write(query)
            self._put_in_place()
        except OSError as error:
            self._clear_parts()
            reason = error.strerror or str(error)
            raise RefusedError(
                f"The export could not be written to {self._folder}: {reason}. What stood there before still does."
            ) from error
        except BaseException:
            self._clear_parts()
            raise
        self._tell(now=True)
        _log.info("export of %d articles as %s", self._n_done, self._kind.value)
        return ExportReport(self._folder, self._kind, self._n_done, self._n_pictures, tuple(self._notes))

    def _write(self, query: ListQuery | None) -> None:
        with (self._folder / (LIBRARY + _PART)).open("w", encoding="utf-8", newline="\n") as lines:
            with self._library.store.read(self._token) as connection:
                self._n_total = count_all(connection) if query is None else count_list(connection, query)
                for record in self._places(connection):
                    lines.write(_line(record))
                for kind, values in load_kept(connection) if query is None else ():
                    lines.write(_line({"newsroom": kind, **values}))
            for articles in self._batches(query):
                self._token.raise_if_cancelled()
                for text in articles:
                    lines.write(text)
                self._tell()
            lines.flush()
            os.fsync(lines.fileno())

    def _places(self, connection: Connection) -> Iterator[dict[str, object]]:
        """The head of the library: its site, and what articles are sorted under. Remembers their names."""
        yield {"newsroom": "library", "format": FORMAT, "to": self._kind.value}
        if has_site(connection):
            yield {"newsroom": "site", **asdict(load_site(connection))}
        found = list(load_places(connection))
        tags = {row["id"]: (tag_label(row), row["kind"]) for kind, row in found if kind == "tag"}
        self._names = PlaceNames(
            {row["id"]: row["name"] for kind, row in found if kind == "section"},
            {row["id"]: row["name"] for kind, row in found if kind == "series"},
            tags,
        )
        for kind, row in found:
            yield place_record(kind, row, tags)
            self._take_picture((row.get("picture") or {}).get("file"))

    def _batches(self, query: ListQuery | None) -> Iterator[list[str]]:
        """Articles, some at a time: what is to be written as lines."""
        for ids in self._ids(query):
            with self._library.store.read(self._token) as connection:
                whole = load_whole(connection, ids)
                marks = load_marks(connection, {*ids, *linked_ids(whole)})
            lines = []
            for one in whole:
                record = record_of(one, self._names, marks)
                if self._kind is ExportKind.JSONL:
                    lines.append(_line(record))
                else:
                    mark = marks[one.article.id]
                    self._write_file(path_of(mark, one.article.id), markdown_of(record, marks))
                self._take_pictures(one)
                self._n_done += 1
            yield lines

    def _ids(self, query: ListQuery | None) -> Iterator[Sequence[ArticleId]]:
        after = 0
        before: int | None = None
        while True:
            with self._library.store.read(self._token) as connection:
                if query is None:
                    ids = ids_after(connection, after, _AT_ONCE)
                    more = len(ids) == _AT_ONCE
                else:
                    page = list_page(connection, query, before=before, limit=_AT_ONCE)
                    ids, more = [row.id for row in page.rows], page.more
                    before = page.rows[-1].key if page.rows else None
            if ids:
                yield ids
                after = ids[-1]
            if not more or not ids:
                return

    def _write_file(self, path: str, text: str) -> None:
        """Below the articles that are being written; the folder is swapped in when all are there."""
        file = self._folder / (ARTICLES.rstrip("/") + _PART) / path.removeprefix(ARTICLES)
        try:
            file.write_text(text, "utf-8", newline="\n")
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")

    def _take_pictures(self, one: WholeArticle) -> None:
        contents = [one.article.content, *(revision.content for revision in one.revisions)]
        for file in dict.fromkeys(content.picture.file for content in contents if content.picture):
            self._take_picture(file)
        for body in dict.fromkeys(content.body for content in contents):
            for file in _PICTURES.findall(body) if "/media/" in body else ():
                self._take_picture(file)

    def _take_picture(self, file: str | None) -> None:
        """Files are named by what is in them: one that is there is the same."""
        if not file:
            return
        source, target = self._library.media_folder / file, self._folder / _MEDIA / file
        if target.exists():
            return
        try:
            part = target.with_name(f"{file}{_PART}")
            shutil.copyfile(source, part)
            part.replace(target)
            self._n_pictures += 1
        except FileNotFoundError:
            self._notes.append(f"The picture {file} is not in the library's media folder.")

    def _put_in_place(self) -> None:
        """First the articles, then the file that says what the folder is: without it, it is not taken for whole."""
        articles = self._folder / ARTICLES.rstrip("/")
        part, old = articles.with_name(articles.name + _PART), articles.with_name(articles.name + _OLD)
        if articles.exists():
            articles.replace(old)
        if part.exists():
            part.replace(articles)
        (self._folder / (LIBRARY + _PART)).replace(self._folder / LIBRARY)
        shutil.rmtree(old, ignore_errors=True)

    def _clear_parts(self) -> None:
        articles = self._folder / ARTICLES.rstrip("/")
        old = articles.with_name(articles.name + _OLD)
        if old.exists() and not articles.exists():
            with suppress(OSError):
                old.replace(articles)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(articles.with_name(articles.name + _PART), ignore_errors=True)
        with suppress(OSError):
            (self._folder / (LIBRARY + _PART)).unlink(missing_ok=True)

    def _tell(self, *, now: bool = False) -> None:
        moment = time.monotonic()
        if self._progress is None or (not now and moment - self._told < _TELL_S):
            return
        self._told = moment
        rate = self._n_done / max(0.001, moment - self._begun)
        left = max(0, self._n_total - self._n_done) / rate if rate else None
        self._progress(ExportProgress(self._n_done, max(self._n_total, self._n_done), rate, left))


def _refuse_strangers(folder: Path) -> None:
    """Nothing of anybody else's is written over."""
    try:
        if not folder.exists():
            return
        names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else {""}
    except OSError as error:
        raise RefusedError(f"{folder} cannot be read: {error.strerror}. Nothing was written.") from error
    ours = {LIBRARY + _PART, _MEDIA, ARTICLES.rstrip("/") + _PART}
    if names <= ours or is_export(folder):
        return
    raise RefusedError(
        f"{folder} is neither empty nor an earlier export. Nothing was written: choose another folder."
    )


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
