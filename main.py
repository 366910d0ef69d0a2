"""A checkout's front door: makes the environment on first use, then hands over to newsroom.app.

Standard library only, and a form that Python 3.6 reads, so that an old Python can say what is missing.
"""

import os
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.realpath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")


def too_old(version: "tuple[int, ...]") -> str:
    """What to say to a Python of this version; empty if it will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    here = ".".join(str(part) for part in version[:2])
    needed = ".".join(str(part) for part in OLDEST)
    return (
        f"newsroom: This is Python {here}, and Newsroom needs {needed} or newer. "
        f"Install Python {needed}, then type: python{needed} {_typed()}"
    )


def main() -> int:
    """Runs the program in the checkout's environment, making it first if need be; answers the exit code."""
    problem = too_old(sys.version_info[:3])
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    if os.path.normcase(sys.prefix) == os.path.normcase(ENVIRONMENT):
        from newsroom.app import main as run

        return run()
    from newsroom.bootstrap import hand_over

    return hand_over(ROOT, sys.argv[1:])


def _typed() -> str:
    return " ".join(["main.py", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
