"""Keys typed into an article in the real window, first alone, then while a backup is made beside them."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.inside.keys import type_into
from benchmarks.inside.window import Spans, Window, settle
from newsroom.desk.backups import status_of
from newsroom.domain.ids import ArticleId

_AT_ONCE = 20
_BEFORE = 200
_LIMIT_S = 1500


def main(library: str, folder: str, n_articles: int) -> dict[str, Any]:
    window = Window(Path(library), Path(folder))
    window.open(ArticleId(n_articles // 2))
    body = window.editor.body
    window.editor.focus_body()
    settle(2.0)
    type_into(body, body.viewport(), _AT_ONCE)
    before = Spans()
    keys = type_into(body, body.viewport(), _BEFORE)
    alone = {"keys_ms": keys, "spans_ms": list(before.spans_ms)}
    known = _newest(library)
    begun = time.monotonic()
    spans = Spans()
    window.parts.window.book["library.backup"].trigger()
    keys = []
    while _newest(library) == known and time.monotonic() < begun + _LIMIT_S:
        keys += type_into(body, body.viewport(), _AT_ONCE)
    took_s = time.monotonic() - begun
    during = {"keys_ms": keys, "spans_ms": list(spans.spans_ms)}
    window.close()
    return {"before": alone, "during": during, "took_s": took_s}


def _newest(library: str) -> str:
    newest = status_of(Path(library)).newest
    return newest.id if newest is not None else ""


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
