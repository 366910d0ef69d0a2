"""Modules without their docstrings: they do what they did."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from installers.undocumented import compiled, is_foreign

SOURCE = '''"""The module."""
from __future__ import annotations
from dataclasses import dataclass

def only_words():
    "Nothing else."

async def later():
    """Words."""
    return "Words."

class Plain:
    """A class."""
    name = "A class."
    def method(self):
        """Said."""
        assert self.name, "kept"
        raise ValueError("line 18")

@dataclass
class Row:
    """Stays."""
    n: int = 1
'''


def run(code: CodeType) -> dict[str, object]:
    names: dict[str, object] = {"__name__": "tried"}
    sys.modules["tried"] = sys.modules[__name__]
    exec(code, names)
    del sys.modules["tried"]
    return names


def test_words_go_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE, "utf-8")
    names = run(compiled(path))
    plain, words = names["Plain"], names["only_words"]
    assert names.get("__doc__") is None and plain.__doc__ is None and words.__doc__ is None
    assert callable(words) and words() is None
    assert isinstance(plain, type) and vars(plain)["name"] == "A class."
    assert names["Row"].__doc__ == "Stays."
    code = vars(plain)["method"].__code__
    assert "kept" in code.co_consts and max(line for *_, line in code.co_lines() if line) == 18


def test_only_libraries_lose_their_words() -> None:
    assert is_foreign("sqlalchemy.sql.base") and is_foreign("lxml")
    assert not is_foreign("newsroom.cli.main") and not is_foreign("email._policybase")
    assert not is_foreign("numpy.ma.core"), "it reads them"


def test_a_dataclass_without_words_reckons_some_out() -> None:
    """Why a decorated class keeps its own."""

    @dataclass
    class Row:
        n: int = 1

    assert Row.__doc__ == "Row(n: int = 1)"
