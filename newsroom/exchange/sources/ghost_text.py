"""The text of a Ghost post as Markdown, from whichever of its forms it has."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.exchange.html_paste import imported_html
from newsroom.exchange.sources.ghost_cards import Card
from newsroom.exchange.sources.ghost_lexical import cards_of_lexical
from newsroom.exchange.sources.ghost_mobiledoc import cards_of_mobiledoc

_SITE = "__GHOST_URL__"


@dataclass(frozen=True, slots=True)
class GhostText:
    """The text, and notes on what of it did not come, in sentences."""

    markdown: str
    notes: tuple[str, ...] = ()


def text_of_post(post: Mapping[str, object]) -> GhostText:
    """Its Lexical, Mobiledoc, Markdown or HTML: the first that says something. Links to the site become paths."""
    notes: list[str] = []
    lexical, broken = _document(post, "lexical")
    mobiledoc, broken_too = _document(post, "mobiledoc")
    notes += broken + broken_too
    for cards in (
        lambda: cards_of_lexical(lexical),
        lambda: cards_of_mobiledoc(mobiledoc),
        lambda: [Card(markdown=_words(post, "markdown"))],
        lambda: [Card(html=_words(post, "html"))],
    ):
        text = _joined(cards())
        notes += text.notes
        if text.markdown:
            return GhostText(text.markdown, tuple(notes))
    return GhostText("", tuple(notes))


def _joined(cards: Iterable[Card]) -> GhostText:
    """Runs of HTML are read as one, so that neighbouring lists stay one text; Markdown stands as it is."""
    blocks: list[str] = []
    notes: list[str] = []
    html: list[str] = []

    def flush() -> None:
        if html:
            made = imported_html("".join(html).replace(_SITE, ""))
            blocks.append(made.markdown)
            notes.extend(f"Left out of the text: {words}." for words in made.dropped)
            html.clear()

    for card in cards:
        if card.note:
            notes.append(card.note)
        if card.markdown:
            flush()
            blocks.append(_sound(card.markdown))
        elif card.html:
            html.append(card.html)
    flush()
    return GhostText("\n\n".join(block for block in blocks if block), tuple(dict.fromkeys(notes)))


def _sound(markdown: str) -> str:
    return (
        markdown.replace(_SITE, "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")
    )


def _document(post: Mapping[str, object], key: str) -> tuple[object, list[str]]:
    """A text within the text: JSON once more."""
    value = post.get(key)
    if not isinstance(value, str) or not value.strip():
        return value, []
    try:
        return json.loads(value, strict=False), []
    except (ValueError, RecursionError):
        return None, [f"Its “{key}” cannot be read; another form of its text was taken, if it has one."]


def _words(post: Mapping[str, object], key: str) -> str:
    value = post.get(key)
    return value if isinstance(value, str) else ""
