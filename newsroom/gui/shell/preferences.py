"""What the window remembers from one start to the next, in a file of the user's own; nothing of it is in a library."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MAX_RECENT = 12
_KEPT_ARTICLES = 20
_WIDEST = 10_000


class Preferences:
    """Typed access to one settings file. What is missing or damaged reads as the default. GUI thread only.

    A file that is no settings file is put aside, with the day in its name. Several windows may have one file: what one
    writes is written whole, and keeps what the others wrote.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.put_aside: Path | None = None
        """Where a damaged file was put at this start."""
        if not _is_sound(path):
            self.put_aside = _put_aside(path)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def set_text(self, name: str, value: str) -> None:
        self._settings.setValue(name, value)

    def number(self, name: str, default: float) -> float:
        try:
            return float(self.text(name, str(default)))
        except ValueError:
            return default

    def flag(self, name: str, default: bool) -> bool:
        return self.text(name, str(default)).lower() == "true"

    def set_flag(self, name: str, value: bool) -> None:
        self.set_text(name, str(value))

    def widths(self, name: str) -> dict[str, int]:
        """Pixels by name; what is no width is left out."""
        pairs = (part.split("=", 1) for part in self.text(name).split() if "=" in part)
        return {
            key: min(int(value), _WIDEST) for key, value in pairs if value.isdecimal() and value.isascii()
        }

    def set_widths(self, name: str, widths: Mapping[str, int]) -> None:
        self.set_text(name, " ".join(f"{key}={value}" for key, value in widths.items()))

    def data(self, name: str) -> QByteArray:
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_data(self, name: str, value: QByteArray) -> None:
        self._settings.setValue(name, value)

    def recent(self, name: str) -> tuple[str, ...]:
        """A list of what was used last, newest first."""
        return tuple(line for line in self.text(name).split("\n") if line)

    def add_recent(self, name: str, value: str) -> None:
        """Puts a value at the front of such a list; ``value`` has no line end."""
        values = [value, *(other for other in self.recent(name) if other != value)]
        self.set_text(name, "\n".join(values[:MAX_RECENT]))

    def article_of(self, library: Path) -> int | None:
        """The article that was open when this library was last left."""
        for line in self.text("library/articles").split("\n"):
            number, _, path = line.partition(" ")
            if path == str(library) and number.isdecimal():
                return int(number)
        return None

    def set_article_of(self, library: Path, article_id: int | None) -> None:
        lines = self.text("library/articles").split("\n")
        kept = [line for line in lines if line and line.partition(" ")[2] != str(library)]
        if article_id is not None:
            kept.insert(0, f"{article_id} {library}")
        self.set_text("library/articles", "\n".join(kept[:_KEPT_ARTICLES]))

    @property
    def is_writable(self) -> bool:
        """Whether what is set will be found again. Looks at the disk."""
        return bool(self._settings.isWritable())

    def save(self) -> None:
        """Writes now what else would be written soon, and takes what others wrote."""
        self._settings.sync()

    def read_again(self) -> None:
        """Takes what others wrote: another window, or somebody by hand. A damaged file is left alone."""
        if _is_sound(self.path):
            self._settings.sync()


def _is_sound(path: Path) -> bool:
    """Whether each line is one of such a file. What cannot be read at all is left to who opens it."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    except OSError:
        return True
    return "\0" not in text and all(map(_is_line, text.split("\n")))


def _is_line(line: str) -> bool:
    line = line.strip()
    if not line or line[0] in ";#":
        return True
    return line[-1] == "]" if line[0] == "[" else "=" in line


def _put_aside(path: Path) -> Path | None:
    """Beside its place; None where that cannot be done, and it is written over."""
    day = f"{datetime.now():%Y-%m-%d}"  # noqa: DTZ005 - the day on the clock that its owner sees
    names = [f"{path.stem}.damaged-{day}{path.suffix}"]
    names += [f"{path.stem}.damaged-{day}-{n}{path.suffix}" for n in range(2, 100)]
    for name in names:
        if not (aside := path.with_name(name)).exists():
            try:
                path.rename(aside)
            except OSError:
                return None
            return aside
    return None
