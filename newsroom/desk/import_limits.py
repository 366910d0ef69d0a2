"""How long a helper of an import may work at one item: by its processor's time where the system can count that.

Then a machine that is busy with other things loses no item, and an item that hangs one, even inside a library of C that
lets no other thread run, is ended by the system. Time that passed is a limit, too, for what waits for ever.
"""

import signal
import subprocess
import sys

_ITEM_S = 30
CAN_COUNT = sys.platform != "win32"
_ENDED_FOR_IT = 0
if sys.platform != "win32":
    _ENDED_FOR_IT = -signal.SIGXCPU
WAIT_S = 6.0 * _ITEM_S if CAN_COUNT else float(_ITEM_S)
"""So long may pass at most."""


def allow_item(seconds: int = _ITEM_S) -> None:
    """In the helper, before each item: from now on so much of the processor, where that is counted."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(used.ru_utime + used.ru_stime) + seconds
        if most == resource.RLIM_INFINITY or wanted < most:
            resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def worked_too_long(process: "subprocess.Popen[bytes]") -> bool:
    """Whether that is what a helper that has ended was ended for."""
    return CAN_COUNT and process.returncode == _ENDED_FOR_IT
