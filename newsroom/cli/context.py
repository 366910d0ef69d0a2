"""What every command is given: the library asked for and the form of the answer."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from newsroom.cli.streams import write_json, write_line
from newsroom.domain.errors import LibraryError

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Article

BY = "command line"


class Tour(Protocol):
    """Runs the guided errand in the window, tells what came of it, and answers the exit code."""

    def __call__(self, out: Path, as_json: bool = False) -> int: ...


@dataclass(frozen=True, slots=True)
class Context:
    """``library_path`` None means the default place."""

    library_path: Path | None
    as_json: bool
    tour: Tour

    def to_type(self, command: str) -> str:
        """The line that runs another command on the same library."""
        where = f" --library {quoted(self.library_path)}" if self.library_path is not None else ""
        return f"newsroom{where} {command}"


Run = Callable[[Namespace, Context], int]


def chosen_library(given: str | None) -> Path | None:
    """The library of ``--library``, else of the variable NEWSROOM_LIBRARY, else None for the default place."""
    path = given or os.environ.get("NEWSROOM_LIBRARY")
    return Path(path) if path else None


@contextmanager
def opened(context: Context) -> "Iterator[Library]":
    """The library, closed afterwards. Raises ``LibraryError`` with the line to type when there is none."""
    from newsroom.desk.library import default_library_path, open_library

    path = context.library_path or default_library_path()
    if not os.path.exists(path):  # of a name that is too long, Path.exists raises
        raise LibraryError(f"There is no library at {path}. To make one, type: newsroom new {quoted(path)}")
    library = open_library(path)
    try:
        yield library
        if library.store.n_written:
            from newsroom.desk.upkeep import tend_after_command

            tend_after_command(library)
    finally:
        library.close()


def answer(context: Context, document: Any, text: Callable[[], str]) -> None:
    """Prints the document as JSON, or as the readable text."""
    if context.as_json:
        write_json(document)
    else:
        write_line(text())


def answer_article(context: Context, library: "Library", article: "Article") -> None:
    """What every command answers that writes or shows an article."""
    from newsroom.cli.readable import article_text
    from newsroom.desk.showing import show_document

    document = show_document(library, article)
    answer(context, document, lambda: article_text(document))


def quoted(path: Path) -> str:
    """The path as a shell takes it."""
    import shlex

    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))
