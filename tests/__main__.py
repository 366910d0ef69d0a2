"""``python3 -m tests [ARGUMENTS OF PYTEST]``: sets up the checkout with the tests' tools, then runs pytest.

``--setup-only`` stops after the set-up. Standard library only; the checkout's own Python runs pytest.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def main() -> int:
    """Answers pytest's exit code; 1 if the set-up failed, which has been told on stderr."""
    sys.path.insert(0, ROOT)
    from main import too_old

    problem = too_old(sys.version_info[:3], " ".join(["-m tests", *sys.argv[1:]]))
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from newsroom.bootstrap import library_level, run_python
    from newsroom.bootstrap.preparing import prepare
    from tests.environment import qt_environment

    environment = {**qt_environment(), **os.environ}
    if not prepare(ROOT, level=library_level(environment), dev=True):
        return 1
    if sys.argv[1:] == ["--setup-only"]:
        return 0
    os.chdir(ROOT)
    return run_python(ROOT, ["-m", "pytest", *sys.argv[1:]], environment)


if __name__ == "__main__":
    sys.exit(main())
