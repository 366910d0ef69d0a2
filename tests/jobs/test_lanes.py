"""The lanes: order, newest wins, answers on the GUI thread and only to those who live."""

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import RefusedError
from newsroom.jobs.lanes import Err, Lanes, Ok, Outcome

WAIT_S = 10


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    assert lanes.shutdown(WAIT_S)


def test_writes_run_in_order_and_answer_on_the_gui_thread(lanes: Lanes, qtbot: QtBot) -> None:
    ran: list[int] = []
    answers: list[tuple[int, threading.Thread]] = []

    def answered(outcome: Outcome[int]) -> None:
        assert isinstance(outcome, Ok)
        answers.append((outcome.value, threading.current_thread()))

    def work(number: int) -> int:
        assert threading.current_thread() is not threading.main_thread()
        ran.append(number)
        return number

    for number in range(200):
        lanes.write(lambda number=number: work(number), answered)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 200, timeout=WAIT_S * 1000)
    assert ran == list(range(200))
    assert answers == [(number, threading.main_thread()) for number in range(200)]


def test_a_write_runs_though_its_asker_is_gone_and_the_answer_is_dropped(lanes: Lanes) -> None:
    gate = threading.Event()
    ran: list[int] = []
    answers: list[Outcome[None]] = []
    owner = QObject()
    lanes.write(lambda: gate.wait(WAIT_S))
    lanes.write(lambda: ran.append(1), answers.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    assert lanes.drain(WAIT_S)
    assert ran == [1]
    assert answers == []


def test_drain_delivers_the_answers_of_what_was_written(lanes: Lanes) -> None:
    answers: list[Outcome[str]] = []
    lanes.write(lambda: "saved", answers.append)
    assert lanes.drain(WAIT_S)
    assert answers == [Ok("saved")]
    assert not lanes.writing


def test_drain_says_when_the_time_was_up(lanes: Lanes) -> None:
    gate = threading.Event()
    lanes.write(lambda: gate.wait(WAIT_S))
    assert not lanes.drain(0.01)
    assert lanes.writing
    gate.set()


def test_the_newest_of_a_kind_wins(lanes: Lanes, qtbot: QtBot) -> None:
    started, gate = threading.Event(), threading.Event()
    answers: list[Any] = []
    ran: list[str] = []
    tokens: list[CancelToken] = []

    def first(token: CancelToken) -> str:
        tokens.append(token)
        started.set()
        gate.wait(WAIT_S)
        return "first"

    lanes.read("list", first, answers.append)
    assert started.wait(WAIT_S)
    lanes.read("list", lambda token: ran.append("second"), answers.append)
    lanes.read("list", lambda token: "third", answers.append)
    assert tokens[0].cancelled
    gate.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_S * 1000)
    assert answers == [Ok("third")]
    assert ran == []


def test_an_answer_overtaken_on_its_way_is_dropped(lanes: Lanes, qtbot: QtBot) -> None:
    answers: list[Any] = []
    done = threading.Event()

    def old(token: CancelToken) -> str:
        done.set()
        return "old"

    lanes.think("checks", old, answers.append)
    assert done.wait(WAIT_S)
    lanes.think("checks", lambda token: "new", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_S * 1000)
    assert answers == [Ok("new")]


def test_kinds_do_not_hinder_each_other(lanes: Lanes, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[Any] = []
    lanes.read("slow", lambda token: gate.wait(WAIT_S))
    for number in range(5):
        lanes.read(f"kind {number}", lambda token, number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 5, timeout=WAIT_S * 1000)
    gate.set()


def test_cancel_takes_back_a_question(lanes: Lanes, qtbot: QtBot) -> None:
    started = threading.Event()
    answers: list[Any] = []

    def work(token: CancelToken) -> None:
        started.set()
        woken = threading.Event()
        with token.calling(woken.set):
            woken.wait(WAIT_S)

    lanes.read("list", work, answers.append)
    assert started.wait(WAIT_S)
    lanes.cancel("list")
    lanes.read("other", lambda token: "after", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_S * 1000)
    assert answers == [Ok("after")]


def test_expected_errors_are_answers_and_unexpected_ones_are_logged_without_their_words(
    lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    answers: list[Outcome[None]] = []

    def refuse() -> None:
        raise RefusedError("There is no headline.")

    def break_down() -> None:
        raise KeyError("the text of an article")

    lanes.write(refuse, answers.append)
    lanes.write(break_down, answers.append)
    assert lanes.drain(WAIT_S)
    assert [type(answer.error) for answer in answers if isinstance(answer, Err)] == [RefusedError, KeyError]
    assert [answer.expected for answer in answers if isinstance(answer, Err)] == [True, False]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "KeyError in write" in caplog.text
    assert "the text of an article" not in caplog.text
    caplog.clear()


def test_a_fault_in_one_receiver_costs_no_other_its_answer(
    lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(kind))
    answers: list[Any] = []

    def fail(outcome: Outcome[int]) -> None:
        raise ValueError

    lanes.write(lambda: 1, fail)
    lanes.write(lambda: 2, answers.append)
    assert lanes.drain(WAIT_S)
    assert seen == [ValueError]
    assert answers == [Ok(2)]


def test_progress_arrives_and_only_the_latest_is_kept(lanes: Lanes) -> None:
    seen: list[int] = []
    report = lanes.reporter(seen.append)

    def work() -> None:
        for number in range(1000):
            report(number)

    lanes.write(work)
    assert lanes.drain(WAIT_S)
    assert seen == [999]


def test_long_work_hinders_nothing_and_a_cancelled_one_is_answered(lanes: Lanes, qtbot: QtBot) -> None:
    answers: list[Outcome[str]] = []
    begun = threading.Event()

    def work(token: CancelToken) -> str:
        begun.set()
        while not token.cancelled:
            threading.Event().wait(0.001)
        token.raise_if_cancelled()
        return ""

    token = lanes.labour(work, answers.append)
    lanes.labour(lambda _: "second", answers.append)
    lanes.write(lambda: "written", answers.append)
    lanes.read("kind", lambda _: "read", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=WAIT_S * 1000)
    assert begun.is_set() and lanes.labouring
    assert {answer.value for answer in answers if isinstance(answer, Ok)} == {"second", "written", "read"}
    token.cancel()
    qtbot.waitUntil(lambda: len(answers) == 4, timeout=WAIT_S * 1000)
    assert isinstance(answers[3], Err) and isinstance(answers[3].error, CancelledError)
    qtbot.waitUntil(lambda: not lanes.labouring, timeout=WAIT_S * 1000)


def test_the_end_cancels_long_work(qtbot: QtBot) -> None:
    lanes = Lanes()
    ended: list[bool] = []

    def work(token: CancelToken) -> None:
        while not token.cancelled:
            threading.Event().wait(0.001)
        ended.append(True)

    lanes.labour(work)
    assert lanes.shutdown(WAIT_S)
    assert ended == [True]
    lanes.labour(lambda token: ended.append(token.cancelled))
    qtbot.waitUntil(lambda: ended == [True, True], timeout=WAIT_S * 1000)


def test_after_shutdown_a_write_is_refused_aloud_and_a_read_falls_away(qtbot: QtBot) -> None:
    lanes = Lanes()
    ran: list[int] = []
    lanes.write(lambda: ran.append(1))
    assert lanes.shutdown(WAIT_S)
    assert ran == [1]
    with pytest.raises(RuntimeError):
        lanes.write(lambda: ran.append(2))
    lanes.read("list", lambda token: ran.append(3))
    assert ran == [1]
