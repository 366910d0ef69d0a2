"""The program's file stays the one that was started, whatever an upgrade puts at its path."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsroom import frozen


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere a running program is not replaced"
)
def test_what_was_started_is_read_after_it_was_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "newsroom"
    program.write_bytes(b"old")
    reader = SimpleNamespace(_filename=str(program))
    monkeypatch.setitem(sys.modules, "pyimod02_importers", SimpleNamespace(pyz_archive=reader))
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(frozen, "_held", [])
    assert frozen.hold_program_file()
    (tmp_path / "new").write_bytes(b"new")
    os.replace(tmp_path / "new", program)
    assert Path(reader._filename).read_bytes() == b"old"
    assert not frozen.hold_program_file()  # once
    os.close(frozen._held[0])


def test_a_checkout_has_no_such_file() -> None:
    assert not frozen.hold_program_file()
