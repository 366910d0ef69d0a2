"""Runs benchmarks by name and prints their figures."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, as_table
from benchmarks.packaged import VARIABLE as FROZEN

# Name -> module. Each has ``measure(folder, rounds)``, which may fill the folder.
BENCHMARKS = {
    "start": "benchmarks.starting",
    "typing": "benchmarks.typing",
    "preview": "benchmarks.previewing",
    "open": "benchmarks.opening",
    "save": "benchmarks.saving",
    "page": "benchmarks.pages",
    "journal": "benchmarks.journalling",
    "history": "benchmarks.histories",
    "memory": "benchmarks.memory",
}
# These measure in libraries of several sizes: ``measure(folder, rounds, libraries)``.
IN_SIZES = {
    "archive": "benchmarks.archive",
    "search": "benchmarks.search",
    "suggest": "benchmarks.suggest",
    "backup": "benchmarks.backup",
}
NAMES = (*BENCHMARKS, *IN_SIZES)
LEAST_ROUNDS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was measured, whether or not the targets are kept; 2 for a name that there is not."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["generate"]:
        from benchmarks.generator import main as generate

        return generate(given[1:])
    options = _parser().parse_args(given)
    if options.frozen is not None:
        os.environ[FROZEN] = str(options.frozen.resolve())
    names = options.names or NAMES
    figures: list[Figure] = []
    for name in names:
        if name in BENCHMARKS:
            with _measuring(name) as folder:
                figures += import_module(BENCHMARKS[name]).measure(folder, options.rounds)
    if sized := [name for name in names if name in IN_SIZES]:
        figures += _in_sizes(sized, options)
    if options.json:
        print(json.dumps({"figures": [one.as_json() for one in figures]}, indent=2))
    else:
        print(as_table(figures))
    return 0


def _in_sizes(names: Sequence[str], options: argparse.Namespace) -> list[Figure]:
    """All of them in the same libraries."""
    from benchmarks.sized import sized_libraries

    figures: list[Figure] = []
    with _measuring("libraries") as folder:
        libraries = sized_libraries(folder, options.articles, options.library)
        for name in names:
            print(f"{name} in {', '.join(one.words for one in libraries)} …", file=sys.stderr, flush=True)
            figures += import_module(IN_SIZES[name]).measure(folder, options.rounds, libraries)
    return figures


@contextmanager
def _measuring(name: str) -> Iterator[Path]:
    """A folder for one benchmark, gone afterwards."""
    print(f"{name} …", file=sys.stderr, flush=True)
    with TemporaryDirectory(prefix=f"{name}-", dir=_place()) as folder:
        yield Path(folder)


def _place() -> Path:
    """Where the libraries that are measured lie: on the user's disk, for a temporary folder may be in memory."""
    from platformdirs import user_cache_path

    given = os.environ.get("NEWSROOM_BENCHMARK_DIR")
    place = Path(given) if given else user_cache_path("Newsroom", appauthor=False) / "benchmarks"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m benchmarks",
        description="Measures how fast the program is; each figure beside a floor of the same run. "
        "“generate PATH” makes a library instead; see “generate --help”.",
        epilog="Wants a machine that does nothing else, and room on the disk for a library of 100,000 articles. "
        "NEWSROOM_BENCHMARK_DIR names another folder to measure in than the user's cache.",
    )
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=f"all, or: {', '.join(NAMES)}")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument(
        "--rounds",
        type=_rounds,
        default=LEAST_ROUNDS,
        metavar="N",
        help="how often whole starts and sessions are repeated; medians are told (default: %(default)s, at least 5)",
    )
    parser.add_argument(
        "--articles",
        type=int,
        nargs="+",
        default=[],
        metavar="N",
        help="archive, search, suggest, backup: make libraries of these sizes, too, beside that of 10,000 articles",
    )
    parser.add_argument(
        "--library",
        type=Path,
        nargs="+",
        default=[],
        metavar="PATH",
        help="the same: measure in these, too, made before by “generate”; acts are done and undone",
    )
    parser.add_argument(
        "--frozen",
        type=Path,
        metavar="FOLDER",
        help="start: the frozen program of this folder, too, by turns with the source (build/frozen/newsroom; "
        f"else what {FROZEN} names)",
    )
    return parser


def _name(text: str) -> str:
    if text not in NAMES:
        raise argparse.ArgumentTypeError(f"there is no benchmark “{text}”")
    return text


def _rounds(text: str) -> int:
    return max(LEAST_ROUNDS, int(text))


if __name__ == "__main__":
    sys.exit(main())
