"""An archive on made-up articles: answers come when the manual runner is told to give them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import ArticleRow, Section, Series, State
from newsroom.domain.asked import (
    Asked,
    Completions,
    Emptiness,
    Mistake,
    Snippets,
    Span,
    Term,
    TermKind,
)
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Match, Order, Overview
from newsroom.gui.features.archive import Archive, build
from newsroom.gui.theme import LIGHT
from tests.jobs.manual import ManualRunner

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
SECTIONS = (
    Section(SectionId(1), "World", "world", 3, 2),
    Section(SectionId(2), "Coast & Sea", "coast", 2, 1),
)


def make_row(number: int, headline: str = "", state: State = State.PUBLISHED) -> ArticleRow:
    """Article ``number``; the larger the newer."""
    at = NOW + timedelta(minutes=number)
    return ArticleRow(
        ArticleId(number),
        number * 10,
        headline or f"Headline {number}",
        state,
        "World" if number % 2 else None,
        None,
        "en",
        100 + number,
        at,
        at if state is State.PUBLISHED else None,
    )


@dataclass
class FakeArchive:
    """Answers as a library of these rows would, and notes what it was asked."""

    rows: list[ArticleRow] = field(default_factory=list)
    series: tuple[Series, ...] = ()
    n_pages_read: int = 0
    queries: list[ListQuery] = field(default_factory=list)
    fault: str = ""

    completions: Completions = field(default_factory=lambda: Completions(Span(0, 0)))
    emptiness: Emptiness = field(default_factory=lambda: Emptiness(()))

    def ask(self, text: str, match: Match, order: Order, scope: ListQuery, token: CancelToken) -> Asked:
        """Words as they are; ``state:`` and ``section:`` by the names of this archive, all else is a mistake."""
        if self.fault:
            raise NewsroomError(self.fault)
        query = replace(scope, match=match, order=order)
        words, terms, mistakes = [], [], []
        for part in text.split():
            start = text.index(part)
            span = Span(start, start + len(part))
            name, colon, value = part.partition(":")
            if not colon:
                words.append(part)
                terms.append(Term(TermKind.WORD, part, span, is_open=text.endswith(part)))
            elif name == "state" and value in [state.value for state in State]:
                query = replace(query, states=frozenset({State(value)}))
                terms.append(Term(TermKind.STATE, value.title(), span))
            elif name == "section":
                found = next((one for one in SECTIONS if one.slug == value.strip('"').lower()), None)
                if found is not None:
                    query = replace(query, section_id=found.id)
                problem = "" if found else f"There is no section “{value}”."
                terms.append(Term(TermKind.SECTION, found.name if found else value, span, problem=problem))
                if found is None:
                    mistakes.append(Mistake(problem, span, "section:world"))
            else:
                query = replace(query, **{f"{name}_id": int(value)})
                terms.append(Term(TermKind(name), value, span))
        return Asked(text, replace(query, words=" ".join(words)), tuple(terms), tuple(mistakes))

    def why_empty(self, asked: Asked, scope: ListQuery, token: CancelToken) -> Emptiness:
        return self.emptiness

    def complete(self, text: str, cursor: int, token: CancelToken) -> Completions:
        return self.completions

    def snippets(self, query: ListQuery, rows: Sequence[ArticleRow], token: CancelToken) -> Snippets:
        return {}

    def without(self, text: str, span: Span) -> str:
        return f"{text[: span.start]}{text[span.end :]}".strip()

    def chosen(self, query: ListQuery) -> list[ArticleRow]:
        words = query.words.casefold().split()
        found = [
            row
            for row in self.rows
            if (row.trashed_at is not None) == query.trashed
            and (not query.states or row.state in query.states)
            and (query.section_id is None or (row.section == "World") == (query.section_id == 1))
            and all(word in row.headline.casefold() for word in words)
        ]
        return sorted(found, key=lambda row: row.key, reverse=query.order is not Order.BEST)

    def page(self, query: ListQuery, before: int | None, limit: int, token: CancelToken) -> ListPage:
        if self.fault:
            raise NewsroomError(self.fault)
        self.n_pages_read += 1
        self.queries.append(query)
        rows = [row for row in self.chosen(query) if before is None or row.key < before]
        return ListPage(tuple(rows[:limit]), len(rows) > limit)

    def keys(self, query: ListQuery, step: int, token: CancelToken) -> KeyMap:
        rows = self.chosen(query)
        ends = range(step - 1, len(rows), step)
        return KeyMap(tuple(rows[n].key for n in ends if n + 1 < len(rows)), step, len(rows))

    def count(self, query: ListQuery, token: CancelToken) -> int:
        return len(self.chosen(query))

    def overview(self) -> Overview:
        listed = [row for row in self.rows if row.trashed_at is None]
        states = {state: sum(row.state is state for row in listed) for state in State}
        return Overview(states, SECTIONS, self.series, len(listed), len(self.rows) - len(listed))

    def series_term(self, series_id: SeriesId) -> str:
        return f"series:{series_id}"

    def tag_term(self, tag_id: TagId) -> str:
        return f"tag:{tag_id}"

    def trash(self, article_id: int) -> None:
        self.rows = [row._replace(trashed_at=NOW) if row.id == article_id else row for row in self.rows]


@dataclass
class Desk:
    """An archive in a window, its runner, and what it asks."""

    archive: Archive
    runner: ManualRunner
    fake: FakeArchive


OpenArchive = Callable[..., Desk]


@pytest.fixture
def open_archive(qtbot: QtBot) -> Iterator[OpenArchive]:
    """Opens the panel (320 by 640 pixels) and the sidebar on these rows, answered."""
    opened: list[Desk] = []

    def open_(rows: list[ArticleRow] | int = 0, **more: object) -> Desk:
        made = [make_row(n) for n in range(1, rows + 1)] if isinstance(rows, int) else rows
        runner = ManualRunner()
        archive = build(runner, LIGHT)
        for widget, width in ((archive.sidebar, 190), (archive.panel, 320)):
            qtbot.addWidget(widget)
            widget.resize(width, 640)
            widget.show()
        fake = FakeArchive(made, **more)  # type: ignore[arg-type]
        archive.presenter.set_questions(fake)
        runner.run_all()
        desk = Desk(archive, runner, fake)
        settle(desk)
        archive.panel.activateWindow()
        qtbot.waitUntil(archive.panel.isActiveWindow)
        opened.append(desk)
        return desk

    yield open_
    for desk in opened:
        desk.archive.deleteLater()


def settle(desk: Desk) -> None:
    """Lets all that waits for a moment happen now: key map, pages, renewal; then gives the answers."""
    filler, presenter = desk.archive.presenter.filler, desk.archive.presenter
    for _ in range(20):
        timers = (presenter._refresh_timer, filler._keys_timer, filler._pages_timer, filler._quiet_timer)
        waiting = [timer for timer in timers if timer.isActive()]
        if not waiting and not desk.runner.jobs:
            return
        for timer in waiting:
            timer.stop()
            timer.timeout.emit()
        desk.runner.run_all()
    raise AssertionError("the list never comes to rest")
