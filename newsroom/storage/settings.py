"""The site's settings, one JSON document under one name. What is unknown or of a wrong type is left at its default."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.site import SiteSettings, SocialLink
from newsroom.storage.asking import ask_value
from newsroom.storage.tables import setting

_SITE = "site"
_STORED = "SELECT value FROM setting WHERE name = ?"
_DEFAULTS = SiteSettings()


def load_site(connection: Connection) -> SiteSettings:
    """The settings, the defaults where none were saved."""
    stored = ask_value(connection, _STORED, (_SITE,))  # a document that is a number is one for SQLite, too
    return _DEFAULTS if stored is None else _site_in(str(stored))


def has_site(connection: Connection) -> bool:
    """Whether settings were saved."""
    return ask_value(connection, _STORED, (_SITE,)) is not None


def site_of(values: Mapping[str, Any]) -> SiteSettings:
    """Settings from plain values; what is unknown or of a wrong type is left at its default."""
    return _site(values)


def save_site(connection: Connection, site: SiteSettings) -> None:
    """Puts these settings in the place of the old ones."""
    statement = insert(setting).values(name=_SITE, value=asdict(site))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
    )


@lru_cache(maxsize=4)
def _site_in(document: str) -> SiteSettings:
    value = json.loads(document)
    return _site(value) if isinstance(value, dict) else _DEFAULTS


def _site(value: Mapping[str, Any]) -> SiteSettings:
    known: dict[str, Any] = {}
    for field in fields(SiteSettings):
        default = getattr(_DEFAULTS, field.name)
        item = value.get(field.name)
        if field.name == "social":
            known["social"] = _social(item)
        elif field.name == "labels":
            labels = item if isinstance(item, list) else default
            known["labels"] = tuple(label for label in labels if isinstance(label, str))
        elif field.name == "theme":
            known["theme"] = item if isinstance(item, str) else None
        elif type(item) is type(default):
            known[field.name] = item
    return SiteSettings(**known)


def _social(value: object) -> tuple[SocialLink, ...]:
    links = value if isinstance(value, list) else ()
    return tuple(
        SocialLink(str(link["name"]), str(link["url"]))
        for link in links
        if isinstance(link, dict) and link.keys() >= {"name", "url"}
    )
