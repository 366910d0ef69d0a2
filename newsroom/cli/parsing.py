"""Reading the command line: argparse with one-line errors, and words that may begin with ``-``."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from newsroom.cli.streams import write_error
from newsroom.domain.errors import RefusedError

_WITH_VALUE = frozenset(
    {
        "--library",
        "--limit",
        "--section",
        "--series",
        "--sort",
        "--state",
        "--tag",
        "--fields",
        "--kind",
        "--name",
        "--out",
        "--to",
    }
)


class UsageError(Exception):
    """The command line itself is wrong: exit 2."""


class Parser(argparse.ArgumentParser):
    """One command's options. A mistake is one line on standard error and exit 2."""

    def __init__(
        self, command: str, description: str, examples: str = "", *, free_words: bool = False
    ) -> None:
        super().__init__(
            prog=f"newsroom {command}",
            description=description,
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.free_words = free_words
        self.acts: Mapping[str, Callable[[], Parser] | None] = {}
        """Words that may stand first and say what is done; some have a parser of their own for what follows."""
        self.add_argument(
            "--library", metavar="PATH", help="the library to work on, instead of the default one"
        )
        self.add_argument("--json", action="store_true", help="answer with one JSON document")
        names = ["--help"] if free_words else ["-h", "--help"]  # among free words -h is a name, too
        self.add_argument(*names, action="help", help="show this text and stop")

    def add_limit(self, usual: int, of: str = "") -> None:
        """``--limit N``, the most that are listed."""
        words = f"at most N{of}; {usual} unless said"
        self.add_argument("--limit", type=positive, default=usual, metavar="N", help=words)

    def add_dry_run(self, words: str = "only tell what would be done") -> None:
        """``--dry-run``, which changes nothing."""
        self.add_argument("--dry-run", action="store_true", help=words)

    def error(self, message: str) -> NoReturn:
        write_error(f"{self.prog}: {message}. See: {self.prog} --help")
        raise SystemExit(2)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options; of a command with free words, these too, as ``words``."""
        if not self.free_words:
            return self.parse_args(arguments)
        options, words = split_words(arguments)
        namespace = self.parse_args(options)
        namespace.words = words
        return namespace


def split_words(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tells options (``--json``, ``--limit N``) from words, which may begin with ``+`` or one ``-``.

    All that follows ``--`` is words.
    """
    options: list[str] = []
    words: list[str] = []
    rest = list(arguments)
    while rest:
        item = rest.pop(0)
        if item == "--":
            return options, words + rest
        if not item.startswith("--"):
            words.append(item)
            continue
        options.append(item)
        if item in _WITH_VALUE and rest:
            options.append(rest.pop(0))
    return options, words


def positive(text: str) -> int:
    """A whole number from 1, for argparse."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:10]) < 1_000_000_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1")
    return int(text)


def read_standard_input() -> bytes:
    """All of standard input, as bytes. Raises ``RefusedError`` where there is none: that is not an empty one."""
    if not sys.stdin:
        raise RefusedError("Standard input is closed. Nothing was changed.")
    return sys.stdin.buffer.read()
