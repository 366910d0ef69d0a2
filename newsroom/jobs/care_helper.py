"""Has a library cared for by a helper process: a damaged file, or a disk that hangs, never takes the window with it.

Knows no Qt. Blocks: for the lane of long work.
"""

import subprocess
import threading
from contextlib import suppress
from typing import Any

from newsroom.domain.backups import Tell
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs.helper_command import command_of
from newsroom.jobs.render_pipe import HEAD, length_of, packed, unpacked

SERVE = "newsroom.jobs.care_worker:serve"
_END_S = 10.0
_GONE = (
    "The part of Newsroom that cares for the library ended by itself. Nothing half-made was kept; try again."
)


def care(
    act: str, *arguments: object, token: CancelToken, tell: Tell | None = None, serve: str = SERVE
) -> Any:
    """What the act answers (jobs/care_worker.py names them). ``tell`` is called on this thread.

    Raises ``CancelledError`` when the helper has ended, and ``NewsroomError`` in words.
    """
    token.raise_if_cancelled()
    program, program_arguments = command_of(serve)
    process = subprocess.Popen(
        [program, *program_arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    killer = threading.Timer(_END_S, process.kill)

    def cancel() -> None:
        """Once: the helper takes back what it has begun; one that hangs is ended."""
        killer.start()
        with suppress(OSError, ValueError):
            _send(process, None)

    try:
        _send(process, (act, arguments))
        with token.calling(cancel):
            return _answer(process, tell)
    except (OSError, EOFError) as error:
        token.raise_if_cancelled()
        raise NewsroomError(_GONE) from error
    finally:
        killer.cancel()
        _end(process)


def _answer(process: "subprocess.Popen[bytes]", tell: Tell | None) -> Any:
    while True:
        kind, value = _received(process)
        match kind:
            case "done":
                return value
            case "cancelled":
                raise CancelledError
            case "failed":
                raise NewsroomError(value)
            case "broken":
                raise NewsroomError(f"{_GONE} ({value})")
        if tell is not None:
            tell(value)


def _send(process: "subprocess.Popen[bytes]", message: object) -> None:
    assert process.stdin is not None
    process.stdin.write(packed(message))
    process.stdin.flush()


def _received(process: "subprocess.Popen[bytes]") -> Any:
    assert process.stdout is not None
    head = process.stdout.read(HEAD)
    data = process.stdout.read(length_of(head)) if len(head) == HEAD else b""
    if not data:
        raise EOFError
    return unpacked(data)


def _end(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError, ValueError):
                pipe.close()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
