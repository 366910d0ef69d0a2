"""Compares what the library holds after the tour with what was meant. Knows no window."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.domain.times import from_rfc3339

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.ids import ArticleId

_CLOCK = re.compile(rb'<time class="clock" datetime="([^"]+)"')
_LONGEST = 120


def differences(library: "Library", id: "ArticleId", meant: dict[str, object], page_file: Path) -> list[str]:
    """A sentence for each field, and for the page, that is not as it was meant."""
    from newsroom.desk.articles import get_article
    from newsroom.desk.showing import show_document

    document = show_document(library, get_article(library, id))
    return [*_in_fields(document, meant), *_in_page(library, id, page_file)]


def _in_fields(document: dict[str, Any], meant: dict[str, object]) -> list[str]:
    kept = document | {
        "related": [
            {"headline": entry["headline"], "found": entry["id"] is not None} for entry in document["related"]
        ],
        "bylines": [
            {key: value for key, value in byline.items() if key != "author_id"}
            for byline in document["bylines"]
        ],
    }
    return [
        f"The field “{name}” holds {_short(kept.get(name))}, but {_short(value)} was meant."
        for name, value in meant.items()
        if kept.get(name) != value
    ]


def _in_page(library: "Library", id: "ArticleId", page_file: Path) -> list[str]:
    from newsroom.desk.pages import render_article_page

    page = page_file.read_bytes()
    clock = _CLOCK.search(page)
    if clock is None:
        return ["The page that the window wrote has no clock."]
    again = render_article_page(library, id, at=from_rfc3339(clock[1].decode()))
    if again == page:
        return []
    n = next((n for n, (one, other) in enumerate(zip(page, again, strict=False)) if one != other), -1)
    here, there = (_short(text[max(0, n - 20) : n + 40].decode(errors="replace")) for text in (page, again))
    return [f"The page that the window wrote says {here} where the reopened library’s says {there}."]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
