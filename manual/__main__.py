"""The command: ``python3 -m manual pictures [NAME ...]`` or ``python3 -m manual site [--out FOLDER]``."""

import argparse
import sys
from pathlib import Path

from manual.clock import hold_time

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"


def main() -> int:
    """Answers the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m manual", description="Makes what goes with the guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    pictures = commands.add_parser("pictures", help="takes the pictures anew, from the real window")
    pictures.add_argument("names", nargs="*", metavar="NAME", help="only these; all if none is named")
    pictures.add_argument("--out", type=Path, default=PICTURES, help="another folder")
    site = commands.add_parser("site", help="makes a site of the documents; a warning is an error")
    site.add_argument("--out", type=Path, default=ROOT / "build" / "site", help="another folder")
    asked = parser.parse_args()
    if asked.command == "site":
        from manual.site import build_site

        return build_site(ROOT, asked.out.absolute())
    with hold_time():
        from manual.taking import take_pictures  # what it imports takes the clock along

        return take_pictures(asked.out.absolute(), asked.names)


if __name__ == "__main__":
    sys.exit(main())
