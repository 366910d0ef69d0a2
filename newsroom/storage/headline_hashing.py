"""By what a related entry finds the article of its headline. Pure: it loads no database."""

from hashlib import blake2b

from newsroom.domain.names import name_key


def headline_hash(headline: str) -> int | None:
    """64 bits of what two headlines are compared by; None for an empty one."""
    key = name_key(headline)
    if not key:
        return None
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)
