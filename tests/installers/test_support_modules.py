"""PySide's support modules in a package: all of them, compiled, the same bytes each time."""

from importlib.util import cache_from_source
from pathlib import Path

from installers import support_modules


def test_they_are_written_and_compiled_once(tmp_path: Path) -> None:
    one, two = (support_modules.write(tmp_path / name) for name in ("one", "two"))
    texts = sorted(path.relative_to(one) for path in one.rglob("*.py"))
    assert Path("shibokensupport", "signature", "loader.py") in texts
    for text in texts:
        compiled = [Path(cache_from_source(str(folder / text))).read_bytes() for folder in (one, two)]
        assert compiled[0] == compiled[1]
        assert compiled[0][4:8] == b"\1\0\0\0"  # told apart by its text, and not compared with it
    assert str(tmp_path).encode() not in compiled[0]
