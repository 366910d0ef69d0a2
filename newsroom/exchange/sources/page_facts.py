"""What a page says of itself to programs: JSON-LD, Open Graph, meta, microdata, as one set of facts. Trusts nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from newsroom.domain.names import name_key, tidy
from newsroom.exchange.sources.entities import plain_line

_MOST_NODES = 5_000
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Newsletter|Review)$")
_TITLE_END = re.compile(r"\s+[|–—·•»:-]\s+[^|–—·•»]{1,60}$")
_HEADLINES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "title")
_LEDES = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "sailthru.description",
    "summary",
)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "published_time", "publication_date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dc.date.modified",
    "dcterms.modified",
)
_AUTHORS = (
    "author",
    "article:author",
    "authors",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "twitter:creator:name",
)
_SECTIONS = ("article:section", "section", "parsely-section", "category", "cxenseparse:category")
_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags", "tags")


@dataclass(slots=True)
class PageFacts:
    """What was found; an empty field was not. Dates are as written."""

    is_article: bool = False
    headline: str = ""
    is_title: bool = False
    """Whether the headline is merely what the page's window is called."""
    lede: str = ""
    published: str = ""
    updated: str = ""
    authors: list[str] = field(default_factory=list)
    section: str = ""
    tags: list[str] = field(default_factory=list)
    language: str = ""
    address: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    site: str = ""
    body: str = ""


def facts_of(root: HtmlElement) -> PageFacts:
    """The facts of a page: what is said to search engines first, then to networks, then in its text."""
    facts = PageFacts()
    for node in _linked_data(root):
        _take_linked(facts, node)
    metas = _metas(root)
    _take_metas(facts, metas)
    _take_marked(facts, root)
    facts.headline = _without_site(facts.headline, facts.site)
    facts.authors = [name for name in dict.fromkeys(facts.authors) if _is_name(name, facts.site)]
    facts.tags = list({name_key(tag): tag for tag in reversed(facts.tags) if name_key(tag)}.values())[::-1]
    return facts


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that are articles."""
    n_left = _MOST_NODES
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (
            re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or "")
            .strip()
            .rstrip(";")
        )
        try:
            waiting: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and n_left:
            n_left -= 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node[:1000]
            elif isinstance(node, dict):
                if any(_ARTICLES.search(kind) for kind in _texts(node.get("@type"))):
                    yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node]


def _take_linked(facts: PageFacts, node: dict[str, Any]) -> None:
    if facts.is_article and facts.headline:
        return
    facts.is_article = True
    facts.headline = facts.headline or _first(node, "headline", "name")
    facts.lede = facts.lede or _first(node, "description", "alternativeHeadline", "abstract")
    facts.published = facts.published or _first(node, "datePublished", "dateCreated", "uploadDate")
    facts.updated = facts.updated or _first(node, "dateModified")
    facts.authors += _authors(node.get("author")) or _authors(node.get("creator"))
    facts.section = facts.section or _first(node, "articleSection")
    facts.tags += [part for text in _texts(node.get("keywords")) for part in _parted(text)]
    facts.tags += _names(node.get("about"))
    facts.language = facts.language or _first(node, "inLanguage")
    facts.body = facts.body or _first(node, "articleBody", whole=True)
    image = node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    if isinstance(image, dict):
        facts.image = facts.image or _first(image, "url", "contentUrl", "@id")
        facts.image_caption = facts.image_caption or _first(image, "caption")
    else:
        facts.image = facts.image or "".join(_texts(image)[:1])
    page = node.get("mainEntityOfPage")
    facts.address = (
        facts.address or _first(node, "url") or (_first(page, "@id") if isinstance(page, dict) else "")
    )
    publisher = node.get("publisher")
    facts.site = facts.site or (_first(publisher, "name") if isinstance(publisher, dict) else "")


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = tidy(plain_line((meta.get("content") or "")[:5_000]))
        if name and content and len(found) < 1_000:
            found.setdefault(name, []).append(content)
    return found


def _take_metas(facts: PageFacts, metas: dict[str, list[str]]) -> None:
    def first(names: tuple[str, ...]) -> str:
        return next((metas[name][0] for name in names if name in metas), "")

    facts.is_article = (
        facts.is_article or "article" in metas.get("og:type", []) or "article:published_time" in metas
    )
    facts.site = facts.site or first(("og:site_name", "application-name", "publisher"))
    facts.headline = facts.headline or first(_HEADLINES)
    facts.lede = facts.lede or first(_LEDES)
    facts.published = facts.published or first(_PUBLISHED)
    facts.updated = facts.updated or first(_UPDATED)
    if not facts.authors:
        names = next((metas[name] for name in _AUTHORS if name in metas), [])
        facts.authors = [part for name in names for part in re.split(r"\s*[;,]\s*|\s+and\s+", name)]
    facts.section = facts.section or first(_SECTIONS)
    if not facts.tags:
        values = next((metas[name] for name in _TAGS if name in metas), [])
        facts.tags = [part for value in values for part in (_parted(value) if len(values) == 1 else [value])]
    facts.image = facts.image or first(
        ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
    )
    facts.image_alt = facts.image_alt or first(("og:image:alt", "twitter:image:alt"))
    facts.language = facts.language or first(("og:locale", "content-language", "dc.language", "language"))
    facts.address = first(("og:url",)) or facts.address


def _of_class(root: HtmlElement, name: str) -> Iterator[str]:
    """The words of elements that say by a class of microformats what they are."""
    for element in root.iterfind(".//*[@class]"):
        if name in element.get("class", "").split():
            yield element.text_content()[:200]


def _take_marked(facts: PageFacts, root: HtmlElement) -> None:
    """``lang``, the canonical link, the title, and microdata."""
    facts.language = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or facts.language
    ).strip()
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            facts.address = link.get("href", "").strip()
    marked: dict[str, list[str]] = {}
    for element in root.iterfind(".//*[@itemprop]"):
        value = element.get("content") or element.get("datetime") or element.text_content()
        for name in element.get("itemprop", "").split():
            marked.setdefault(name, []).append(tidy(value[:2_000]))
    for time in root.iter("time"):
        if time.get("datetime") and re.search(
            r"publi|\bdate\b|entry-date", time.get("class") or "", re.IGNORECASE
        ):
            marked.setdefault("datePublished", []).append(time.get("datetime") or "")
    facts.headline = facts.headline or "".join(marked.get("headline", [])[:1])
    facts.published = facts.published or "".join(marked.get("datePublished", [])[:1])
    facts.updated = facts.updated or "".join(marked.get("dateModified", [])[:1])
    authors = marked.get("author", []) or list(map(tidy, _of_class(root, "p-author")))
    facts.authors = facts.authors or [name for name in authors if len(name) < 80]
    facts.section = facts.section or "".join(marked.get("articleSection", [])[:1])
    facts.is_article = facts.is_article or "articleBody" in marked
    if not facts.headline:
        title = root.find(".//title")
        facts.headline = tidy(title.text_content()) if title is not None else ""
        facts.is_title = True


def _without_site(headline: str, site: str) -> str:
    """``Talks resume | The Paper`` -> ``Talks resume``, where the end is the site's name."""
    match = _TITLE_END.search(headline)
    if match is None or match.start() < 8:
        return headline
    end = name_key(match[0].strip(" \t|–—·•»:-"))
    is_site = bool(site) and (name_key(site) in end or end in name_key(site))
    return headline[: match.start()] if is_site or (not site and "|" in match[0]) else headline


def _is_name(name: str, site: str) -> bool:
    return (
        bool(name)
        and len(name) < 80
        and "://" not in name
        and not name.startswith("@")
        and name_key(name) != name_key(site)
    )


def _first(node: dict[str, Any], *keys: str, whole: bool = False) -> str:
    for key in keys:
        texts = _texts(node.get(key))
        if texts:
            return texts[0] if whole else tidy(plain_line(texts[0][:5_000]))
    return ""


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value[:200] for text in _texts(item) if not isinstance(item, list)]
    if isinstance(value, dict):
        return _texts(value.get("@value") or value.get("name"))
    return [value] if isinstance(value, str) and value.strip() else []


def _names(value: Any) -> list[str]:
    return [
        name
        for item in (value if isinstance(value, list) else [value])[:50]
        for text in _texts(item)
        if (name := tidy(plain_line(text[:500])))
    ]


def _authors(value: Any) -> list[str]:
    """Names; several in one text, where each is more than a word."""
    found: list[str] = []
    for name in _names(value):
        parts = re.split(r"\s*[;,]\s*|\s+and\s+", name) if isinstance(value, str) else [name]
        found += parts if all(" " in part for part in parts) else [name]
    return found


def _parted(text: str) -> list[str]:
    return [part for part in (tidy(part) for part in re.split(r"[,;]", text)[:100]) if 0 < len(part) < 100]
