"""Addresses as sources write them, taken apart and put together; of what is none, nothing."""

from urllib.parse import urljoin, urlsplit


def urljoined(base: str, address: str) -> str:
    """The address led from the base; as it is where that makes no sense."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def path_of(address: str) -> str:
    """The path of an address."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
