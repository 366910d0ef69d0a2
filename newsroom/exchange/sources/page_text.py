"""The article within a page: its element, cleared of what stands around and between; links to other articles apart.

Marks that authors of pages set count first (``articleBody``, ``<article>``, usual class names), then where paragraphs
with few links stand close together. Time is linear in the page's length.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC
from itertools import islice

from lxml.html import HtmlElement

from newsroom.domain.names import name_key
from newsroom.exchange.dates import read_moment

_BODY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|news)[\s_-]*(?:body|content|text|copy)|(?:^|\s)(?:articlebody|storytext|"
    r"entry-content|post-content|c-entry-content|wysiwyg|richtext|e-content)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|menu|breadcrumbs?|share|sharing|social|comments?|disqus|newsletter|subscribe|"
    r"subscription|promo|advert(?:isement)?|ads?|adsbygoogle|sponsor(?:ed)?|outbrain|taboola|cookie|consent|popup|modal|"
    r"sidebar|toolbar|tags|taglist|related|recommend(?:ed|ations)?|more-stories|read-more|most-read|trending|footer|"
    r"byline|author-(?:bio|box)|meta|timestamp|dateline-date|print|skip-link|sr-only|visually-hidden|screen-reader-text)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_GONE = frozenset(
    "script style noscript template form button nav aside svg select input textarea footer dialog canvas link "
    "meta amp-ad amp-sticky-ad amp-auto-ads amp-analytics amp-pixel amp-sidebar amp-consent amp-user-notification "
    "amp-social-share amp-lightbox".split()
)
_RELATED = re.compile(
    r"^\W*(?:read (?:also|more|next)|related(?: (?:stories|articles|news|coverage))?|see also|more on this(?: story)?|"
    r"also read|further reading|don't miss|lire aussi|à lire aussi|sur le même sujet|lesen sie auch|mehr zum thema|"
    r"le[ae] también|lee también|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|czytaj (?:też|także)|"
    r"читайте также|по теме|ещё по теме|читайте також|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|相关阅读|関連記事)\W*",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|lede|dek|deck|sub-?title|sub-?headline|article-?(?:intro|summary|lead)|teaser|chapo|"
    r"entry-summary|post-excerpt|lead-?text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:-name)?|p-author|post-author|article-author)(?:$|[\s_-])", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:(?:by|von|par|por|di|door|av|af|od|от|автор|autora?|auteur|text|texte|testo|texto|بقلم|كتبت?|نوشته)\s*:?\s+|文[:：/／]\s*)",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:^|[\s_-])(?:meta|dateline|published|posted|pubdate|entry-date|post-date|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_META = 120
_LONGEST_DATE, _SOON_AFTER = 40, 12
_LONGEST_CLOCK, _LONGEST_BESIDE_CLOCK = 60, 30
_HOLDS_WORDS = frozenset("li dt dd td th blockquote figcaption caption".split())
_SEVERAL = 2
_FEWEST_IN_HEADLINE = 3  # words; the name of a site has fewer
_POSTED = re.compile(
    r"(?:published|posted|updated|objavljeno|opublikowano|publicado|publicada|pubblicato|publié|veröffentlicht|"
    r"erschienen|gepubliceerd|publicerad|опубликовано|yayınlanma)(?: (?:on|am|le|el|il|em|op|dnia))?\s*:?\s+",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3")
_HOLDS_STANDFIRST = frozenset("p div h2 h3 h4".split())
_FEWEST = 140
_FEWEST_MARKED = 20
_MOST_RELATED = 12
_LEAST_ASIDE, _MOST_ASIDE = 40, 20  # characters of words that are kept, and so many parts


@dataclass(slots=True)
class PageText:
    """``element`` holds the text and nothing else. ``n_aside`` counts the parts that were set aside, ``aside`` are
    those that say something."""

    element: HtmlElement
    headline: str = ""
    is_headed: bool = False
    """Whether the headline is the only one of its degree, and stands in the text."""
    standfirst: str = ""
    byline: str = ""
    time: str = ""
    date_below: str = ""
    """A date alone in its element, soon after the headline, that nothing marks as one."""
    related: list[tuple[str, str]] = field(default_factory=list)
    n_aside: int = 0
    aside: list[str] = field(default_factory=list)


def text_of_page(root: HtmlElement, headline: str, *, is_title: bool = False) -> PageText | None:
    """The text of the page; None where there is none to speak of. ``root`` is changed.

    ``headline`` is what the page says of itself; ``is_title``: merely the name of its window.
    """
    asides = _drop_gone(root)
    element = _marked(root)
    if element is None:
        element = _densest(root)
    if element is None:
        element = _named(root)
    if element is None:
        element = _plain(root)
    if element is None:
        return None
    found = PageText(element)
    for parent, aside in asides:
        if parent is element or element in parent.iterancestors():
            _take_aside(found, aside)
    _take_head(found, root, element, headline)
    _clear(found, found.headline if is_printed(headline, found, is_title=is_title) else headline)
    return found if words_of(element) else None


def is_printed(headline: str, found: PageText, *, is_title: bool) -> bool:
    """Whether the heading is the headline: the page says the same of itself, or more, or it heads the text alone."""
    heads_it = is_title and found.is_headed and len(found.headline.split()) >= _FEWEST_IN_HEADLINE
    return (
        not headline or heads_it or (bool(found.headline) and name_key(found.headline) in name_key(headline))
    )


def words_of(element: HtmlElement) -> str:
    """All text in it, with single spaces."""
    return " ".join(element.text_content().split())


def label_of(element: HtmlElement) -> str:
    """Class and id as one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _drop_gone(root: HtmlElement) -> list[tuple[HtmlElement, HtmlElement]]:
    """Takes out what is never text. Answers what the page calls aside, with the elements that it stood in."""
    asides: list[tuple[HtmlElement, HtmlElement]] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _GONE or _is_hidden(element):
            parent = element.getparent()
            if element.tag == "aside" and parent is not None and len(asides) < _MOST_ASIDE:
                asides.append((parent, element))
            _remove(element)
    return asides


def _take_aside(found: PageText, element: HtmlElement) -> None:
    """A list of related articles, or a box whose words are kept."""
    if any(
        _take_related(found, each) for each in (element, *element.iterchildren("h2", "h3", "h4", "p", "ul"))
    ):
        return
    text = " ".join(" ".join(map(str, element.itertext())).split())
    found.n_aside += bool(text)
    if len(text) >= _LEAST_ASIDE and len(found.aside) < _MOST_ASIDE:
        found.aside.append(text)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(style and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.IGNORECASE))
    )


def _remove(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None and element.tag not in ("html", "body", "head"):
        element.drop_tree()


def _marked(root: HtmlElement) -> HtmlElement | None:
    """The element that the page itself calls its article."""
    for path in (".//*[@itemprop='articleBody']", ".//*[@property='articleBody']"):
        found = _longest(root.findall(path), _FEWEST_MARKED)
        if found is not None:
            return found
    by_class = [
        each for each in root.iter("div", "section", "article", "main") if _BODY_CLASS.search(label_of(each))
    ]
    found = _longest(by_class)
    if found is not None:
        return found
    articles = [
        each for each in root.iter("article") if not any(up.tag == "article" for up in each.iterancestors())
    ]
    found = _longest(articles)
    others = sum(_n_text(each) for each in articles if each is not found)
    if found is not None and _n_text(found) > others:
        return found
    return None


def _longest(elements: list[HtmlElement], fewest: int = _FEWEST) -> HtmlElement | None:
    found = max(elements, key=_n_text, default=None)
    return found if found is not None and _n_text(found) >= fewest else None


def _named(root: HtmlElement) -> HtmlElement | None:
    """Of a short text, the element that has a usual name for it."""
    by_class = [each for each in root.iter("div", "section", "article") if _BODY_CLASS.search(label_of(each))]
    return _longest(by_class, _FEWEST_MARKED)


def _n_text(element: HtmlElement) -> int:
    """How much text stands in its paragraphs, links not counted."""
    n = 0
    for each in element.iter("p", "li", "blockquote"):
        if each.tag == "p" or each.find("p") is None:
            n += len(each.text_content()) - sum(len(link.text_content()) for link in each.iter("a"))
    return n


def _densest(root: HtmlElement) -> HtmlElement | None:
    """The element whose own paragraphs hold most text; half of that counts for the element around it."""
    scores: dict[HtmlElement, float] = defaultdict(float)
    for each in root.iter("p", "pre", "blockquote", "div", "td"):
        if each.tag in ("div", "td") and len((each.text or "").strip()) < 40:
            continue
        text = each.text_content() if each.tag not in ("div", "td") else (each.text or "")
        n = len(text.strip()) - 2 * sum(len(link.text_content()) for link in each.iter("a"))
        if n < 25:
            continue
        parent = each.getparent() if each.tag not in ("div", "td") else each
        if parent is None or _AROUND.search(label_of(parent)):
            continue
        score = 1 + min(n / 100, 4) + text.count(",") * 0.2
        scores[parent] += score
        above = parent.getparent()
        if above is not None:
            scores[above] += score / 2
    best = max(scores, key=lambda each: scores[each], default=None)
    return best if best is not None and best.tag != "html" and len(words_of(best)) >= _FEWEST else None


def _plain(root: HtmlElement) -> HtmlElement | None:
    """All of a short page that is no list of links."""
    body = root.find("body")
    n_all = len(words_of(body)) if body is not None else 0
    n_linked = sum(len(words_of(link)) for link in body.iter("a")) if body is not None else 0
    return body if n_all > 0 and 2 * n_linked < n_all else None


def _take_head(found: PageText, root: HtmlElement, element: HtmlElement, headline: str) -> None:
    """Headline, standfirst, byline and time, in the text or above it. ``headline`` is what the page says of itself."""
    heading = _heading_of(root, element, name_key(headline))
    found.headline = words_of(heading) if heading is not None else ""
    found.is_headed = heading is not None and element in heading.iterancestors() and _is_alone(root)
    n_after = 0
    for each in root.iter("h1", "p", "div", "h2", "h3", "h4", "span", "a", "time", "header", "font", "small"):
        label = label_of(each)
        text = ""
        n_after += bool(n_after) or each is heading
        if 1 < n_after <= _SOON_AFTER and not found.date_below and not len(each):
            _take_date(found, words_of(each))
        if each.tag == "time":
            found.time = found.time or (each.get("datetime") or words_of(each))[:80]
        elif not found.standfirst and _STANDFIRST.search(label):
            text = words_of(each)
            found.standfirst = text if 10 < len(text) < 700 else ""
        elif not found.byline and (_BYLINE.search(label) or each.get("rel") == "author"):
            text = _BY.sub("", words_of(each))
            found.byline = text if 2 < len(text) < 80 else ""
        elif _META.search(label):
            _take_meta(found, words_of(each))


def _is_alone(root: HtmlElement) -> bool:
    return sum(1 for _ in islice(root.iter("h1"), _SEVERAL)) < _SEVERAL


def _heading_of(root: HtmlElement, element: HtmlElement, known: str) -> HtmlElement | None:
    """The one heading, or the one in the text; of several on a page, the longest that its title has."""
    headings = list(root.iter("h1"))
    if len(headings) < _SEVERAL:
        return next(iter(headings), None)
    named = [each for each in headings if (key := name_key(words_of(each))) and key in known]
    inner = next(element.iter("h1"), None)
    return max(named, key=lambda each: len(words_of(each)), default=inner)


def _take_date(found: PageText, words: str) -> None:
    """``Published: 6 March 2021``, or the date alone."""
    for part in (words, words.partition(": ")[2], _POSTED.sub("", words, count=1)):
        if 0 < len(part) <= _LONGEST_DATE and read_moment(part, UTC) is not None:
            found.date_below = part
            return


def _take_meta(found: PageText, words: str) -> None:
    """``By Ana Ruiz | 6 March 2021``: who and when, in one line."""
    if len(words) > _LONGEST_META:
        return
    for part in re.split(r"\s+[|·•—–/]\s+|\s*[|·•]\s*", words):
        if not found.time and read_moment(part, UTC) is not None:
            found.time = part
        elif not found.byline and (match := _BY.match(part)) and 2 < len(part) - match.end() < 60:
            found.byline = part[match.end() :]


def _clear(found: PageText, headline: str) -> None:
    """Takes out of the element what is no text."""
    for each in list(found.element.iterdescendants()):
        if each.getparent() is None or not isinstance(each.tag, str):
            continue
        if each.tag in ("div", "section", "ul", "p", "aside", "h2", "h3", "h4") and _take_related(
            found, each
        ):
            continue
        text = ""
        if each.tag in _HEADINGS or _is_apart(each):
            text = words_of(each)
        is_headline = each.tag in _HEADINGS and name_key(text) == name_key(headline)
        if is_headline or (each.tag == "time" and _stands_apart(each, found.element)):
            _remove(each)
        elif _is_apart(each) and not (text and name_key(text) == name_key(found.standfirst)):
            _take_aside(found, each)
            _remove(each)
        elif found.standfirst and each.tag in _HOLDS_STANDFIRST and words_of(each) == found.standfirst:
            _remove(each)


def _stands_apart(time: HtmlElement, text: HtmlElement) -> bool:
    """Whether it is the page's own clock, and no words of a sentence, a list or a table."""
    parent = time.getparent()
    words = words_of(time)
    if parent is None or parent is text or parent.tag in _HOLDS_WORDS or len(words) > _LONGEST_CLOCK:
        return False
    return len(words_of(parent)) - len(words) <= _LONGEST_BESIDE_CLOCK


def _is_apart(element: HtmlElement) -> bool:
    """Whether it is furniture by its name, and not most of the text."""
    if not _AROUND.search(label_of(element)):
        return False
    return _n_text(element) < 800


def _take_related(found: PageText, element: HtmlElement) -> bool:
    """``Read also: …`` with its links; a heading that says so with the list that follows it."""
    beginning = "".join(islice(map(str, element.itertext()), 12))[:400]
    match = _RELATED.match(" ".join(beginning.split()))
    if match is None:
        return False
    parts = [element]
    following = element.getnext()
    if (
        not any(True for _ in element.iter("a"))
        and following is not None
        and following.tag in ("ul", "ol", "div", "p")
    ):
        parts.append(following)
    links = [link for part in parts for link in part.iter("a") if link.get("href")]
    n_words = sum(len(words_of(part)) for part in parts)
    n_linked = sum(len(words_of(link)) for link in links)
    if not links or n_linked * 3 < (n_words - len(match[0])) * 2 or len(links) > _MOST_RELATED:
        return False
    found.related += [(words_of(link), link.get("href") or "") for link in links if words_of(link)]
    for part in parts:
        _remove(part)
    return True
