"""A set-up that fails says why in one line and leaves nothing half-made."""

import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bootstrap.conftest import Checkout, tiny_lock

pytestmark = pytest.mark.faults
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def assert_refused(checkout: Checkout, returncode: int, stdout: str, stderr: str) -> str:
    """One line of progress, one of failure, exit 1, no environment; answers the failure."""
    assert returncode == 1 and stdout == ""
    progress, failure = stderr.splitlines()
    assert progress.startswith("Setting up Newsroom") and failure.startswith("newsroom: ")
    assert not checkout.venv.exists()
    return failure


@contextmanager
def silent_index() -> Iterator[tuple[str, socket.socket]]:
    """The address of a package index that takes calls and never answers; and its socket."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/simple", server


def test_a_file_with_another_hash_is_refused(quick_checkout: Checkout, wheels: Path) -> None:
    (quick_checkout.root / "requirements.lock").write_text(tiny_lock(wheels, "0" * 64), "utf-8")
    done = quick_checkout.start("show", "1")
    failure = assert_refused(quick_checkout, done.returncode, done.stdout, done.stderr)
    assert "tiny==1.0 is not the file that was checked" in failure
    log = Path(failure.rpartition(" is in ")[2].rstrip("."))
    assert "DO NOT MATCH THE HASHES" in log.read_text("utf-8")


def test_no_network(quick_checkout: Checkout) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, not listening: a call to it is refused
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        done = quick_checkout.start(
            PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=address, PIP_RETRIES="1"
        )
    failure = assert_refused(quick_checkout, done.returncode, done.stdout, done.stderr)
    assert "cannot be reached" in failure


@posix
def test_a_stop_removes_what_was_begun(quick_checkout: Checkout) -> None:
    with silent_index() as (address, server):
        start = quick_checkout.begin(
            PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=address, PIP_RETRIES="0"
        )
        connection, _ = server.accept()
        assert quick_checkout.venv.exists()
        start.send_signal(signal.SIGTERM)
        stdout, stderr = start.communicate(timeout=60)
        connection.close()
    failure = assert_refused(quick_checkout, start.returncode, stdout, stderr)
    assert "stopped" in failure


@posix
def test_two_at_once_and_the_first_is_killed(quick_checkout: Checkout) -> None:
    with silent_index() as (address, server):
        first = quick_checkout.begin(
            PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=address, PIP_RETRIES="0"
        )
        connection, _ = server.accept()
        second = quick_checkout.begin("show")
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
        first.kill()
        first.communicate(timeout=60)
        connection.close()  # the pip that the killed start left behind ends: until then it holds the lock
    stdout, stderr = second.communicate(timeout=60)
    assert second.returncode == 0, stderr
    assert stdout.startswith(f"prefix {quick_checkout.venv}\n")
    assert "Setting up" in stderr


def test_a_folder_that_cannot_be_written(quick_checkout: Checkout) -> None:
    hook = quick_checkout.root.parent / "readonly"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text("import os\nos.access = lambda path, mode: False\n", "utf-8")
    done = quick_checkout.start("show", PYTHONPATH=str(hook))
    failure = assert_refused(quick_checkout, done.returncode, done.stdout, done.stderr)
    assert "cannot be written by you" in failure


def test_python_without_ensurepip(checkout: Checkout, pip_will_do: bool) -> None:
    done = checkout.without_ensurepip().start("show")
    if not pip_will_do:
        assert done.returncode == 1 and "Type: " in done.stderr
        return
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"prefix {checkout.venv}\n")
    assert not list(checkout.venv.glob("bin/pip*"))
