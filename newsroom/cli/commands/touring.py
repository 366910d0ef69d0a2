"""``tour``: the errand in the real window, with pictures."""

from argparse import Namespace
from pathlib import Path

from newsroom.cli.context import Context
from newsroom.cli.parsing import Parser


def make_tour_parser() -> Parser:
    parser = Parser(
        "tour",
        "Goes through an editor's whole errand in the real window, on a new library, by keys and mouse alone,\n"
        "and compares what was stored with what was meant. No display is needed.",
        "example:\n  newsroom tour --out newsroom-tour",
    )
    parser.add_argument(
        "--out", required=True, metavar="DIR", help="the folder for the numbered pictures and the page"
    )
    return parser


def run_tour(options: Namespace, context: Context) -> int:
    return context.tour(Path(options.out), context.as_json)


COMMANDS = {"tour": (make_tour_parser, run_tour)}
