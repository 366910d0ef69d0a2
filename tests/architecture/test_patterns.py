"""How patterns are written, wherever they stand."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# ``(?:a|b)*+`` and ``(?>…)``: before Python 3.11.5, which Debian 12 does not have, they miss what they should find
# (CPython's issue 106052). Of one sign, as ``[^<]*+``, they are right everywhere.
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+(?!\+)|\(\?>")


def test_no_group_is_repeated_without_going_back() -> None:
    folders = [ROOT / name for name in ("newsroom", "benchmarks", "installers", "manual")]
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(paths) > 900
    found = {}
    for path in paths:
        lines = path.read_text("utf-8").splitlines()
        hits = [line.strip() for line in lines if _POSSESSIVE_GROUP.search(line)]
        if hits:
            found[path.name] = hits
    assert found == {}
