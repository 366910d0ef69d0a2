"""What the disk under a folder allows: a write-ahead log, writing at all. Asks the system; changes nothing."""

import os
import stat
import sys
from pathlib import Path

# File systems of other machines: shared memory between them does not exist, and a write-ahead log needs it.
_NETWORK = frozenset(
    "nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs afpfs webdav davfs 9p ceph glusterfs lustre gpfs beegfs pvfs2 "
    "fuse.sshfs fuse.davfs fuse.davfs2 fuse.glusterfs fuse.ceph fuse.rclone fuse.s3fs fuse.smbnetfs macfuse".split()
)
_DRIVE_REMOTE = 4
_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def is_on_network(path: Path) -> bool:
    """Whether another machine holds the file."""
    return file_system(path) in _NETWORK


def file_system(path: Path) -> str:
    """The file system's name in lower case, "" when the system does not tell; on Windows only ``smb`` or ""."""
    return _file_system(path)


def _of_mounts(path: Path) -> str:
    try:
        mounts = _mounts()
    except OSError:
        return ""
    real = os.path.realpath(path)
    found = max((m for m in mounts if _is_under(real, m[0])), key=lambda m: len(m[0]), default=("", ""))
    return found[1].lower()


def is_read_only_for_all(path: Path) -> bool:
    """Whether nobody at all can write the file: the disk is mounted so, or neither it nor its folder lets anybody."""
    try:
        return _is_read_only(path)
    except OSError:
        return False


def may_write(path: Path) -> bool:
    """Whether we may write this file and make others beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _is_under(path: str, mount: str) -> bool:
    return path == mount or path.startswith(mount.rstrip("/") + "/")


def _mounts() -> list[tuple[str, str]]:
    """Mount points and their file systems; of several on one point the last one counts."""
    return _mounts_of_mac() if sys.platform == "darwin" else _mounts_of_linux()


def _mounts_of_linux() -> list[tuple[str, str]]:
    with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as file:
        fields = [line.split() for line in file]
    mounts = {_plain(row[1]): row[2] for row in fields if len(row) > 2}
    return list(mounts.items())


def _plain(name: str) -> str:
    r"""``\040`` stands for a space in the system's list."""
    for code, character in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        name = name.replace(code, character)
    return name


def _mounts_of_mac() -> list[tuple[str, str]]:
    """``/dev/disk3s1 on /Volumes/News (apfs, local, journaled)``"""
    import subprocess

    done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
    mounts = []
    for line in done.stdout.splitlines():
        head, _, options = line.rpartition(" (")
        mounts.append((head.partition(" on ")[2], options.split(",")[0].rstrip(")")))
    return mounts


if sys.platform == "win32":
    import ctypes

    def _file_system(path: Path) -> str:
        anchor = path.absolute().anchor
        remote = anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
        return "smb" if remote else ""

    def _is_read_only(path: Path) -> bool:
        del path  # its attributes there do not say it
        return False

else:
    _file_system = _of_mounts

    def _is_read_only(path: Path) -> bool:
        if os.statvfs(path).f_flag & os.ST_RDONLY:
            return True
        return not (path.stat().st_mode | path.parent.stat().st_mode) & _WRITE_BITS
