"""What Linux packages hold besides the frozen folder, and where: menus, icons, manual, completions, terms of use."""

import gzip
import os
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from installers.archive import Entry, entries_of
from installers.command_line import completions, manual
from installers.icons import SIZES, source

MAINTAINER = "The Newsroom authors <newsroom@localhost>"
# Of docs/pictures, which are made from the real window.
SCREENSHOTS = {
    "window": "Places, list, article, and what the article is",
    "preview": "The page as readers will get it",
    "finding": "The archive answers while one types",
}


def shared_files(root: Path, icons: Path, version: str, date: int) -> list[Entry]:
    """What goes below a ``share`` folder, named from there."""
    linux = root / "installers" / "linux"
    apps = "icons/hicolor/{}/apps/newsroom.{}"
    return [
        Entry("applications/newsroom.desktop", linux / "newsroom.desktop"),
        Entry("mime/packages/newsroom.xml", linux / "newsroom.mime.xml"),
        Entry("metainfo/org.newsroom.Newsroom.metainfo.xml", metainfo(linux, version, date)),
        Entry(apps.format("scalable", "svg"), source(root)),
        *(Entry(apps.format(f"{size}x{size}", "png"), icons / f"newsroom-{size}.png") for size in SIZES),
        Entry("man/man1/newsroom.1.gz", gzip.compress(manual(version, date).encode(), 9, mtime=0)),
        *(Entry(name, text.encode()) for name, text in completions().items()),
    ]


def documents(root: Path) -> list[Entry]:
    """What a person may want to read."""
    return [Entry("LICENSE", root / "LICENSE"), Entry("CHANGELOG.md", root / "CHANGELOG.md")]


def system_tree(root: Path, frozen: Path, icons: Path, version: str, date: int) -> list[Entry]:
    """All files of a package that a system's package manager installs."""
    changes = (root / "CHANGELOG.md").read_bytes()
    linux = root / "installers" / "linux"
    return [
        *entries_of(frozen, "usr/lib/newsroom"),
        Entry("usr/bin/newsroom", "../lib/newsroom/newsroom"),
        *(
            entry._replace(name=f"usr/share/{entry.name}")
            for entry in shared_files(root, icons, version, date)
        ),
        Entry("usr/share/newsroom/apparmor/newsroom", linux / "apparmor"),
        Entry("usr/share/lintian/overrides/newsroom", linux / "lintian-overrides"),
        Entry("usr/share/doc/newsroom/copyright", root / "LICENSE"),
        Entry("usr/share/doc/newsroom/CHANGELOG.md.gz", gzip.compress(changes, 9, mtime=0)),
        Entry(
            "usr/share/doc/newsroom/changelog.gz", gzip.compress(debian_changes(version, date), 9, mtime=0)
        ),
    ]


def debian_changes(version: str, date: int) -> bytes:
    """The list of changes in Debian's form; the whole one lies beside it."""
    day = format_datetime(datetime.fromtimestamp(date, UTC))
    head = f"newsroom ({version}) unstable; urgency=medium"
    return f"{head}\n\n  * What has changed stands in CHANGELOG.md.\n\n -- {MAINTAINER}  {day}\n".encode()


def metainfo(linux: Path, version: str, date: int) -> bytes:
    """The AppStream metadata, with this version and its day.

    Software centres fetch screenshots from the web: there are some if ``NEWSROOM_PICTURES_URL`` says where the folder
    ``docs/pictures`` of this version stands.
    """
    text = (linux / "newsroom.metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(date, UTC).strftime("%Y-%m-%d")
    shown = screenshots(os.environ.get("NEWSROOM_PICTURES_URL", ""))
    for mark, words in (("@VERSION@", version), ("@DATE@", day), ("  @SCREENSHOTS@\n", shown)):
        text = text.replace(mark, words)
    return text.encode()


def screenshots(url: str) -> str:
    """The element of AppStream, the first picture the most telling; empty without an address."""
    if not url:
        return ""
    lines = ["  <screenshots>"]
    for number, (name, caption) in enumerate(SCREENSHOTS.items()):
        kind = ' type="default"' if number == 0 else ""
        lines += [f"    <screenshot{kind}>", f"      <caption>{escape(caption)}</caption>"]
        lines += [f"      <image>{escape(url.rstrip('/'))}/{name}.png</image>", "    </screenshot>"]
    return "\n".join([*lines, "  </screenshots>", ""])
