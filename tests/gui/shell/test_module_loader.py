"""Modules are imported on one thread at a time: two threads in SQLAlchemy's circles would wait for each other."""

import threading
import time
from types import ModuleType

import pytest

from newsroom.gui.shell import slices
from newsroom.gui.shell.slices import ModuleLoader


def test_two_threads_never_import_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most = 0, 0

    def importing(name: str) -> ModuleType:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.01)  # the other thread would come in
        inside -= 1
        return ModuleType(name)

    monkeypatch.setattr(slices, "import_module", importing)
    loader = ModuleLoader()
    threads = [threading.Thread(target=loader.load, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_module_that_breaks_keeps_no_other_from_loading() -> None:
    loader = ModuleLoader()
    with pytest.raises(ModuleNotFoundError):
        loader.load("newsroom.there_is_none")
    assert loader.load("newsroom.domain.times").__name__ == "newsroom.domain.times"
