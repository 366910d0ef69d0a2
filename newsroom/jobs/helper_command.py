"""How a helper process of this program is started, and what it then runs. Light: it is imported before all else."""

import sys
from collections.abc import Sequence
from importlib import import_module

_ARGUMENT = "--newsroom-helper"
_CODE = (
    "import sys; entry, *sys.path = sys.argv[1:]; from newsroom.jobs.helper_command import run; run(entry)"
)


def command_of(entry: str) -> tuple[str, list[str]]:
    """Program and arguments of a process that runs ``entry``, given as ``module:function``."""
    if getattr(sys, "frozen", False):
        return sys.executable, [_ARGUMENT, entry]
    return sys.executable, ["-P", "-c", _CODE, entry, *sys.path]


def entry_of(arguments: Sequence[str]) -> str | None:
    """What a frozen program that was started as a helper has to run; None where it was started by a person."""
    return arguments[1] if len(arguments) == 2 and arguments[0] == _ARGUMENT else None


def run(entry: str) -> None:
    """Runs a helper's function until it returns."""
    module, _, name = entry.partition(":")
    getattr(import_module(module), name)()
