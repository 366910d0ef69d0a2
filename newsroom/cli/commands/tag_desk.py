"""``tags``: lists tags, and puts them in order. Each act is in the log, and ``newsroom undo`` takes it back."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.act_answers import (
    answer_outcome,
    answer_preview,
    outcome_document,
    outcome_text,
    show_progress,
)
from newsroom.cli.commands import tag_parsers
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser, UsageError
from newsroom.cli.query_words import asked_of
from newsroom.cli.streams import one_line
from newsroom.cli.tag_answers import groups_text, list_text, proposals_text, tag_document
from newsroom.domain.article import TagKind
from newsroom.domain.names import split_kind

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Tag


def make_parser() -> Parser:
    return Family(
        "tags",
        "Lists tags, and puts them in order.",
        {
            "list": (tag_parsers.list_parser, run_list),
            "merge": (tag_parsers.merge_parser, run_merge),
            "rename": (tag_parsers.rename_parser, run_rename),
            "kind": (tag_parsers.kind_parser, run_kind),
            "alias": (tag_parsers.alias_parser, run_alias),
            "parent": (tag_parsers.parent_parser, run_parent),
            "describe": (tag_parsers.describe_parser, run_describe),
            "retire": (
                tag_parsers.names_parser(
                    "retire", "Tags that are not offered any more; they stay on articles."
                ),
                run_retire,
            ),
            "reinstate": (tag_parsers.names_parser("reinstate", "Offers retired tags again."), run_reinstate),
            "delete": (tag_parsers.names_parser("delete", "Deletes tags that no article has."), run_delete),
            "split": (tag_parsers.split_parser, run_split),
            "duplicates": (tag_parsers.duplicates_parser, run_duplicates),
            "distinct": (
                tag_parsers.names_parser("distinct", "Remembers that these tags are different things."),
                run_distinct,
            ),
            "map": (tag_parsers.map_parser, run_map),
        },
        (tag_parsers.list_parser, run_list),
    )


def run_list(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import list_tags
    from newsroom.domain.ordering import Shown, Sort

    with opened(context) as library:
        page = list_tags(
            library,
            " ".join(options.words),
            kinds=frozenset({TagKind(options.kind)} if options.kind else ()),
            shown=Shown.RETIRED if options.retired else Shown.ACTIVE,
            sort=Sort(tag_parsers.SORTS[options.sort]),
            limit=options.limit,
        )
    tags = [tag_document(row) for row in page.rows]
    answer(
        context,
        {"tags": tags, "more": page.next is not None},
        lambda: list_text(tags, page.next is not None, " ".join(options.words)),
    )
    return 0


def run_merge(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import merge_tags, preview_tag_merge

    if len(options.tags) < 2:
        raise UsageError("tags merge: name two tags or more, the one that stays last.")
    with opened(context) as library:
        *sources, target = [_tag(library, name).id for name in options.tags]
        if options.dry_run:
            answer_preview(context, preview_tag_merge(library, sources, target))
        else:
            answer_outcome(context, merge_tags(library, sources, target, by=BY, progress=show_progress()))
    return 0


def run_rename(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import rename_tag

    with opened(context) as library:
        id = _tag(library, options.tag).id
        answer_outcome(context, rename_tag(library, id, options.name, keep_alias=not options.no_alias, by=BY))
    return 0


def run_kind(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import set_tag_kind

    with opened(context) as library:
        answer_outcome(
            context, set_tag_kind(library, _ids(library, options.tags), TagKind(options.kind), by=BY)
        )
    return 0


def run_alias(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import add_tag_alias, remove_tag_alias

    name, *changes = options.words or [""]
    if not changes or any(word[:1] not in "+-" or not word[1:].strip() for word in changes):
        raise UsageError("tags alias: name a tag, then +NAME or -NAME. See: newsroom tags alias --help")
    with opened(context) as library:
        id = _tag(library, name).id
        outcomes = [
            (add_tag_alias if word.startswith("+") else remove_tag_alias)(library, id, word[1:], by=BY)
            for word in changes
        ]
    documents = [outcome_document(one) for one in outcomes]
    answer(context, {"acts": documents}, lambda: "\n".join(map(outcome_text, documents)))
    return 0


def run_parent(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import set_tag_parent

    with opened(context) as library:
        parent = _tag(library, options.parent).id if options.parent else None
        answer_outcome(context, set_tag_parent(library, _ids(library, [options.tag]), parent, by=BY))
    return 0


def run_describe(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import describe_tag

    with opened(context) as library:
        answer_outcome(context, describe_tag(library, _tag(library, options.tag).id, options.text, by=BY))
    return 0


def run_retire(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import retire_tags

    with opened(context) as library:
        answer_outcome(context, retire_tags(library, _ids(library, options.tags), by=BY))
    return 0


def run_reinstate(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import reinstate_tags

    with opened(context) as library:
        answer_outcome(context, reinstate_tags(library, _ids(library, options.tags), by=BY))
    return 0


def run_delete(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import delete_tags

    with opened(context) as library:
        answer_outcome(context, delete_tags(library, _ids(library, options.tags), by=BY))
    return 0


def run_distinct(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_duplicates import not_the_same

    if len(options.tags) < 2:
        raise UsageError("tags distinct: name two tags or more.")
    with opened(context) as library:
        answer_outcome(context, not_the_same(library, _ids(library, options.tags), by=BY))
    return 0


def run_split(options: Namespace, context: Context) -> int:
    from newsroom.cli.act_answers import forecast_document, forecast_text
    from newsroom.desk.bulk import change_articles, count_first
    from newsroom.desk.tagging import ensure_tag
    from newsroom.domain.bulk import RemoveTags, ReplaceTag, Selection

    if len(options.words) < 3:
        raise UsageError("tags split: say FROM, TO and which articles. See: newsroom tags split --help")
    old_name, new_name, *query = options.words
    with opened(context) as library:
        old = _tag(library, old_name)
        selection = Selection(query=asked_of(library, query).query)
        if options.dry_run:
            # Which tag they get does not matter for their number: it need not be there yet.
            forecast = count_first(library, selection, RemoveTags((old.id,)))
            words = f"Put the tag “{split_kind(new_name)[1]}” in the place of “{old.label}”"
            document = forecast_document(words, forecast)
            answer(context, document, lambda: forecast_text(document))
            return 0
        kind, label = split_kind(new_name)
        new = ensure_tag(library, label, kind, by=BY)
        change = ReplaceTag(old.id, new.id)
        outcome = change_articles(
            library, selection, change, publish=options.publish, by=BY, progress=show_progress()
        )
        answer_outcome(context, outcome)
    return 0


def run_duplicates(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_duplicates import find_duplicates

    with opened(context) as library:
        found = find_duplicates(library)
    groups = [
        {
            "tags": [
                {"name": tag.label, "kind": tag.kind.value, "articles": tag.n_articles} for tag in group.tags
            ],
            "reasons": sorted(reason.value for reason in group.reasons),
        }
        for group in found[: options.limit]
    ]
    answer(context, {"total": len(found), "groups": groups}, lambda: groups_text(groups, len(found)))
    return 0


def run_map(options: Namespace, context: Context) -> int:
    from newsroom.desk.vocabulary import find_concept, map_tags, propose_mappings

    with opened(context) as library:
        if options.tag:
            concept = find_concept(library, options.concept).id if options.concept else None
            answer_outcome(context, map_tags(library, {_tag(library, options.tag).id: concept}, by=BY))
            return 0
        proposals = propose_mappings(library)
        if options.accept_all and proposals:
            wanted = {one.tag.id: one.concept.id for one in proposals}
            answer_outcome(context, map_tags(library, wanted, by=BY))
            return 0
    documents = [
        {"tag": one.tag.label, "code": one.concept.code, "concept": one.concept.name} for one in proposals
    ]
    answer(context, {"proposals": documents}, lambda: proposals_text(documents))
    return 0


def _tag(library: "Library", name: str) -> "Tag":
    """``person:Ana Ruiz`` is the tag of that name and kind."""
    from newsroom.desk.finding import find_tag
    from newsroom.domain.errors import NotFoundError

    kind, label = split_kind(name)
    found = find_tag(library, label)
    if kind is not None and found.kind is not kind:
        raise NotFoundError(
            f"There is no {kind.value} “{one_line(label)}”; “{found.label}” is a {found.kind.value}."
        )
    return found


def _ids(library: "Library", names: Sequence[str]) -> "list[Any]":
    return [_tag(library, name).id for name in names]


COMMANDS = {"tags": (make_parser, run_family)}
