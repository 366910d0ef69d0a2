"""A folder or an archive with files of many kinds: each is read by the reader of its kind."""

from collections.abc import Callable, Iterator
from pathlib import Path

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources import (
    csv_table,
    html_page,
    markdown,
    news_xml,
    ninjs,
    publii,
    substack,
    tagged_text,
    wire_text,
    word,
)
from newsroom.exchange.sources.containers import is_container
from newsroom.exchange.sources.files import ItemsOfFile, walk
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings
from newsroom.exchange.sources.places import MARKDOWN_ENDINGS
from newsroom.exchange.sources.publii_article import PubliiPost

_KINDS: dict[str, ItemsOfFile] = {
    **dict.fromkeys(wire_text.ENDINGS, wire_text.items_of),
    **dict.fromkeys(MARKDOWN_ENDINGS, markdown.items_of),
    **dict.fromkeys(html_page.ENDINGS, html_page.items_of),
    **dict.fromkeys(word.ENDINGS, word.items_of),
    **dict.fromkeys(csv_table.ENDINGS, csv_table.items_of),
    **dict.fromkeys(ninjs.ENDINGS, ninjs.items_of),
    **dict.fromkeys(news_xml.ENDINGS, news_xml.items_of),
    **dict.fromkeys(publii.ENDINGS, publii.items_of),
}
_ARTICLE_OF: dict[type, Callable[[object, Surroundings], ImportedArticle]] = {
    markdown.MarkdownFile: markdown.article_of,
    wire_text.TextFile: wire_text.article_of,
    tagged_text.TaggedDocument: wire_text.article_of,
    html_page.HtmlFile: html_page.article_of,
    substack.Post: substack.article_of,
    word.WordFile: word.article_of,
    csv_table.TableRow: csv_table.article_of,
    ninjs.NewsItem: ninjs.article_of,
    news_xml.XmlNews: news_xml.article_of,
    PubliiPost: publii.article_of,
}


def recognises(path: Path, head: bytes) -> bool:
    """Whether it is a folder, a zip or a tar; or a file that no other reader takes: news in XML, a site of Publii."""
    return is_container(path, head) or news_xml.is_news(head) or publii.recognises(path, head)


def items(path: Path, _around: Surroundings) -> Iterator[SourceItem]:
    """What all readers of single files find in the source; a file alone goes to the reader of its kind.

    Raises ``SourceError``.
    """
    return walk(path, _KINDS)


def article_of(payload: object, around: Surroundings) -> ImportedArticle:
    """What an item says. Raises ``SourceError``."""
    reader = _ARTICLE_OF.get(type(payload))
    if reader is None:
        raise SourceError("It is of no kind that is known.")
    return reader(payload, around)
