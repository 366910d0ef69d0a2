"""Addresses of copied links: what may stay, and the real one behind the detours of mail and office programs."""

from urllib.parse import parse_qs, urlsplit

_LONGEST = 4000
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "article"))
_DETOURS = (
    (".safelinks.protection.outlook.com", "url"),
    ("www.google.com", "q"),
    ("www.google.com", "url"),
    ("l.facebook.com", "u"),
    ("out.reddit.com", "url"),
)


def safe_address(href: str) -> str:
    """The address if a reader may be sent there; empty for scripts, files, places within a page, and nonsense."""
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
