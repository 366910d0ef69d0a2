"""Small changes of ordered lists that never change. No Qt."""

from typing import TypeVar

T = TypeVar("T")


def moved(items: tuple[T, ...], start: int, end: int) -> tuple[T, ...]:
    """The item at ``start`` stands at ``end`` afterwards; the same where there is no such place."""
    if not (0 <= start < len(items) and 0 <= end < len(items)):
        return items
    rest = list(items)
    rest.insert(end, rest.pop(start))
    return tuple(rest)


def without(items: tuple[T, ...], place: int) -> tuple[T, ...]:
    """All but the item at ``place``."""
    return items[:place] + items[place + 1 :] if place >= 0 else items


def replaced(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    """Another item at ``place``."""
    return (*items[:place], item, *items[place + 1 :])


def with_one_more(values: tuple[T, ...], value: T) -> tuple[T, ...]:
    """The value at the end, if it is not among them."""
    return values if value in values else (*values, value)
