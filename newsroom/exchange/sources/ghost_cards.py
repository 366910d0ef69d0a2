"""Cards of Ghost's editors (a picture, a bookmark, a callout) as HTML, or as the Markdown that they hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from newsroom.exchange.sources.plain_words import plain

Payload: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows: ``html``, or ``markdown`` as its writer wrote it. ``note``: a sentence on what it does not."""

    html: str = ""
    markdown: str = ""
    note: str = ""


def card_of(name: str, payload: Payload) -> Card:
    """The card of that name. One that is not known shows what texts and addresses it holds, and says so."""
    name = name.removeprefix("card-").replace("_", "-").lower()
    if name == "markdown":
        return Card(markdown=_text(payload, "markdown"))
    if name in _SILENT:
        return Card(note=_SILENT[name])
    make = _MAKERS.get(name)
    if make is not None:
        return Card(html=make(payload))
    return Card(
        html=_unknown(payload), note=f"It has a card of the kind “{name}”, of which only the words came."
    )


def _text(payload: Payload, *keys: str) -> str:
    """The first of these keys that holds text."""
    for key in keys:
        value = payload.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _inner(payload: Payload, key: str) -> Payload:
    value = payload.get(key)
    return value if isinstance(value, Mapping) else {}


def _figure(inside: str, caption: str) -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure>{inside}{words}</figure>"


def _link(address: str, words: str) -> str:
    """``words`` are plain; without any, the address stands for itself."""
    if not address:
        return escape(words)
    return f'<a href="{escape(address)}">{escape(words.strip() or address)}</a>'


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>" if html.strip() else ""


def _image(payload: Payload) -> str:
    picture = _picture(payload)
    href = _text(payload, "href")
    inside = f'<a href="{escape(href)}">{picture}</a>' if href and picture else picture
    return _figure(inside, _text(payload, "caption"))


def _picture(payload: Payload) -> str:
    source = _text(payload, "src", "url")
    if not source:
        return ""
    return f'<img src="{escape(source)}" alt="{escape(plain(_text(payload, "alt", "altText", "title")))}">'


def _gallery(payload: Payload) -> str:
    images = payload.get("images")
    pictures = [image for image in (images if isinstance(images, list) else []) if isinstance(image, Mapping)]
    return "".join(map(_image, pictures)) + _paragraph(_text(payload, "caption"))


def _html(payload: Payload) -> str:
    return _text(payload, "html")


def _code(payload: Payload) -> str:
    language = plain(_text(payload, "language"))
    name = f' class="language-{escape(language)}"' if language else ""
    code = f"<pre><code{name}>{escape(_text(payload, 'code'))}</code></pre>"
    return code + _paragraph(_text(payload, "caption"))


def _embed(payload: Payload) -> str:
    metadata = _inner(payload, "metadata")
    address, title = _text(payload, "url"), _text(metadata, "title")
    inside = _paragraph(_link(address, plain(title))) if address else _text(payload, "html")
    return inside + _paragraph(_text(payload, "caption"))


def _bookmark(payload: Payload) -> str:
    metadata = _inner(payload, "metadata") or payload
    address = _text(payload, "url") or _text(metadata, "url")
    link = _link(address, plain(_text(metadata, "title")))
    about = escape(plain(_text(metadata, "description")))
    return _paragraph(f"{link}<br>{about}" if about else link) + _paragraph(_text(payload, "caption"))


def _callout(payload: Payload) -> str:
    emoji = plain(_text(payload, "calloutEmoji"))
    words = _text(payload, "calloutText", "content")
    return f"<blockquote><p>{escape(emoji)} {words}</p></blockquote>" if words.strip() else ""


def _toggle(payload: Payload) -> str:
    heading = _text(payload, "heading", "toggleHeading")
    return _paragraph(f"<strong>{heading}</strong>" if heading else "") + _text(
        payload, "content", "toggleContent"
    )


def _button(payload: Payload) -> str:
    address = _text(payload, "buttonUrl", "productUrl")
    return _paragraph(_link(address, plain(_text(payload, "buttonText", "productButton")))) if address else ""


def _rule(payload: Payload) -> str:
    del payload
    return "<hr>"


def _file(payload: Payload) -> str:
    words = plain(_text(payload, "fileTitle", "title", "fileName"))
    link = _link(_text(payload, "src"), words)
    caption = _text(payload, "fileCaption", "caption")
    return _paragraph(f"{link}<br>{caption}" if caption else link)


def _product(payload: Payload) -> str:
    picture = _picture({"src": payload.get("productImageSrc"), "alt": payload.get("productTitle")})
    title = _text(payload, "productTitle")
    return (
        (_figure(picture, "") if picture else "")
        + _paragraph(f"<strong>{title}</strong>" if title else "")
        + _text(payload, "productDescription")
        + _button(payload)
    )


def _header(payload: Payload) -> str:
    heading, subheading = _text(payload, "header", "heading"), _text(payload, "subheader", "subheading")
    return (f"<h2>{heading}</h2>" if heading else "") + _paragraph(subheading) + _button(payload)


def _call(payload: Payload) -> str:
    picture = _picture({"src": payload.get("imageUrl")})
    words = _text(payload, "textValue", "html")
    return (_figure(picture, "") if picture else "") + words + _button(payload)


def _unknown(payload: Payload) -> str:
    parts = [value for value in payload.values() if isinstance(value, str) and value.strip()]
    shown = [
        _link(part, "") if part.startswith(("http://", "https://")) else part
        for part in parts
        if " " in part or "://" in part
    ]
    return "".join(map(_paragraph, shown))


_SILENT = {
    "paywall": "A line stood in it below which only members read on; all of it is here.",
    "signup": "A form to sign up stood in it; it is left out.",
    "email": "Words that stood only in its mail are left out.",
    "email-cta": "Words that stood only in its mail are left out.",
    "collection": "A list of other posts, which Ghost fills in itself, stood in it; it is left out.",
}
_MAKERS: dict[str, Callable[[Payload], str]] = {
    "image": _image,
    "gallery": _gallery,
    "html": _html,
    "code": _code,
    "codeblock": _code,
    "embed": _embed,
    "bookmark": _bookmark,
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "hr": _rule,
    "divider": _rule,
    "horizontalrule": _rule,
    "file": _file,
    "audio": _file,
    "video": _file,
    "product": _product,
    "header": _header,
    "call-to-action": _call,
}
