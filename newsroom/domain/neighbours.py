"""Other articles as one article's page and lists may name them."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another article as this one's page may name it: its public face if it has one, else its working copy's."""

    id: ArticleId
    headline: str
    state: State
    is_trashed: bool = False
    address: str | None = None
    section: str | None = None
    published_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        """Whether readers can open it."""
        return self.state is State.PUBLISHED and not self.is_trashed and self.address is not None
