"""What the frozen folder has beside what PyInstaller collected: terms of use, the build's name, PySide's own modules.

Called by the specification, so that what is made of the folder there (an application of macOS, signed) has it, too.
"""

from pathlib import Path

from installers import licences, support_modules
from installers.commit import build_name
from newsroom.versions import BUILD_FILE


def finish(frozen: Path) -> list[tuple[str, str, str]]:
    """Writes it and answers it as PyInstaller's entries: name in the folder, source, kind."""
    inside = frozen / "_internal"
    build = inside / "newsroom" / BUILD_FILE
    build.write_text(f"{build_name()}\n", encoding="utf-8")
    made = [build]
    for folder in (licences.gather(frozen), support_modules.write(inside / "shiboken6")):
        made += [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(str(path.relative_to(inside)), str(path), "DATA") for path in made]
