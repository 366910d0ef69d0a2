"""Parsers and answers that the commands of sections, authors and vocabularies have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from newsroom.cli.act_answers import outcome_document, outcome_text
from newsroom.cli.context import Context, answer
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.streams import one_line


def plain(command: str, description: str) -> Callable[[], Parser]:
    return lambda: Parser(command, description)


def several(command: str, description: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(command, description)
        parser.add_argument("names", nargs="+", metavar=name)
        return parser

    return make


def merging(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} merge", f"Merges {family} into the last one named.")
        parser.add_argument("names", nargs="+", metavar=name, help="last, the one that stays")
        parser.add_dry_run()
        return parser

    return make


def renaming(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} rename", "Gives it another name; addresses stay.")
        parser.add_argument("old", metavar=name)
        parser.add_argument("name", metavar="NEW")
        return parser

    return make


def describing(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} describe", "Writes the text of its page.")
        parser.add_argument("name", metavar=name)
        parser.add_argument("text", metavar="TEXT")
        return parser

    return make


def answer_all(context: Context, outcomes: Sequence[Any]) -> None:
    documents = [outcome_document(one) for one in outcomes]
    answer(context, {"acts": documents}, lambda: "\n".join(map(outcome_text, documents)))


def two_of(names: Sequence[str], command: str) -> Sequence[str]:
    if len(names) < 2:
        raise UsageError(f"{command}: name two or more, the one that stays last.")
    return names


def row_line(row: dict[str, Any]) -> str:
    aliases = f" ({', '.join(row['aliases'])})" if row.get("aliases") else ""
    return f"{row['articles']:>7,}  {one_line(row['name'] + aliases)}"
