"""What a site's files say for all articles of a folder: Eleventy's data files, Jekyll's defaults, Hugo's cascade."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsroom.exchange.front_keys import field_of, plain_key
from newsroom.exchange.sources.path_patterns import fits
from newsroom.exchange.sources.permalinks import own_form
from newsroom.exchange.sources.places import written_address

_DATA = re.compile(r"(?:^|/)(?P<stem>[^/]+)\.11tydata\.json$|(?:^|/)(?P<folder>[^/]+)/(?P=folder)\.json$")
_PROGRAM = re.compile(r"\.11tydata\.[cm]?[jt]s$")
# With these it holds articles, and no values for others.
_ARTICLES = frozenset(
    "headline title body content text html body_text body_html items articles posts entries".split()
)
# Eleventy sorts pages by these, and themes show none of them to readers.
_COLLECTIONS = frozenset("all nav post posts".split())
_NOT_FOR_ALL = frozenset(("permalink", "aliases", "slug", "headline"))
# What programs tell each other about pages: how they look, and where they stand in menus.
_MACHINERY = frozenset("layout build outputs sitemap pagination cascade render".split())
_MACHINE_PREFIXES = ("eleventy", "template_engine", "_")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Given:
    """Values by their keys, and the file that says them. ``kind``: of which Jekyll's type of page; empty: of all.

    ``pages`` is a pattern of Hugo's for the paths of pages below ``content``; empty: of all.
    """

    source: str
    values: Mapping[str, Any]
    adds_tags: bool = False
    kind: str = ""
    pages: str = ""


Values = dict[str, list[Given]]
"""By what a path begins with: a folder with its stroke, nothing for all, or a file without its ending."""


def may_hold_values(name: str) -> bool:
    """Whether it is a data file by its name. ``name``: its path in the container."""
    return _DATA.search(name) is not None


def is_program(name: str) -> bool:
    """Whether values are computed there."""
    return _PROGRAM.search(name) is not None


def take_data_file(values: Values, name: str, data: Any) -> bool:
    """Takes what a data file of Eleventy says; False where it says nothing for others."""
    match = _DATA.search(name)
    if match is None or not isinstance(data, dict):
        return False
    if match["folder"] is not None and (not data or _ARTICLES & data.keys()):
        return False
    folder = name.rpartition("/")[0]
    stem = match["folder"] or match["stem"]
    is_of_folder = stem == folder.rpartition("/")[2]
    scope = f"{folder}/" if is_of_folder else f"{folder}/{stem}".lstrip("/")
    _give(values, scope, Given(name, _usable(data), adds_tags=True))
    return True


def take_defaults(values: Values, name: str, settings: Any) -> None:
    """Takes the defaults of Jekyll's settings."""
    found = settings.get("defaults") if isinstance(settings, dict) else None
    top = name.rpartition("/")[0]
    for one in found if isinstance(found, list) else ():
        scope, said = (one.get("scope"), one.get("values")) if isinstance(one, dict) else (None, None)
        if not isinstance(scope, dict) or not isinstance(said, dict):
            continue
        path = "/".join(filter(None, (top, str(scope.get("path") or "").strip("/"))))
        kind = str(scope.get("type") or "")
        if "*" in path:
            _give(values, "", Given(name, _usable(said), kind=kind, pages=f"/{path}{{,/**}}"))
        else:
            _give(values, f"{path}/" if path else "", Given(name, _usable(said), kind=kind))


def take_author(values: Values, name: str, settings: Any) -> None:
    """Takes who wrote what names nobody, as Pelican's settings say."""
    author = settings.get("AUTHOR") if isinstance(settings, dict) else None
    if isinstance(author, str) and author.strip():
        top = name.rpartition("/")[0]
        _give(values, f"{top}/" if top else "", Given(name, {"author": author.strip()}))


def take_cascade(values: Values, name: str, front: Any) -> None:
    """Takes what a list page of Hugo hands down to the pages below it."""
    cascade = front.get("cascade") if isinstance(front, dict) else None
    folder = name.rpartition("/")[0]
    for one in cascade if isinstance(cascade, list) else (cascade,):
        if not isinstance(one, dict):
            continue
        target = one.get("_target", one.get("target"))
        pages = _pages_of(target)
        if pages is not None:
            said = {key: value for key, value in one.items() if key not in ("_target", "target")}
            _give(values, f"{folder}/" if folder else "", Given(name, _usable(said), pages=pages))


def given_to(values: Values, name: str) -> str:
    """What is said for the page of that path, as one text; empty where nothing is."""
    return "".join(f"{sorted(given.values.items(), key=lambda one: one[0])}" for given in _for(values, name))


def with_values(values: Values, name: str, front: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The front matter of a page with what it does not say itself; the nearest folder's counts. Noted."""
    own = set(map(_meaning, front))
    found: dict[str, Any] = {}
    said: dict[str, list[str]] = {}
    for given in _for(values, name):
        for key, value in given.values.items():
            tags = field_of(key) == "tags" and given.adds_tags
            if _meaning(key) not in own or tags:
                found[key] = [*_listed(found.get(key)), *_listed(value)] if tags else value
                said.setdefault(given.source, []).append(key)
    if not found:
        return front
    notes += [f"From {source}: {', '.join(keys)}." for source, keys in said.items()]
    for key, value in front.items():
        same = next((other for other in found if field_of(other) == field_of(key) == "tags"), None)
        found[key] = value if same is None else [*_listed(found.pop(same)), *_listed(value)]
    return found


def _for(values: Values, name: str) -> Iterable[Given]:
    folders = name.split("/")[:-1]
    scopes = ["", *("/".join(folders[: n + 1]) + "/" for n in range(len(folders)))]
    stem = name.rpartition(".")[0]
    for scope in (*scopes, stem):
        for given in values.get(scope, ()):
            if given.kind in ("", _kind(folders)) and (not given.pages or _fits(given.pages, stem)):
                yield given


def _pages_of(target: Any) -> str | None:
    """The pattern of paths that a cascade is for; empty for all pages, None where it is for no page of ours."""
    if target is None:
        return ""
    if not isinstance(target, dict) or not target.keys() <= {"path", "kind"}:
        return None
    kind, path = str(target.get("kind") or ""), str(target.get("path") or "")
    if kind and not fits(kind, "page"):
        return None
    return path[:500]


def _fits(pages: str, stem: str) -> bool:
    """Whether Hugo's pattern means the page: ``**`` crosses folders, ``*`` does not."""
    below = stem.partition("content/")[2] if stem.startswith("content/") or "/content/" in stem else stem
    return fits(pages, f"/{below.removesuffix('/index')}")


def _meaning(key: str) -> str:
    """By what two keys are the same: the field that they mean, else the name."""
    return field_of(key) or f"key {plain_key(key)}"


def _kind(folders: list[str]) -> str:
    if "_posts" in folders:
        return "posts"
    return "drafts" if "_drafts" in folders else "pages"


def _give(values: Values, scope: str, given: Given) -> None:
    if given.values and len(values) < _MOST:
        values.setdefault(scope, []).append(given)


def _usable(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of articles: fields, and keys of the site's own; no patterns, and nothing of the program's."""
    usable: dict[str, Any] = {}
    for key, value in said.items():
        field = field_of(str(key))
        if field == "permalink" and own_form(value) and not written_address(value):
            usable[str(key)] = value
            continue
        if field in _NOT_FOR_ALL or _is_machinery(plain_key(str(key))) or "{{" in str(value):
            continue
        one = [tag for tag in _listed(value) if _is_shown(tag)] if field == "tags" else value
        if one not in (None, "", [], {}):
            usable[str(key)] = one
    return usable


def _is_machinery(key: str) -> bool:
    return key in _MACHINERY or key.startswith(_MACHINE_PREFIXES)


def _is_shown(tag: Any) -> bool:
    return str(tag).lower() not in _COLLECTIONS


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if isinstance(value, list) else [value]
