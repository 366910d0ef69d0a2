"""What an article carries in ``extra``: plain JSON values, whatever an import or an editor gave."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from newsroom.domain.errors import RefusedError
from newsroom.domain.text_buffer import storable

_MAX_DEPTH = 20


def plain_extra(extra: Mapping[str, object]) -> dict[str, object]:
    """The values as JSON has them: dates and what else it does not know become text, keys too.

    Raises ``RefusedError`` for what is nested too deeply.
    """
    return {storable(str(key)): plain_value(value) for key, value in extra.items()}


def plain_value(value: Any, depth: int = 1) -> Any:
    """One of the values."""
    if depth > _MAX_DEPTH:
        raise RefusedError("The value of “extra” is nested too deeply. Nothing was changed.")
    if isinstance(value, Mapping):
        return {storable(str(key)): plain_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_value(item, depth + 1) for item in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return storable(value.isoformat() if isinstance(value, date) else str(value))
