"""The text of Publii's editor of blocks, a list of them in JSON, as HTML; what of it does not come is said."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TypeAlias

from newsroom.exchange.sources.plain_words import plain

Block: TypeAlias = Mapping[str, object]
READ_MORE = '<hr id="read-more">'
_TOC = "A table of contents, which Publii makes of its headings, is left out."


def html_of_blocks(blocks: Iterable[object]) -> tuple[str, tuple[str, ...]]:
    """The blocks in their order, and sentences on what was left out. Of a kind that is not known the words come."""
    shown: list[str] = []
    notes: list[str] = []
    for block in blocks:
        if not isinstance(block, Mapping):
            notes.append("A block of it cannot be read; it is left out.")
            continue
        kind = _text(block.get("type")).removeprefix("publii-")
        make = _MAKERS.get(kind)
        if kind == "toc":
            notes.append(_TOC)
        elif make is not None:
            shown.append(make(block))
        else:
            shown.append(_unknown(block.get("content")))
            notes.append(f"It has a block of the kind “{plain(kind)}”, of which only the words came.")
    return "\n".join(shown), tuple(dict.fromkeys(notes))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _inner(values: object, key: str) -> Mapping[str, object]:
    value = values.get(key) if isinstance(values, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _config(block: Block, key: str) -> str:
    return _text(_inner(block, "config").get(key))


def _linked(block: Block, inside: str) -> str:
    address = _text(_inner(_inner(block, "config"), "link").get("url"))
    return f'<a href="{escape(address)}">{inside}</a>' if address and inside else inside


def _paragraph(block: Block) -> str:
    return f"<p>{_text(block.get('content'))}</p>"


def _header(block: Block) -> str:
    level = str(_inner(block, "config").get("headingLevel"))
    name = f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h2"
    return f"<{name}>{_linked(block, _text(block.get('content')))}</{name}>"


def _list(block: Block) -> str:
    name = "ol" if _config(block, "listType") == "ol" else "ul"
    return f"<{name}>{_text(block.get('content'))}</{name}>"


def _quote(block: Block) -> str:
    content = _inner(block, "content")
    author = _text(content.get("author"))
    quoted = f"<blockquote>{_text(content.get('text')) or _text(block.get('content'))}</blockquote>"
    return f"<figure>{quoted}<figcaption>{author}</figcaption></figure>" if author.strip() else quoted


def _code(block: Block) -> str:
    language = _config(block, "language")
    name = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{name}>{escape(_text(block.get('content')))}</code></pre>"


def _image(block: Block) -> str:
    content = _inner(block, "content")
    return _figure(_text(content.get("image")), content, lambda picture: _linked(block, picture))


def _gallery(block: Block) -> str:
    images = _inner(block, "content").get("images")
    whole = [image for image in (images if isinstance(images, list) else []) if isinstance(image, Mapping)]
    return "".join(
        _figure(_text(image.get("src")) or _text(image.get("thumbnailSrc")), image) for image in whole
    )


def _figure(source: str, words: Mapping[str, object], around: Callable[[str], str] = str) -> str:
    if not source:
        return ""
    picture = around(f'<img src="{escape(source)}" alt="{escape(plain(_text(words.get("alt"))))}">')
    caption = _text(words.get("caption"))
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure>{picture}{below}</figure>"


def _html(block: Block) -> str:
    return f"<div>{_text(block.get('content'))}</div>"


def _rule(_block: Block) -> str:
    return "<hr>"


def _read_more(_block: Block) -> str:
    return READ_MORE


def _embed(block: Block) -> str:
    content = block.get("content")
    inner = _inner(block, "content")
    said = _text(content) or _text(inner.get("url")) or _text(inner.get("code"))
    if said.startswith(("http://", "https://")):
        return f'<p><a href="{escape(said)}">{escape(said)}</a></p>'
    return f"<div>{said}</div>"


def _table(block: Block) -> str:
    content = _inner(block, "content")
    headers, rows = content.get("headers"), content.get("rows")
    head = _row(headers, "th") if content.get("hasHeader") else ""
    body = "".join(_row(row, "td") for row in rows) if isinstance(rows, list) else ""
    return f"<table>{head}{body}</table>"


def _row(cells: object, name: str) -> str:
    if not isinstance(cells, list):
        return ""
    return f"<tr>{''.join(f'<{name}>{_text(cell)}</{name}>' for cell in cells)}</tr>"


def _unknown(content: object) -> str:
    """What texts it holds, however deep they lie."""
    found: list[str] = []
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += reversed(list(value.values()))
        elif isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, str) and (" " in value or "<" in value):
            found.append(value)
    return "".join(f"<div>{words}</div>" for words in found)


_MAKERS: dict[str, Callable[[Block], str]] = {
    "paragraph": _paragraph,
    "header": _header,
    "list": _list,
    "quote": _quote,
    "code": _code,
    "image": _image,
    "gallery": _gallery,
    "html": _html,
    "separator": _rule,
    "readmore": _read_more,
    "embed": _embed,
    "table": _table,
}
