"""Names of files in a folder or an archive: as one form of path, without those that lead out of it."""

import re
from collections.abc import Iterable
from posixpath import normpath

_DEEPEST = 64
_LONGEST = 4000
_DRIVE = re.compile(r"[A-Za-z]:")
_OF_THE_SYSTEM = frozenset((".ds_store", "thumbs.db", "desktop.ini", "icon\r"))
_FOLDERS_OF_TOOLS = frozenset(("__macosx", "node_modules", "__pycache__"))


def readable(name: str) -> str:
    """A name as text that can be stored and shown, also where its bytes are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def problem_of(name: str) -> str:
    """Why a file of that name, ``/`` between its parts, is not touched, in a sentence; empty where it may be."""
    parts = name.split("/")
    if not name or len(name) > _LONGEST or "\0" in name:
        return "Its name cannot be used."
    if name.startswith("/") or _DRIVE.match(name):
        return "Its name is a whole path: it would lead out of the source."
    if ".." in parts:
        return "Its name leads out of the source."
    if len(parts) > _DEEPEST:
        return "It stands too deep in folders."
    return ""


def is_of_the_system(name: str) -> bool:
    """Whether a file is one that systems leave in folders for themselves. ``name``: its last part."""
    return name.lower() in _OF_THE_SYSTEM or name.startswith("._")


def is_closed_folder(name: str) -> bool:
    """Whether a folder is a tool's own, such as ``.git``: what is in it is never an article."""
    return name.lower() in _FOLDERS_OF_TOOLS or (name.startswith(".") and name not in (".", ".."))


def is_of_tools(path: str) -> bool:
    """Whether a file stands in a tool's folder, or is one of a system."""
    *folders, name = path.split("/")
    return is_of_the_system(name) or any(map(is_closed_folder, folders))


def common_folder(names: Iterable[str]) -> str:
    """The folder, with ``/`` at its end, in which all of the names lie; empty where there is none."""
    common: str | None = None
    for name in names:
        folder = name[: name.rfind("/") + 1]
        if common is None or common.startswith(folder):
            common = folder
        while not name.startswith(common):
            common = common[: common.rstrip("/").rfind("/") + 1]
        if not common:
            return ""
    return common or ""


def joined(folder: str, target: str) -> str:
    """The name that ``target`` has, seen from ``folder``; empty where it leads out. ``/x`` is seen from the top."""
    path = normpath(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/"))
    return "" if path in (".", "..") or path.startswith("../") or len(target) > _LONGEST else path
