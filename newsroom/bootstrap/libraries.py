"""Finds the system libraries that Qt needs and that are missing, before Qt starts; installs or names their packages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from newsroom.bootstrap.errors import SetupError, say
from newsroom.bootstrap.packages import FONT, PACKAGES, Package

_PROBE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "probe.py")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".pfb")
_WAIT = ("-o", "DPkg::Lock::Timeout=120")  # seconds: a new system often installs updates of its own first


def ensure_libraries(python: str, level: str) -> None:
    """Sees that Qt of this environment's Python can load: as root, or after a yes, installs what is missing.

    ``level`` is ``offscreen`` or ``window``. Raises SetupError with the line to type.
    """
    installer = _installer()
    output = ""
    before = None
    while True:
        missing = find_missing(python, level)
        packages = packages_of(missing) + ([] if has_fonts() else [FONT])
        # What is installed may show that more is missing; what changes nothing is not tried again.
        if packages == before or not packages or installer is None:
            break
        if before is None and not _may_install(missing, packages):
            break
        before = packages
        say(f"Installing {len(packages)} packages of the system that the window needs ...")
        output += _install(installer, packages)
    if missing:
        raise SetupError(_what_to_type(installer, missing, packages), output)


def find_missing(python: str, level: str) -> list[str]:
    """The names (``libEGL.so.1``) of the missing libraries: those we know of, then what Qt itself misses."""
    wanted = [name for name, package in PACKAGES.items() if level == "window" or not package.window]
    answer = subprocess.run(
        [python, "-I", _PROBE, level, *wanted], capture_output=True, text=True, check=False
    )
    return answer.stdout.split()


def packages_of(missing: Sequence[str]) -> list[Package]:
    """The packages that hold these libraries, each once; unknown libraries have none."""
    return list(dict.fromkeys(PACKAGES[name] for name in missing if name in PACKAGES))


def has_fonts() -> bool:
    """Whether any font is installed: without one, text is drawn as boxes."""
    for folder in _FONT_FOLDERS:
        for _, _, files in os.walk(os.path.expanduser(folder)):
            if any(name.lower().endswith(_FONT_ENDINGS) for name in files):
                return True
    return False


def _what_to_type(installer: str | None, missing: Sequence[str], packages: Sequence[Package]) -> str:
    unknown = [name for name in missing if name not in PACKAGES]
    if installer is None or unknown:
        names = ", ".join(unknown or missing)
        return f"The window needs libraries of the system. Install the packages of {names}, then start again."
    line = f"{installer} install {' '.join(_names(installer, packages))}"
    if not _is_root():
        line = f"sudo {line}" if shutil.which("sudo") else f"su -c '{line}'"
    return f"The window needs libraries of the system. Type this, then start again: {line}"


def _installer() -> str | None:
    return next((name for name in ("apt-get", "dnf") if shutil.which(name)), None)


def _may_install(missing: Sequence[str], packages: Sequence[Package]) -> bool:
    """As root always; else after a yes, where there is somebody to ask. Fonts alone are not worth a question."""
    if _is_root():
        return bool(packages)
    if not missing or not packages or not shutil.which("sudo"):
        return False
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(
        f"The window needs {len(packages)} packages of the system. Install them with sudo? [Y/n] "
    )
    sys.stderr.flush()
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")


def _install(installer: str, packages: Sequence[Package]) -> str:
    """Installs by apt-get or dnf and answers what they printed. What fails is still missing in the next round."""
    if installer == "dnf":
        return _run(["dnf", "install", "-y", *_names("dnf", packages)])
    output = "" if _knows(packages) else _run(["apt-get", *_WAIT, "update"])
    return output + _run(
        ["apt-get", *_WAIT, "install", "-y", "--no-install-recommends", *_names("apt-get", packages)]
    )


def _knows(packages: Sequence[Package]) -> bool:
    """Whether apt's lists are there: a fresh container has none."""
    return all(_in_apt_lists(name) for name in _names("apt-get", packages))


def _run(command: list[str]) -> str:
    if not _is_root():
        command = ["sudo", *command]
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout


def _names(installer: str, packages: Sequence[Package]) -> list[str]:
    """The packages' names here, each once. Since Debian 13 and Ubuntu 24.04 some carry ``t64``."""
    if installer == "dnf":
        return list(dict.fromkeys(package.dnf for package in packages))
    return [
        package.apt_t64 if package.apt_t64 and _in_apt_lists(package.apt_t64) else package.apt
        for package in packages
    ]


def _in_apt_lists(name: str) -> bool:
    answer = subprocess.run(["apt-cache", "pkgnames", name], capture_output=True, text=True, check=False)
    return name in answer.stdout.split()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
