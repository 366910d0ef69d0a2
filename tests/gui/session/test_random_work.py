"""A thousand random edits and undos, saves and failures, against a model; and with others writing at the same time."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.domain.article import Byline, Content, Dateline
from newsroom.domain.draft import Draft
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_value
from newsroom.domain.slugs import new_uid
from newsroom.domain.text_buffer import from_units, to_units
from newsroom.gui.session.acts import DeskActs
from newsroom.journal.places import Places
from tests.gui.session.conftest import Desk
from tests.gui.session.newsdesk import FULL

TEXTS = ("headline", "lede", "body")
PIECES = ("a", " ", "word", "\n\n", "été", "🙂", "слово", "كلمة", "— ", "“quoted”", "e\u0301", "x" * 300)
VALUES: dict[str, tuple[Any, ...]] = {
    "label": (None, "Analysis", "Opinion"),
    "language": ("en", "ru", "ar"),
    "dateline": (Dateline(), Dateline("PARIS"), Dateline("PARIS", "Nov 27", "Halyard")),
    "bylines": ((), (Byline("Ana Ruiz"),), (Byline("Bo Lind"), Byline("Ana Ruiz"))),
}


class Model:
    """What an editor sees: a list of contents, one for each step, and a place in it."""

    def __init__(self, content: Content) -> None:
        self.contents = [content]
        self.place = 0

    @property
    def content(self) -> Content:
        return self.contents[self.place]

    def take_step(self, content: Content) -> None:
        del self.contents[self.place + 1 :]
        self.contents.append(content)
        self.place += 1


def edit(draft: Draft, model: Model, rng: random.Random) -> None:
    """One step, in the draft and in the model."""
    before = model.content
    if rng.random() < 0.25:
        name = rng.choice(tuple(VALUES))
        value = rng.choice(VALUES[name])
        if draft.value(name) != value:
            draft.set_field(name, value)
            model.take_step(replace(before, **{name: value}))
        return
    name = rng.choice(TEXTS)
    units = to_units(getattr(before, name))
    # At characters' borders, as a person's cursor is.
    borders = [n for n in range(len(units) + 1) if not "\udc00" <= units[n : n + 1] <= "\udfff"]
    start = rng.choice(borders)
    end = rng.choice([n for n in borders if start <= n <= start + 12])
    piece = rng.choice(PIECES) if rng.random() < 0.8 else ""
    if start == end and not piece:
        return
    with draft.one_step():
        draft.edit_text(name, start, end - start, piece)
    text = from_units(units[:start] + to_units(piece) + units[end:])
    model.take_step(replace(before, **{name: text}))


def alike(one: Content, other: Content) -> bool:
    """Equal, the authors' ids aside, which the library fills in."""
    return all(
        same_value(item.name, getattr(one, item.name), getattr(other, item.name)) for item in fields(Content)
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = create_library(tmp_path / "library")
    yield library
    library.close()


def test_a_thousand_edits_undos_and_saves_against_a_model(qtbot: QtBot, desk: Desk, library: Library) -> None:
    rng = random.Random(20210306)
    acts = DeskActs(library)
    desk.session.set_acts(library, acts, Places(library.path, library.path.parent / "state"))
    id = acts.new(Content(headline="Begin", body="First."), None, new_uid()).id
    desk.run()
    draft = desk.open(id)
    model = Model(draft.snapshot())
    n_saved = 0
    for _ in range(1000):
        chance = rng.random()
        if chance < 0.6:
            edit(draft, model, rng)
        elif chance < 0.8:
            assert (draft.undo() is not None) == (model.place > 0)
            model.place = max(0, model.place - 1)
        elif chance < 0.88:
            assert (draft.redo() is not None) == (model.place + 1 < len(model.contents))
            model.place = min(len(model.contents) - 1, model.place + 1)
        elif chance < 0.94:
            desk.session.save_now()
            if rng.random() < 0.5:
                desk.run()
        elif desk.runner.jobs:
            desk.runner.run_next()
        assert alike(draft.snapshot(), model.content)
        if desk.state == "saved":
            n_saved += 1
            assert alike(acts.get(id).content, model.content)
    desk.session.leave(lambda: None)
    desk.run()
    assert n_saved > 10
    assert alike(acts.get(id).content, model.content)
    while draft.undo():
        pass
    assert alike(draft.snapshot(), model.contents[0])


@pytest.mark.parametrize("seed", range(6))
def test_nothing_typed_is_lost_while_others_write_and_disks_fail(desk: Desk, seed: int) -> None:
    rng = random.Random(seed)
    newsdesk = desk.newsdesk
    draft = desk.open(1)
    for _ in range(300):
        chance = rng.random()
        mine = draft.snapshot()
        changed_here = {name for name in _names() if not _same(name, mine, draft.base)}
        if chance < 0.5:
            edit(draft, Model(mine), rng)
            continue
        if chance < 0.6:
            name = rng.choice((*TEXTS, *VALUES))
            value = rng.choice(VALUES.get(name, PIECES))
            newsdesk.others_write(1, replace(desk.stored(1).content, **{name: value}))
        elif chance < 0.7:
            newsdesk.error = rng.choice((None, None, FULL, LibraryError("Locked."), OSError("odd")))
        elif chance < 0.8:
            desk.session.save_now()
        elif chance < 0.85:
            desk.session.open(ArticleId(rng.choice((1, 2))))
        elif chance < 0.9:
            desk.session._watch.look()
        if desk.runner.jobs:
            desk.runner.run_next()
        after = draft.snapshot()
        for name in changed_here:
            assert _same(name, after, mine), name
    newsdesk.error = None
    desk.session.open(ArticleId(1))
    desk.session.leave(lambda: None)
    desk.run()
    assert desk.draft.snapshot() == desk.stored(1).content
    assert not any(found.draft.dirty for found in desk.left_behind())


def _names() -> list[str]:
    return [item.name for item in fields(Content)]


def _same(name: str, one: Content, other: Content) -> bool:
    return same_value(name, getattr(one, name), getattr(other, name))
