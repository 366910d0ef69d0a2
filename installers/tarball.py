"""The ``.tar.xz`` that runs from any folder, without an installation."""

import platform
from pathlib import Path

from installers.archive import Entry, entries_of, write_tar
from installers.linux_tree import documents, shared_files

_README = """\
Newsroom {version}

Start it:            ./newsroom
The command line:    ./newsroom --help
Put it into menus:   ./add-to-menu        (for you alone; ./add-to-menu --remove takes it out again)

The folder may lie anywhere and may be read-only: nothing is ever written into it. Your library is in
~/.local/share/Newsroom/Library unless you choose another place. It needs glibc 2.{glibc} or newer and the
libraries of a desktop; the package for Debian and Ubuntu names them.
"""
_ADD_TO_MENU = """\
#!/bin/sh
# Puts this folder's Newsroom into your own menus, or takes it out again with --remove.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/newsroom.desktop
kind=$data/mime/packages/newsroom.xml
icon=$data/icons/hicolor/scalable/apps/newsroom.svg
known() {
    if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$data/mime" || true; fi
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database "$data/applications" || true
    fi
}
if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$icon" "$kind"
    known
    exit 0
fi
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")" "$(dirname "$kind")"
cp "$here/share/mime/packages/newsroom.xml" "$kind"
cp "$here/share/icons/hicolor/scalable/apps/newsroom.svg" "$icon"
escaped=$(printf '%s' "$here/newsroom" | sed 's/[\\\\"`$]/\\\\\\\\&/g; s/%/%%/g; s/[&|\\\\]/\\\\&/g')
sed "s|^Exec=newsroom|Exec=\\"$escaped\\"|" "$here/share/applications/newsroom.desktop" > "$entry.new"
mv "$entry.new" "$entry"
known
"""


def make(root: Path, frozen: Path, icons: Path, out: Path, version: str, date: int, preset: int) -> Path:
    """Writes ``newsroom-VERSION-linux-MACHINE.tar.xz`` and answers where."""
    from installers.elf import newest_glibc

    name = f"newsroom-{version}-linux-{platform.machine()}"
    readme = _README.format(version=version, glibc=newest_glibc(frozen).version.removeprefix("2."))
    entries = [
        *entries_of(frozen, name),
        *(
            entry._replace(name=f"{name}/share/{entry.name}")
            for entry in shared_files(root, icons, version, date)
        ),
        *(entry._replace(name=f"{name}/{Path(entry.name).name}") for entry in documents(root)),
        Entry(f"{name}/README.txt", readme.encode()),
        Entry(f"{name}/add-to-menu", _ADD_TO_MENU.encode(), executable=True),
    ]
    target = out / f"{name}.tar.xz"
    write_tar(entries, target, date, preset)
    return target
