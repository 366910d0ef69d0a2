"""Suggestions as the command line answers them: the document of ``--json``, and lines for a person."""

from collections.abc import Collection
from typing import Any

from newsroom.domain.article import TagKind
from newsroom.domain.suggestions import SuggestionKind, Suggestions, TagSuggestion
from newsroom.domain.times import to_rfc3339

_TITLES = {
    SuggestionKind.TAGS: "Tags",
    SuggestionKind.SERIES: "Series",
    SuggestionKind.RELATED: "Related",
    SuggestionKind.DUPLICATES: "Filed already, perhaps",
}


def suggestions_document(found: Suggestions, kinds: Collection[SuggestionKind]) -> dict[str, Any]:
    """By kind, best first; kinds that were not asked for are left out."""
    document: dict[str, Any] = {}
    if SuggestionKind.TAGS in kinds:
        document["tags"] = [_tag(one) for one in found.tags]
    if SuggestionKind.SERIES in kinds:
        document["series"] = [
            {"name": one.name, "probability": _rounded(one.probability), "reasons": list(one.reasons)}
            for one in found.series
        ]
    if SuggestionKind.RELATED in kinds:
        document["related"] = [
            {
                "id": one.id,
                "headline": one.headline,
                "score": _rounded(one.score),
                "reasons": list(one.reasons),
                "published_at": to_rfc3339(one.published_at) if one.published_at else None,
            }
            for one in found.related
        ]
    if SuggestionKind.DUPLICATES in kinds:
        document["duplicates"] = [
            {
                "id": one.id,
                "headline": one.headline,
                "score": _rounded(one.score),
                "reasons": list(one.reasons),
                "spans": [[span.start, span.end, span.other_start, span.other_end] for span in one.spans],
            }
            for one in found.duplicates
        ]
    return document


def suggestions_text(found: Suggestions, kinds: Collection[SuggestionKind]) -> str:
    """A line each."""
    lines: list[str] = []
    for kind, title in _TITLES.items():
        if kind in kinds:
            lines += [f"{title}:", *(_lines(found, kind) or ["  none"])]
    if not found.is_complete:
        lines.append("Part of the archive has not been read yet.")
    return "\n".join(lines)


def _tag(one: TagSuggestion) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "probability": _rounded(one.probability),
        "assigned": one.assigned,
        "reasons": list(one.reasons),
        "new": one.tag_id is None,
    }


def _lines(found: Suggestions, kind: SuggestionKind) -> list[str]:
    if kind is SuggestionKind.TAGS:
        return [
            _line("new" if one.tag_id is None else f"{one.probability:.0%}", _named(one), one.reasons)
            for one in found.tags
        ]
    if kind is SuggestionKind.SERIES:
        return [_line(f"{one.probability:.0%}", one.name, one.reasons) for one in found.series]
    others = found.related if kind is SuggestionKind.RELATED else found.duplicates
    return [_line(str(one.id), one.headline, one.reasons) for one in others]


def _named(one: TagSuggestion) -> str:
    """With its kind, as ``tag`` takes it and ``show`` prints it."""
    return one.name if one.kind is TagKind.TOPIC else f"{one.kind.value}:{one.name}"


def _line(mark: str, name: str, reasons: tuple[str, ...]) -> str:
    return f"  {mark:>5}  {name}" + (f"  ({'; '.join(reasons)})" if reasons else "")


def _rounded(value: float) -> float:
    return round(value, 4)
