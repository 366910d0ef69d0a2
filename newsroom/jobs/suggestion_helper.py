"""Asks the helper process that suggests and learns. Its models take none of the window's memory, its work no frame.

Started with the first question, again after it has ended. Knows no Qt.
"""

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs.helper_command import command_of
from newsroom.jobs.render_pipe import HEAD, length_of, packed, unpacked

if TYPE_CHECKING:
    from newsroom.desk.library import Library

SERVE = "newsroom.jobs.suggestion_worker:serve"
_ATTEMPTS = 2
_END_S = 2.0
SILENCE_S, LONG_SILENCE_S = 30.0, 600.0
"""One that says nothing for so long hangs, and is ended: of a question, of work that tells how far it is."""
Progress = Callable[[str, int, int], None]


class HelperGoneError(NewsroomError):
    """The helper could not be started, or ended in the middle of its work, twice."""


class SuggestionHelper:
    """For one library. ``ask`` from any thread but the GUI's: one question at a time, others wait; ``close`` from any.

    ``is_long``: it works for minutes, and gives way to everything else on the machine.
    """

    def __init__(
        self, library: Path, *, is_long: bool = False, serve: str = SERVE, silence_s: float | None = None
    ) -> None:
        self._library = library
        self._silence_s = silence_s or (LONG_SILENCE_S if is_long else SILENCE_S)
        self._is_long = is_long
        self._serve = serve
        self._asking, self._sending = threading.Lock(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0
        self._closed = False
        self.n_losses = 0
        """How often it has ended by itself while something was asked of it, or before; after a rest is in order."""

    @property
    def is_running(self) -> bool:
        """Whether a question would find it started."""
        process = self._process
        return process is not None and process.poll() is None

    def ask(self, act: str, *arguments: object, token: CancelToken, progress: Progress | None = None) -> Any:
        """What the act answers. ``progress`` is called on this thread.

        Raises ``CancelledError``, and ``NewsroomError`` for what is expected.
        """
        with self._asking:
            for attempt in range(1, _ATTEMPTS + 1):
                token.raise_if_cancelled()
                if self._closed:
                    raise CancelledError
                try:
                    return self._ask_once(act, arguments, token, progress)
                except (OSError, EOFError) as error:
                    self._end()
                    if self._closed:
                        raise CancelledError from error
                    self.n_losses += 1
                    if attempt == _ATTEMPTS:
                        raise HelperGoneError(
                            "The part of Newsroom that suggests ended by itself. The article is as it was."
                        ) from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Ends the helper at once, whatever it does: what it derives is kept bit by bit."""
        self._closed = True
        self._end()

    def _ask_once(
        self, act: str, arguments: tuple[object, ...], token: CancelToken, progress: Progress | None
    ) -> Any:
        process = self._started()
        self._number = number = self._number + 1
        self._send(process, (number, act, arguments))

        def cancel() -> None:
            with suppress(OSError, EOFError):
                self._send(process, (number,))

        with token.calling(cancel):
            while True:
                answered, kind, value = self._received(process)
                if answered != number:
                    continue
                if kind == "done":
                    return value
                if kind == "cancelled":
                    raise CancelledError
                if kind == "failed":
                    raise NewsroomError(value)
                if progress is not None:
                    progress(*value)

    def _received(self, process: "subprocess.Popen[bytes]") -> Any:
        """The next message. Raises ``EOFError`` where there is none any more, or none comes."""
        watch = threading.Timer(self._silence_s, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return _received(process.stdout)
        finally:
            watch.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            if (code := self._process.poll()) is None:
                return self._process
            self.n_losses += code != 0
        self._end()
        program, arguments = command_of(self._serve)
        self._process = process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # One that ends by itself is nobody's child any more.
        threading.Thread(target=process.wait, name="newsroom-suggestions", daemon=True).start()
        self._send(process, (str(self._library), self._is_long))
        return process

    def _send(self, process: "subprocess.Popen[bytes]", message: object) -> None:
        data = packed(message)
        with self._sending:
            assert process.stdin is not None
            try:
                process.stdin.write(data)
                process.stdin.flush()
            except ValueError as error:  # closed by another thread
                raise EOFError from error

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_END_S)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError, ValueError):
                    pipe.close()


def _received(pipe: "IO[bytes] | None") -> Any:
    """The next message. Raises ``EOFError`` where there is none any more."""
    assert pipe is not None
    try:
        head = pipe.read(HEAD)
        data = pipe.read(length_of(head)) if len(head) == HEAD else b""
    except ValueError as error:  # closed by another thread
        raise EOFError from error
    if not data:
        raise EOFError
    return unpacked(data)


def helper_of(library: "Library") -> SuggestionHelper:
    """The one that all parts of the window share. It ends with the library."""
    return library.companion(SuggestionHelper, lambda: SuggestionHelper(library.path))
