"""Ghost's older form of a text, lists of sections and markers in JSON (Mobiledoc 0.2 and 0.3), as HTML and cards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from newsroom.exchange.sources.ghost_cards import Card, card_of

_TEXT, _IMAGE, _LIST, _CARD = 1, 2, 3, 10
_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote aside pull-quote".split())
_INLINE = frozenset("a strong b em i code s del sub sup u mark".split())


@dataclass(frozen=True, slots=True)
class _Parts:
    markups: list[object]
    atoms: list[object]
    cards: list[object]
    sections: list[object]


def cards_of_mobiledoc(document: object) -> Iterator[Card]:
    """The text as cards in their order, runs of plain text among them. Of what is no document, nothing."""
    parts = _parts(document)
    for section in parts.sections:
        match section:
            case [int(kind), str(name), dict(payload), *_] if kind == _CARD:
                yield card_of(name, payload)
            case [int(kind), int(number), *_] if kind == _CARD:
                yield _numbered(parts.cards, number)
            case [int(kind), str(source), *_] if kind == _IMAGE:
                yield card_of("image", {"src": source})
            case [int(kind), str(tag), list(items), *_] if kind == _LIST:
                yield Card(html=_list(tag, items, parts))
            case [int(kind), str(tag), list(markers), *_] if kind == _TEXT:
                yield Card(html=_block(tag, markers, parts))


def _parts(document: object) -> _Parts:
    if not isinstance(document, Mapping):
        return _Parts([], [], [], [])
    markups, atoms, cards, sections = (
        value if isinstance(value := document.get(name), list) else []
        for name in ("markups", "atoms", "cards", "sections")
    )
    if document.get("version") == "0.2.0" and len(sections) == 2:
        return _Parts(_as_list(sections[0]), [], [], _as_list(sections[1]))
    return _Parts(markups, atoms, cards, sections)


def _numbered(cards: list[object], number: int) -> Card:
    match cards[number] if 0 <= number < len(cards) else None:
        case [str(name), dict(payload), *_]:
            return card_of(name, payload)
        case [str(name), *_]:
            return card_of(name, {})
    return Card(note="A card of it is missing in the export.")


def _block(tag: str, markers: list[object], parts: _Parts) -> str:
    tag = tag.lower() if tag.lower() in _TAGS else "p"
    tag = "blockquote" if tag in ("aside", "pull-quote") else tag
    return f"<{tag}>{_inline(markers, parts)}</{tag}>"


def _list(tag: str, items: list[object], parts: _Parts) -> str:
    tag = "ol" if tag.lower() == "ol" else "ul"
    entries = "".join(f"<li>{_inline(item, parts)}</li>" for item in items if isinstance(item, list))
    return f"<{tag}>{entries}</{tag}>"


def _inline(markers: list[object], parts: _Parts) -> str:
    """Markers open marks that later ones close, the last opened first."""
    shown: list[str] = []
    opened: list[str] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opening), int(n_closed), value, *_]:
                words = _atom(parts, value) if kind == 1 else _words(value)
            case [list(opening), int(n_closed), value, *_]:
                words = _words(value)
            case _:
                continue
        for number in opening:
            start, tag = _markup(parts, number)
            shown.append(start)
            opened.append(tag)
        shown.append(words)
        for _ in range(min(n_closed, len(opened))):
            tag = opened.pop()
            shown.append(f"</{tag}>" if tag else "")
    shown += (f"</{tag}>" for tag in reversed(opened) if tag)
    return "".join(shown)


def _markup(parts: _Parts, number: object) -> tuple[str, str]:
    if not isinstance(number, int) or not 0 <= number < len(parts.markups):
        return "", ""
    match parts.markups[number]:
        case [str(tag), list(attributes), *_] if tag.lower() == "a":
            pairs = (
                dict(zip(attributes[::2], attributes[1::2], strict=False)) if _all_words(attributes) else {}
            )
            return f'<a href="{escape(str(pairs.get("href", "")))}">', "a"
        case [str(tag), *_] if tag.lower() in _INLINE:
            return f"<{tag.lower()}>", tag.lower()
    return "", ""


def _atom(parts: _Parts, number: object) -> str:
    """``soft-return`` is a line break; of any other atom the words."""
    if not isinstance(number, int) or not 0 <= number < len(parts.atoms):
        return ""
    match parts.atoms[number]:
        case ["soft-return", *_]:
            return "<br>"
        case [str(), str(words), *_]:
            return escape(words)
    return ""


def _words(value: object) -> str:
    return escape(value) if isinstance(value, str) else ""


def _all_words(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
