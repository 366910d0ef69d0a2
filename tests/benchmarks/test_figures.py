"""What the benchmarks print: ratios, targets, both raw values."""

import json
from pathlib import Path
from threading import Lock

import pytest

from benchmarks import run
from benchmarks.figures import Figure, as_table, by_turns, percentile, spent, timed


def test_a_ratio_keeps_its_target_or_misses_it() -> None:
    assert Figure("save", "a save", 3.9, 2.0, most_ratio=2.0).is_met is True
    assert Figure("save", "a save", 4.1, 2.0, most_ratio=2.0).is_met is False
    assert Figure("open", "an article", 29.0, 1.0, most=30.0).is_met is True
    assert Figure("open", "an article", 31.0, 1.0, most_ratio=100.0, most=30.0).is_met is False
    assert Figure("page", "a page", 5.0, 1.0).is_met is None


def test_a_table_has_both_values() -> None:
    table = as_table(
        [Figure("save", "a save", 3.0, 2.0, most_ratio=2.0), Figure("memory", "idle", 80.0, None, "MB")]
    )
    head, save, memory = table.splitlines()
    assert head.split() == ["name", "what", "ours", "floor", "ratio", "target"]
    assert save.split("  ")[0] == "save" and "3.0 ms" in save and "2.0 ms" in save and "1.50x" in save
    assert save.endswith("kept") and memory.rstrip().endswith("80.0 MB")


def test_measured_by_turns() -> None:
    order: list[str] = []
    ours, floor = by_turns(3, lambda: order.append("ours"), lambda: order.append("floor"))
    assert order == ["ours", "floor"] * 4
    assert len(ours) == len(floor) == 3


def test_processor_time_stands_beside_the_clock_s() -> None:
    lock = Lock()
    lock.acquire()
    times = [spent(lambda: lock.acquire(timeout=0.02)) for _ in range(3)]
    figure = timed("archive", "waited for", times, times, most_ratio=1.0)
    assert figure.ours >= 19.0 and figure.own is not None and figure.own < 10.0 and figure.ratio == 1.0
    head, line = as_table([figure]).splitlines()
    assert head.split() == ["name", "what", "ours", "floor", "ratio", "processor", "floor", "ratio", "target"]
    assert line.count("1.00x") == 2 and figure.as_json()["own"] == figure.own
    slowest = timed("archive", "the slowest", [*times, *times], share=0.99)
    assert slowest.ours == max(one.wall for one in times) and slowest.floor is None


def test_percentiles() -> None:
    values = [float(n) for n in range(1, 101)]
    assert percentile(values, 0.99) == 100.0 and percentile(values, 0.5) == 51.0
    assert percentile([7.0], 0.99) == 7.0


def test_one_document_of_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[Path, int]] = []

    def measure(folder: Path, rounds: int) -> list[Figure]:
        asked.append((folder, rounds))
        return [Figure("save", "a save", 3.0, 2.0, most_ratio=2.0, n=7)]

    monkeypatch.setenv("NEWSROOM_BENCHMARK_DIR", str(tmp_path))
    monkeypatch.setattr(
        run, "import_module", lambda name: type("Module", (), {"measure": staticmethod(measure)})
    )
    assert run.main(["save", "--json", "--rounds", "1"]) == 0
    assert asked[0][0].parent == tmp_path and asked[0][1] == 5, "five rounds are the least"
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert figure == {
        "name": "save",
        "what": "a save",
        "ours": 3.0,
        "floor": 2.0,
        "ratio": 1.5,
        "unit": "ms",
        "target": "2x",
        "met": True,
        "n": 7,
    }


def test_a_name_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["speed"])
    assert ended.value.code == 2
    assert "speed" in capsys.readouterr().err


def test_every_benchmark_can_be_loaded() -> None:
    from importlib import import_module

    names = ["start", "typing", "preview", "open", "save", "page", "journal", "history", "memory"]
    assert list(run.BENCHMARKS) == names
    assert all(callable(import_module(module).measure) for module in run.BENCHMARKS.values())
