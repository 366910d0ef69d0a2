"""The set-up of a checkout: environment, locked libraries, system libraries. Leaves nothing half-made behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from newsroom.bootstrap import has_libraries, is_ready, libraries_path, made_with, python_path, stamp_path
from newsroom.bootstrap.errors import SetupError, say
from newsroom.bootstrap.installing import explain, install, make_environment, pip_of
from newsroom.bootstrap.libraries import ensure_libraries
from newsroom.bootstrap.locking import set_up_lock

LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"  # holds all of LOCK, in the same versions: a test asserts it
NEEDED_BYTES = 1_000_000_000


def prepare(root: str, *, level: str, dev: bool = False) -> bool:
    """Brings the checkout's environment to what its lock files say, then finds the system libraries of this level.

    Answers whether all went well; if not, one line on stderr has said why, and no half-made environment is left.
    """
    try:
        with _ended_politely():
            _prepare_environment(root, dev=dev)
            if level and not has_libraries(root, level):
                ensure_libraries(python_path(root), level)
                _remember_libraries(root, level)
    except SetupError as error:
        say(f"newsroom: {error}{_keep_log(error.details)}")
        return False
    except OSError as error:
        say(f"newsroom: {explain(str(error), 'The set-up failed')}")
        return False
    except KeyboardInterrupt:
        say("newsroom: The set-up was stopped; the next start begins it anew.")
        return False
    return True


def run_and_wait(command: list[str], environment: dict[str, str]) -> int:
    """Runs the program as a child and answers its exit code; an interrupt is the child's to handle."""
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def _prepare_environment(root: str, *, dev: bool) -> None:
    if _is_prepared(root, dev=dev):
        return
    with set_up_lock(root) as inherited:
        if _is_prepared(root, dev=dev):
            return  # by the start that was waited for
        if dev and is_ready(root, LOCK):
            say("Setting up the tests (about ten seconds) ...")
            install(pip_of(root), root, DEV_LOCK, inherited)
            _stamp(root, DEV_LOCK)
        else:
            say("Setting up Newsroom (first start, about a minute) ...")
            _make_anew(root, DEV_LOCK if dev else LOCK, inherited)


def _is_prepared(root: str, *, dev: bool) -> bool:
    return is_ready(root, LOCK) and (not dev or is_ready(root, DEV_LOCK))


def _make_anew(root: str, lock: str, inherited: int | None) -> None:
    _remove_environment(root)
    try:
        _check_room(root)
        install(make_environment(root, inherited), root, lock, inherited)
        _stamp(root, LOCK)
        if lock == DEV_LOCK:
            _stamp(root, DEV_LOCK)
    except BaseException:
        with contextlib.suppress(SetupError):
            _remove_environment(root)
        raise


def _check_room(root: str) -> None:
    if not os.access(root, os.W_OK):
        raise SetupError(
            f"{root} cannot be written by you, so Newsroom cannot be set up there. "
            "Let its owner start it once, or copy the folder to a place of your own."
        )
    free = shutil.disk_usage(root).free
    if free < NEEDED_BYTES:
        raise SetupError(
            f"The disk has {free // 1_000_000} MB left, and Newsroom needs about 1 GB. Make room and start again."
        )


def _remove_environment(root: str) -> None:
    folder = os.path.join(root, ".venv")
    try:
        for lock in (LOCK, DEV_LOCK):  # first: what is half removed must not look complete
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(stamp_path(root, lock))
        if os.path.islink(folder) or os.path.isfile(folder):
            os.unlink(folder)
        elif os.path.isdir(folder):
            shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"The old environment {folder} cannot be removed: {error.strerror}. Remove it, then start again."
        ) from error


def _stamp(root: str, lock: str) -> None:
    """Written last, and under its name only when whole: without it an environment counts as half-made."""
    with open(os.path.join(root, lock), "rb") as file:
        content = file.read()
    head = os.fsencode(made_with(python_path(root), sys.version_info[:2])) + b"\n"
    _write(stamp_path(root, lock), head + content)


def _remember_libraries(root: str, level: str) -> None:
    found = "offscreen window" if level == "window" else "offscreen"
    with contextlib.suppress(OSError):  # a checkout that is not ours: found again at the next start
        _write(libraries_path(root), found.encode("ascii"))


def _write(path: str, content: bytes) -> None:
    with open(f"{path}.new", "wb") as file:
        file.write(content)
    os.replace(f"{path}.new", path)


def _keep_log(details: str) -> str:
    if not details.strip():
        return ""
    with contextlib.suppress(OSError):
        descriptor, path = tempfile.mkstemp(prefix="newsroom-set-up-", suffix=".log")
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(details)
        return f" The whole story is in {path}."
    return ""


@contextlib.contextmanager
def _ended_politely() -> Iterator[None]:
    """Turns the signals that end a process into an interrupt, so that the half-made is removed."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
