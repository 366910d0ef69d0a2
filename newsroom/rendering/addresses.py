"""Addresses on a page: which may be links at all, and those for sharing."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_WEB = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}\x7f]+", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml);base64,")
_SHARE = {
    "x.com": "https://x.com/intent/post?text={text}&url={url}",
    "twitter.com": "https://x.com/intent/post?text={text}&url={url}",
    "facebook.com": "https://www.facebook.com/sharer/sharer.php?u={url}",
    "t.me": "https://t.me/share/url?url={url}&text={text}",
    "telegram.me": "https://t.me/share/url?url={url}&text={text}",
    "linkedin.com": "https://www.linkedin.com/sharing/share-offsite/?url={url}",
    "reddit.com": "https://www.reddit.com/submit?url={url}&title={text}",
    "bsky.app": "https://bsky.app/intent/compose?text={text}%20{url}",
    "vk.com": "https://vk.com/share.php?url={url}&title={text}",
    "wa.me": "https://wa.me/?text={text}%20{url}",
    "whatsapp.com": "https://wa.me/?text={text}%20{url}",
}


@lru_cache(maxsize=512)
def web_url(url: str | None) -> str:
    """The address if it is one of the web, else nothing: no script, no file, no data."""
    url = (url or "").strip()
    return url if _WEB.fullmatch(url) else ""


def picture_url(data_uri: str) -> str:
    """The picture itself, if it is one (or one on the web), else nothing."""
    return data_uri if _PICTURE.match(data_uri) else web_url(data_uri)


def host_of(url: str) -> str:
    """The host without ``www.``; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")


def share_url(account_url: str, *, text: str, url: str) -> str:
    """Where a reader shares ``url`` on the network on which the publication has ``account_url``; may be empty."""
    pattern = _SHARE.get(host_of(account_url), "")
    return pattern.format(text=_quoted(text), url=_quoted(url))


def mail_url(*, subject: str, body: str) -> str:
    """A new mail, to nobody yet."""
    return f"mailto:?subject={_quoted(subject)}&body={_quoted(body)}"


@lru_cache(maxsize=64)
def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
