"""``sections``, ``authors`` and ``vocabulary``: lists, and what puts them in order."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.cli.act_answers import (
    answer_outcome,
    answer_preview,
    outcome_document,
    outcome_text,
    show_progress,
)
from newsroom.cli.assignments import read_assignments
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser, UsageError, positive, read_standard_input
from newsroom.cli.streams import one_line

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.ids import AuthorId, SectionId

_SORTS = ("count", "name")


def make_sections_parser() -> Parser:
    return Family(
        "sections",
        "Lists sections in the site's order, and puts them in order.",
        {
            "list": (_plain("sections list", "Lists them."), run_sections),
            "merge": (_merging("sections", "SECTION"), run_merge_sections),
            "rename": (_renaming("sections", "SECTION"), run_rename_section),
            "order": (
                _several("sections order", "The site's order; the others follow.", "SECTION"),
                run_order,
            ),
            "describe": (_describing("sections", "SECTION"), run_describe_section),
            "delete": (
                _several("sections delete", "Deletes sections without articles.", "SECTION"),
                run_delete_sections,
            ),
        },
        (_plain("sections", "Lists sections in the site's order."), run_sections),
    )


def make_authors_parser() -> Parser:
    return Family(
        "authors",
        "Lists authors, and puts them in order.",
        {
            "list": (_authors_parser, run_authors),
            "merge": (_merging("authors", "AUTHOR"), run_merge_authors),
            "rename": (_rename_author_parser, run_rename_author),
            "alias": (_alias_parser, run_alias),
            "edit": (_edit_author_parser, run_edit_author),
            "delete": (
                _several("authors delete", "Deletes authors whom no byline names.", "AUTHOR"),
                run_delete_authors,
            ),
        },
        (_authors_parser, run_authors),
    )


def make_vocabulary_parser() -> Parser:
    return Family(
        "vocabulary",
        "Lists vocabularies, and imports them.",
        {
            "list": (_plain("vocabulary list", "Lists vocabularies."), run_vocabularies),
            "import": (_import_parser, run_import),
            "find": (_find_parser, run_find),
            "remove": (_several("vocabulary remove", "Removes vocabularies; tags stay.", "NAME"), run_remove),
        },
        (_plain("vocabulary", "Lists vocabularies."), run_vocabularies),
    )


def _plain(command: str, description: str) -> Callable[[], Parser]:
    return lambda: Parser(command, description)


def _several(command: str, description: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(command, description)
        parser.add_argument("names", nargs="+", metavar=name)
        return parser

    return make


def _merging(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} merge", f"Merges {family} into the last one named.")
        parser.add_argument("names", nargs="+", metavar=name, help="last, the one that stays")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")
        return parser

    return make


def _renaming(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} rename", "Gives it another name; addresses stay.")
        parser.add_argument("old", metavar=name)
        parser.add_argument("name", metavar="NEW")
        return parser

    return make


def _describing(family: str, name: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"{family} describe", "Writes the text of its page.")
        parser.add_argument("name", metavar=name)
        parser.add_argument("text", metavar="TEXT")
        return parser

    return make


def _authors_parser() -> Parser:
    parser = Parser("authors list", "Lists authors; with TEXT, those with such a word.", free_words=True)
    parser.usage = "newsroom authors [TEXT] [--sort ORDER] [--limit N] [--json]"
    parser.add_argument("--sort", choices=_SORTS, default="count", help="count or name")
    parser.add_argument("--limit", type=positive, default=50, metavar="N", help="at most N; 50 unless said")
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


def _import_parser() -> Parser:
    parser = Parser("vocabulary import", "Imports a vocabulary: .xlsx, .csv, .tsv or .json.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--lang", metavar="CODE", help="the language of the names; else the site's")
    parser.add_argument("--name", metavar="NAME", help="what to call it; else as the file says")
    return parser


def _find_parser() -> Parser:
    parser = Parser("vocabulary find", "Finds concepts by their words.")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--limit", type=positive, default=20, metavar="N", help="at most N; 20 unless said")
    return parser


def run_sections(_: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import list_section_rows

    with opened(context) as library:
        rows = list_section_rows(library)
    documents = [
        {
            "id": row.section.id,
            "name": row.section.name,
            "slug": row.section.slug,
            "description": row.description,
            "articles": row.section.n_articles,
            "published": row.section.n_published,
        }
        for row in rows
    ]
    answer(context, {"sections": documents}, lambda: "\n".join(map(_line, documents)) or "No sections.")
    return 0


def run_merge_sections(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import merge_sections, preview_section_merge

    with opened(context) as library:
        *sources, target = [_section(library, name) for name in _two(options.names, "sections merge")]
        if options.dry_run:
            answer_preview(context, preview_section_merge(library, sources, target))
        else:
            answer_outcome(context, merge_sections(library, sources, target, by=BY, progress=show_progress()))
    return 0


def run_rename_section(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import rename_section

    with opened(context) as library:
        answer_outcome(context, rename_section(library, _section(library, options.old), options.name, by=BY))
    return 0


def run_order(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import order_sections

    with opened(context) as library:
        ids = [_section(library, name) for name in options.names]
        answer_outcome(context, order_sections(library, ids, by=BY))
    return 0


def run_describe_section(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import describe_section

    with opened(context) as library:
        id = _section(library, options.name)
        answer_outcome(context, describe_section(library, id, options.text, by=BY))
    return 0


def run_delete_sections(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import delete_section

    with opened(context) as library:
        ids = [_section(library, name) for name in options.names]
        _answer_all(context, [delete_section(library, id, by=BY) for id in ids])
    return 0


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
    answer(context, document, lambda: "\n".join(map(_line, documents)) or "No authors.")
    return 0


def run_merge_authors(options: Namespace, context: Context) -> int:
    from newsroom.desk.author_desk import merge_authors, preview_author_merge

    with opened(context) as library:
        *sources, target = [_author(library, name) for name in _two(options.names, "authors merge")]
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
    _answer_all(context, outcomes)
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
        _answer_all(context, [delete_author(library, id, by=BY) for id in ids])
    return 0


def run_vocabularies(_: Namespace, context: Context) -> int:
    from newsroom.desk.vocabulary import list_vocabularies

    with opened(context) as library:
        documents = [_vocabulary_document(one) for one in list_vocabularies(library)]
    text = "\n".join(map(_vocabulary_line, documents))
    answer(context, {"vocabularies": documents}, lambda: text or "No vocabularies.")
    return 0


def run_import(options: Namespace, context: Context) -> int:
    from newsroom.desk.vocabulary import import_vocabulary

    with opened(context) as library:
        made = import_vocabulary(library, Path(options.file), language=options.lang, name=options.name, by=BY)
    document = _vocabulary_document(made)
    answer(context, document, lambda: _vocabulary_line(document))
    return 0


def run_find(options: Namespace, context: Context) -> int:
    from newsroom.desk.vocabulary import complete_concepts

    with opened(context) as library:
        found = complete_concepts(library, options.text, limit=options.limit)
    documents = [
        {
            "code": one.concept.code,
            "name": one.concept.name,
            "definition": one.concept.definition,
            "tag": one.tag.label if one.tag else None,
        }
        for one in found
    ]
    lines = [f"{one['code']}  {one_line(str(one['name']))}" for one in documents]
    answer(context, {"concepts": documents}, lambda: "\n".join(lines) or "No concepts.")
    return 0


def run_remove(options: Namespace, context: Context) -> int:
    from newsroom.desk.vocabulary import list_vocabularies, remove_vocabulary
    from newsroom.domain.errors import NotFoundError
    from newsroom.domain.names import name_key

    with opened(context) as library:
        known = {name_key(one.name): one for one in list_vocabularies(library)}
        gone = []
        for name in options.names:
            found = known.get(name_key(name))
            if found is None:
                raise NotFoundError(f"There is no vocabulary “{one_line(name)}”.")
            gone.append(found)
        for one in gone:
            remove_vocabulary(library, one.id, by=BY)
    documents = [_vocabulary_document(one) for one in gone]
    answer(context, {"removed": documents}, lambda: f"Removed: {len(gone)}.")
    return 0


def _answer_all(context: Context, outcomes: Sequence[Any]) -> None:
    documents = [outcome_document(one) for one in outcomes]
    answer(context, {"acts": documents}, lambda: "\n".join(map(outcome_text, documents)))


def _section(library: "Library", name: str) -> "SectionId":
    from newsroom.desk.finding import find_section

    return find_section(library, name).id


def _author(library: "Library", name: str) -> "AuthorId":
    from newsroom.desk.author_desk import find_author

    return find_author(library, name).id


def _two(names: Sequence[str], command: str) -> Sequence[str]:
    if len(names) < 2:
        raise UsageError(f"{command}: name two or more, the one that stays last.")
    return names


def _line(row: dict[str, Any]) -> str:
    aliases = f" ({', '.join(row['aliases'])})" if row.get("aliases") else ""
    return f"{row['articles']:>7,}  {one_line(row['name'] + aliases)}"


def _vocabulary_document(one: Any) -> dict[str, Any]:
    return {"name": one.name, "language": one.language, "concepts": one.n_concepts, "mapped": one.n_mapped}


def _vocabulary_line(one: dict[str, Any]) -> str:
    return f"{one_line(one['name'])} ({one['language']}): {one['concepts']:,} concepts, {one['mapped']:,} with tags"


COMMANDS = {
    "sections": (make_sections_parser, run_family),
    "authors": (make_authors_parser, run_family),
    "vocabulary": (make_vocabulary_parser, run_family),
}
