"""What is wrong with a value of the site's settings, in words for the person who types it. Asks no library."""

import re
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS_FIELDS = (
    "short_address",
    "listen_live_url",
    "standards_url",
    "discussion_url",
    "rights_url",
    "logo_url",
)


def problem_with(field: str, value: str) -> str:
    """A sentence, or nothing where the value will do. The zone and the theme are judged elsewhere."""
    value = value.strip()
    if field == "name" and not value:
        return QCoreApplication.translate("site", "Pages need the publication’s name.")
    if field == "address":
        if not value:
            return QCoreApplication.translate("site", "Pages need the address at which they will stand.")
        return link_problem(value)
    if field in _ADDRESS_FIELDS:
        return link_problem(value)
    if field == "language" and not _LANGUAGE.fullmatch(value):
        return QCoreApplication.translate("site", "A language is written like en, pt-BR or ar.")
    return ""


def link_problem(value: str) -> str:
    """What is wrong with an address on the web; nothing with an empty one."""
    if not value:
        return ""
    if any(character.isspace() for character in value):
        return QCoreApplication.translate("site", "An address has no spaces.")
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return QCoreApplication.translate(
            "site", "This is not an address: look at what stands after https://."
        )
    if parts.scheme.lower() not in ("https", "http"):
        return QCoreApplication.translate("site", "An address begins with https://.")
    if not host:
        return QCoreApplication.translate(
            "site", "The name of the server is missing, as in https://example.org."
        )
    return ""


def social_problem(name: str, url: str) -> str:
    """What is wrong with one of the publication's own accounts."""
    name, url = name.strip(), url.strip()
    if not name and not url:
        return ""
    if not name:
        return QCoreApplication.translate("site", "Say what the link is, for its readers.")
    if not url:
        return QCoreApplication.translate("site", "The address is missing.")
    return link_problem(url)


def zone_problem(zone: str) -> str:
    """For a zone that no system knows."""
    if not zone.strip():
        return QCoreApplication.translate("site", "Times on the pages need a zone, such as Europe/Paris.")
    return QCoreApplication.translate("site", "No zone is called “{0}”. Choose one from the list.").format(
        zone.strip()
    )
