"""A frozen program that is measured: a copy of links, with what measures in it, gone afterwards."""

import os
from pathlib import Path

import pytest

from benchmarks import packaged, starting


def frozen(folder: Path) -> Path:
    """Answers as a package would that runs a helper."""
    (folder / "_internal").mkdir(parents=True)
    program = folder / packaged._PROGRAM
    program.write_text(f'#!/bin/sh\necho "{{\\"asked\\": \\"$2\\", \\"given\\": ${packaged.ARGUMENTS}}}"\n')
    program.chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the program")
def test_it_runs_what_measures_as_a_helper_of_itself(tmp_path: Path) -> None:
    given = frozen(tmp_path / "given")
    (tmp_path / "place").mkdir()
    with packaged.opened(given, tmp_path / "place") as program:
        assert program.is_relative_to(tmp_path / "place")
        assert (program.parent / "_internal" / "benchmarks" / "inside" / "start.py").is_file()
        answer = packaged.run_inside_of(program, "start", "library", tmp_path)
    assert answer["asked"] == "benchmarks.inside.start:run_packaged"
    assert answer["given"][1:] == ["library", str(tmp_path)]
    assert not list((tmp_path / "place").iterdir())
    assert not list((given / "_internal").iterdir())


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), packaged.opened(tmp_path, tmp_path):
        raise AssertionError


def test_it_starts_by_turns_with_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(name: str, ms: float) -> dict[str, float]:
        asked.append(name)
        return {"painted_ms": ms, "typed_ms": ms, "painted_own_ms": ms, "typed_own_ms": ms}

    monkeypatch.setattr(starting, "generate", lambda *_: None)
    monkeypatch.setattr(starting, "run_inside", lambda name, *_: answer(name, 30.0))
    monkeypatch.setattr(starting, "run_inside_of", lambda *_: answer("frozen", 33.0))
    monkeypatch.setenv(packaged.VARIABLE, str(frozen(tmp_path / "given")))
    figures = starting.measure(tmp_path, 2)
    assert asked == ["start", "bare_start", "frozen"] * 3
    assert [one.is_met for one in figures] == [True, True, False, False]
    assert figures[2].ratio == pytest.approx(1.1) and figures[2].n == 2
    monkeypatch.delenv(packaged.VARIABLE)
    assert len(starting.measure(tmp_path, 1)) == 2
