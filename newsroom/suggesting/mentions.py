"""Which of a library's names stand literally in a text: runs of words, compared as names are (domain/names.py)."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from newsroom.storage import suggestion_source as source
from newsroom.storage.folding import is_run
from newsroom.storage.store import Connection
from newsroom.suggesting.words import runs

_LONGEST_NAME = 4
_MOST_NAMES = 300_000
_MOST_WORDS = 3_000
_DENSE_LENGTHS = range(2, 7)
_MOST_DENSE = 1_500
# A word as it is written, with what may stand inside it: O’Neill, AT&T, nat-gas, U.S.
_WORD = re.compile(r"[^\W_]+(?:[.'’&\-‐‑/][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")

Lookup = Callable[[list[str]], Mapping[str, int]]
"""Of these keys of names, the tags that have one."""


def name_runs(text: str) -> Counter[str]:
    """Every run of words that could be a name, as its key, and how often it stands in the text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    tokens = [_POSSESSIVE.sub("", word) for word in _WORD.findall(folded)[:_MOST_WORDS]]
    found = Counter(run for _, _, run in runs(tokens, _LONGEST_NAME))
    n_dense = 0
    for token in tokens:
        if token.isascii() or not is_run(token):
            continue
        n_dense += len(token)
        if n_dense > _MOST_DENSE:
            break
        for size in _DENSE_LENGTHS:
            found.update(token[at : at + size] for at in range(len(token) - size + 1))
    return found


def mentioned(headline: str, text: str, lookup: Lookup) -> dict[int, tuple[int, int]]:
    """Of each tag that is named: how often in the headline, and how often in the text."""
    above, below = name_runs(headline), name_runs(text)
    named: dict[int, tuple[int, int]] = {}
    for key, tag_id in lookup([*above.keys(), *(below.keys() - above.keys())]).items():
        once, more = named.get(tag_id, (0, 0))
        named[tag_id] = (once + above[key], more + below[key])
    return named


def asking(connection: Connection) -> Lookup:
    """Asks the library, one statement a text."""
    return lambda keys: {
        row["name_key"]: row["tag_id"]
        for row in source.tags_named(connection, json.dumps(keys, ensure_ascii=False))
    }


def name_book(connection: Connection) -> Lookup:
    """Reads all names once, for a great many texts."""
    names = {row["name_key"]: row["tag_id"] for row in source.all_tag_names(connection, _MOST_NAMES)}
    return lambda keys: {key: names[key] for key in keys if key in names}
