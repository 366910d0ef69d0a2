"""The scripted editor while memory runs out: for a hundred acts there is none to be had, then there is again.

``python -m tests.faults.hungry_editor ORDER``: the order is a JSON list as of ``scripted_editor``.
"""

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

from typing_extensions import override

from tests.faults.scripted_editor import LOADED_LATER, Editor

BEGIN, END = 60, 160
_PIECE = 4_096
_SLACK = 64 << 10


class HungryEditor(Editor):
    """Between two of its acts all memory goes; what fails then is told, and the next act is tried."""

    n_done = 0
    eaten: list[bytearray]

    @override
    def act(self) -> None:
        self.n_done += 1
        if self.n_done == BEGIN:
            self.eat()
        elif self.n_done == END:
            self.eaten.clear()
            _limit(resource.RLIM_INFINITY)
            self.tell(free=True)
        super().act()

    def eat(self) -> None:
        self.eaten = []
        status = Path("/proc/self/statm").read_text().split()
        _limit(int(status[0]) * resource.getpagesize() + _SLACK)
        try:
            while True:
                self.eaten.append(bytearray(_PIECE))
        except MemoryError:
            del self.eaten[-1:]


def _limit(n_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (n_bytes, resource.RLIM_INFINITY))


def main() -> None:
    for name in LOADED_LATER:
        import_module(f"newsroom.desk.{name}")
    library, log, seed, ids, tags, n_acts = json.loads(sys.argv[1])
    editor = HungryEditor(Path(library), Path(log), seed, ids, tags, n_acts)
    sys.exit(editor.application.exec())


if __name__ == "__main__":
    main()
