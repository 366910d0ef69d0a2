"""Records of articles as Markdown files with front matter, for people and other programs; nothing of a record is lost.

The front matter says by usual keys what others understand, and under ``newsroom`` what only we do.
"""

import re
from collections.abc import Mapping
from functools import cache
from posixpath import dirname, relpath
from typing import Any

from newsroom.domain.names import split_kind
from newsroom.storage.bulk_reading import ArticleMark

_LINK = re.compile(r"\]\(article:(\d{1,18})\)", re.ASCII)
# Windows keeps these names for itself, whatever ending they have.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
# Record's key -> front matter's key, in the order in which they stand there.
_USUAL = {
    "headline": "title",
    "lede": "lede",
    "published_at": "date",
    "updated_at": "updated_at",
    "section": "section",
    "label": "label",
    "language": "language",
    "slug": "slug",
    "dateline": "dateline",
    "bylines": "bylines",
    "picture": "picture",
    "notices": "notices",
    "series": "series",
    "tags": "tags",
    "related": "related",
    "addresses": "aliases",
    "extra": "extra",
}
_ELSEWHERE = frozenset(("body", "links", "id"))


def path_of(mark: ArticleMark, id: int) -> str:
    """Where an article's file stands in the export: by year and month, under its slug. Safe on every system."""
    name = mark.slug or f"article-{id}"
    if _RESERVED.fullmatch(name):
        name = f"{name}-article"
    return f"articles/{mark.at.year:04d}/{mark.at.month:02d}/{name}.md"


def markdown_of(record: Mapping[str, Any], marks: Mapping[int, ArticleMark]) -> str:
    """The file's text. Links between articles lead from file to file."""
    own = path_of(marks[record["id"]], record["id"])
    body = _LINK.sub(lambda match: _link(match, own, marks), record["body"])
    front = {
        name: _said(key, record[key]) for key, name in _USUAL.items() if record[key] not in (None, "", [], {})
    }
    front["draft"] = record["state"] != "published"
    rest = {key: value for key, value in record.items() if key not in _USUAL and key not in _ELSEWHERE}
    rest |= {
        "links": {
            id: uid for id, uid in record["links"].items() if f"article:{id}" in _elsewhere(record, body)
        },
        "addresses": record["addresses"],
    }
    front["newsroom"] = {key: value for key, value in rest.items() if value not in (None, "", [], {}, False)}
    return f"---\n{yaml_of(front)}---\n\n{body}\n"


def yaml_of(values: Any) -> str:
    """Plain values as YAML, keys in their order, texts of any script as they are."""
    import yaml

    text: str = yaml.dump(values, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10_000)
    return text


@cache
def _dumper() -> Any:
    """Nothing is named by reference: the same value twice is written twice."""
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return type("Dumper", (base,), {"ignore_aliases": lambda _self, _data: True})


def _said(key: str, value: Any) -> Any:
    """A value as others read it, where that says the same."""
    if key == "tags":
        return [_tag(item) for item in value]
    if key == "addresses":
        return [item["path"] for item in value]
    if key == "dateline":
        return {name: part for name, part in value.items() if part is not None} or None
    if key == "bylines":
        return [_byline(item) for item in value]
    if key == "picture":
        return {"file": f"media/{value['file']}", **{k: v for k, v in value.items() if v and k != "file"}}
    if key == "series":
        return [item["name"] if set(item) == {"name"} else item for item in value]
    if key == "related":
        return [_without_id(item) for item in value]
    return value


def _tag(item: Mapping[str, str]) -> Any:
    text = item["name"] if item["kind"] == "topic" else f"{item['kind']}:{item['name']}"
    kind, name = split_kind(text)
    is_plain = name == item["name"] and (kind.value if kind else "topic") == item["kind"]
    return text if is_plain else dict(item)


def _byline(item: Mapping[str, Any]) -> Any:
    if item["role"] == "author" and not item["place"]:
        return item["name"]
    return {key: value for key, value in item.items() if value}


def _without_id(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "id" and value is not None}


def _link(match: re.Match[str], own: str, marks: Mapping[int, ArticleMark]) -> str:
    id = int(match[1])
    mark = marks.get(id)
    return f"]({relpath(path_of(mark, id), dirname(own))})" if mark else match[0]


def _elsewhere(record: Mapping[str, Any], body: str) -> str:
    """Texts that still name articles by their ids."""
    texts = [revision["content"]["body"] for revision in record["revisions"] if "content" in revision]
    return "\n".join((body, *texts))
