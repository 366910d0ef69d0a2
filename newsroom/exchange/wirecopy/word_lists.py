"""The word lists in ``resources/wirecopy``: one entry a line; ``# `` begins a remark. Read once, when first needed."""

from functools import cache

from newsroom.domain.names import name_key
from newsroom.paths import resources_root


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The entries of a list, as printed and in its order."""
    text = (resources_root() / "wirecopy" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.split("\n"))
    return tuple(line for line in lines if line and not line.startswith("# "))


@cache
def key_set(name: str) -> frozenset[str]:
    """The keys by which the entries of a list are compared."""
    return frozenset(name_key(entry) for entry in word_list(name))
