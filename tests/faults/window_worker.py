"""A window that opens one article after the other, types into some, and says what it holds of the machine.

``python -m tests.faults.window_worker LIBRARY FOLDER COUNT``: a line after each tenth of the way.
"""

import json
import os
import sys
from pathlib import Path

from benchmarks.inside.window import Window, settle, wait_until
from newsroom.domain.ids import ArticleId

_EACH = 8


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


def main(library: str, folder: str, count: int) -> None:
    window = Window(Path(library), Path(folder))
    parts = window.parts
    opened = parts.library
    assert opened is not None
    n_articles = parts.archive.presenter.model.rowCount()
    every = max(1, count // 10)
    for n in range(1, count + 1):
        id = ArticleId(1 + n * 7 % n_articles)
        window.open(id)
        if n % _EACH == 0 and parts.session is not None and parts.session.draft is not None:
            parts.session.draft.edit_text("body", 0, 0, f"{n} ")
            parts.session.save_now()
            wait_until(lambda: not parts.lanes.writing)
        if n % every == 0:
            settle(0.3)
            print(json.dumps({"n": n, **held()}), flush=True)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
