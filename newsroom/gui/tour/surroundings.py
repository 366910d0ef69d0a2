"""What is around the tour: a screen where there is none, and an ear for errors that nobody caught."""

import json
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_SCREEN = {"name": "tour", "x": 0, "y": 0, "width": 1456, "height": 948, "dpr": 1}
# What Qt says of a platform without a screen, of a machine without a graphics card, and of a root without a sandbox.
_HARMLESS = (
    "This plugin does not support",
    "Sandboxing disabled by user",
    "QRhiGles2: Failed to create",
    "Failed to create RHI for backend",
    "QVulkanInstance: Failed to initialize Vulkan",
    "GBM is not supported",
    "GPUInfo not initialized",
    "Unable to detect GPU vendor",
    "Failed to create platform Vulkan instance",
    "initInstance: No Vulkan library",
    "Failed to load vulkan",
)


def choose_platform(folder: Path) -> None:
    """Before the application is made: off the screen where there is none, then as large as an editor's."""
    flags = "--log-level=3"  # WebEngine tells the terminal of every service that a machine lacks
    named = os.environ.get("QT_QPA_PLATFORM", "")
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if named == "offscreen" or (not named and sys.platform.startswith("linux") and not has_display):
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        flags = f"--disable-gpu {flags}"
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", flags)


class Faults:
    """While it is entered: errors that nobody caught, a sentence each. What Qt says goes on to standard error."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._hook = sys.excepthook

    def __enter__(self) -> "Faults":
        sys.excepthook = self._take
        qInstallMessageHandler(_on_qt_message)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(None)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
        self.words.append(f"There was an error that nobody caught, {kind.__name__}{place}: {error}")


def _on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not message.startswith(_HARMLESS):
        sys.stderr.write(f"{message}\n")
