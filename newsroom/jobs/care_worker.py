"""The helper process that cares for a library: backups, check-ups, salvage. Gives way to everything else; knows no Qt.

What the window sends is (act, arguments), and anything more to cancel; what it gets back is (kind, value).
"""

import logging
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsroom.domain.backups import CareProgress
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs.helper_limits import give_way, limit_memory
from newsroom.jobs.render_pipe import Pipe

_TELL_EVERY_S = 0.1
_MOST_BYTES = 2 << 30
_log = logging.getLogger(__name__)


def serve() -> None:
    """Does the one act that it is asked for, and ends; at once, when the window is gone."""
    pipe = Pipe()
    act, arguments = pipe.receive()
    give_way()
    limit_memory(_MOST_BYTES)
    token = CancelToken()
    threading.Thread(target=_listen, args=(pipe, token), daemon=True).start()
    answer: tuple[str, Any]
    try:
        answer = ("done", _do(act, arguments, _Teller(pipe), token))
    except CancelledError:
        answer = ("cancelled", None)
    except NewsroomError as error:
        answer = ("failed", str(error))
    except Exception as error:  # noqa: BLE001 - told to the window, whatever it is
        _log.exception("care: %s", act)
        answer = ("broken", type(error).__name__)
    with suppress(OSError):
        pipe.send(answer)
    sys.stderr.flush()
    os._exit(0)  # the thread that listens waits for a pipe that may stay open


def _listen(pipe: Pipe, token: CancelToken) -> None:
    with suppress(EOFError, OSError):
        pipe.receive()
    token.cancel()


class _Teller:
    """Tells how far it is some ten times a second."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._next_at = 0.0
        self._doing = ""

    def __call__(self, progress: CareProgress) -> None:
        now = time.monotonic()
        if progress.doing != self._doing or now >= self._next_at:
            self._doing, self._next_at = progress.doing, now + _TELL_EVERY_S
            self._pipe.send(("progress", progress))


def _do(act: str, arguments: tuple[Any, ...], tell: _Teller, token: CancelToken) -> Any:
    match act:
        case "backup":
            path, only_due, rate = arguments
            return _back_up(path, only_due, rate, tell, token)
        case "check":
            from newsroom.desk.doctor import check_library

            return check_library(*arguments, tell=tell, token=token)
        case "repair":
            from newsroom.desk.doctor import repair_library

            return repair_library(*arguments, tell=tell, token=token)
        case "quick":
            from newsroom.desk.doctor import quick_look

            return quick_look(*arguments)
        case "salvage":
            from newsroom.desk.salvaging import salvage_library

            return salvage_library(*arguments, tell=tell, token=token)
        case "restore":
            from newsroom.desk.restoring import restore_library

            return restore_library(*arguments, tell=tell, token=token)
    raise ValueError(act)


def _back_up(path: Path, only_due: bool, rate: float | None, tell: _Teller, token: CancelToken) -> Any:
    from newsroom.desk.backups import make_backup
    from newsroom.desk.library import open_library

    library = open_library(path)
    try:
        return make_backup(library, only_due=only_due, rate=rate, tell=tell, token=token)
    finally:
        library.close()
