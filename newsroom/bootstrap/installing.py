"""Runs venv and pip for the set-up, quietly, and says in one line why they failed.

The user's own configuration of pip (mirror, proxy, cache) is left as it is.
"""

import importlib.util
import os
import re
import subprocess
import sys

from newsroom.bootstrap import python_path
from newsroom.bootstrap.errors import SetupError

_PIP_WITH_PYTHON = (22, 3)  # the first pip that can install into another environment
_OPTIONS = (
    "--no-input",
    "--disable-pip-version-check",
    "--no-color",
    "install",
    "--no-user",
    "--no-warn-script-location",
    # What a source distribution needs to be built is not named by the lock.
    "--only-binary=:all:",
    "--require-hashes",
)
_NO_SPACE = ("No space left on device", "Errno 28", "not enough space on the disk", "Disk quota exceeded")
_NO_NETWORK = (
    "name resolution",
    "Name or service not known",
    "getaddrinfo failed",
    "NewConnectionError",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Connection refused",
    "Connection aborted",
    "Connection reset",
    "ConnectTimeout",
    "ReadTimeout",
    "Read timed out",
    "Cannot connect to proxy",
    "ProxyError",
)


def make_environment(root: str, inherited: int | None = None) -> list[str]:
    """Makes an empty ``.venv``; answers the command that starts pip for it.

    Needs no ensurepip (Debian has it in python3-venv): the running Python's pip will do. Raises SetupError.
    """
    folder = os.path.join(root, ".venv")
    own_pip = importlib.util.find_spec("ensurepip") is not None
    command = [sys.executable, "-m", "venv", folder]
    if own_pip:
        _run(command, "The environment could not be made", inherited)
        return [python_path(root), "-m", "pip"]
    pip = _outer_pip(root)
    _run([*command, "--without-pip"], "The environment could not be made", inherited)
    return pip


def pip_of(root: str) -> list[str]:
    """The command that starts pip for the environment that is there. Raises SetupError."""
    inner = [python_path(root), "-m", "pip"]
    found = subprocess.run([*inner, "--version"], env=_environment(), capture_output=True, check=False)
    return inner if found.returncode == 0 else _outer_pip(root)


def install(pip: list[str], root: str, lock: str, inherited: int | None = None) -> None:
    """Installs exactly what the lock file names, its hashes checked. Raises SetupError."""
    _run([*pip, *_OPTIONS, "-r", os.path.join(root, lock)], "The libraries could not be installed", inherited)


def _outer_pip(root: str) -> list[str]:
    pip = [sys.executable, "-m", "pip"]
    answer = subprocess.run(
        [*pip, "--version"], env=_environment(), capture_output=True, text=True, check=False
    )
    version = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    if version is None or (int(version[1]), int(version[2])) < _PIP_WITH_PYTHON:
        raise SetupError(f"Python cannot install libraries here yet. Type: {_how_to_get_pip()}")
    return [*pip, "--python", python_path(root)]


def _how_to_get_pip() -> str:
    if os.path.exists("/usr/bin/apt-get"):
        return "sudo apt-get install python3-venv"
    if os.path.exists("/usr/bin/dnf"):
        return "sudo dnf install python3-pip"
    return f"{sys.executable} -m ensurepip --upgrade"


def _run(command: list[str], what: str, inherited: int | None) -> None:
    keep = () if inherited is None or os.name == "nt" else (inherited,)
    try:
        done = subprocess.run(
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            pass_fds=keep,
            check=False,
        )
    except OSError as error:
        raise SetupError(explain(str(error), what)) from error
    if done.returncode != 0:
        raise SetupError(explain(done.stdout, what), done.stdout)


def _environment() -> dict[str, str]:
    """What the user has set, less what would make pip see another Python's libraries as installed here."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def explain(output: str, what: str) -> str:
    """One line for a person about what venv or pip printed."""
    if any(word in output for word in _NO_SPACE):
        return f"{what}: the disk is full. Newsroom needs about 1 GB; make room and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return (
            f"{what}: {_mismatched(output)} is not the file that was checked for this version, so it was refused. "
            "Start again; if it happens again, ask who runs your network or package mirror."
        )
    if "CERTIFICATE_VERIFY_FAILED" in output or "SSLError" in output:
        return f"{what}: the package index could not prove who it is. Ask who runs your network."
    if any(word in output for word in _NO_NETWORK):
        return f"{what}: the package index cannot be reached. Connect to the network and start again."
    absent = re.search(r"No matching distribution found for ([^\s;]+)", output)
    if absent:
        if (
            "(from versions: none)" in output
        ):  # all that pip says of a network that fails, if told not to retry
            return f"{what}: the package index cannot be reached, or does not know {absent[1]}."
        version = ".".join(str(part) for part in sys.version_info[:2])
        return f"{what}: the package index has no {absent[1]} for this system with Python {version}."
    return f"{what}: {_last_words(output)}"


def _mismatched(output: str) -> str:
    named = re.search(r"DO NOT MATCH THE HASHES[^\n]*\n\s*(\S+)", output)
    return named[1] if named else "a download"


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["nothing was said why."])[-1][:300]
