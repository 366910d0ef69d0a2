"""``sections``: lists sections in the site's order, and puts them in order."""

from argparse import Namespace
from typing import TYPE_CHECKING

from newsroom.cli.act_answers import (
    answer_outcome,
    answer_preview,
    show_progress,
)
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.desk_commands import (
    answer_all,
    describing,
    merging,
    plain,
    renaming,
    row_line,
    several,
    two_of,
)
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.ids import SectionId


def make_sections_parser() -> Parser:
    return Family(
        "sections",
        "Lists sections in the site's order, and puts them in order.",
        {
            "list": (plain("sections list", "Lists them."), run_sections),
            "merge": (merging("sections", "SECTION"), run_merge_sections),
            "rename": (renaming("sections", "SECTION"), run_rename_section),
            "order": (
                several("sections order", "The site's order; the others follow.", "SECTION"),
                run_order,
            ),
            "describe": (describing("sections", "SECTION"), run_describe_section),
            "delete": (
                several("sections delete", "Deletes sections without articles.", "SECTION"),
                run_delete_sections,
            ),
        },
        (plain("sections", "Lists sections in the site's order."), run_sections),
    )


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
    answer(context, {"sections": documents}, lambda: "\n".join(map(row_line, documents)) or "No sections.")
    return 0


def run_merge_sections(options: Namespace, context: Context) -> int:
    from newsroom.desk.section_desk import merge_sections, preview_section_merge

    with opened(context) as library:
        *sources, target = [_section(library, name) for name in two_of(options.names, "sections merge")]
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
        answer_all(context, [delete_section(library, id, by=BY) for id in ids])
    return 0


def _section(library: "Library", name: str) -> "SectionId":
    from newsroom.desk.finding import find_section

    return find_section(library, name).id


COMMANDS = {"sections": (make_sections_parser, run_family)}
