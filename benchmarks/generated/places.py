"""Writes the places of a generated archive: sections, series, tags with their names, authors. Ids count from 1."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from benchmarks.generated.archive import SECTIONS, Plan
from benchmarks.generated.languages import Random
from newsroom.domain.names import name_key, sort_key
from newsroom.domain.slugs import numbered, slugify
from newsroom.storage.folding import folded

_WITH_PARENT, _RETIRED, _ELSEWHERE, _CLOSED = 0.12, 0.005, 0.05, 0.4


class Slugs:
    """Slugs of one kind of thing: unlike, as the desk would number them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        wanted, n = slugify(name) or "thing", 1
        while (slug := numbered(wanted, n)) in self._taken:
            n += 1
        self._taken.add(slug)
        return slug


def write_places(driver: sqlite3.Connection, plan: Plan, rng: Random, at_ms: int) -> list[str]:
    """In the caller's transaction. Answers the slugs of the sections."""
    section_slugs, author_slugs, series_slugs = Slugs(), Slugs(), Slugs()
    slugs = [section_slugs.of(name) for name in SECTIONS]
    insert_rows(
        driver,
        "section",
        ("id", "name", "name_key", "slug", "position"),
        ((n + 1, name, name_key(name), slugs[n], n) for n, name in enumerate(SECTIONS)),
    )
    insert_rows(
        driver,
        "author",
        ("id", "name", "name_key", "sort_key", "slug", "details"),
        (
            (n, name, name_key(name), sort_key(name), author_slugs.of(name), "{}")
            for n, name in enumerate(plan.authors, 1)
        ),
    )
    insert_rows(
        driver,
        "series",
        ("id", "name", "folded_name", "name_key", "sort_key", "slug", "earlier_elsewhere", "closed_at"),
        (
            (
                n,
                name,
                folded(name),
                name_key(name),
                sort_key(name),
                series_slugs.of(name),
                *_story_facts(rng, n, at_ms),
            )
            for n, name in enumerate(plan.series_names, 1)
        ),
    )
    _write_tags(driver, plan, rng, at_ms)
    return slugs


def insert_rows(
    driver: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    """One statement for all of them."""
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" * len(columns))
    driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def _story_facts(rng: Random, n: int, at_ms: int) -> tuple[int, int | None]:
    """The largest is whole here and goes on; of some others a part is elsewhere, and many have ended."""
    elsewhere = int(rng.integers(1, 400)) if rng.random() < _ELSEWHERE else 0
    closed = at_ms if rng.random() < _CLOSED else None
    return (0, None) if n == 1 else (elsewhere, closed)


def _write_tags(driver: sqlite3.Connection, plan: Plan, rng: Random, at_ms: int) -> None:
    slugs = Slugs()
    tags: list[tuple[Any, ...]] = []
    names: list[tuple[Any, ...]] = []
    for id, tag in enumerate(plan.tag_names, 1):
        # A parent is a tag that is used more, so there is no circle.
        parent = int(rng.integers(1, id)) if id > 1 and rng.random() < _WITH_PARENT else None
        retired = at_ms if id > len(plan.tag_names) // 2 and rng.random() < _RETIRED else None
        tags.append(
            (
                id,
                tag.name,
                sort_key(tag.name),
                tag.qualifier,
                tag.kind.value,
                slugs.of(tag.label),
                parent,
                retired,
            )
        )
        for place, name in enumerate((tag.label, *tag.aliases)):
            names.append((id, name, folded(name), name_key(name), int(place > 0)))
    columns = ("id", "name", "sort_key", "qualifier", "kind", "slug", "parent_id", "retired_at")
    insert_rows(driver, "tag", columns, tags)
    insert_rows(driver, "tag_name", ("tag_id", "name", "folded_name", "name_key", "is_alias"), names)
