"""The helper process that suggests and learns: its own memory, its own interpreter. Knows no Qt and no window.

What the window sends is (number, act, arguments) or (number,) to cancel; what it gets back stands in ``Answer``.
"""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs.helper_limits import give_way, limit_memory
from newsroom.jobs.render_pipe import Pipe

if TYPE_CHECKING:
    from newsroom.desk.library import Library

IDLE_S = 60.0
"""Without a question for so long, it ends: the next question starts another one."""
_MOST_BYTES = 4 << 30
# No answer makes as many; whoever works longer is looked after meanwhile.
_MOST_NEW_OBJECTS, _NEVER = 100_000, 1_000_000
_ANSWERS_TO_A_WHOLE_LOOK = 100
_log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """``kind``: progress, done, failed (with words), cancelled."""

    number: int
    kind: str
    value: Any = None


class Question(NamedTuple):
    """One act that is wanted."""

    number: int
    act: str
    arguments: tuple[Any, ...]
    token: CancelToken


def serve() -> None:
    """Answers one question after the other until the window is gone, or asks nothing any more."""
    _Worker(Pipe()).run()


class _Worker:
    """The thread that is the process's first works, another one listens."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._sending = threading.Lock()
        self._waiting: SimpleQueue[Question | None] = SimpleQueue()
        self._tokens: dict[int, CancelToken] = {}

    def run(self) -> None:
        path, is_long = self._pipe.receive()
        limit_memory(_MOST_BYTES)
        if is_long:
            give_way()
        threading.Thread(target=self._listen, daemon=True).start()
        acts = _Acts(Path(path))
        garbage = Garbage()
        try:
            while (question := self._waiting.get(timeout=IDLE_S)) is not None:
                self._answer(acts, question)
                if self._waiting.empty():
                    garbage.collect()
        except (Empty, OSError):
            pass
        acts.close()
        sys.stderr.flush()
        os._exit(0)  # the thread that listens waits for a pipe that may stay open

    def _listen(self) -> None:
        try:
            while True:
                number, *rest = self._pipe.receive()
                if rest:
                    token = self._tokens[number] = CancelToken()
                    self._waiting.put(Question(number, rest[0], rest[1], token))
                elif number in self._tokens:
                    self._tokens[number].cancel()
        except (EOFError, OSError):
            for token in list(self._tokens.values()):
                token.cancel()
            self._waiting.put(None)

    def _answer(self, acts: "_Acts", question: Question) -> None:
        number = question.number

        def tell(what: str, done: int, total: int) -> None:
            self._send(Answer(number, "progress", (what, done, total)))

        try:
            question.token.raise_if_cancelled()
            answer = Answer(number, "done", acts.do(question, tell))
        except CancelledError:
            answer = Answer(number, "cancelled")
        except NewsroomError as error:
            answer = Answer(number, "failed", str(error))
        except Exception as error:  # noqa: BLE001 - the next question may be answered
            _log.exception("suggestions: %s", question.act)
            answer = Answer(number, "failed", type(error).__name__)
        self._tokens.pop(number, None)
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        with self._sending:
            self._pipe.send(tuple(answer))


class Garbage:
    """Looked for when nobody waits: a whole look takes as long as several answers, and would fall on one of them."""

    def __init__(self) -> None:
        gc.set_threshold(_MOST_NEW_OBJECTS, 10, _NEVER)
        self._n_answers = 0

    def collect(self) -> None:
        """After an answer. What the first one has loaded stays as long as the process, and is not looked at again."""
        self._n_answers += 1
        gc.collect(1 if self._n_answers % _ANSWERS_TO_A_WHOLE_LOOK != 1 else 2)
        if self._n_answers == 1:
            gc.freeze()


class _Acts:
    """The desk's acts by their names; the library is opened with the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._library: Library | None = None

    def do(self, question: Question, tell: Callable[[str, int, int], None]) -> Any:
        from newsroom.desk import suggesting
        from newsroom.desk.import_alike import tell_of_alike

        library, token, arguments = self._opened(), question.token, question.arguments
        match question.act:
            case "suggest":
                content, article_id = arguments
                return suggesting.suggest(library, suggesting.draft_of(content, id=article_id), token=token)
            case "suggest_for":
                draft, kinds, limit = arguments
                return suggesting.suggest(library, draft, kinds=kinds, limit=limit, token=token)
            case "note_saved":
                return suggesting.note_saved(library, *arguments)
            case "tell_of_alike":
                suggesting.follow(library, tell, token)
                return tell_of_alike(library, *arguments, token=token)
            case "status":
                return suggesting.status(library)
            case "learn_if_due":
                n_read = suggesting.follow(library, tell, token)
                is_due = suggesting.learning_is_due(library)
                return suggesting.learn(library, tell, token) if is_due else n_read
            case "learn":
                return suggesting.learn(library, tell, token)
            case "rebuild":
                return suggesting.rebuild(library, tell, token)
        raise ValueError(question.act)

    def close(self) -> None:
        if self._library is not None:
            self._library.close()

    def _opened(self) -> "Library":
        if self._library is None:
            from newsroom.desk.library import open_library

            self._library = open_library(self._path)
        return self._library
