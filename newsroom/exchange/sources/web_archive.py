"""A page in a file that holds page and pictures as a mail does (.mhtml), as browsers save it."""

from itertools import islice

from newsroom.exchange.sources.items import SourceError

_MOST_PARTS = 1_000


def page_of(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The page, and the pictures by the addresses that it calls them by. Raises ``SourceError`` without a page."""
    from email import message_from_bytes, policy  # late: few sources are such

    page: bytes | None = None
    pictures: dict[str, bytes] = {}
    try:
        for part in islice(message_from_bytes(data, policy=policy.compat32).walk(), _MOST_PARTS):
            kind = part.get_content_type()
            is_page = page is None and kind in ("text/html", "application/xhtml+xml")
            content = part.get_payload(decode=True) if is_page or kind.startswith("image/") else None
            if not isinstance(content, bytes):
                continue
            if is_page:
                page = content
            else:
                id = str(part.get("Content-ID", "")).strip("<> ")
                where = str(part.get("Content-Location", "")).strip()
                pictures |= {address: content for address in (where, id and f"cid:{id}") if address}
    except (ValueError, LookupError, RecursionError, TypeError) as error:
        raise SourceError("It is a broken web archive.") from error
    if page is None:
        raise SourceError("It is a web archive without a page in it.")
    return page, pictures
