"""A year in the life of a busy article, written into a library with the clock of that year."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from newsroom.desk.library import Library
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create, save
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId, SectionId
from newsroom.storage.sections import ensure_section
from newsroom.storage.store import Connection
from newsroom.storage.timeline import thin_some

BEGIN = datetime(2025, 1, 6, 8, tzinfo=UTC)
_BY = "window"
_WORDS = 700
_VOCABULARY = 4_000


@dataclass(frozen=True, slots=True)
class Session:
    """Minutes of work on one day, with a save in each; published at the end."""

    begin: datetime
    n_minutes: int


def sessions(days: int) -> Iterator[Session]:
    """Four hours on the first day, half an hour on each of the week after it, then a quarter twice a week."""
    yield Session(BEGIN, 240)
    for day in range(1, min(days, 8)):
        yield Session(BEGIN + timedelta(days=day), 30)
    for day in range(8, days):
        if day % 7 in (1, 4):
            yield Session(BEGIN + timedelta(days=day, hours=day % 5), 15)


class Writer:
    """Words as a language has them, some often and most rarely; what it writes depends on the seed alone."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        letters = "etaoinshrdlucmfwypvbgk"
        self._words = [
            "".join(self._random.choices(letters, k=self._random.randint(2, 9))) for _ in range(_VOCABULARY)
        ]
        self._weights = [1 / (n + 2) for n in range(_VOCABULARY)]

    def sentence(self) -> str:
        words = self._random.choices(self._words, self._weights, k=self._random.randint(8, 24))
        return " ".join(words).capitalize() + "."

    def text(self, n_words: int) -> str:
        paragraphs: list[str] = []
        while sum(len(one.split()) for one in paragraphs) < n_words:
            paragraphs.append(" ".join(self.sentence() for _ in range(self._random.randint(2, 4))))
        return "\n\n".join(paragraphs)

    def edited(self, content: Content) -> Content:
        """A minute of work: a sentence written, one rewritten, now and then the headline or a paragraph."""
        paragraphs = content.body.split("\n\n") if content.body else [self.sentence()]
        kind = self._random.random()
        place = self._random.randrange(len(paragraphs))
        if kind < 0.45:
            paragraphs[place] += f" {self.sentence()}"
        elif kind < 0.8:
            sentences = paragraphs[place].split(". ")
            sentences[self._random.randrange(len(sentences))] = self.sentence().rstrip(".")
            paragraphs[place] = ". ".join(sentences)
        elif kind < 0.9:
            paragraphs.insert(place, self.sentence())
        else:
            return replace(content, headline=self.sentence()[:80].rstrip("."))
        while len(paragraphs) > 1 and sum(len(one.split()) for one in paragraphs) > _WORDS:
            paragraphs.pop(self._random.randrange(len(paragraphs)))
        return replace(content, body="\n\n".join(paragraphs))


def live(library: Library, *, days: int = 365, seed: int = 1, n_words: int = 300) -> ArticleId:
    """Writes the article, day by day, and thins its history as a library that is in use does."""
    writer = Writer(seed)
    with library.store.write() as connection:
        section = ensure_section(connection, "Harbour").id
        id = create(connection, _first(writer, section, n_words), at=BEGIN)
    for session in sessions(days):
        with library.store.write() as connection:
            _work(connection, writer, id, session)
        _thin(library, session.begin + timedelta(hours=12))
    return id


def _first(writer: Writer, section: SectionId, n_words: int) -> Content:
    return Content(headline=writer.sentence()[:60], body=writer.text(n_words), section_id=section)


def _work(connection: Connection, writer: Writer, id: ArticleId, session: Session) -> None:
    at = session.begin
    for _ in range(session.n_minutes):
        at += timedelta(minutes=1)
        stored = stored_article(connection, id)
        save(connection, stored, writer.edited(stored.content), at=at, by=_BY)
    release(connection, stored_article(connection, id), at=at + timedelta(seconds=90), by=_BY)


def _thin(library: Library, at: datetime) -> None:
    with library.store.write() as connection:
        while thin_some(connection, at):
            pass
