"""When a link and an address in a source are the same: strokes, ``index.html``, ``www.`` and fragments do not count."""

import re
from posixpath import normpath
from urllib.parse import unquote

_LONGEST = 2000
_WHOLE = re.compile(
    r"(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?(?P<host>[^/?#:\[\]]+)(?::\d+)?(?P<path>[^?#]*)", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NUMBERED = re.compile(r"\?(?:.*&)?(?P<id>(?:p|page_id)=\d+)(?:[&#]|$)")
_ENDING = re.compile(r"(?:/index)?\.(?:html?|xhtml|php|aspx?)$|/index$", re.IGNORECASE)


def link_key(target: str) -> str:
    """What a link's target is looked up by: ``//host/path`` for a whole address, ``/path`` for one on the same site.

    Empty for what leads to no page: mail, telephone, a place within the same page, a relative path.
    """
    target = target.strip()
    if not target or len(target) > _LONGEST:
        return ""
    whole = _WHOLE.match(target)
    if whole is None:
        if not target.startswith("/") or _SCHEME.match(target):
            return ""
        host, path = "", re.split(r"[?#]", target, maxsplit=1)[0]
    else:
        host, path = f"//{whole['host'].lower().rstrip('.')}", whole["path"]
    numbered = _NUMBERED.search(target)
    if numbered is not None and path.strip("/") in ("", "index.php"):
        return f"{host}/?{numbered['id']}"
    path = normpath(f"/{unquote(path).strip('/')}")
    return f"{host}{_ENDING.sub('', path)}" or "/"


def address_keys(address: str) -> tuple[str, ...]:
    """What an item's own address is found by: with its host, if it has one, and without."""
    key = link_key(address)
    if key.startswith("//"):
        path = key[2:].partition("/")[2]
        return (key, f"/{path}") if path else (key,)
    return (key,) if key not in ("", "/") else ()
