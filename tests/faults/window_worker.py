"""A window that opens one article after the other, types into some, and says what it holds of the machine.

``python -m tests.faults.window_worker LIBRARY FOLDER COUNT KEYS EACH``: a line after each tenth of the way. ``KEYS``
are typed into every so many of the articles, as an editor does in some minutes, with saves, undo and a publication.
"""

import json
import os
import sys
from pathlib import Path

from benchmarks.inside.window import Window, settle, wait_until
from newsroom.domain.ids import ArticleId

_EACH = 8
_AT_ONCE, _SAVED_EVERY = 30, 150
_TYPED = "the fleet sails at dawn whatever the weather "


def held() -> dict[str, int]:
    """Files, threads, child processes and memory of this process, as Linux tells them."""
    status = Path("/proc/self/status").read_text()
    facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return {
        "files": len(os.listdir("/proc/self/fd")),
        "threads": int(facts["Threads"]),
        "processes": len(children),
        "kib": int(facts["VmRSS"].split()[0]),
    }


def type_into(window: Window, n_keys: int) -> None:
    """At the end of the text, a letter at a time; saved as often as somebody who types it in minutes would."""
    session, lanes = window.parts.session, window.parts.lanes
    assert session is not None and session.draft is not None
    draft = session.draft
    for n in range(n_keys):
        draft.edit_text("body", len(draft.buffer("body")), 0, _TYPED[n % len(_TYPED)])
        if n % _AT_ONCE == 0:
            window.application.processEvents()
        if n % _SAVED_EVERY == _SAVED_EVERY - 1:
            draft.break_step()
            draft.undo()
            draft.redo()
            session.save_now()
            wait_until(lambda: not lanes.writing)
    for _ in range(n_keys * 2 // 3):  # a text does not grow for ever
        draft.edit_text("body", len(draft.buffer("body")) - 1, 1, "")
    session.publish()
    wait_until(lambda: not lanes.writing)


def main(library: str, folder: str, count: int, n_keys: int, each: int) -> None:
    window = Window(Path(library), Path(folder))
    parts = window.parts
    opened = parts.library
    assert opened is not None
    n_articles = parts.archive.presenter.model.rowCount()
    every = max(1, count // 10)
    for n in range(1, count + 1):
        id = ArticleId(1 + n * 7 % n_articles)
        window.open(id)
        if n % each == 0:
            type_into(window, n_keys)
        elif n % _EACH == 0 and parts.session is not None and parts.session.draft is not None:
            parts.session.draft.edit_text("body", 0, 0, f"{n} ")
            parts.session.save_now()
            wait_until(lambda: not parts.lanes.writing)
        if n % every == 0:
            settle(0.3)
            print(json.dumps({"n": n, **held()}), flush=True)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
