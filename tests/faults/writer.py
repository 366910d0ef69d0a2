"""A process that writes numbers into an article through the session, and says on stdout which are saved.

``python -m tests.faults.writer LIBRARY ARTICLE [COUNT]``: without a count it writes until it is killed.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from newsroom.desk.library import open_library
from newsroom.domain.article import Article
from newsroom.domain.ids import ArticleId
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session, Timings
from newsroom.jobs.lanes import Lanes

QUICK = Timings(idle_ms=1, longest_ms=5, retry_ms=200, watch_ms=60_000)


def say(**values: Any) -> None:
    print(json.dumps(values), flush=True)


class Writer:
    """Types a number, and the next one; leaves after the last."""

    def __init__(self, library: Path, article: ArticleId, count: int | None) -> None:
        self.application = QCoreApplication([])
        self.lanes = Lanes()
        self.library = open_library(library)
        self.session = Session(self.lanes, ChangeBus(), timings=QUICK)
        self.count = count
        self.n = 0
        self.session.article_saved.connect(self.on_saved)
        self.session.save_state_changed.connect(
            lambda state: say(state=state.kind, message=state.message) if state.kind == "failed" else None
        )
        self.session.failed.connect(lambda words: say(failed=words))
        self.session.status_message.connect(lambda words: say(said=words))
        self.session.recovered.connect(lambda texts: say(recovered=len(texts)))
        self.session.set_library(self.library)
        self.session.open(article, self.on_opened)
        self.timer = QTimer()
        self.timer.timeout.connect(self.type)

    def on_opened(self) -> None:
        say(opened=self.body())
        self.timer.start(0)

    def type(self) -> None:
        if self.n == self.count:
            self.timer.stop()
            self.session.leave(self.on_left)
            return
        self.n += 1
        draft = self.session.draft
        assert draft is not None
        draft.edit_text("body", len(draft.buffer("body")), 0, f"{self.n} ")

    def on_saved(self, article: Article) -> None:
        say(saved=last_number(article.content.body))

    def on_left(self) -> None:
        say(left=True)
        self.session.set_library(None)
        self.lanes.shutdown()
        self.library.close()
        self.application.quit()

    def body(self) -> str:
        draft = self.session.draft
        return "" if draft is None else draft.text("body")


def last_number(body: str) -> int:
    """The last whole number of a text that counts from 1; raises ``AssertionError`` where one is missing."""
    numbers = body.split()
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)], "numbers are missing"
    return len(numbers)


if __name__ == "__main__":
    path, id, *rest = sys.argv[1:]
    writer = Writer(Path(path), ArticleId(int(id)), int(rest[0]) if rest else None)
    sys.exit(writer.application.exec())
