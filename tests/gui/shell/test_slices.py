"""What is loaded after the first paint, and on which thread: no class of Qt's is made on two at once."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from newsroom.gui.shell import slices, start, wiring
from newsroom.gui.shell.slices import ModuleLoader, Slice, Slices

BESIDE = (
    *start.BESIDE_THE_SHELL,
    *wiring.BESIDE_THE_EDITOR,
    *wiring.BESIDE_THE_PANEL,
    *wiring.BESIDE_THE_PREVIEW,
)


def test_what_is_imported_on_the_thread_knows_no_qt() -> None:
    code = f"import sys; [__import__(name) for name in {BESIDE!r}]; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Names in their order, and whether the window's thread imported them."""
    seen: list[tuple[str, bool]] = []
    window = threading.current_thread()

    def noting(name: str) -> SimpleNamespace:
        if name == "broken":
            raise ImportError(name)
        seen.append((name, threading.current_thread() is window))
        return SimpleNamespace()

    monkeypatch.setattr(slices, "import_module", noting)
    return seen


def test_the_rest_is_imported_by_the_window_just_before_it_is_built(
    imported: list[tuple[str, bool]], qtbot: QtBot
) -> None:
    built: list[str] = []
    parts = [
        Slice(("deep",), ("editor",), lambda: built.append("editor")),
        Slice(("deeper",), ("panel",), lambda: built.append("panel")),
    ]
    loading = Slices(parts, ModuleLoader())
    with qtbot.waitSignal(loading.finished, timeout=5000):
        loading.start()
    assert built == ["editor", "panel"]
    assert [name for name, by_window in imported if by_window] == ["editor", "panel"]
    assert [name for name, by_window in imported if not by_window] == ["deep", "deeper"]
    loading.stop()


def test_a_broken_module_ends_the_loading_aloud(imported: list[tuple[str, bool]], qtbot: QtBot) -> None:
    loading = Slices([Slice((), ("broken",), lambda: None)], ModuleLoader())
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(loading.finished, timeout=5000):
        loading.start()
    assert [kind for kind, _, _ in raised] == [ImportError]
    loading.stop()
