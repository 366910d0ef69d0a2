"""The values that filters of a line of search take from a closed list, and the sentence for one that is not in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from newsroom.domain.conditions import Flag
from newsroom.domain.listing import State
from newsroom.domain.names import name_key
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.printing import print_filter

_Value = TypeVar("_Value")
TRASHED = "trashed"


def key_of(value: str) -> str:
    """What values are compared by: case, and whether words are joined by ``-``, ``_`` or a space, does not matter."""
    return name_key(value.replace("_", " ").replace("-", " "))


STATES = {key_of(state.value): state for state in State}
FLAGS = {key_of(flag.value): flag for flag in Flag}
HAS = {
    "tags": Flag.UNTAGGED,
    "tag": Flag.UNTAGGED,
    "related": Flag.UNRELATED,
    "picture": Flag.WITHOUT_PICTURE,
    "section": Flag.WITHOUT_SECTION,
}


def mistaken_value(
    name: FilterName,
    value: str,
    known: Mapping[str, _Value],
    failure: Callable[[str, str | None], Exception],
    *,
    none: str = "",
    also: Iterable[str] = (),
) -> _Value:
    """What the value stands for. Raises the failure, of a sentence and of what may be meant.

    ``also``: other values that the filter knows.
    """
    key = key_of(value)
    if key in known:
        return known[key]
    if not known:
        raise failure(none, None)
    all_known = [*known, *also]
    nearest = nearest_of(key, all_known)
    written = {name_of.replace(" ", "-") for name_of in all_known}
    text = f"“{name.value}:” does not know “{value}”. It knows {', '.join(sorted(written))}."
    raise failure(text, None if nearest is None else print_filter(name, nearest.replace(" ", "-")))


def quoted_list(names: Iterable[str]) -> str:
    """``“a”, “b” or “c”``."""
    quoted = [f"“{name}”" for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1]))) if quoted else ""


def nearest_of(key: str, known: Iterable[str]) -> str | None:
    """Which of these the key may be a slip of."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return None if found is None else found[0]
