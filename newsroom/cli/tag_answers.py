"""What ``tags`` answers: documents, and lines for a person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsroom.cli.streams import one_line
from newsroom.domain.times import to_rfc3339

if TYPE_CHECKING:
    from newsroom.domain.ordering import TagRow


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


def list_text(tags: Sequence[dict[str, Any]], more: bool, text: str = "") -> str:
    if not tags:
        return f"No tag has “{one_line(text)}” in its name." if text else "No tags."
    lines = []
    for tag in tags:
        aliases = f" ({', '.join(tag['aliases'])})" if tag["aliases"] else ""
        retired = ", retired" if tag["retired_at"] else ""
        lines.append(f"{tag['articles']:>7,}  {tag['kind']:<12}  {one_line(tag['name'] + aliases)}{retired}")
    return "\n".join([*lines, "There are more: say --limit N."] if more else lines)


def groups_text(groups: Sequence[dict[str, Any]], total: int) -> str:
    if not groups:
        return "No tags look alike."
    lines = [
        " | ".join(f"{tag['name']} ({tag['articles']:,})" for tag in group["tags"])
        + f"  [{', '.join(group['reasons'])}]"
        for group in groups
    ]
    return "\n".join([*map(one_line, lines), "1 group." if total == 1 else f"{total:,} groups."])


def proposals_text(proposals: Sequence[dict[str, Any]]) -> str:
    if not proposals:
        return "No tag has the name of a concept that has no tag yet."
    return "\n".join(f"{one['tag']}  →  {one['code']}  {one['concept']}" for one in proposals)
