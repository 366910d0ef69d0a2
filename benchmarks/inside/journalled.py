"""Keys in the real window, by turns with the journal on and off: their own processor time, and nobody else's."""

import json
import sys
from pathlib import Path

from PySide6.QtGui import QTextCursor

from benchmarks.inside.keys import type_into
from benchmarks.inside.window import Window, settle
from newsroom.domain.ids import ArticleId

_A_TURN = 10


def measure(library: str, folder: str, id: int, n: int) -> dict[str, object]:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(id))
    body = window.editor.body
    window.editor.focus_body()
    cursor = body.textCursor()
    cursor.setPosition(body.document().characterCount() // 2, QTextCursor.MoveMode.MoveAnchor)
    body.setTextCursor(cursor)
    settle(1.0)
    draft = window.editor.draft
    assert draft is not None
    take_note = draft.note_taker
    assert take_note is not None
    type_into(body, body.viewport(), 20)
    times: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(2 * n // _A_TURN):
        is_on = turn % 2 == 0
        draft.keep_notes(take_note if is_on else None)
        times[is_on] += [own for _, own in type_into(body, body.viewport(), _A_TURN)]
    draft.keep_notes(take_note)
    window.close()
    return {"on_ms": times[True], "off_ms": times[False]}


if __name__ == "__main__":
    _, given_library, given_folder, given_id, given_n = sys.argv[1:]
    print(json.dumps(measure(given_library, given_folder, int(given_id), int(given_n))))
