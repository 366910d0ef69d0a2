"""A checkout's front door: makes the environment on first use, then hands over to newsroom.app.

Standard library only, and a form that Python 3.6 reads, so that an old Python can say what is missing.
"""

import os
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.realpath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")


def too_old(version: "tuple[int, ...]", typed: str) -> str:
    """What to say to a Python of this version that was asked to run ``typed``; empty if the version will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    from shutil import which

    here = ".".join(str(part) for part in version[:2])
    needed = ".".join(str(part) for part in OLDEST)
    newer = next((name for name in ("python3.13", "python3.12", "python3.11") if which(name)), "")
    advice = f"Type: {newer}" if newer else f"Install Python {needed}, then type: python{needed}"
    return f"newsroom: This is Python {here}, and Newsroom needs {needed} or newer. {advice} {typed}"


def main() -> int:
    """Runs the program in the checkout's environment, making it first if need be; answers the exit code."""
    problem = too_old(sys.version_info[:3], " ".join(["main.py", *sys.argv[1:]]))
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    if os.path.normcase(sys.prefix) == os.path.normcase(ENVIRONMENT):
        from newsroom.app import main as run

        return run()
    from newsroom.bootstrap import hand_over

    return hand_over(ROOT, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
