"""Dispatch, the window's command, exit codes and crashes; no library is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.cli import main as cli
from newsroom.domain.errors import RefusedError

ROOT = Path(__file__).parents[2]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def never(*_: object) -> int:
    raise AssertionError("must not be opened")


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)


def failing(monkeypatch, error: BaseException) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_command", fail)


@pytest.mark.parametrize("name", DISPLAYS)
def test_without_a_command_the_window_opens_on_the_library_asked_for(monkeypatch, name):
    monkeypatch.setenv(name, "x")
    opened = []

    def window(path: Path | None, files: tuple[Path, ...]) -> int:
        assert not files
        opened.append(path)
        return 7

    monkeypatch.delenv("NEWSROOM_LIBRARY", raising=False)
    assert cli.run([], window=window, tour=never) == 7
    assert cli.run(["--library", "a"], window=window, tour=never) == 7
    assert cli.run(["--library=b"], window=window, tour=never) == 7
    monkeypatch.setenv("NEWSROOM_LIBRARY", "c")
    assert cli.run([], window=window, tour=never) == 7
    assert opened == [None, Path("a"), Path("b"), Path("c")]


def test_files_that_are_named_open_in_the_window(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DISPLAY", "x")
    monkeypatch.delenv("NEWSROOM_LIBRARY", raising=False)
    monkeypatch.chdir(tmp_path)
    story, desk = tmp_path / "größe 文.md", tmp_path / "desk"
    story.write_text("# A\n\nB.\n", "utf-8")
    desk.mkdir()
    (desk / "newsroom.db").touch()
    opened = []

    def window(path: Path | None, files: tuple[Path, ...]) -> int:
        opened.append((path, files))
        return 0

    for arguments in (
        [story.name],
        ["--library", "a", str(story)],
        ["desk"],
        [str(desk / "newsroom.db"), story.name],
    ):
        assert cli.run(arguments, window=window, tour=never) == 0
    assert opened == [(None, (story,)), (Path("a"), (story,)), (desk, ()), (desk, (story,))]
    assert cli.run([story.name, "nowhere.md"], window=never, tour=never) == 2
    assert "no file “nowhere.md”" in capsys.readouterr().err
    assert cli.run(["--library", "a", "desk"], window=never, tour=never) == 2


def test_without_a_display_files_are_refused(no_display, tmp_path, capsys):
    (tmp_path / "a.md").touch()
    assert cli.run([str(tmp_path / "a.md")], window=never, tour=never) == 2
    assert "newsroom import" in capsys.readouterr().err


def test_without_a_display_the_tour_is_made_and_said(no_display, capsys):
    toured = []

    def tour(out: Path) -> int:
        toured.append(out)
        return 0

    assert cli.run([], window=never, tour=tour) == 0
    assert toured == [Path("newsroom-tour")]
    said = capsys.readouterr()
    assert "no display" in said.err
    assert said.err.count("\n") == 1


def test_the_tour_command_is_passed_on(no_display):
    toured = []

    def tour(out: Path, as_json: bool = False) -> int:
        toured.append((out, as_json))
        return 3

    assert cli.run(["tour", "--out", "x"], window=never, tour=tour) == 3
    assert cli.run(["tour", "--out", "y", "--json"], window=never, tour=tour) == 3
    assert toured == [(Path("x"), False), (Path("y"), True)]


WRONG = """\
nonsense
--nonsense
--library
--library=
show
list --state gone
list --limit -1
tour
new
search
search --oops x
tag 3
tag 3 Syria
series 3 +
set 3 x
relate
withdraw 3
import x --from telex
preview 3 --out x --at noon
preview 3 --out - --json"""


@pytest.mark.parametrize("line", WRONG.splitlines())
def test_wrong_usage_is_one_line_and_exit_2(line, capsys):
    assert cli.run(line.split(), window=never, tour=never) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in cli.COMMANDS)])
def test_help_is_printed_and_done(arguments, capsys):
    assert cli.run(arguments, window=never, tour=never) == 0
    assert "newsroom" in capsys.readouterr().out


def test_help_names_every_command(capsys):
    cli.run(["--help"], window=never, tour=never)
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in cli.COMMANDS)


def test_version(capsys):
    assert cli.run(["--version"], window=never, tour=never) == 0
    assert capsys.readouterr().out.startswith("newsroom 0.")


def test_an_expected_failure_is_its_own_words_and_exit_1(monkeypatch, capsys):
    failing(monkeypatch, RefusedError("It cannot be done.\nNothing was changed."))
    assert cli.run(["list"], window=never, tour=never) == 1
    assert capsys.readouterr().err == "newsroom: It cannot be done. Nothing was changed.\n"


def test_an_unexpected_failure_leaves_a_report_without_texts(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("NEWSROOM_DEBUG", raising=False)
    monkeypatch.setattr("newsroom.cli.reports.reports_folder", lambda: tmp_path / "logs")
    failing(monkeypatch, ZeroDivisionError("words of an article"))
    assert cli.run(["list"], window=never, tour=never) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    (report,) = (tmp_path / "logs").iterdir()
    assert str(report) in err
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "words of an article" not in text + err


def test_a_developer_sees_the_traceback(monkeypatch):
    monkeypatch.setenv("NEWSROOM_DEBUG", "1")
    failing(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        cli.run(["list"], window=never, tour=never)


def test_output_is_utf_8_in_the_c_locale():
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "newsroom", "нет"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "“нет”" in done.stderr.decode("utf-8")


def test_a_reader_that_leaves_is_no_failure():
    code = "import sys; from newsroom.app import main; sys.exit(main(['--help']))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdout=write_end, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(write_end)
    assert done.stderr == b""
    assert done.returncode == 0
