"""What the real window holds of memory: idle, after many articles, with the preview. Or a bare window."""

import gc
import json
import os
import sys
from pathlib import Path

from benchmarks.inside.window import Window, settle, wait_until
from newsroom.domain.ids import ArticleId

_MB = 1024.0


def in_window(library: str, folder: str, n_articles: int) -> dict[str, float]:
    """Idle, then after many articles; what the helpers that suggest hold meanwhile."""
    window = _with_an_article(library, folder)
    answer = {"idle_mb": megabytes()}
    for n in range(1, 501):
        window.open(ArticleId(1 + n * 7 % n_articles))
        if n == 50:
            settle(1.0)
            answer["after_50_mb"] = megabytes()
    settle(1.0)
    answer["after_500_mb"] = megabytes()
    answer["suggesting_mb"] = megabytes(apart=True)
    window.close()
    return answer


def in_window_with_preview(library: str, folder: str) -> dict[str, float]:
    """A program of its own, as the bare one with a page is."""
    window = _with_an_article(library, folder)
    preview = window.parts.preview
    assert preview is not None
    ready: list[bool] = []
    preview.page_ready.connect(lambda: ready.append(True))
    window.parts.window.book["view.preview"].trigger()
    wait_until(lambda: bool(ready))
    settle(3.0)
    answer = {"preview_mb": megabytes()}
    window.close()
    return answer


def _with_an_article(library: str, folder: str) -> Window:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(1))
    settle(3.0)
    return window


def in_bare_window() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTextEdit())
    window.resize(1440, 900)
    window.show()
    settle(1.0)
    answer = {"idle_mb": megabytes()}

    from PySide6.QtWebEngineWidgets import QWebEngineView

    view = QWebEngineView()
    loaded: list[bool] = []
    view.loadFinished.connect(loaded.append)
    window.setCentralWidget(view)
    view.setHtml("<p>A page.")
    wait_until(lambda: bool(loaded))
    settle(3.0)
    answer["preview_mb"] = megabytes()
    return answer


def megabytes(*, apart: bool = False) -> float:
    """What this process and those that it started hold, shared pages by their share.

    The helpers that suggest are counted apart: they come and go with the questions, and end when nobody asks.
    """
    gc.collect()
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    for _ in range(6):
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(_share(pid) for pid in ours if _suggests(pid) == apart) / _MB


def _suggests(pid: int) -> bool:
    try:
        return b"suggestion_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        print(json.dumps(in_bare_window()), flush=True)
    elif sys.argv[2] == "preview":
        print(json.dumps(in_window_with_preview(*sys.argv[3:5])), flush=True)
    else:
        print(json.dumps(in_window(sys.argv[3], sys.argv[4], int(sys.argv[5]))), flush=True)
    os._exit(0)
