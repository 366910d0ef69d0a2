"""Libraries of any size, the same for the same seed, unequal as a real agency's archive is.

``python3 -m benchmarks generate PATH --articles N`` makes one to keep; benchmarks and tests call ``generate``.
"""

import argparse
import gc
import math
import shutil
import sqlite3
import struct
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.generated.archive import plan
from benchmarks.generated.articles import COLUMNS, EPOCH, LAST_AT, Articles, Rows
from benchmarks.generated.bulk import Tell, fill_in_bulk
from benchmarks.generated.corpus import corpus_texts
from benchmarks.generated.languages import LANGUAGES, made_words
from benchmarks.generated.names import Names
from benchmarks.generated.places import insert_rows, write_places
from benchmarks.generated.texts import Texts, language_texts
from newsroom.desk.creating import create_library
from newsroom.desk.media import add_picture
from newsroom.desk.places import DATABASE
from newsroom.domain.article import Picture

__all__ = ["LAST_AT", "generate", "main"]

_BATCH = 2_000
_N_PICTURES = 12
# So many articles use all words of a language; fewer use fewer, by the root (Heaps).
_WHOLE_LANGUAGE, _LEAST_WORDS = 100_000, 800
_TELL_EVERY_S = 5.0


def generate(
    path: Path,
    n_articles: int,
    *,
    seed: int = 1,
    n_words: int = 300,
    corpus: Path | None = None,
    tell: Tell | None = None,
) -> None:
    """Makes a library of so many articles, of about so many words each at the median, with all that belongs to them.

    ``corpus`` is a folder of Markdown and text, or a file of JSON lines, whose sentences the texts are made of.
    ``tell`` hears what is done. Every check of the library's own is made at the end. 10,000 take some seconds; nothing
    is left at ``path`` before all is done. Raises ``LibraryError``, ``UnsoundError``; of a corpus ``ValueError``,
    ``OSError``.
    """
    tell = tell or (lambda _: None)
    making = path.with_name(f"{path.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        library = create_library(making)
        pictures = [add_picture(library, _png(n)) for n in range(_N_PICTURES)]
        library.close()
        maker = _Maker(n_articles, seed, n_words, corpus, pictures, tell)
        fill_in_bulk(making / DATABASE, maker.fill, tell)
        making.rename(path)
    finally:
        shutil.rmtree(making, ignore_errors=True)


class _Maker:
    """Writes all rows of one library."""

    def __init__(
        self,
        n_articles: int,
        seed: int,
        n_words: int,
        corpus: Path | None,
        pictures: Sequence[Picture],
        tell: Tell,
    ) -> None:
        self._n, self._n_words, self._tell = n_articles, n_words, tell
        self._pictures = pictures
        self._rng = np.random.default_rng(seed)
        tell("words and phrases")
        wealth = min(1.0, math.sqrt(n_articles / _WHOLE_LANGUAGE))
        words = [
            made_words(one, self._rng, max(_LEAST_WORDS, round(one.n_words * wealth))) for one in LANGUAGES
        ]
        names = Names(words[0], self._rng)
        self._texts: list[Texts] = (
            [language_texts(*both, self._rng) for both in zip(LANGUAGES, words, strict=True)]
            if corpus is None
            else [corpus_texts(corpus, self._rng)]
        )
        tell("tags, series, and which article has which")
        self._plan = plan(n_articles, self._rng, names, n_languages=len(self._texts))

    def fill(self, driver: sqlite3.Connection) -> None:
        last_ms = round((LAST_AT - EPOCH).total_seconds() * 1000)
        slugs = write_places(driver, self._plan, self._rng, last_ms)
        articles = Articles(
            self._plan,
            self._texts,
            self._rng,
            n_words=self._n_words,
            section_slugs=slugs,
            pictures=self._pictures,
        )
        with _without_collections():
            for rows in self._batches(articles):
                for table, some in rows.items():
                    insert_rows(driver, table, COLUMNS[table], some)

    def _batches(self, articles: Articles) -> Iterator[Rows]:
        begun = told = time.monotonic()
        for first in range(0, self._n, _BATCH):
            rows: Rows = {table: [] for table in COLUMNS}
            for number in range(first, min(self._n, first + _BATCH)):
                articles.add(number, rows)
            yield rows
            now = time.monotonic()
            if now - told > _TELL_EVERY_S:
                told = now
                done = min(self._n, first + _BATCH)
                self._tell(f"{done:,} of {self._n:,} articles, {done / (now - begun):,.0f} a second")


@contextmanager
def _without_collections() -> Iterator[None]:
    """Rows make no circles, and each collection would walk through the whole plan, which is large."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def main(arguments: Sequence[str]) -> int:
    """0 when the library stands; 1 when it could not be made, in words on stderr."""
    options = _parser().parse_args(arguments)
    begun = time.monotonic()

    def tell(words: str) -> None:
        print(f"{time.monotonic() - begun:7.1f} s  {words}", file=sys.stderr, flush=True)

    from benchmarks.generated.bulk import UnsoundError
    from newsroom.domain.errors import NewsroomError

    if options.path.exists():
        print(f"There is {options.path} already. Nothing was made.", file=sys.stderr)
        return 1
    try:
        generate(
            options.path,
            options.articles,
            seed=options.seed,
            n_words=options.words,
            corpus=options.corpus,
            tell=tell,
        )
    except (NewsroomError, UnsoundError, ValueError, OSError) as error:
        print(f"{error} Nothing is left at {options.path}.", file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in options.path.rglob("*") if file.is_file())
    tell(f"made: {options.articles:,} articles, {size / 1e9:.2f} GB")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m benchmarks generate",
        description="Makes a library to measure in and to try things on: unequal as a real archive, of made-up words.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="a folder that there is not yet")
    parser.add_argument("--articles", type=_count, default=10_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same library")
    parser.add_argument(
        "--words", type=_count, default=300, help="of an article, at the median (default: %(default)s)"
    )
    parser.add_argument(
        "--from",
        dest="corpus",
        type=Path,
        metavar="CORPUS",
        help="take the sentences from here: a folder of Markdown or text, or a file of JSON lines",
    )
    return parser


def _count(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _png(n: int) -> bytes:
    """A small picture of one colour, each of another."""
    width, height = 48, 32
    row = b"\0" + bytes((n * 20, 255 - n * 17, 90 + n * 9)) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
