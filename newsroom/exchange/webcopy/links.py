"""Addresses of copied links: what may stay, and the real one behind the detours of mail and office programs."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

_LONGEST = 4000
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "article"))
_DETOURS = (
    (".safelinks.protection.outlook.com", "url"),
    ("www.google.com", "q"),
    ("www.google.com", "url"),
    ("l.facebook.com", "u"),
    ("out.reddit.com", "url"),
)
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]{1,200}(?:/[\w./~%+,;:@!=&?-]{0,1000})?")
_DETOUR = re.compile(r"outlook|google|facebook|reddit")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_RELATIVE = re.compile(r"(?:/(?!/)|\.{0,2}/|[\w~%-][\w.~%+,@!-]*(?:[/?#]|\.[A-Za-z]{2,5}\b|$))")


def safe_address(href: str) -> str:
    """The address if a reader may be sent there; empty for scripts, files, places within a page, and nonsense."""
    if _PLAIN.fullmatch(href) and not _DETOUR.search(href):
        return href
    href = "".join(href.split())
    if not href or len(href) > _LONGEST:
        return ""
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
        query = (
            parse_qs(parts.query, max_num_fields=50)
            if any(host.endswith(name) for name, _ in _DETOURS)
            else {}
        )
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES:
        return ""
    for name, parameter in _DETOURS:
        target = query.get(parameter, [""])[0]
        if host.endswith(name) and target.startswith(("http://", "https://")) and len(target) < _LONGEST:
            return target
    return href


def led_address(href: str, base: str) -> str:
    """As ``safe_address``, and a relative address is led from the base, or stays as it is where there is none."""
    href = href.strip()
    if _SCHEME.match(href):
        return safe_address(href)
    if not href or href.startswith("#") or len(href) > _LONGEST:
        return ""
    if href.startswith("//"):
        return safe_address(f"https:{href}")
    href = href.replace(" ", "%20")
    if not _RELATIVE.match(href) and not href.startswith("?"):
        return ""
    if not base:
        return "".join(href.split())
    try:
        joined = urljoin(base, href)
    except ValueError:
        return ""
    return safe_address(joined) if _SCHEME.match(joined) else "".join(joined.split())
