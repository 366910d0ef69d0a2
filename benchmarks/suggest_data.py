"""Articles that others wrote and filed, as the benchmark of suggestions takes them; absent data give no articles.

Read from the shared data beside the project (see tests/data.py); never copied into it.
"""

import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from newsroom.exchange.sources.markdown_file import read_markdown

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_POST = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/([a-z0-9-]+)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\"]|\"[^\"]*\")*\)")
_FIELD = re.compile(r"<(TITLE|TIME|ABSTRACT|TEXT)>(.*?)</", re.DOTALL)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Item:
    """``name`` is its own; ``links`` are the names of others that its author linked. The text has no link left."""

    name: str
    headline: str
    text: str
    at: datetime
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def topics() -> tuple[str, ...]:
    """The 90 topics on which figures are reported."""
    readme = SHARED / "README.md"
    if not readme.exists():
        return ()
    return tuple(re.split(r"[,\s]+", readme.read_text("utf-8").split("never predicted):")[1].strip(" .\n")))


def reuters() -> list[Item]:
    """The training part, in time order; items without a topic are among them."""
    path = SHARED / "reuters-modapte-train.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    items = [
        Item(
            str(row["id"]),
            (row["title"] or "").strip(),
            row["body"] or "",
            datetime.strptime(row["date"].split(".")[0].strip(), "%d-%b-%Y %H:%M:%S").replace(tzinfo=UTC),
            tuple(row["topics"]),
        )
        for row in rows
    ]
    return sorted(items, key=lambda item: item.at)


def eighteen_f() -> list[Item]:
    """Posts with their tags and the earlier posts that each links to, in time order."""
    posts = {}
    for name, text in _files("corpora-18f.tar.gz", "/posts/", ".md"):
        stem = Path(name).stem
        posts[stem] = _item(stem, text, _linked(text) - {stem})
    return _in_time([_kept(post, posts) for post in posts.values()])


def digitalgov() -> list[Item]:
    """News with their topics, in time order."""
    return _in_time(
        [
            _item(Path(name).stem, text, set())
            for name, text in _files("corpora-digitalgov.tar.gz", "/news/", ".md")
            if not Path(name).name.startswith("_")
        ]
    )


def arabic() -> list[Item]:
    """News with their section as the one tag, in time order."""
    items = []
    for name, text in _files("corpora-arabic.tar.gz", "/ant-arabic-news/", ".txt"):
        fields = dict(_FIELD.findall(text))
        if fields.get("TITLE"):
            body = "\n\n".join(fields.get(part, "").strip() for part in ("ABSTRACT", "TEXT"))
            at = _arabic_time(fields.get("TIME", ""))
            items.append(Item(Path(name).stem, fields["TITLE"].strip(), body, at, (Path(name).parent.name,)))
    return _in_time(items)


def topic_names() -> dict[str, list[Item]]:
    """By language, the names of the same media topics, each with the topic at the top of it as its tag.

    Only topics that have a name in all of the languages.
    """
    languages = ("en-GB", "ar", "zh-Hans", "de", "se", "dk", "no-NB", "fr", "es", "pt-PT")
    found: dict[str, list[Item]] = {language: [] for language in languages}
    head: dict[str, str] = {}
    top = ""
    for row in _media_topics():
        if row.get("B", "").startswith("NewsCode"):
            head = {name: column for column, name in row.items()}
        elif "C" in row:
            top = row["B"]
        elif head and "I" not in row and all(head[f"Name ({one})"] in row for one in languages):
            for language in languages:
                name = row[head[f"Name ({language})"]]
                found[language].append(Item(row["B"], name, "", _EPOCH, (top.replace(":", " "),)))
    return {language: items for language, items in found.items() if items}


def _media_topics() -> Iterator[dict[str, str]]:
    """The rows of the table, by the letters of their columns. ``C`` says a topic at the top, ``I`` a retired one."""
    for data in _members("iptc-mediatopics.tar.gz", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            texts = [
                "".join(one.itertext())
                for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iterfind(f"{_SHEET}si")
            ]
            for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{_SHEET}row"):
                cells = {}
                for cell in row:
                    value = cell.findtext(f"{_SHEET}v")
                    if value is not None:
                        column = cell.get("r", "").rstrip("0123456789")
                        cells[column] = texts[int(value)] if cell.get("t") == "s" else value
                yield cells


def _arabic_time(text: str) -> datetime:
    day, _, rest = text.strip().partition("/")
    month, _, year = rest.partition("/")
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}" if year else day).replace(tzinfo=UTC)
    except ValueError:
        return _EPOCH


def _item(name: str, text: str, links: set[str]) -> Item:
    found = read_markdown(text, stem=name, zone=UTC, now=datetime.now(UTC))
    at = found.published_at or found.created_at or _EPOCH
    body = _LINK.sub(r"\1", f"{found.lede}\n\n{found.body}")
    tags = tuple(dict.fromkeys(label for _, label in found.tags))
    return Item(name, found.headline, body, at, tags, tuple(sorted(links)))


def _linked(text: str) -> set[str]:
    return {f"{year}-{month}-{day}-{slug.lower()}" for year, month, day, slug in _POST.findall(text)}


def _kept(post: Item, posts: dict[str, Item]) -> Item:
    """With links to posts that are there and older."""
    links = tuple(name for name in post.links if name in posts and posts[name].at < post.at)
    return Item(post.name, post.headline, post.text, post.at, post.tags, links)


def _in_time(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.at, item.name))


def _files(archive: str, folder: str, ending: str) -> Iterator[tuple[str, str]]:
    for name, data in _contents(archive, ending):
        if folder in f"/{name}":
            yield name, data.decode("utf-8", "replace")


def _members(archive: str, ending: str) -> Iterator[bytes]:
    return (data for _, data in _contents(archive, ending))


def _contents(archive: str, ending: str) -> Iterator[tuple[str, bytes]]:
    path = SHARED / archive
    if not path.exists():
        return
    with tarfile.open(fileobj=io.BytesIO(path.read_bytes()), mode="r:gz") as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(ending):
                file = tar.extractfile(member)
                if file is not None:
                    yield member.name, file.read()
