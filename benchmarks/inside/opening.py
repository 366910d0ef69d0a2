"""Articles opened in the real window, one after the other; beside it the same texts in a bare text widget."""

import json
import random
import sys
from functools import partial
from pathlib import Path

from benchmarks.figures import milliseconds
from benchmarks.inside.window import Window, settle
from newsroom.domain.ids import ArticleId


def main(library: str, folder: str, n_articles: int, n: int) -> None:
    window = Window(Path(library), Path(folder))
    ids = [ArticleId(id) for id in random.Random(7).sample(range(1, n_articles + 1), n + 3)]
    times = []
    for id in ids:
        times.append(window.open(id))
        settle(0.05)
    floor = _bare(Path(library), ids)
    window.close()
    print(json.dumps({"ours_ms": times[3:], "floor_ms": floor[3:]}))


def _bare(library: Path, ids: list[ArticleId]) -> list[float]:
    import sqlite3

    from PySide6.QtWidgets import QMainWindow, QTextEdit

    window, text = QMainWindow(), QTextEdit()
    window.setCentralWidget(text)
    window.resize(700, 800)
    window.show()
    connection = sqlite3.connect(library / "newsroom.db")

    def show(id: int) -> None:
        row = connection.execute("SELECT body FROM article_text WHERE article_id = ?", (id,)).fetchone()
        text.setPlainText(row[0])
        window.repaint()

    times = [milliseconds(partial(show, id)) for id in ids]
    connection.close()
    return times


if __name__ == "__main__":
    main(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
