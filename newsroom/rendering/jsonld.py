"""The page for machines: schema.org NewsArticle as JSON-LD, safe inside of a script element."""

import json

from newsroom.domain.article import BylineRole, NoticeKind
from newsroom.domain.page import PageModel
from newsroom.domain.times import to_rfc3339
from newsroom.rendering.addresses import web_url
from newsroom.rendering.body import dateline_words

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ROLES = {
    BylineRole.REPORTING: "contributor",
    BylineRole.EDITING: "editor",
    BylineRole.TRANSLATION: "translator",
}


def news_article(model: PageModel, description: str) -> dict[str, object]:
    """The document, without what is absent."""
    document: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": model.headline,
        "description": description,
        "url": web_url(model.url),
        "mainEntityOfPage": web_url(model.url),
        "image": _image(model),
        "datePublished": to_rfc3339(model.published_at) if model.published_at else None,
        "dateModified": _modified(model),
        "author": _people(model, BylineRole.AUTHOR) or ([_publisher(model)] if model.site.name else []),
        "publisher": _publisher(model) if model.site.name else None,
        "articleSection": model.section.text if model.section else None,
        "keywords": [tag.name for tag in model.tags],
        "dateline": _dateline(model),
        "inLanguage": model.language,
        "wordCount": model.n_words,
        "isPartOf": _series(model),
        "correction": _corrections(model),
    }
    for role, name in _ROLES.items():
        document[name] = _people(model, role)
    return {name: value for name, value in document.items() if value not in (None, "", [], {})}


def as_script(document: dict[str, object]) -> str:
    """The document as text for a script element: no character in it can end the element or begin a comment."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    return text


def _modified(model: PageModel) -> str | None:
    moment = model.updated_at or model.published_at
    return to_rfc3339(moment) if moment and model.published_at else None


def _dateline(model: PageModel) -> str:
    return dateline_words(model.dateline, model.site.credit).removesuffix(" —")


def _people(model: PageModel, role: BylineRole) -> list[dict[str, object]]:
    people: list[dict[str, object]] = []
    for byline in model.bylines:
        if byline.role == role and byline.name:
            person: dict[str, object] = {"@type": "Person", "name": byline.name}
            if url := web_url(byline.url):
                person["url"] = url
            people.append(person)
    return people


def _publisher(model: PageModel) -> dict[str, object]:
    publisher: dict[str, object] = {"@type": "NewsMediaOrganization", "name": model.site.name}
    if url := web_url(model.site.address):
        publisher["url"] = url
    if logo := web_url(model.site.logo_url):
        publisher["logo"] = {"@type": "ImageObject", "url": logo}
    if accounts := [url for account in model.site.social if (url := web_url(account.url))]:
        publisher["sameAs"] = accounts
    return publisher


def _image(model: PageModel) -> dict[str, object]:
    picture = model.picture
    url = web_url(picture.url) if picture else ""
    if picture is None or not url:
        return {}
    image: dict[str, object] = {"@type": "ImageObject", "url": url}
    parts = (
        ("width", _pixels(picture.width)),
        ("height", _pixels(picture.height)),
        ("caption", picture.caption or picture.alt),
        ("creditText", picture.credit),
    )
    return image | {name: value for name, value in parts if value}


def _pixels(n_pixels: int | None) -> dict[str, object]:
    return {"@type": "QuantitativeValue", "value": n_pixels, "unitCode": "E37"} if n_pixels else {}


def _series(model: PageModel) -> dict[str, object]:
    if not model.series:
        return {}
    first = model.series[0]
    series: dict[str, object] = {"@type": "CreativeWorkSeries", "name": first.name}
    if url := web_url(first.url):
        series["url"] = url
    return series


def _corrections(model: PageModel) -> list[dict[str, object]]:
    return [
        {"@type": "CorrectionComment", "text": notice.text, "datePublished": to_rfc3339(notice.at)}
        for notice in model.notices
        if notice.kind in (NoticeKind.CORRECTION, NoticeKind.CLARIFICATION)
    ]
