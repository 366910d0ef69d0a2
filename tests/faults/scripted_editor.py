"""A process that works on a library as an editor does, by chance: types, tags, switches, saves, publishes, begins anew.

``python -m tests.faults.scripted_editor``: each line on stdin is a JSON list: library, log, seed, ids of articles and
of tags, and how many acts are done (0: until it is killed). A child is forked for it, whose number is told on stdout,
and ``ended`` when it is gone. What the child types it tells in the log, as it does it.
"""

import json
import os
import random
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from newsroom.desk.library import open_library
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId, TagId
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session, Timings
from newsroom.jobs.lanes import Lanes

SOON = Timings(idle_ms=60, longest_ms=250, retry_ms=200, watch_ms=60_000)
MOST_NEW = 40


class Editor:
    """One act every few milliseconds, until it is killed."""

    def __init__(
        self, library: Path, log: Path, seed: int, ids: list[int], tags: list[int], n_acts: int
    ) -> None:
        self.application = QCoreApplication([])
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.rng = random.Random(seed)
        self.lanes = Lanes()
        self.session = Session(self.lanes, ChangeBus(), timings=SOON)
        self.session.article_saved.connect(
            lambda article: self.tell(saved=article.uid, body=article.content.body)
        )
        self.session.failed.connect(lambda words: self.tell(failed=words))
        self.ids, self.tags, self.left = ids, tags, n_acts
        self.timer = QTimer()
        self.timer.timeout.connect(self.act)
        self.session.set_library(open_library(library))
        self.session.open(ArticleId(ids[0]), lambda: self.timer.start(0))

    def tell(self, **values: Any) -> None:
        os.write(self.log, json.dumps({"at": time.monotonic(), **values}).encode() + b"\n")

    def act(self) -> None:
        if self.left == 1:
            self.timer.stop()
            self.session.leave(self.end)
            return
        self.left -= 1
        self.timer.setInterval(self.rng.choice((0, 1, 3, 10, 30)))
        draft = self.session.draft
        if draft is None:
            return
        chance = self.rng.random()
        if chance < 0.80:
            self.type(draft)
        elif chance < 0.84:
            draft.set_field(
                "tags", tuple(TagId(tag) for tag in self.rng.sample(self.tags, self.rng.randint(0, 3)))
            )
        elif chance < 0.88:
            self.session.open(ArticleId(self.rng.choice(self.ids)))
        elif chance < 0.92:
            self.session.save_now()
        elif chance < 0.95 and draft.id:
            self.session.publish()
        elif chance < 0.97:
            self.undo_and_redo(draft)
        elif chance < 0.98:
            self.session.new_article()

    def end(self) -> None:
        self.session.finish()
        self.application.exit(0)

    def type(self, draft: Draft) -> None:
        """The next number at the end of the text."""
        buffer = draft.buffer("body")
        tail = buffer.slice(max(0, len(buffer) - 12), min(12, len(buffer))).split()
        n = int(tail[-1]) + 1 if tail else 1
        draft.edit_text("body", len(buffer), 0, f"{n} ")
        self.tell(typed=draft.article.uid, n=n)

    def undo_and_redo(self, draft: Draft) -> None:
        draft.break_step()
        if draft.undo() is not None:
            draft.redo()


LOADED_LATER = ("articles", "releasing", "upkeep", "saving", "publicity")


def main() -> None:
    for name in LOADED_LATER:  # once, instead of in each child
        import_module(f"newsroom.desk.{name}")
    for line in sys.stdin:
        library, log, seed, ids, tags, n_acts = json.loads(line)
        child = os.fork()
        if not child:
            editor = Editor(Path(library), Path(log), seed, ids, tags, n_acts)
            os._exit(editor.application.exec())
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
