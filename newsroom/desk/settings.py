"""The site's settings. ``Library.site()`` reads them."""

from dataclasses import fields, replace
from typing import Any
from zoneinfo import available_timezones

from newsroom.desk.library import Library
from newsroom.domain.errors import RefusedError
from newsroom.domain.site import SiteSettings, SocialLink
from newsroom.domain.text_buffer import storable
from newsroom.storage import settings as stored

_LINKS = (
    "address",
    "short_address",
    "listen_live_url",
    "standards_url",
    "discussion_url",
    "rights_url",
    "logo_url",
)
_MAX_HEADLINE_LIMIT = 1000


def save_site(library: Library, settings: SiteSettings) -> None:
    """Saves them whole. Raises ``RefusedError`` for a value that no page could use; nothing is saved then."""
    sound = sound_site(settings)
    with library.store.write() as connection:
        stored.save_site(connection, sound)


def sound_site(site: SiteSettings) -> SiteSettings:
    """The settings as they can be saved. Raises ``RefusedError`` for a value that no page could use."""
    values: dict[str, Any] = {}
    for field in fields(SiteSettings):
        value = getattr(site, field.name)
        values[field.name] = storable(value).strip() if isinstance(value, str) else value
    social = tuple(
        SocialLink(storable(link.name).strip(), storable(link.url).strip()) for link in site.social
    )
    labels = tuple(dict.fromkeys(label for item in site.labels if (label := storable(item).strip())))
    sound: SiteSettings = replace(site, **values | {"social": social, "labels": labels})
    for name in _LINKS:
        _refuse_no_link(getattr(sound, name))
    for link in social:
        _refuse_no_link(link.url)
    zones = available_timezones()  # empty where the system has no zone data: then any name may be right
    if zones and sound.zone not in zones:
        raise RefusedError(
            f"“{sound.zone}” is no time zone such as Europe/Paris. The settings stay as they were."
        )
    if not 0 <= sound.headline_limit <= _MAX_HEADLINE_LIMIT:
        raise RefusedError(
            f"A headline's limit is between 0 and {_MAX_HEADLINE_LIMIT}. The settings stay as they were."
        )
    return sound


def _refuse_no_link(url: str) -> None:
    if url and not url.lower().startswith(("https://", "http://")):
        raise RefusedError(
            f"“{url}” is no address: it must begin with https://. The settings stay as they were."
        )
