"""What the head of a WordPress export says about the site: its address, language, authors and categories."""

from dataclasses import dataclass, field

from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.wxr_post import texts_in
from newsroom.exchange.sources.xml_trees import XmlFile, name_of, tree_of


@dataclass(frozen=True, slots=True)
class WxrSite:
    """``authors``: names shown, by login. ``terms``: names of categories and tags, by their numbers."""

    address: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)


def site_of(file: XmlFile) -> WxrSite:
    """The site; what cannot be read of it is empty."""
    try:
        head = tree_of(file.fragment, file).element
    except SourceError:
        return WxrSite()
    site = WxrSite(authors={}, terms={})
    said: dict[str, str] = {}
    for child in head:
        if not isinstance(child.tag, str):
            continue
        name = name_of(child.tag)
        if name == "wp:author":
            _add_author(site.authors, texts_in(child))
        elif name in ("wp:category", "wp:tag", "wp:term"):
            texts = texts_in(child)
            words = texts.get("wp:cat_name") or texts.get("wp:tag_name") or texts.get("wp:term_name") or ""
            site.terms[texts.get("wp:term_id", "")] = plain(words)
        else:
            said.setdefault(name, (child.text or "").strip())
    address = said.get("wp:base_blog_url") or said.get("link") or said.get("wp:base_site_url") or ""
    return WxrSite(address, said.get("language") or said.get("dc:language", ""), site.authors, site.terms)


def _add_author(authors: dict[str, str], texts: dict[str, str]) -> None:
    login = texts.get("wp:author_login", "")
    whole = f"{texts.get('wp:author_first_name', '')} {texts.get('wp:author_last_name', '')}"
    shown = plain(texts.get("wp:author_display_name", "")) or plain(whole)
    if login and shown:
        authors[login] = shown
