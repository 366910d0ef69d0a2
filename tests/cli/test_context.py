"""What every command is given."""

import shlex
from pathlib import Path

from newsroom.cli.context import Context


def never(_out: Path, _as_json: bool = False) -> int:
    raise AssertionError


def test_the_line_to_type_is_of_the_same_library() -> None:
    assert Context(None, as_json=False, tour=never).to_type("imports 3") == "newsroom imports 3"
    line = Context(Path("/tmp/old site"), as_json=False, tour=never).to_type("imports 3 --group N")
    assert shlex.split(line) == ["newsroom", "--library", "/tmp/old site", "imports", "3", "--group", "N"]
