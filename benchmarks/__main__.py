"""``python3 -m benchmarks [NAME ...] [--json]``: sets up the checkout, then measures.

Standard library only; the checkout's own Python measures.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def main() -> int:
    """Answers the exit code of the measuring; 1 if the set-up failed, which has been told on stderr."""
    sys.path.insert(0, ROOT)
    from main import too_old

    problem = too_old(sys.version_info[:3], " ".join(["-m benchmarks", *sys.argv[1:]]))
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from newsroom.bootstrap import library_level, run_python
    from newsroom.bootstrap.preparing import prepare

    if not prepare(ROOT, level=library_level(dict(os.environ))):
        return 1
    os.chdir(ROOT)
    return run_python(ROOT, ["-m", "benchmarks.run", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
