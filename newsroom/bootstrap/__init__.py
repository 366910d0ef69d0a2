"""Makes the environment of a checkout and hands over to the program. Standard library only; imports nothing of ours.

This module is all that a second start loads: it must stay small.
"""

import os
import sys

_WITHOUT_WINDOW = ("-h", "--help", "--version")


def hand_over(root: str, arguments: list[str]) -> int:
    """Goes on as the program in the environment of the checkout ``root``, making it on the first start.

    Does not return but on Windows and after a failure, with the exit code; a failure has been told on stderr.
    """
    level = library_level(dict(os.environ)) if loads_qt(arguments) else ""
    if not (is_ready(root) and (not level or has_libraries(root, level))):
        from newsroom.bootstrap.preparing import prepare

        if not prepare(root, level=level):
            return 1
    return run_python(root, [os.path.join(root, "main.py"), *arguments])


def run_python(root: str, arguments: list[str], environment: dict[str, str] | None = None) -> int:
    """Becomes the environment's Python with these arguments; where a process cannot do that, waits for it."""
    python = python_path(root)
    environment = dict(os.environ) if environment is None else environment
    if os.name == "posix":
        os.execve(python, [python, *arguments], environment)
    from newsroom.bootstrap.preparing import run_and_wait

    return run_and_wait([python, *arguments], environment)


def loads_qt(arguments: list[str]) -> bool:
    """Whether these arguments open the window or make the tour; the other commands use no Qt."""
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--library":
            del rest[:1]
        elif argument in _WITHOUT_WINDOW:
            return False
        elif not argument.startswith("-"):
            return argument == "tour" and not any(word in _WITHOUT_WINDOW for word in rest)
    return True


def library_level(environment: dict[str, str]) -> str:
    """Which system libraries Qt needs: ``window``, or ``offscreen`` without a display; empty where it needs none."""
    return _level_of_linux(environment) if sys.platform.startswith("linux") else ""


def _level_of_linux(environment: dict[str, str]) -> str:
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return "offscreen" if platform.startswith(("offscreen", "minimal", "vnc")) else "window"
    return "window" if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") else "offscreen"


def is_ready(root: str, lock: str = "requirements.lock") -> bool:
    """Whether the environment was completed with this lock, by a Python that is still there."""
    try:
        with open(os.path.join(root, lock), "rb") as file:
            wanted = file.read()
        with open(stamp_path(root, lock), "rb") as file:
            made_with, _, installed = file.read().partition(b"\n")
    except OSError:
        return False
    return installed == wanted and _is_same_python(root, os.fsdecode(made_with))


def has_libraries(root: str, level: str) -> bool:
    """Whether the system libraries of this level were once found."""
    try:
        with open(libraries_path(root), encoding="ascii") as file:
            return level in file.read().split()
    except OSError:
        return False


def made_with(python: str, version: tuple[int, ...]) -> str:
    """The first line of a stamp: the Python that the environment stands on."""
    return f"{version[0]}.{version[1]} {os.path.realpath(python)}"


def python_path(root: str) -> str:
    """The environment's Python."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(root, ".venv", *parts)


def stamp_path(root: str, lock: str) -> str:
    """The file that says that this lock is installed completely: the Python, then the lock itself."""
    return os.path.join(root, ".venv", f"newsroom-{lock}")


def libraries_path(root: str) -> str:
    """The file that remembers which system libraries were found."""
    return os.path.join(root, ".venv", "newsroom-libraries")


def _is_same_python(root: str, stamped: str) -> bool:
    python = python_path(root)
    version, _, path = stamped.partition(" ")
    if not os.path.exists(python) or os.path.realpath(python) != path:
        return False
    # A newer Python may have taken the old one's place: its version is known only if it is the one that runs.
    return (
        os.path.realpath(sys.executable) != path or version == f"{sys.version_info[0]}.{sys.version_info[1]}"
    )
