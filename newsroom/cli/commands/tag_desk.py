"""``tags``: lists tags, and puts them in order. Each act is in the log, and ``newsroom undo`` takes it back."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.act_answers import (
    answer_outcome,
    answer_preview,
    outcome_document,
    outcome_text,
    show_progress,
)
from newsroom.cli.context import BY, Context, answer, opened
from newsroom.cli.family import Family, run_family
from newsroom.cli.parsing import Parser, UsageError, positive
from newsroom.cli.query_words import LANGUAGE_HELP, asked_of
from newsroom.cli.streams import one_line
from newsroom.domain.article import TagKind
from newsroom.domain.names import split_kind
from newsroom.domain.times import to_rfc3339

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Tag
    from newsroom.domain.ordering import TagRow

DEFAULT_LIMIT = 50
_SORTS = {"count": "count", "name": "name", "last-use": "last_use"}
_ALIAS_EXAMPLES = """\
example:
  newsroom tags alias "United States" +US +USA -"U. S.\""""
_SPLIT_EXAMPLES = f"""\
The articles that have FROM and that the query finds get TO in its place.

{LANGUAGE_HELP}

example:
  newsroom tags split Jordan "Jordan (person)" basketball --dry-run"""


def make_parser() -> Parser:
    return Family(
        "tags",
        "Lists tags, and puts them in order.",
        {
            "list": (_list_parser, run_list),
            "merge": (_merge_parser, run_merge),
            "rename": (_rename_parser, run_rename),
            "kind": (_kind_parser, run_kind),
            "alias": (_alias_parser, run_alias),
            "parent": (_parent_parser, run_parent),
            "describe": (_describe_parser, run_describe),
            "retire": (
                _names_parser("retire", "Tags that are not offered any more; they stay on articles."),
                run_retire,
            ),
            "reinstate": (_names_parser("reinstate", "Offers retired tags again."), run_reinstate),
            "delete": (_names_parser("delete", "Deletes tags that no article has."), run_delete),
            "split": (_split_parser, run_split),
            "duplicates": (_duplicates_parser, run_duplicates),
            "distinct": (
                _names_parser("distinct", "Remembers that these tags are different things."),
                run_distinct,
            ),
            "map": (_map_parser, run_map),
        },
        (_list_parser, run_list),
    )


def _list_parser() -> Parser:
    parser = Parser(
        "tags list", "Lists tags, the most used first; with TEXT, those with such a word.", free_words=True
    )
    parser.usage = "newsroom tags [TEXT] [--kind KIND] [--sort ORDER] [--retired] [--limit N] [--json]"
    parser.add_argument("--kind", choices=[kind.value for kind in TagKind], help="only those of this kind")
    parser.add_argument("--sort", choices=list(_SORTS), default="count", help="count, name or last-use")
    parser.add_argument("--retired", action="store_true", help="the retired ones instead")
    parser.add_argument(
        "--limit", type=positive, default=DEFAULT_LIMIT, metavar="N", help="at most N; 50 unless said"
    )
    return parser


def _merge_parser() -> Parser:
    parser = Parser("tags merge", "Merges tags into the last one named.")
    parser.add_argument("tags", nargs="+", metavar="TAG", help="the tags, and last the one that stays")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    return parser


def _rename_parser() -> Parser:
    parser = Parser("tags rename", "Gives a tag another name; the old one stays as an alias.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("name", metavar="NEW", help="with a qualifier, if wanted: Jordan (person)")
    parser.add_argument("--no-alias", action="store_true", help="the old name is given up")
    return parser


def _kind_parser() -> Parser:
    parser = Parser("tags kind", "Says what tags name.")
    parser.add_argument("kind", choices=[kind.value for kind in TagKind], metavar="KIND")
    parser.add_argument("tags", nargs="+", metavar="TAG")
    return parser


def _alias_parser() -> Parser:
    parser = Parser(
        "tags alias", "Gives a tag other names, and takes them.", _ALIAS_EXAMPLES, free_words=True
    )
    parser.usage = "newsroom tags alias TAG +NAME|-NAME [+NAME|-NAME ...] [--json] [--library PATH]"
    return parser


def _parent_parser() -> Parser:
    parser = Parser("tags parent", "Puts a tag under another one; without one, under none.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("parent", nargs="?", metavar="PARENT")
    return parser


def _describe_parser() -> Parser:
    parser = Parser("tags describe", "Writes the text of a tag's page.")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("text", metavar="TEXT")
    return parser


def _names_parser(act: str, description: str) -> Callable[[], Parser]:
    def make() -> Parser:
        parser = Parser(f"tags {act}", description)
        parser.add_argument("tags", nargs="+", metavar="TAG")
        return parser

    return make


def _split_parser() -> Parser:
    parser = Parser(
        "tags split", "Gives found articles another tag in a tag's place.", _SPLIT_EXAMPLES, free_words=True
    )
    parser.usage = "newsroom tags split FROM TO QUERY... [--publish] [--dry-run] [--json] [--library PATH]"
    parser.add_argument("--publish", action="store_true", help="readers see the change at once")
    parser.add_argument("--dry-run", action="store_true", help="only count")
    return parser


def _duplicates_parser() -> Parser:
    parser = Parser("tags duplicates", "Lists tags that may be one, in groups.")
    parser.add_argument("--limit", type=positive, default=DEFAULT_LIMIT, metavar="N", help="at most N groups")
    return parser


def _map_parser() -> Parser:
    parser = Parser("tags map", "Maps a tag to a concept; without a tag, proposes mappings by name.")
    parser.add_argument("tag", nargs="?", metavar="TAG")
    parser.add_argument("concept", nargs="?", metavar="CONCEPT", help="its code or name; without it, to none")
    parser.add_argument("--accept-all", action="store_true", help="does all that would be proposed")
    return parser


def run_list(options: Namespace, context: Context) -> int:
    from newsroom.desk.tag_desk import list_tags
    from newsroom.domain.ordering import Shown, Sort

    with opened(context) as library:
        page = list_tags(
            library,
            " ".join(options.words),
            kinds=frozenset({TagKind(options.kind)} if options.kind else ()),
            shown=Shown.RETIRED if options.retired else Shown.ACTIVE,
            sort=Sort(_SORTS[options.sort]),
            limit=options.limit,
        )
    tags = [tag_document(row) for row in page.rows]
    answer(
        context,
        {"tags": tags, "more": page.next is not None},
        lambda: _list_text(tags, page.next is not None),
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
    from newsroom.desk.bulk import change_articles, count_first, words_of
    from newsroom.desk.tagging import ensure_tag
    from newsroom.domain.bulk import ReplaceTag, Selection

    if len(options.words) < 3:
        raise UsageError("tags split: say FROM, TO and which articles. See: newsroom tags split --help")
    old_name, new_name, *query = options.words
    with opened(context) as library:
        old = _tag(library, old_name)
        selection = Selection(query=asked_of(library, query).query)
        if options.dry_run:
            change = ReplaceTag(old.id, _tag(library, new_name).id)
            document = forecast_document(words_of(library, change), count_first(library, selection, change))
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
    answer(context, {"total": len(found), "groups": groups}, lambda: _groups_text(groups, len(found)))
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
    answer(context, {"proposals": documents}, lambda: _proposals_text(documents))
    return 0


def tag_document(row: "TagRow") -> dict[str, Any]:
    return {
        "id": row.tag.id,
        "name": row.tag.label,
        "kind": row.tag.kind.value,
        "slug": row.tag.slug,
        "aliases": list(row.tag.aliases),
        "parent": row.parent.label if row.parent else None,
        "description": row.description,
        "articles": row.tag.n_articles,
        "published": row.tag.n_published,
        "last_used_at": to_rfc3339(row.last_used_at) if row.last_used_at else None,
        "retired_at": to_rfc3339(row.retired_at) if row.retired_at else None,
        "concept": row.concept.code if row.concept else None,
    }


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


def _list_text(tags: Sequence[dict[str, Any]], more: bool) -> str:
    if not tags:
        return "No tags."
    lines = []
    for tag in tags:
        aliases = f" ({', '.join(tag['aliases'])})" if tag["aliases"] else ""
        retired = ", retired" if tag["retired_at"] else ""
        lines.append(f"{tag['articles']:>7,}  {tag['kind']:<12}  {one_line(tag['name'] + aliases)}{retired}")
    return "\n".join([*lines, "There are more: say --limit N."] if more else lines)


def _groups_text(groups: Sequence[dict[str, Any]], total: int) -> str:
    if not groups:
        return "No tags look alike."
    lines = [
        " | ".join(f"{tag['name']} ({tag['articles']:,})" for tag in group["tags"])
        + f"  [{', '.join(group['reasons'])}]"
        for group in groups
    ]
    return "\n".join([*map(one_line, lines), f"{total:,} groups."])


def _proposals_text(proposals: Sequence[dict[str, Any]]) -> str:
    if not proposals:
        return "No tag has the name of a concept that has no tag yet."
    return "\n".join(f"{one['tag']}  →  {one['code']}  {one['concept']}" for one in proposals)


COMMANDS = {"tags": (make_parser, run_family)}
