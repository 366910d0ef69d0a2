"""What a folder's files say about names: authors, topics, sections, the site's address. Read before the articles."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsroom.domain.errors import NewsroomError
from newsroom.domain.names import tidy
from newsroom.exchange.encodings import decode
from newsroom.exchange.front_matter import read_head
from newsroom.exchange.plain_values import FrontMatterError, copied
from newsroom.exchange.sources import post_table
from newsroom.exchange.sources.containers import Container
from newsroom.exchange.sources.folder_values import (
    Values,
    given_to,
    is_program,
    may_hold_values,
    take_author,
    take_cascade,
    take_data_file,
    take_defaults,
    with_values,
)
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.site_folders import own_folder, program_of
from newsroom.exchange.sources.site_settings import SiteSettings, settings_of, values_of_program, with_lists
from newsroom.exchange.yaml_values import mend_yaml, read_yaml

_MOST_FILES = 20_000
_MOST_NAMES = 100_000
_LARGEST = 1024 * 1024
_SEVERAL = 2
_DATA = r"\.(?:ya?ml|toml|json)$"
_AUTHOR_PAGE = re.compile(
    r"(?:^|/)_?(?:authors?|people|contributors|writers|staff)/(?P<id>[^/]+?)(?:/_?index)?(?:\.[a-z]{2})?\.(?:md|markdown)$",
    re.IGNORECASE,
)
_AUTHOR_DATA = re.compile(
    rf"(?:^|/)(?:_?data/(?:authors?|people|team)(?:/(?P<id>[^/]+?))?|(?:blog/)?authors){_DATA}", re.IGNORECASE
)
_LIST_PAGE = re.compile(r"(?:^|/)_index(?:\.[a-z]{2}(?:-[a-z]{2,4})?)?\.(?:md|markdown|html)$", re.IGNORECASE)
_SETTINGS = re.compile(
    rf"^(?:[^/]+/)?(?:(?:config/_default/)?(?:hugo|config|_config|zola){_DATA}|(?:pelicanconf|publishconf)\.py$)",
    re.IGNORECASE,
)
_TERMS = frozenset("topics topic tags tag categories category series keywords sections".split())
_NAMES = ("display_name", "name", "full_name", "fullname", "title", "label")
_IDS = ("slug", "username", "short_name", "id", "uid")


@dataclass(frozen=True, slots=True)
class Site:
    """Names by the ids that articles use: authors, terms (topics, tags, series) by slug, sections by folder.

    ``settings`` are the site's; ``top`` is the one folder in which everything stands, or empty: it names the site
    rather than a section. ``values`` are said for all articles of a folder, by the ``data_files`` among others.
    ``untaken`` are pages of lists and authors with a text of their own. ``programs`` are the site programs whose
    settings were found, and where. ``posts`` are the rows of a table whose texts are files. Sent to another process
    with a batch of items it is sent once.
    """

    authors: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    settings: SiteSettings = field(default_factory=SiteSettings)
    top: str = ""
    values: Values = field(default_factory=dict)
    data_files: frozenset[str] = frozenset()
    untaken: frozenset[str] = frozenset()
    programs: frozenset[tuple[str, str]] = frozenset()
    posts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_values(self, name: str, front: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
        """The front matter of the page of that path, with what is said for it elsewhere; that is noted."""
        front = with_values(self.values, name, front, notes) if self.values and name else front
        return with_lists(self.settings.lists, front, notes) if self.settings.lists else front

    def given_to(self, name: str) -> str:
        """What is said for that page elsewhere: where it changes, the page has."""
        return given_to(self.values, name) if self.values else ""

    def purpose_of(self, name: str) -> str:
        """Why a file is no article, as ``purpose_of`` says, or because it gives values to others."""
        if name in self.data_files:
            return _GIVES
        return purpose_of(name) + (_UNTAKEN if name in self.untaken else "")

    def own_folder(self, name: str) -> tuple[str, str] | None:
        """The folder of a site program in which a file lies, and what is in it; None of files that may be articles."""
        return own_folder(name, self.programs)

    def author(self, id: str) -> str | None:
        return self.authors.get(id) or self.authors.get(id.strip().lower())

    def term(self, id: str) -> str | None:
        return self.terms.get(id) or self.terms.get(id.strip().lower())


NO_SITE = Site()
_GIVES = "It says what holds for the articles of its folder, or for one; that was used, as far as an article has it."


_UNTAKEN = " The text that stands on it is not taken."


def purpose_of(name: str) -> str:
    """Why a file of a site is no article, in a sentence; empty for any other. ``name``: its path in the container."""
    if _AUTHOR_PAGE.search(name) or _AUTHOR_DATA.search(name):
        return "It says who an author is; the name is used in bylines."
    if _LIST_PAGE.search(name):
        return "It is a list page of the site; its title names the section or the tag that its folder stands for."
    if is_program(name):
        return "It is a program that says what holds for the articles of its folder. Programs are not run."
    return "It holds the settings of the site." if _SETTINGS.match(name) else ""


def site_of(container: Container) -> Site:
    """Reads what the container says about names. What cannot be read says nothing. Raises ``SourceError``."""
    reading = _Reading(container)
    tops: set[str] = set()
    for entry in container.entries():
        if len(tops) < _SEVERAL:
            tops.add(entry.name.split("/")[0] if "/" in entry.name else "")
        if entry.problem:
            continue
        if program := program_of(entry.name):
            reading.programs.add(program)
        if reading.wants(entry.name):
            reading.take(entry.name, entry.place)
    top = tops.pop() if len(tops) == 1 else ""
    return Site(
        reading.authors,
        reading.terms,
        reading.sections,
        reading.settings,
        top,
        reading.values,
        frozenset(reading.data_files),
        frozenset(reading.untaken),
        frozenset(reading.programs),
        reading.posts,
    )


class _Reading:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._n_files = 0
        self.authors: dict[str, str] = {}
        self.terms: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.settings = SiteSettings()
        self.values: Values = {}
        self.data_files: set[str] = set()
        self.untaken: set[str] = set()
        self.programs: set[tuple[str, str]] = set()
        self.posts: dict[str, dict[str, str]] = {}

    def wants(self, name: str) -> bool:
        is_meant = purpose_of(name) or may_hold_values(name) or post_table.may_be_table(name)
        return self._n_files < _MOST_FILES and bool(is_meant)

    def take(self, name: str, place: str) -> None:
        self._n_files += 1
        try:
            if post_table.may_be_table(name):
                self.posts |= post_table.posts_of(self._container, place)
                return
            text = decode(self._container.read(place, _LARGEST))
            values = _values(name, text)
        except NewsroomError:
            return
        is_page = _AUTHOR_PAGE.search(name) or _LIST_PAGE.search(name)
        if is_page and read_head(text.replace("\r\n", "\n")).body.strip():
            self.untaken.add(name)
        if match := _AUTHOR_DATA.search(name) or _AUTHOR_PAGE.search(name):
            self._take_authors(match["id"], values)
        elif _LIST_PAGE.search(name):
            self._take_list(name.split("/")[:-1], values)
            take_cascade(self.values, name, values)
        elif may_hold_values(name):
            if take_data_file(self.values, name, values):
                self.data_files.add(name)
        else:
            said = settings_of(values)
            self.settings = self.settings.or_else(said)
            take_defaults(self.values, name, values)
            if name.endswith(".py"):
                take_author(self.values, name, values)

    def _take_authors(self, id: str | None, values: Any) -> None:
        if id is not None and isinstance(values, dict):
            self._author(id, values)
            return
        for key, value in _people(values):
            if isinstance(value, dict):
                self._author(key, value)
            elif isinstance(value, str):
                self._name(self.authors, key, value)

    def _author(self, id: str, values: Mapping[str, Any]) -> None:
        name = next((text for key in _NAMES if (text := _text(values.get(key)))), "")
        whole = " ".join(filter(None, (_text(values.get("first_name")), _text(values.get("last_name")))))
        if name or whole:
            for key in (id, *(_text(values.get(key)) for key in _IDS)):
                self._name(self.authors, key, name or whole)

    def _take_list(self, folders: list[str], values: Any) -> None:
        title = _text(values.get("title")) if isinstance(values, dict) else ""
        if not title or not folders:
            return
        if len(folders) > 1 and folders[-2].lower().lstrip("_") in _TERMS:
            self._name(self.terms, _text(values.get("slug")), title)
            self._name(self.terms, folders[-1], title)
        else:
            self._name(self.sections, "/".join(folders), title)

    def _name(self, names: dict[str, str], key: str, name: str) -> None:
        if key and len(names) < _MOST_NAMES:
            names[key] = name
            names.setdefault(key.lower(), name)


def _people(values: Any) -> Iterator[tuple[str, Any]]:
    """Authors by id; or a list of them, each with an id of its own."""
    if isinstance(values, dict):
        yield from ((str(key), value) for key, value in values.items())
    elif isinstance(values, list):
        for value in values:
            if isinstance(value, dict):
                yield next((text for key in (*_IDS, *_NAMES) if (text := _text(value.get(key)))), ""), value


def _values(name: str, text: str) -> Any:
    ending = name.rpartition(".")[2].lower()
    text = text.replace("\r\n", "\n")
    if ending == "py":
        return values_of_program(text)
    if ending in ("md", "markdown", "html"):
        return read_head(text).values
    try:
        if ending == "toml":
            return copied(tomllib.loads(text))
        if ending == "json":
            return copied({"": json.loads(text)})[""]
    except (ValueError, RecursionError) as error:
        raise SourceError("It cannot be read.") from error
    if text.lstrip().startswith("- "):
        indented = "".join(f"  {line}\n" for line in text.split("\n"))
        return read_yaml(f"all:\n{indented}")["all"]
    try:
        return read_yaml(text)
    except FrontMatterError as error:
        if error.is_bomb:
            raise
        return mend_yaml(text, [])


def _text(value: Any) -> str:
    return tidy(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
