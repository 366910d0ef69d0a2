"""The benchmark of imports measures what it says: the floor leaves the rows that the import left."""

from contextlib import closing
from pathlib import Path

from benchmarks import importing
from newsroom.desk.creating import create_library
from newsroom.desk.importing import import_sources
from newsroom.desk.library import DATABASE, open_library
from newsroom.storage.connecting import Access, connect
from newsroom.storage.rebuilding import find_wrong

N = 12
_COUNTED = (
    "SELECT (SELECT count(*) FROM {}), (SELECT sum(n) FROM state_count), (SELECT sum(n_articles) FROM tag)"
)


def test_each_source_has_its_figures(tmp_path: Path) -> None:
    figures = importing.measure(tmp_path, 1, N)
    assert len(figures) == 8
    with_target = [one for one in figures if one.most_ratio == 2.0]
    assert all("its rows by sqlite3" in one.what and one.ours > 0 and one.floor for one in with_target)
    assert len(with_target) == 4
    assert sum("processor time" in one.what for one in with_target) == 2


def test_the_floor_leaves_what_the_import_left(tmp_path: Path) -> None:
    source = importing.write_markdown(tmp_path / "source", N)
    done, floor = tmp_path / "done", tmp_path / "floor"
    for path in (done, floor):
        create_library(path).close()
    library = open_library(done)
    assert import_sources(library, [source], by="test").counts.n_imported == N
    library.close()
    with (
        closing(connect(done / DATABASE, Access.SHARED)) as left,
        closing(connect(floor / DATABASE, Access.SHARED)) as made,
    ):
        importing._run_in_batches(made, importing._by_article(left, made))
        for table in importing._TABLES:
            query = _COUNTED.format(table)
            assert made.execute(query).fetchone() == left.execute(query).fetchone(), table
    library = open_library(floor)
    with library.store.write() as connection:
        assert find_wrong(connection) == []
    library.close()
