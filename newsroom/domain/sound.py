"""Texts as a library can keep them, wherever in a value they stand."""

from dataclasses import fields, replace
from typing import Any

from newsroom.domain.text_buffer import one_line_end, storable


def sound(value: Any) -> Any:
    """The value with every text in it storable, and ``\\n`` its only line end. The same object where all is well.

    Looks into tuples and frozen dataclasses; everything else is taken as it is.
    """
    if type(value) is str:
        return storable(one_line_end(value))
    if isinstance(value, tuple):
        items = tuple(map(sound, value))
        return value if all(map(_is, items, value)) else items
    if hasattr(value, "__dataclass_fields__"):
        changed = {}
        for item in fields(value):
            before = getattr(value, item.name)
            after = sound(before)
            if after is not before:
                changed[item.name] = after
        return replace(value, **changed) if changed else value
    return value


def _is(one: object, other: object) -> bool:
    return one is other
