"""``authors``: lists authors, and puts them in order."""

from argparse import Namespace
from typing import TYPE_CHECKING

from newsroom.cli.act_answers import (
    answer_outcome,
    answer_preview,
    show_progress,
)
from newsroom.cli.assignments import read_assignments
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.desk_commands import (
    answer_all,
    merging,
    row_line,
    several,
    two_of,
)
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser, UsageError, read_standard_input

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.ids import AuthorId

_SORTS = ("count", "name")


def make_authors_parser() -> Parser:
    return Family(
        "authors",
        "Lists authors, and puts them in order.",
        {
            "list": (_authors_parser, run_authors),
            "merge": (merging("authors", "AUTHOR"), run_merge_authors),
            "rename": (_rename_author_parser, run_rename_author),
            "alias": (_alias_parser, run_alias),
            "edit": (_edit_author_parser, run_edit_author),
            "delete": (
                several("authors delete", "Deletes authors whom no byline names.", "AUTHOR"),
                run_delete_authors,
            ),
        },
        (_authors_parser, run_authors),
    )


def _authors_parser() -> Parser:
    parser = Parser("authors list", "Lists authors; with TEXT, those with such a word.", free_words=True)
    parser.usage = "newsroom authors [TEXT] [--sort ORDER] [--limit N] [--json]"
    parser.add_argument("--sort", choices=_SORTS, default="count", help="count or name")
    parser.add_limit(50)
    return parser


def _rename_author_parser() -> Parser:
    parser = Parser("authors rename", "Gives an author another name; the old one stays as an alias.")
    parser.add_argument("old", metavar="AUTHOR")
    parser.add_argument("name", metavar="NEW")
    parser.add_argument(
        "--reprint", action="store_true", help="bylines that print the old name print the new one"
    )
    parser.add_argument("--publish", action="store_true", help="with --reprint: readers see it at once")
    return parser


def _alias_parser() -> Parser:
    parser = Parser("authors alias", "Gives an author other names, and takes them.", free_words=True)
    parser.usage = "newsroom authors alias AUTHOR +NAME|-NAME [+NAME|-NAME ...] [--json] [--library PATH]"
    return parser


def _edit_author_parser() -> Parser:
    parser = Parser("authors edit", "Sets details of an author; an empty value takes one away.")
    parser.add_argument("name", metavar="AUTHOR")
    parser.add_argument(
        "fields", nargs="+", metavar="FIELD=VALUE", help="about, email, link, or a name of your own"
    )
    return parser


def run_authors(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import list_authors
    from newsroom.domain.ordering import Sort

    with opened(context) as library:
        page = list_authors(library, " ".join(options.words), sort=Sort(options.sort), limit=options.limit)
    documents = [
        {
            "id": one.id,
            "name": one.name,
            "slug": one.slug,
            "aliases": list(one.aliases),
            "details": dict(one.details),
            "articles": one.n_articles,
        }
        for one in page.rows
    ]
    document = {"authors": documents, "more": page.next is not None}
    answer(context, document, lambda: "\n".join(map(row_line, documents)) or "No authors.")
    return 0


def run_merge_authors(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import merge_authors, preview_author_merge

    with opened(context) as library:
        *sources, target = [_author(library, name) for name in two_of(options.names, "authors merge")]
        if options.dry_run:
            answer_preview(context, preview_author_merge(library, sources, target))
        else:
            answer_outcome(context, merge_authors(library, sources, target, by=BY, progress=show_progress()))
    return 0


def run_rename_author(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import rename_author

    with opened(context) as library:
        outcome = rename_author(
            library,
            _author(library, options.old),
            options.name,
            reprint=options.reprint,
            publish=options.publish,
            by=BY,
            progress=show_progress(),
        )
        answer_outcome(context, outcome)
    return 0


def run_alias(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import add_author_alias, remove_author_alias

    name, *changes = options.words or [""]
    if not changes or any(word[:1] not in "+-" or not word[1:].strip() for word in changes):
        raise UsageError("authors alias: name an author, then +NAME or -NAME.")
    with opened(context) as library:
        id = _author(library, name)
        outcomes = [
            (add_author_alias if word.startswith("+") else remove_author_alias)(library, id, word[1:], by=BY)
            for word in changes
        ]
    answer_all(context, outcomes)
    return 0


def run_edit_author(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import edit_author

    fields = read_assignments(options.fields, read_standard_input)
    details = {name: value if value != "" else None for name, value in fields.items()}
    with opened(context) as library:
        answer_outcome(context, edit_author(library, _author(library, options.name), details, by=BY))
    return 0


def run_delete_authors(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import delete_author

    with opened(context) as library:
        ids = [_author(library, name) for name in options.names]
        answer_all(context, [delete_author(library, id, by=BY) for id in ids])
    return 0


def _author(library: "Library", name: str) -> "AuthorId":
    from newsroom.desk.author_desk import find_author

    return find_author(library, name).id


COMMANDS = {"authors": (make_authors_parser, run_family)}
