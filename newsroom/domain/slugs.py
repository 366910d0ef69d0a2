"""Slugs, uids and short codes: the names of an article outside the screen."""

import re
import secrets
import time

from anyascii import anyascii

MAX_SLUG_LENGTH = 96
SHORT_CODE_LENGTH = 7
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_UID_BYTES = 10
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by ``-``; empty when the text has no letter or digit.

    Transliteration is anyascii's.
    """
    plain = anyascii(_APOSTROPHES.sub("", text))
    slug = _NOT_SLUG.sub("-", plain.lower()).strip("-")
    if len(slug) <= MAX_SLUG_LENGTH:
        return slug
    cut = slug[: MAX_SLUG_LENGTH + 1].rpartition("-")[0]
    return cut or slug[:MAX_SLUG_LENGTH]


def numbered(slug: str, n: int) -> str:
    """The n-th of a name: ``a``, ``a-2``, ``a-3``, within the length limit."""
    if n <= 1:
        return slug
    tail = f"-{n}"
    return slug[: MAX_SLUG_LENGTH - len(tail)].rstrip("-") + tail


def new_short_code() -> str:
    """Seven random base58 characters, from the system's source of randomness."""
    return "".join(secrets.choice(BASE58) for _ in range(SHORT_CODE_LENGTH))


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then randomness. Python has its own only from 3.14."""
    return new_uids(1)[0]


def new_uids(n: int) -> list[str]:
    """So many of them, with one question to the system."""
    data = secrets.token_bytes(_UID_BYTES * n)
    moment = (time.time_ns() // 1_000_000 & (1 << 48) - 1).to_bytes(6, "big").hex()
    return [_uid(moment, data[start : start + _UID_BYTES].hex()) for start in range(0, len(data), _UID_BYTES)]


def _uid(moment: str, chance: str) -> str:
    """Version 7 stands before the 13th digit, the variant in the upper bits of the 17th."""
    variant = "89ab"[int(chance[3], 16) & 3]
    return f"{moment[:8]}-{moment[8:]}-7{chance[:3]}-{variant}{chance[4:7]}-{chance[7:19]}"
