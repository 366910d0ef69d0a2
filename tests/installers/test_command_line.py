"""The manual and the completions say what the parsers say."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installers.command_line import completions, manual, options_of, parsers
from newsroom import __version__
from newsroom.cli.main import COMMANDS


def test_the_manual_names_every_command_and_option() -> None:
    text = manual(__version__, 0).replace("\\-", "-")
    assert f"newsroom {__version__}" in text.splitlines()[0] and "1970-01-01" in text
    assert ".SS tags merge\n" in text and ".SS vocabulary import\n" in text
    for name, parser in parsers():
        assert f".SS {name}\n" in text
        assert all(option.name in text for option in options_of(parser))


@pytest.mark.parametrize("place", list(completions()))
def test_completions_name_every_command(place: str) -> None:
    text = completions()[place]
    assert all(name in text for name in COMMANDS)
    assert "--dry-run" in text or "-l dry-run" in text


@pytest.mark.parametrize(("shell", "place"), [("bash", 0), ("zsh", 1), ("fish", 2)])
def test_shells_can_read_them(tmp_path: Path, shell: str, place: int) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    file = tmp_path / "completion"
    file.write_text(list(completions().values())[place], "utf-8")
    told = subprocess.run([shell, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_commands_and_their_options(tmp_path: Path) -> None:
    file = tmp_path / "completion"
    file.write_text(completions()["bash-completion/completions/newsroom"], "utf-8")

    def offered(*words: str) -> set[str]:
        quoted = " ".join(f"'{word}'" for word in words)
        script = f'. "{file}"; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _newsroom; echo "${{COMPREPLY[@]}}"'
        return set(
            subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split()
        )

    assert offered("newsroom", "pub") == {"publish"}
    assert offered("newsroom", "--library", "/x", "new", "--s") == {"--sample"}
    assert offered("newsroom", "import", "--from", "w") == {"wxr"}
    assert offered("newsroom", "tags", "m") == {"merge", "map"}
    assert offered("newsroom", "tags", "merge", "--d") == {"--dry-run"}
    assert offered("newsroom", "suggest", "l") == {"learn"}


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_completes_commands_their_options_and_values(tmp_path: Path) -> None:
    file = tmp_path / "completion"
    file.write_text(completions()["fish/vendor_completions.d/newsroom.fish"], "utf-8")

    def offered(line: str) -> set[str]:
        command = ["fish", "--no-config", "-c", f"source {file}; complete -C '{line}'"]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        return {row.split("\t")[0] for row in told.stdout.splitlines()}

    assert offered("newsroom pub") == {"publish"}
    assert offered("newsroom new --s") == {"--sample"}
    assert offered("newsroom import --from w") == {"wxr"}
    assert offered("newsroom import c") == {"completion"}
    assert {"import", "find"} <= offered("newsroom vocabulary ") and offered("newsroom searches sa") == {
        "save"
    }
    assert offered("newsroom tags merge --d") == {"--dry-run"} and "merge" not in offered(
        "newsroom tags merge "
    )


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here")
def test_man_can_read_the_manual(tmp_path: Path) -> None:
    page = tmp_path / "newsroom.1"
    page.write_text(manual(__version__, 0), "utf-8")
    told = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(page)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
