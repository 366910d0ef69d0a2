"""What others have written: every file arrives or is named, names are resolved, links lead to items."""

from collections import Counter
from pathlib import Path
from types import ModuleType

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources import folder, ninjs
from newsroom.exchange.sources.links import item_keys, target_keys, targets_in
from tests.data import shared
from tests.exchange.sources.around import read


def read_shared(
    archive: str, reader: ModuleType = folder
) -> tuple[dict[str, ImportedArticle], dict[str, str]]:
    return read(reader, Path(shared(archive)))


def n_linked(articles: dict[str, ImportedArticle]) -> tuple[int, int]:
    """How many links to other items of the source there are, and in how many of them."""
    keys = {key for name, article in articles.items() for address in (f"/{name}", *article.addresses)
            for key in item_keys(address)}  # fmt: skip
    found = [
        sum(not keys.isdisjoint(target_keys(target, (f"/{name}",))) for target in targets_in(article.body))
        for name, article in articles.items()
    ]
    return sum(found), sum(map(bool, found))


def test_digitalgov() -> None:
    articles, problems = read_shared("corpora-digitalgov.tar.gz")
    assert len(articles) == 2083 and len(articles) + len(problems) == 3183
    assert sum(article.published_at is not None for article in articles.values()) == 2082
    tags = Counter(name for article in articles.values() for _, name in article.tags)
    assert len(tags) < 75 and tags["Open government"] == 46 and tags["open-government"] == 0
    names = {byline.name for article in articles.values() for byline in article.bylines}
    assert len(names) > 600 and not any("-" in name and name.islower() for name in names)
    n_links, n_articles = n_linked(articles)
    assert n_links > 1700 and n_articles > 650
    assert not any("{{< ref" in article.body for article in articles.values())


def test_18f() -> None:
    articles, problems = read_shared("corpora-18f.tar.gz")
    assert len(articles) == 509 and len(problems) == 3
    assert all(article.published_at and article.headline and article.body for article in articles.values())
    assert len({name for article in articles.values() for _, name in article.tags}) >= 140
    assert n_linked(articles)[0] > 520


def test_nodejs() -> None:
    articles, problems = read_shared("corpora-nodejs.tar.gz")
    assert len(articles) == 246 and len(problems) == 3
    without = [name for name, article in articles.items() if article.published_at and not article.section]
    assert without and all("uncategorized/" in name for name in without)


def test_arabic() -> None:
    articles, problems = read_shared("corpora-arabic.tar.gz")
    assert len(articles) == 1017 and len(problems) == 3
    assert Counter(article.language for article in articles.values()) == {"ar": 1017}
    assert all(article.headline or article.body for article in articles.values())
    assert sum(article.published_at is not None for article in articles.values()) > 990


def test_wikinews() -> None:
    articles, problems = read_shared("corpora-wikinews.tar.gz")
    assert len(articles) == 295 and len(problems) == 3
    assert all(article.headline and article.body and article.published_at for article in articles.values())


def test_ninjs() -> None:
    articles, problems = read_shared("iptc-ninjs.tar.gz", ninjs)
    assert len(articles) == 24 and all(article.headline for article in articles.values())
    assert all(reason.endswith(".") for reason in problems.values())


def test_what_is_hostile_is_read_or_named() -> None:
    for archive in ("security.tar.gz", "markdown.tar.gz", "import-ghost.tar.gz", "import-wxr.tar.gz"):
        articles, problems = read_shared(archive)
        assert (articles or problems) and all(reason.endswith(".") for reason in problems.values())
