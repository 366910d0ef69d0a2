"""The file of keys as text: read line by line, so that one slip costs one line; changed without losing a word of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.gui.keys import KeyFault

HEAD = """\
# Keys of Newsroom's commands, where they are not those that the program comes with. The window writes here, and reads
# at once what is written by hand. A line each: the command's name, and its key, or several, or none.
#
#     view.preview = "F5"
#     article.publish = ["Ctrl+Return", "Ctrl+Enter"]
#     edit.bold = []
#
# The names stand in Settings, Keys. A line that is not understood is named there, and all others hold.
"""
_MOST_CHARS = 200_000
_MOST_KEYS = 8


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A command's keys as they are written, and where."""

    number: int
    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What was read: lines that can be used, and what is wrong with the others."""

    lines: tuple[KeyLine, ...] = ()
    faults: tuple[KeyFault, ...] = ()


def read_keys(text: str) -> KeyFile:
    """Reads all lines; of two for one command the first holds."""
    if len(text) > _MOST_CHARS:
        return KeyFile(faults=(KeyFault(0, "It is too long to be a file of keys."),))
    lines: dict[str, KeyLine] = {}
    faults = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            found = _entry(line)
        except ValueError as error:
            faults.append(KeyFault(number, str(error)))
            continue
        if found is None:
            continue
        name, keys = found
        if name in lines:
            faults.append(KeyFault(number, f"{name} has its keys in line {lines[name].number}."))
        else:
            lines[name] = KeyLine(number, name, keys)
    return KeyFile(tuple(lines.values()), tuple(faults))


def changed_keys(text: str, changes: Mapping[str, tuple[str, ...] | None]) -> str:
    """The text with other keys for these commands; None takes a command's line out. All else stays as it is."""
    left = dict(changes)
    kept = []
    for line in text.split("\n") if text.strip() else HEAD.split("\n"):
        name = _name(line)
        if name not in changes:
            kept.append(line)
        elif name in left and (keys := left.pop(name)) is not None:
            kept.append(_line(name, keys))
    while kept and not kept[-1].strip():
        kept.pop()
    kept += [_line(name, keys) for name, keys in left.items() if keys is not None]
    return "\n".join([*kept, ""])


def _line(name: str, keys: tuple[str, ...]) -> str:
    quoted = [_quoted(key) for key in keys]
    return f"{name} = {quoted[0]}" if len(quoted) == 1 else f"{name} = [{', '.join(quoted)}]"


def _quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _name(line: str) -> str:
    try:
        found = _entry(line)
    except ValueError:
        return ""
    return "" if found is None else found[0]


def _entry(line: str) -> tuple[str, tuple[str, ...]] | None:
    """The line's command and keys; None where it says nothing. Raises ``ValueError`` with words for a person."""
    line = line.strip().removeprefix("\ufeff")
    if not line or line.startswith("#"):
        return None
    import tomllib

    if not line.isprintable() and not line.replace("\t", " ").isprintable():
        raise ValueError("It holds characters that cannot be read.")
    try:
        read: object = tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError('It is no command with its key, as in: view.preview = "F5".') from error
    names = []
    while isinstance(read, dict) and len(read) == 1:
        ((name, read),) = read.items()
        names.append(str(name))
    if isinstance(read, dict):
        raise ValueError("Headings are of no use here: the whole name stands in each line.")
    values = read if isinstance(read, list) else [read]
    if not all(isinstance(value, str) for value in values) or len(values) > _MOST_KEYS:
        raise ValueError(f"Keys are texts between quotation marks, at most {_MOST_KEYS} of them.")
    return ".".join(names), tuple(values)
