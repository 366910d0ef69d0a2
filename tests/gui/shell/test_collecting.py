"""Garbage is looked for when nobody types, and not by itself in the middle of a key."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from newsroom.gui.shell import collecting
from newsroom.gui.shell.collecting import Collecting


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Whole looks that were taken. What Python was told about garbage before is told again afterwards."""
    looks: list[int] = []
    thresholds = gc.get_threshold()
    monkeypatch.setattr(collecting.gc, "collect", lambda: looks.append(1))
    monkeypatch.setattr(collecting.gc, "freeze", lambda: None)
    yield looks
    gc.set_threshold(*thresholds)


def test_it_waits_until_nobody_types(
    qtbot: QtBot, counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, due = [0], [50]
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (0, 0, due[0]))
    one = Collecting(lambda: keys[0])
    one.begin()
    assert gc.isenabled() and gc.get_threshold()[2] >= 1_000_000
    for _ in range(5):
        keys[0] += 1
        one.look()
    assert counted == []
    one.look()
    assert counted == [1]
    due[0] = 3
    one.look()
    assert counted == [1], "there is hardly anything to find"
    due[0], keys[0] = 400, 99
    one.look()
    assert counted == [1, 1], "somebody who never rests makes garbage, too"
