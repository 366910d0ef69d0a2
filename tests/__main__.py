"""``python3 -m tests [ARGUMENTS OF PYTEST]``: sets up the checkout with the tests' tools, then runs pytest.

All tests run in several processes at once, unless ``-n 0`` is said; what names files, in one. ``--setup-only`` stops
after the set-up. Standard library only; the checkout's own Python runs pytest.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
# Of some 300 MB each.
_MOST_PROCESSES = 4


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
    return run_python(ROOT, ["-m", "pytest", *_in_parts(sys.argv[1:]), *sys.argv[1:]], environment)


def _in_parts(arguments: list[str]) -> list[str]:
    """All tests go through several processes at once, which wait for the disk and for each other; a few through one."""
    n_processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    is_all = not any(os.path.exists(argument.partition("::")[0]) for argument in arguments)
    is_said = any(argument.startswith(("-n", "--pdb", "-s", "-k", "-m")) for argument in arguments)
    return (
        ["-n", str(n_processes), "--dist", "worksteal"] if is_all and not is_said and n_processes > 1 else []
    )


if __name__ == "__main__":
    sys.exit(main())
