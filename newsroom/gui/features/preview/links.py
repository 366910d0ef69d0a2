"""Where a link of a page leads: to an article of this library, or out. Asks the desk; for a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from newsroom.desk.library import Library


def article_at(library: Library, address: str) -> int | None:
    """The article whose page or short address this is; None for every other place."""
    from newsroom.desk.articles import find_article
    from newsroom.domain.errors import NotFoundError

    site = library.site()
    parts = urlsplit(address)
    homes = {urlsplit(url).netloc for url in (site.address, site.short_address) if url}
    if parts.scheme not in ("http", "https") or parts.netloc not in homes:
        return None
    path = parts.path.rstrip("/")
    if not path:
        return None
    short = path.rpartition("/")[2]
    for ref in dict.fromkeys((path, short)):
        try:
            return int(find_article(library, ref).id)
        except NotFoundError:
            continue
    return None
