"""One article's page: model, theme and body to bytes. Deterministic; no clock, no network; of the disk only the files
of the text's pictures, which are named by their content."""

import html
import re
from functools import lru_cache

from newsroom.domain.page import PageModel
from newsroom.rendering.body import BodyOptions, RenderedBody, dateline_words
from newsroom.rendering.markdown import render_body
from newsroom.rendering.pictures import with_pictures
from newsroom.rendering.theme import Theme, ThemeError, content_security_policy

_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_BLOCK_ENDS = re.compile(r"</(?:p|h[1-6]|li|d[td]|t[dh]|blockquote|pre|div)>|<br>")
_TAGS = re.compile(r"<[^>]*>")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_DESCRIPTION_CHARS = 200
_EMPTY = RenderedBody("", ())
_render_cached = lru_cache(maxsize=16)(render_body)


def body_options(model: PageModel, theme: Theme) -> BodyOptions:
    """What the page's body is rendered with: for a ``BlockRenderer`` that must give the same."""
    words = theme.words(model.language)
    return BodyOptions(
        language=model.language,
        smart_typography=model.site.smart_typography,
        dateline=dateline_words(model.dateline, model.site.credit),
        article_urls=model.article_urls,
        table_label=words["table"],
        back_label=words["back"],
    )


def render_page(model: PageModel, theme: Theme, *, body: RenderedBody | None = None) -> bytes:
    """The whole page, UTF-8: the same model and theme give the same bytes.

    ``body`` spares rendering the text again; without it the last few texts are remembered. Costs under 1 ms then.
    Raises ``RenderError`` for the text, ``ThemeError`` for the theme. Any thread.
    """
    if model.withdrawn is not None:
        return _with_policy(theme.print("withdrawn.html", _values(model, theme, _EMPTY)), theme)
    if body is None:
        body = _render_cached(model.body, body_options(model, theme))
    written = with_pictures(body.html, model.text_pictures)
    return _with_policy(theme.print("page.html", _values(model, theme, body, written)), theme)


def render_shell(model: PageModel, theme: Theme, *, body: RenderedBody, placeholder: str) -> str:
    """The page with other safe HTML where its text stands: what a shown page has around the text, and where that is.

    Raises ``ThemeError``. Any thread.
    """
    template = "page.html" if model.withdrawn is None else "withdrawn.html"
    shown = body if model.withdrawn is None else _EMPTY
    return _with_policy(theme.print(template, _values(model, theme, shown, placeholder)), theme).decode()


def _values(model: PageModel, theme: Theme, body: RenderedBody, written: str = "") -> dict[str, object]:
    from markupsafe import Markup

    from newsroom.rendering.jsonld import as_script, news_article
    from newsroom.rendering.times import page_time
    from newsroom.rendering.view import Viewer
    from newsroom.rendering.words import fill

    words, site_words = theme.words(model.language), theme.words(model.site.language)
    viewer = Viewer(model, words)
    description = _description(model, body)
    document = as_script(news_article(model, description)) if model.withdrawn is None else ""
    return {
        "site": viewer.site(),
        "article": viewer.article(written),
        "words": words,
        "site_words": site_words,
        "now": page_time(model.at, model.site.zone, site_words.date_words),
        "source": fill(site_words["source"], site=model.site.name),
        "follow": fill(site_words["follow"], site=model.site.name),
        "withdrawn": model.withdrawn,
        "title": _title(model),
        "description": description,
        "json_ld": Markup(document),
        "css": Markup(theme.css),
        "script": Markup(theme.script),
    }


def _title(model: PageModel) -> str:
    headline = model.headline.strip() if model.withdrawn is None else ""
    return " | ".join(part for part in (headline, model.site.name) if part)


def _description(model: PageModel, body: RenderedBody) -> str:
    """The lede; without one, how the text begins."""
    if model.withdrawn is not None:
        return ""
    if model.lede.strip():
        return _SPACES.sub(" ", model.lede).strip()
    start = body.html[: 20 * _DESCRIPTION_CHARS].rpartition(">")[0] + ">"
    text = _SPACES.sub(" ", html.unescape(_TAGS.sub("", _BLOCK_ENDS.sub(" ", start)))).strip()
    if len(text) <= _DESCRIPTION_CHARS:
        return text
    return text[:_DESCRIPTION_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _with_policy(page: str, theme: Theme) -> bytes:
    """The page with the policy as the first thing in its head, whatever the theme says."""
    head = _HEAD.search(page)
    if head is None:
        raise ThemeError("Its page has no <head>.")
    policy = html.escape(content_security_policy(theme), quote=False)
    meta = f'\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = f"{page[: head.end()]}{meta}{page[head.end() :]}".strip() + "\n"
    if "\0" in page:
        page = page.replace("\0", "\ufffd")
    try:
        return page.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", page).encode()
