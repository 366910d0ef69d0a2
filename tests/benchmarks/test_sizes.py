"""``archive`` and ``search``: ours and the floor answer the same; what is asked is what people ask; the figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import acts, archive, full_text, run, search, sized, windows
from benchmarks.figures import Figure, Spent
from benchmarks.generator import generate
from benchmarks.raw import PAGE, Raw
from benchmarks.sized import Sized, sized_libraries
from benchmarks.typist import Typist
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query
from newsroom.desk.library import Library, open_library
from newsroom.domain.ids import TagId
from newsroom.domain.query import ListQuery, Match, Order

N = 700


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sized") / "library"
    generate(path, N, n_words=60)
    return path


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    library = open_library(path)
    yield library
    library.close()


@pytest.fixture
def raw(path: Path) -> Iterator[Raw]:
    with Raw(path) as raw:
        yield raw


def test_lists_by_hand_are_the_desk_s(library: Library, raw: Raw) -> None:
    for place in archive._places(raw):
        first = list_articles(library, place.query, limit=PAGE)
        assert [row[0] for row in place.raw(None)][:PAGE] == [row.id for row in first.rows], place.what
        if first.more:
            before = first.rows[-1].key
            second = list_articles(library, place.query, before=before, limit=PAGE)
            assert [row[0] for row in place.raw(before)][:PAGE] == [row.id for row in second.rows]
    assert len({place.what for place in archive._places(raw)}) == 7


def test_searches_by_hand_are_the_desk_s(library: Library, raw: Raw) -> None:
    for asked in full_text.questions(raw):
        assert len(asked.searches) == 30
        n_found = 0
        for words, tag in asked.searches:
            query = ListQuery(words=words, match=Match.FULL_TEXT, tag_id=None if tag is None else TagId(tag))
            ours = [row.id for row in list_articles(library, query, limit=PAGE).rows]
            for is_rare in (True, False):
                expression = full_text.expression_of(words)
                rows = (
                    raw.found("search_full", expression)
                    if tag is None
                    else raw.found_under_tag(expression, tag, is_rare=is_rare)
                )
                assert [row[0] for row in rows][:PAGE] == ours, words
            if tag is None:
                best = list_articles(
                    library, ListQuery(words=words, match=Match.FULL_TEXT, order=Order.BEST), limit=PAGE
                )
                assert len(raw.best(full_text.expression_of(words))[:PAGE]) == len(best.rows)
            n_found += len(ours)
        assert n_found >= len(asked.searches), f"{asked.what} finds next to nothing"


def test_typed_lines_by_hand_find_the_same(library: Library, raw: Raw) -> None:
    typist = Typist(search._headlines(raw, Sized(library.path, N)))
    lines = [key.text for _ in range(6) for key in typist.search() if len(key.text.strip()) >= 2]
    for line in lines:
        asked = parse_query(library, line, match=Match.AS_YOU_TYPE)
        ours = list_articles(library, asked.query, limit=PAGE).rows
        rows = raw.found("search_small", search._typed_expression(line))
        assert [row[0] for row in rows][:PAGE] == [row.id for row in ours], line


def test_a_typist_slips_and_mends_it() -> None:
    headlines = ["Ferry towed home after engine fault", "Fleet sails at dawn"]
    typist, again = Typist(headlines, 5), Typist(headlines, 5)
    searches = [typist.search() for _ in range(200)]
    assert searches == [again.search() for _ in range(200)]
    for keys in searches:
        typed = ""
        for key in keys:
            typed = typed[:-1] if key.key == "\b" else typed + key.key
            assert typed == key.text and key.pause_s > 0
        assert any(typed in headline.lower() for headline in headlines)
    slips = sum(key.key == "\b" for keys in searches for key in keys)
    assert 0.01 < slips / sum(map(len, searches)) < 0.15
    with pytest.raises(ValueError, match="three words"):
        Typist(["One two"])


def test_the_figures_of_a_small_archive(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_PER_ROUND", 1)
    monkeypatch.setattr(search, "_N_SEARCHES", 3)
    monkeypatch.setattr(acts, "_N_PUBLISHED", 40)
    opened: dict[int, list[Spent]] = {}
    figures = [
        *archive._in_library(Sized(path, N), 1, opened),
        *search.measure(path, 1, [Sized(path, N)]),
    ]
    assert len(opened[N]) == 1 and all(one.ours > 0 for one in figures)
    alone = (
        "cancelled",
        "quick open",
        "begin so",
        "by headline",
        "a publication",
        "a withdrawal",
        "replaced",
    )
    assert all(one.floor or any(words in one.what for words in alone) for one in figures)
    assert all(one.own for one in figures if "cancelled" not in one.what), (
        "beside the wall, the thread's own time"
    )
    for act in ("a publication of", "a withdrawal of", "a word replaced in"):
        assert sum(one.what.startswith(act) for one in figures) == 2, "each with its undo"
    changed = [one for one in figures if "a tag on 350 articles" in one.what]
    assert [one.most for one in changed] == [17.5, 17.5], "20,000 articles a second"
    assert sum("a jump to any depth" in one.what for one in figures) >= 3
    assert {one.most for one in figures if "full text" in one.what} == {50.0, 500.0}


def test_a_counter_that_is_wrong_ends_the_measuring(tmp_path: Path) -> None:
    generate(tmp_path / "library", 60, n_words=20)
    library = open_library(tmp_path / "library")
    with Raw(library.path) as raw:
        archive._check_counts(library, raw)
        raw.connection.execute("UPDATE section SET n_articles = n_articles + 1 WHERE id = 2")
        with pytest.raises(RuntimeError, match="not exact"):
            archive._check_counts(library, raw)
    library.close()


def test_memory_and_frames_beside_those_of_the_smallest() -> None:
    small, large = Sized(Path("a"), 10), Sized(Path("b"), 1_000)
    seen = {
        10: {"mb": [100.0], "own_ms": [3.0, 4.0], "key_ms": [5.0]},
        1_000: {"mb": [160.0], "own_ms": [17.0, 2.0], "key_ms": [6.0]},
    }
    figures = windows.figures_of([small, large], seen)
    assert [one.is_met for one in figures if one.target] == [True, False, False]
    (more,) = (one for one in figures if one.what.startswith("more memory"))
    assert (more.ours, more.unit) == (60.0, "MB")


def test_libraries_that_are_given_and_made(path: Path, tmp_path: Path) -> None:
    libraries = sized_libraries(tmp_path, [N, 50], [path], base=40)
    assert [(one.n, one.path) for one in libraries] == [
        (40, tmp_path / "library-40"),
        (50, tmp_path / "library-50"),
        (N, path),
    ]
    assert libraries[2].words == "700"


def test_the_runner_makes_the_libraries_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[list[int], list[Path]]] = []
    measured: list[tuple[str, list[Sized]]] = []

    def libraries(_: Path, sizes: list[int], given: list[Path]) -> list[Sized]:
        asked.append((sizes, given))
        return [Sized(tmp_path, 10_000)]

    def module(name: str) -> object:
        def measure(_: Path, rounds: int, libraries: list[Sized]) -> list[Figure]:
            measured.append((name, libraries))
            return [Figure("x", "y", 1.0, float(rounds))]

        return type("Module", (), {"measure": staticmethod(measure)})

    monkeypatch.setenv("NEWSROOM_BENCHMARK_DIR", str(tmp_path))
    monkeypatch.setattr(sized, "sized_libraries", libraries)
    monkeypatch.setattr(run, "import_module", module)
    assert run.main(["archive", "search", "--articles", "20000", "--library", "there"]) == 0
    assert asked == [([20_000], [Path("there")])]
    assert [name for name, _ in measured] == ["benchmarks.archive", "benchmarks.search"]
    assert "archive in 10,000" in capsys.readouterr().err
