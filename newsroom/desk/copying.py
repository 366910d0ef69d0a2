"""Out to whatever system the house has: an article as HTML, Markdown or plain text, for the clipboard."""

import re
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

from newsroom.desk.library import Library
from newsroom.desk.pages import page_model
from newsroom.desk.plain_text import plain_text
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.page import PageModel
from newsroom.rendering.body import dateline_words
from newsroom.rendering.markdown import render_body
from newsroom.rendering.page import body_options
from newsroom.rendering.pictures import with_addresses
from newsroom.rendering.theme import load_theme
from newsroom.rendering.view import Viewer
from newsroom.rendering.words import direction_of, language_tag

# Nothing in these forms depends on the time.
_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_TABLE_BOX = re.compile(r'<div class="table"[^>]*>(<table.*?</table>)</div>', re.DOTALL)
_BACK = re.compile(r"\s*<a [^>]*footnote-backref[^>]*>.*?</a>", re.DOTALL)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?article:(\d{1,18})>?(\s+[^()]*)?\)", re.IGNORECASE)
_TARGET = re.compile(r"\barticle:(\d{1,18})\b", re.ASCII | re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_BLOCK_BEGINS = re.compile(r" {0,3}(?:[#>|]|[-*+]\s|\d+[.)]\s|```|~~~|:::)| {4}|\t|<")


def as_html(library: Library, article_id: ArticleId, content: Content | None = None) -> str:
    """Headline, lede, byline, notices, text and credits, semantic and safe; links to articles, and pictures, have
    their addresses."""
    model = page_model(library, article_id, at=_ANY_TIME, content=content)
    inside = "\n".join(part for part in _parts(model) if part)
    language = language_tag(model.language)
    return f'<article lang="{language}" dir="{direction_of(model.language)}">\n{inside}\n</article>\n'


def as_plain_text(library: Library, article_id: ArticleId, content: Content | None = None) -> str:
    """The same as a person would type it in a mail."""
    model = page_model(library, article_id, at=_ANY_TIME, content=content)
    return plain_text(_BACK.sub("", "\n".join(_parts(model)))) + "\n"


def as_markdown(library: Library, article_id: ArticleId, content: Content | None = None) -> str:
    """The same as Markdown, the text as it was written but for articles and pictures, which have their addresses."""
    model = page_model(library, article_id, at=_ANY_TIME, content=content)
    parts = []
    if headline := _line(model.headline):
        parts.append(f"# {_escaped(headline)}")
    if lede := _line(model.lede):
        parts.append(_escaped(lede))
    around = _around(model)
    parts += [_escaped(around.byline)] if around.byline else []
    parts += [f"**{_escaped(heading)}**  \n{_escaped(text)}" for heading, text in around.notices]
    body = _resolved(model.body, dict(model.article_urls)).strip("\n")
    body = with_addresses(body, model.site.address)
    dateline = _escaped(dateline_words(model.dateline, model.site.credit))
    if dateline and body and not _BLOCK_BEGINS.match(body):
        parts.append(f"{dateline} {body}")
    else:
        parts += [part for part in (dateline, body) if part]
    parts += [_escaped(around.credits)] if around.credits else []
    return "\n\n".join(parts) + "\n"


def _parts(model: PageModel) -> list[str]:
    headline, lede = _line(model.headline), _line(model.lede)
    body = render_body(model.body, body_options(model, load_theme(model.site.theme))).html
    around = _around(model)
    return [
        f"<h1>{escape(headline, quote=False)}</h1>" if headline else "",
        f"<p><strong>{escape(lede, quote=False)}</strong></p>" if lede else "",
        f"<p>{escape(around.byline, quote=False)}</p>" if around.byline else "",
        *(
            f"<p><strong>{escape(heading, quote=False)}</strong><br>{escape(text, quote=False)}</p>"
            for heading, text in around.notices
        ),
        with_addresses(_TABLE_BOX.sub(r"\1", body), model.site.address),
        f"<p>{escape(around.credits, quote=False)}</p>" if around.credits else "",
    ]


class _Around(NamedTuple):
    """What the page prints around a text, in its words: who wrote it, what was corrected and when, who helped."""

    byline: str
    notices: tuple[tuple[str, str], ...]
    credits: str


def _around(model: PageModel) -> _Around:
    theme = load_theme(model.site.theme)
    article = Viewer(model, theme.words(model.language)).article("")
    notices = tuple((notice.heading.striptags(), _line(notice.text)) for notice in article.notices)
    return _Around(article.byline.striptags(), notices, article.credits.striptags())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _resolved(body: str, urls: dict[int, str]) -> str:
    """Links to what readers can open become addresses; of the others the words stay.

    A link by reference to one of the others keeps its number: the words and the number stand far apart.
    """

    def inline(link: re.Match[str]) -> str:
        url = urls.get(int(link[2]))
        return f"[{link[1]}]({url}{link[3] or ''})" if url else link[1]

    return _TARGET.sub(lambda target: urls.get(int(target[1]), target[0]), _LINK.sub(inline, body))
