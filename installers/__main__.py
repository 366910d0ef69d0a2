"""``python3 -m installers [--out FOLDER] [--quick] [KIND ...]``: makes the packages that this system can make.

Sets up the checkout as ``python3 -m tests`` does, and PyInstaller in a folder of its own below ``build``. Standard
library only; the checkout's own Python builds.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
LOCK = "requirements-installers.lock"


def main() -> int:
    """Answers 0 when all was made; what failed has been told on stderr."""
    sys.path.insert(0, ROOT)
    from main import too_old

    problem = too_old(sys.version_info[:3], " ".join(["-m installers", *sys.argv[1:]]))
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    from newsroom.bootstrap import library_level, run_python
    from newsroom.bootstrap.preparing import prepare

    platform = {"QT_QPA_PLATFORM": "offscreen"}  # the icons are drawn without a screen
    if not prepare(ROOT, level=library_level(platform)):
        return 1
    tools = os.path.join(ROOT, "build", "tools")
    if not _install_tools(tools):
        return 1
    environment = {**os.environ, **platform, "PYTHONPATH": tools, "PYTHONHASHSEED": "0"}
    os.chdir(ROOT)
    return run_python(ROOT, ["-m", "installers.building", *sys.argv[1:]], environment)


def _install_tools(folder: str) -> bool:
    """Exactly what the lock names, hashes checked, where neither the program nor its users see it."""
    from newsroom.bootstrap.errors import SetupError
    from newsroom.bootstrap.installing import pip_of

    with open(os.path.join(ROOT, LOCK), "rb") as file:
        wanted = file.read()
    stamp = os.path.join(folder, LOCK)
    if os.path.exists(stamp):
        with open(stamp, "rb") as file:
            if file.read() == wanted:
                return True
    try:
        pip = pip_of(ROOT)
    except SetupError as error:
        sys.stderr.write(f"installers: {error}\n")
        return False
    options = ["install", "--quiet", "--no-input", "--require-hashes", "--no-deps", "--upgrade"]
    command = [*pip, *options, "--target", folder, "-r", os.path.join(ROOT, LOCK)]
    if subprocess.run(command, check=False).returncode:
        sys.stderr.write("installers: PyInstaller could not be installed; what pip said stands above.\n")
        return False
    with open(stamp, "wb") as file:
        file.write(wanted)
    return True


if __name__ == "__main__":
    sys.exit(main())
