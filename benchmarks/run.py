"""Runs benchmarks by name and prints their figures."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, as_table

# Name -> module. Each has ``measure(folder, rounds)``, which may fill the folder.
BENCHMARKS = {
    "start": "benchmarks.starting",
    "typing": "benchmarks.typing",
    "preview": "benchmarks.previewing",
    "open": "benchmarks.opening",
    "save": "benchmarks.saving",
    "page": "benchmarks.pages",
    "memory": "benchmarks.memory",
}
LEAST_ROUNDS = 5
Measure = Callable[[Path, int], list[Figure]]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was measured, whether or not the targets are kept; 2 for a name that there is not."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["generate"]:
        from benchmarks.generator import main as generate

        return generate(given[1:])
    options = _parser().parse_args(given)
    figures: list[Figure] = []
    for name in options.names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        measure: Measure = import_module(BENCHMARKS[name]).measure
        with TemporaryDirectory(prefix=f"{name}-", dir=_place()) as folder:
            figures += measure(Path(folder), options.rounds)
    if options.json:
        print(json.dumps({"figures": [one.as_json() for one in figures]}, indent=2))
    else:
        print(as_table(figures))
    return 0


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
        description="Measures how fast the program is; each figure beside a floor of the same run.",
        epilog="Wants a machine that does nothing else, and room on the disk for a library of 100,000 articles. "
        "NEWSROOM_BENCHMARK_DIR names another folder to measure in than the user's cache.",
    )
    parser.add_argument(
        "names", nargs="*", type=_name, metavar="NAME", help=f"all, or: {', '.join(BENCHMARKS)}"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument(
        "--rounds",
        type=_rounds,
        default=LEAST_ROUNDS,
        metavar="N",
        help="how often whole starts and sessions are repeated; medians are told (default: %(default)s, at least 5)",
    )
    return parser


def _name(text: str) -> str:
    if text not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"there is no benchmark “{text}”")
    return text


def _rounds(text: str) -> int:
    return max(LEAST_ROUNDS, int(text))


if __name__ == "__main__":
    sys.exit(main())
