"""The two full-text indexes. They are kept by triggers and hold nothing that ``article_text`` does not hold.

The small one, headline and lede, answers while typing; the full one on Enter. Row ids are search keys: they follow
time, so that the newest hits come first without a sort.
"""

SMALL = "search_small"
FULL = "search_full"

# What is indexed: the folded form where there is one (folding.py), else the text itself.
_SOURCE = """
CREATE VIEW search_source AS
SELECT search_key,
       coalesce(folded_headline, headline) AS headline,
       coalesce(folded_lede, lede) AS lede,
       coalesce(folded_body, body) AS body
FROM article_text
"""

# Less detail, or no column sizes, would rank every hit alike, silently.
_OPTIONS = """content='search_source', content_rowid='search_key',
    tokenize="unicode61 remove_diacritics 2", detail=full, columnsize=1"""

CREATE = (
    _SOURCE,
    f"CREATE VIRTUAL TABLE {SMALL} USING fts5(headline, lede, {_OPTIONS}, prefix='2 3')",
    f"CREATE VIRTUAL TABLE {FULL} USING fts5(headline, lede, body, {_OPTIONS})",
)
DROP = (
    f"DROP TABLE IF EXISTS {SMALL}",
    f"DROP TABLE IF EXISTS {FULL}",
    "DROP VIEW IF EXISTS search_source",
)
REBUILD = tuple(f"INSERT INTO {index}({index}) VALUES ('rebuild')" for index in (SMALL, FULL))
VERIFY = tuple(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)" for index in (SMALL, FULL))


def _values(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"coalesce({row}.folded_{column}, {row}.{column})" for column in columns)


def _add(index: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {index}(rowid, {', '.join(columns)}) VALUES (new.search_key, {_values('new', columns)});"


def _remove(index: str, columns: tuple[str, ...]) -> str:
    return (
        f"INSERT INTO {index}({index}, rowid, {', '.join(columns)}) "
        f"VALUES ('delete', old.search_key, {_values('old', columns)});"
    )


def _changed(columns: tuple[str, ...]) -> str:
    names = ("search_key", *columns, *(f"folded_{column}" for column in columns))
    return " OR ".join(f"old.{name} IS NOT new.{name}" for name in names)


def _triggers(index: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    add, remove = _add(index, columns), _remove(index, columns)
    changed = f"AFTER UPDATE ON article_text WHEN {_changed(columns)}"
    return (
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON article_text BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON article_text BEGIN {remove} END",
        f"CREATE TRIGGER {index}_update {changed} BEGIN {remove} {add} END",
    )


TRIGGERS = _triggers(SMALL, ("headline", "lede")) + _triggers(FULL, ("headline", "lede", "body"))
