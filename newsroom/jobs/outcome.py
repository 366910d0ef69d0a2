"""What a job answers: a value or an error. Knows no Qt."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from newsroom.domain.errors import NewsroomError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    """The work was done."""

    value: T


@dataclass(frozen=True, slots=True)
class Err:
    """The work failed: expected (a ``NewsroomError``, with words for a person) or not (logged already)."""

    error: Exception

    @property
    def expected(self) -> bool:
        return isinstance(self.error, NewsroomError)


Outcome: TypeAlias = Ok[T] | Err
