"""What readers are told of the library in tests, and how a source of files is written and read."""

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from newsroom.domain.importing import ImportedArticle
from newsroom.exchange.sources.items import SourceError, SourceItem, Surroundings

AROUND = Surroundings(UTC, "The Port Paper", ("World",), datetime(2026, 11, 25, tzinfo=UTC))


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def read(reader: ModuleType, path: Path) -> tuple[dict[str, ImportedArticle], dict[str, str]]:
    """The articles of a source by their items' names, and the reasons of those that brought none."""
    articles: dict[str, ImportedArticle] = {}
    problems: dict[str, str] = {}
    item: SourceItem
    for item in reader.items(path, AROUND):
        if item.problem:
            problems[item.name] = item.problem
            continue
        try:
            articles[item.name] = reader.article_of(item.payload, AROUND)
        except SourceError as error:
            problems[item.name] = str(error)
    return articles, problems
