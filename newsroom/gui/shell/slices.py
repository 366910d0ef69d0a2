"""Loads what the window needs later in slices, in order: what takes long on a thread of its own, what Qt has a part in
on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Slice(NamedTuple):
    """``beside`` are modules without Qt, imported on the thread; then the GUI thread imports ``modules`` and builds.

    Classes of Qt's are made when they are first asked for, and our own from them: where two threads do that at once the
    program may end. So nothing that makes one is imported on the thread.
    """

    beside: tuple[str, ...]
    modules: tuple[str, ...]
    build: Callable[[], None]


class ModuleLoader:
    """Imports modules, on one thread at a time. Any thread.

    SQLAlchemy's modules import each other in circles: two threads that begin at different ends wait for each other, and
    Python ends one of them with an error.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def load(self, name: str) -> ModuleType:
        """The module of that name, imported with all that it needs."""
        with self._lock:
            return import_module(name)


class Slices(QObject):
    """Runs the slices one after the other; between two of them the window takes keys and paints."""

    finished = Signal()
    """Nothing more is loaded: all is there, or something broke, which is raised then."""
    _imported = Signal(int)
    _broken = Signal(object)

    def __init__(self, slices: Sequence[Slice], modules: ModuleLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slices = tuple(slices)
        self._modules = modules
        self._stopped = False
        self._thread = threading.Thread(target=self._import_all, name="newsroom-start", daemon=True)
        self._imported.connect(self._on_self_imported, Qt.ConnectionType.QueuedConnection)
        self._broken.connect(self._on_self_broken, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Builds nothing any more. Waits for the module that is being imported."""
        self._stopped = True
        if self._thread.is_alive():
            self._thread.join()

    def _import_all(self) -> None:
        for index, part in enumerate(self._slices):
            for module in part.beside:
                if self._stopped:
                    return
                try:
                    self._modules.load(module)
                except Exception as error:  # noqa: BLE001 - told on the GUI thread, where the crash handler is
                    self._broken.emit(error)
                    return
            self._imported.emit(index)

    @Slot(int)
    def _on_self_imported(self, index: int) -> None:
        if self._stopped:
            return
        part = self._slices[index]
        try:
            for module in part.modules:
                import_module(module)
            part.build()
        except BaseException:
            self.finished.emit()
            raise
        if index == len(self._slices) - 1:
            self.finished.emit()

    @Slot(object)
    def _on_self_broken(self, error: Exception) -> None:
        self.finished.emit()
        raise error
