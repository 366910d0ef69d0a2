"""``vocabulary``: lists vocabularies, imports them, and finds their concepts."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.desk_commands import (
    plain,
    several,
)
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser
from newsroom.cli.streams import one_line


def make_vocabulary_parser() -> Parser:
    return Family(
        "vocabulary",
        "Lists vocabularies, and imports them.",
        {
            "list": (plain("vocabulary list", "Lists vocabularies."), run_vocabularies),
            "import": (_import_parser, run_import),
            "find": (_find_parser, run_find),
            "remove": (several("vocabulary remove", "Removes vocabularies; tags stay.", "NAME"), run_remove),
        },
        (plain("vocabulary", "Lists vocabularies."), run_vocabularies),
    )


def _import_parser() -> Parser:
    parser = Parser("vocabulary import", "Imports a vocabulary: .xlsx, .csv, .tsv or .json.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--lang", metavar="CODE", help="the language of the names; else the site's")
    parser.add_argument("--name", metavar="NAME", help="what to call it; else as the file says")
    return parser


def _find_parser() -> Parser:
    parser = Parser("vocabulary find", "Finds concepts by their words.")
    parser.add_argument("text", metavar="TEXT")
    parser.add_limit(20)
    return parser


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


def _vocabulary_document(one: Any) -> dict[str, Any]:
    return {"name": one.name, "language": one.language, "concepts": one.n_concepts, "mapped": one.n_mapped}


def _vocabulary_line(one: dict[str, Any]) -> str:
    return f"{one_line(one['name'])} ({one['language']}): {one['concepts']:,} concepts, {one['mapped']:,} with tags"


COMMANDS = {"vocabulary": (make_vocabulary_parser, run_family)}
