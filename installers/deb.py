"""The Debian package, written here and not by dpkg-deb: its bytes depend on nothing but its content."""

import hashlib
import platform
from pathlib import Path

from installers import elf
from installers.allowed import SYSTEM_LIBRARIES, library_stem
from installers.archive import Entry, write_tar
from installers.linux_tree import MAINTAINER
from newsroom.bootstrap.packages import FONT, PACKAGES, Package

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# What the shipped files ask for besides; a desktop has them all, a bare Debian has not. A test of a made package reads
# every file and finds what is lacking here.
ALSO = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libudev.so.1": "libudev1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libzstd.so.1": "libzstd1",
}
# Parts of glibc itself.
GLIBC = frozenset(
    "ld-linux-x86-64 ld-linux-aarch64 libc libdl libm libpthread libresolv librt libutil".split()
)
_POSTINST = """\
#!/bin/sh
set -e
# Ubuntu lets no program have user namespaces, which the preview's sandbox needs, but those with a profile. Parsers
# before AppArmor 4 do not know the word, and their systems do not need it.
if [ "$1" = configure ] && [ -e /etc/apparmor.d/abi/4.0 ]; then
    cp /usr/share/newsroom/apparmor/newsroom /etc/apparmor.d/newsroom
    if command -v apparmor_parser >/dev/null 2>&1 && [ -d /sys/kernel/security/apparmor ]; then
        apparmor_parser --replace --write-cache /etc/apparmor.d/newsroom || true
    fi
fi
"""
_PRERM = """\
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -e /etc/apparmor.d/newsroom ]; then
    if command -v apparmor_parser >/dev/null 2>&1 && [ -d /sys/kernel/security/apparmor ]; then
        apparmor_parser --remove /etc/apparmor.d/newsroom || true
    fi
    rm -f /etc/apparmor.d/newsroom
fi
"""


def make(tree: list[Entry], frozen: Path, out: Path, version: str, date: int, preset: int) -> Path:
    """Writes ``newsroom_VERSION_ARCHITECTURE.deb`` and answers where."""
    architecture = _ARCHITECTURES[platform.machine()]
    target = out / f"newsroom_{version}_{architecture}.deb"
    data, control = out / "data.tar.xz.new", out / "control.tar.xz.new"
    glibc = elf.newest_glibc(frozen).version
    write_tar(tree, data, date, preset, lead="./")
    write_tar(_control_files(tree, version, architecture, glibc), control, date, 9, lead="./")
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", control.read_bytes()),
        ("data.tar.xz", data.read_bytes()),
    )
    with target.open("wb") as file:
        file.write(b"!<arch>\n")
        for name, content in members:
            file.write(f"{name:<16}{date:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode("ascii"))
            file.write(content + b"\n" * (len(content) % 2))
    data.unlink()
    control.unlink()
    return target


def dependencies(glibc: str) -> list[str]:
    """What apt has to install along: what bootstrap knows of Qt's wants, but for what is shipped; sorted."""
    wanted = {
        _in_apt(package)
        for library, package in PACKAGES.items()
        if library_stem(library) not in SYSTEM_LIBRARIES
    }
    return sorted({*wanted, *ALSO.values(), f"libc6 (>= {glibc})"})


def control_text(version: str, architecture: str, kilobytes: int, glibc: str) -> str:
    """The package's own description."""
    return f"""\
Package: newsroom
Version: {version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {kilobytes}
Depends: {", ".join(dependencies(glibc))}
Recommends: {FONT.apt}, fonts-noto-cjk, fonts-noto-color-emoji
Section: editors
Priority: optional
Description: desktop tool for news editors
 Write an article, give it its place in the archive (section, series, tags,
 related articles), see it exactly as readers will, and file it. Works on one
 desktop with nothing to set up, with or without a network, on an archive of a
 million articles. The command line does what the window does.
"""


def _in_apt(package: Package) -> str:
    return f"{package.apt_t64} | {package.apt}" if package.apt_t64 else package.apt


def _control_files(tree: list[Entry], version: str, architecture: str, glibc: str) -> list[Entry]:
    sizes = [entry.content.stat().st_size for entry in tree if isinstance(entry.content, Path)]
    text = control_text(version, architecture, sum(sizes) // 1024, glibc)
    sums = "".join(
        f"{_md5(entry)}  {entry.name}\n" for entry in sorted(tree) if not isinstance(entry.content, str)
    )
    return [
        Entry("control", text.encode()),
        Entry("md5sums", sums.encode()),
        Entry("postinst", _POSTINST.encode(), executable=True),
        Entry("prerm", _PRERM.encode(), executable=True),
    ]


def _md5(entry: Entry) -> str:
    """Debian's form of a check sum, against accidents alone."""
    content = entry.content.read_bytes() if isinstance(entry.content, Path) else entry.content
    return hashlib.md5(content if isinstance(content, bytes) else b"", usedforsecurity=False).hexdigest()
