"""Random acts and undos against a model of plain lists: what is on each article, what readers see, and every count."""

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest

from newsroom.desk import act_batches, act_work
from newsroom.desk.acts import list_acts, redo_act, undo_act
from newsroom.desk.articles import get_article, get_revision, new_article, set_fields
from newsroom.desk.bulk import change_articles, count_first
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series
from newsroom.desk.tag_desk import merge_tags
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.acts import ActState
from newsroom.domain.article import Content, State
from newsroom.domain.bulk import (
    AddTags,
    AddToSeries,
    Change,
    Publish,
    RemoveFromSeries,
    RemoveTags,
    ReplaceTag,
    Selection,
    SetLabel,
    SetLanguage,
    SetSection,
    SetState,
    Trash,
    Untrash,
    Withdraw,
)
from newsroom.domain.errors import NewsroomError
from newsroom.domain.merging import same_content
from newsroom.storage import act_links
from newsroom.storage.rebuilding import find_wrong

BY = "test"
N = 8


@dataclass(frozen=True)
class Expected:
    """One article of the model. ``seen``: tags, series, section of the public page."""

    tags: tuple[int, ...] = ()
    series: tuple[int, ...] = ()
    section: int | None = None
    label: str | None = None
    language: str = "en"
    state: str = "draft"
    trashed: bool = False
    seen: tuple[Any, ...] | None = None


class Newsdesk:
    """Does acts in the library and in the model, and compares."""

    def __init__(self, library: Any, seed: int) -> None:
        self.library = library
        self.random = random.Random(seed)
        self.tags = [ensure_tag(library, f"Tag {n}", by=BY).id for n in range(5)]
        self.series = [ensure_series(library, f"Series {n}", by=BY).id for n in range(3)]
        self.sections = [ensure_section(library, f"Section {n}", by=BY).id for n in range(2)]
        self.model: dict[int, Expected] = {}
        for n in range(N):
            self._new(n)

    def _new(self, n: int) -> None:
        tags = tuple(self.random.sample(self.tags, n % 4))
        content = Content(headline=f"Story {n}", body="Text.", section_id=self.sections[n % 2], tags=tags)
        article = new_article(self.library, content, by=BY)
        self.model[article.id] = Expected(tags, (), self.sections[n % 2])
        if n % 2:
            publish(self.library, article.id, by=BY)
            self.model[article.id] = published(self.model[article.id])

    def act(self) -> None:
        """An act and perhaps its undo, its redo, and an undo again: each as the model says."""
        change = self._change()
        ids = self.random.sample(sorted(self.model), self.random.randint(1, N))
        along = self.random.random() < 0.4
        before = dict(self.model)
        forecast = count_first(self.library, Selection(ids), change)
        outcome = change_articles(self.library, Selection(ids), change, publish=along, by=BY)
        assert (outcome.n_changed, outcome.n_already) == (forecast.n_changing, forecast.n_already)
        assert outcome.n_left == sum(one.n for one in forecast.refusals)
        assert forecast.n_chosen == len(ids)
        for id in ids:
            self.model[id] = changed(self.model[id], change, along)
        self.check()
        if outcome.act is None:
            assert self.model == before
            return
        after = dict(self.model)
        for turn, state in ((undo_act, before), (redo_act, after), (undo_act, before))[
            : self.random.randint(0, 3)
        ]:
            turned = turn(self.library, outcome.act.id, by=BY)
            assert turned.n_left == 0
            self.model = dict(state)
            self.check()

    def _change(self) -> Change:
        some_tags = tuple(self.random.sample(self.tags, self.random.randint(1, 3)))
        some_series = tuple(self.random.sample(self.series, self.random.randint(1, 2)))
        changes: list[Change] = [
            *[AddTags(some_tags)] * 3,
            *[RemoveTags(some_tags)] * 2,
            *[ReplaceTag(*self.random.sample(self.tags, 2))] * 2,
            AddToSeries(some_series),
            RemoveFromSeries(some_series),
            SetSection(self.random.choice([*self.sections, None])),
            SetLanguage(self.random.choice(["en", "ar"])),
            SetLabel(self.random.choice([None, "Analysis"])),
            Publish(),
            Withdraw("It was wrong."),
            Trash(),
            Untrash(),
            SetState(self.random.choice([State.DRAFT, State.READY])),
        ]
        return self.random.choice(changes)

    def check(self) -> None:
        for id, expected in self.model.items():
            article = get_article(self.library, id)
            content = article.content
            assert (content.tags, content.series, content.section_id) == (
                expected.tags,
                expected.series,
                expected.section,
            )
            assert (content.label, content.language) == (expected.label, expected.language)
            assert (article.state, article.trashed_at is not None) == (expected.state, expected.trashed)
            assert self._seen(id) == (None if expected.trashed else expected.seen)
            if article.published_revision_id is not None:
                revision = get_revision(self.library, article.published_revision_id)
                assert article.has_unpublished_changes == (not same_content(revision.content, content))
        with self.library.store.write() as connection:
            assert find_wrong(connection) == []
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            for kind in ("tag", "series"):
                gaps = (
                    f"SELECT 1 FROM article_{kind} GROUP BY article_id HAVING max(position) <> count(*) - 1"
                )
                assert connection.exec_driver_sql(gaps).all() == []

    def _seen(self, id: int) -> tuple[Any, ...] | None:
        with self.library.store.read() as connection:

            def column(sql: str) -> list[Any]:
                return list(connection.exec_driver_sql(sql, (id,)).scalars())

            sections = column("SELECT section_id FROM public_article WHERE article_id = ?")
            tags = column("SELECT tag_id FROM public_tag WHERE article_id = ?")
            series = column("SELECT series_id FROM public_series WHERE article_id = ?")
        return (frozenset(tags), frozenset(series), sections[0]) if sections else None


def published(one: Expected) -> Expected:
    return replace(one, state="published", seen=(frozenset(one.tags), frozenset(one.series), one.section))


def changed(one: Expected, change: Change, along: bool) -> Expected:
    """The article after the act, by the rules in words of one article."""
    match change:
        case Publish():
            return one if one.trashed or one.section is None else published(one)
        case Withdraw():
            if one.trashed or one.state != "published":
                return one
            return replace(one, state="withdrawn", seen=None)
        case Trash():
            return replace(one, trashed=True)
        case Untrash():
            return replace(one, trashed=False)
        case SetState(state):
            may = one.state in ("draft", "ready") and not one.trashed
            return replace(one, state=state.value) if may else one
    after = replace(one, **fields(one.tags, one.series, change))
    if along and after != one and one.state == "published" and not one.trashed and one.seen is not None:
        tags, series, section = one.seen
        new = fields(tuple(sorted(tags)), tuple(sorted(series)), change)
        seen = (
            frozenset(new.get("tags", tags)),
            frozenset(new.get("series", series)),
            new.get("section", section),
        )
        after = replace(after, seen=seen)
    return after


def fields(tags: tuple[int, ...], series: tuple[int, ...], change: Change) -> dict[str, Any]:
    match change:
        case AddTags(new):
            return {"tags": (*tags, *(id for id in new if id not in tags))}
        case RemoveTags(gone):
            return {"tags": tuple(id for id in tags if id not in gone)}
        case ReplaceTag(old, new):
            return (
                {"tags": tuple(dict.fromkeys(new if id == old else id for id in tags))} if old in tags else {}
            )
        case AddToSeries(new):
            return {"series": (*series, *(id for id in new if id not in series))}
        case RemoveFromSeries(gone):
            return {"series": tuple(id for id in series if id not in gone)}
        case SetSection(section):
            return {"section": section}
        case SetLanguage(language):
            return {"language": language}
        case SetLabel(label):
            return {"label": label}
    raise AssertionError(change)


TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


@pytest.fixture
def _counted(seed, library, monkeypatch):
    """Every other time, what is done to the links of thousands of articles; and the triggers stay as they were."""
    monkeypatch.setattr(act_links, "MANY", (1, 1_000)[seed // 2 % 2])
    with library.store.read() as connection:
        triggers = connection.exec_driver_sql(TRIGGERS).all()
    yield
    with library.store.read() as connection:
        assert connection.exec_driver_sql(TRIGGERS).all() == triggers


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize("seed", range(4))
def test_acts_and_undos_are_what_they_say(library, seed, monkeypatch):
    if seed % 2:
        # Every act in batches of three.
        monkeypatch.setattr(act_batches, "size_of", lambda _: 3)
        monkeypatch.setattr(act_work, "_GAP_S", 0)
    newsdesk = Newsdesk(library, seed)
    newsdesk.check()
    for _ in range(25):
        newsdesk.act()


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize("seed", range(6))
def test_undone_in_any_order_with_edits_and_merges_between_nothing_is_wrong(library, seed):
    """No model here: others change what acts changed, acts are undone in any order; every rule of the data holds.

    But for one (decision 27): a publication from before a merge that an undo brought back while the merge stood, keeps
    the merged tag for its readers when the merge is undone later. The seeds do not meet it.
    """
    newsdesk = Newsdesk(library, 100 + seed)
    dice = newsdesk.random
    for _ in range(40):
        what = dice.random()
        ids = dice.sample(sorted(newsdesk.model), dice.randint(1, N))
        try:
            if what < 0.45:
                along = dice.random() < 0.4
                change_articles(library, Selection(ids), newsdesk._change(), publish=along, by=BY)
            elif what < 0.6:
                set_fields(library, ids[0], {"tags": dice.sample(["Tag 1", "Tag 2", "Own"], 2)}, by=BY)
            elif what < 0.7:
                merge_tags(library, [dice.choice(newsdesk.tags)], dice.choice(newsdesk.tags), by=BY)
            else:
                acts = list_acts(library).acts
                act = dice.choice(acts) if acts else None
                if act is not None:
                    (undo_act if act.state is ActState.DONE else redo_act)(library, act.id, by=BY)
        except NewsroomError:
            pass
        with library.store.write() as connection:
            assert find_wrong(connection) == []
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        for id in newsdesk.model:
            article = get_article(library, id)
            if article.published_revision_id is not None:
                revision = get_revision(library, article.published_revision_id)
                assert article.has_unpublished_changes == (
                    not same_content(revision.content, article.content)
                )
                if article.state is State.PUBLISHED and article.trashed_at is None:
                    assert newsdesk._seen(id) == (
                        frozenset(revision.content.tags),
                        frozenset(revision.content.series),
                        revision.content.section_id,
                    )
