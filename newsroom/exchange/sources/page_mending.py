"""A page as its site meant it: without what an archive of the web, or the form for telephones, made of its elements."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OF_ARCHIVE = re.compile(
    r"(?:https?://web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?P<address>https?:/{1,2}[^/].*)", re.DOTALL
)
_ADDRESSES = ("href", "src", "data-src", "content")
_BAR_OF_ARCHIVE = ("wm-ipp-base", "wm-ipp", "donato")
# Elements of AMP, and what they are anywhere else.
_PLAIN = {
    "amp-img": "img",
    "amp-anim": "img",
    "amp-video": "video",
    "amp-audio": "audio",
    "amp-iframe": "iframe",
}
_SHOWN_ELSEWHERE = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
}


def mend_page(root: "HtmlElement") -> None:
    """Changes the page's elements in their places."""
    from lxml import etree

    for id in _BAR_OF_ARCHIVE:
        for bar in root.findall(f".//*[@id='{id}']"):
            bar.drop_tree()
    for element in list(root.iter(etree.Element)):
        tag = str(element.tag)
        for name in _ADDRESSES:
            value = element.get(name)
            if value and "/web/" in value and (match := _OF_ARCHIVE.fullmatch(value.strip())):
                element.set(name, match["address"])
        if tag == "footer" and _is_of_quotation(element):
            element.tag = "p"
        elif tag in _PLAIN:
            element.tag = _PLAIN[tag]
        elif tag in _SHOWN_ELSEWHERE:
            _link(element, *_SHOWN_ELSEWHERE[tag])


def _is_of_quotation(footer: "HtmlElement") -> bool:
    """Whether it says who is quoted, and is not the page's own."""
    parent = footer.getparent()
    return parent is not None and parent.tag in ("blockquote", "figure")


def _link(element: "HtmlElement", name: str, pattern: str) -> None:
    """What another site shows in the page, as a link to it in a paragraph of its own."""
    from lxml.html import Element

    id = (element.get(name) or "").strip()
    if not id:
        return
    address = pattern.format(id)
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "p", None
    link = Element("a", href=address)
    link.text = address
    element.append(link)
