"""The keys of all commands: those they came with, and over them those of a plain file that is read when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from newsroom.gui.keys import CommandKeys, KeyFault, KeyRules, portable
from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.key_file import KeyFile, changed_keys, read_keys
from newsroom.gui.shell.watched_file import WatchedFile
from newsroom.jobs.lanes import Err, Outcome, Runner

FILE = "keys.toml"
GROUPS = ("app", "article", "edit", "go", "view", "preview", "archive", "order", "suggest", "library", "site")


class Keys(QObject):
    """Owns the file and what is taken of it; the actions are the book's. GUI thread only.

    What stands in the file goes before what a command came with: a key that is given there leaves who came with it.
    """

    changed = Signal()
    """Keys are others now, or commands have come, or what is wrong in the file is something else."""
    failed = Signal(str)
    """The file could not be written: the keys hold until the end."""

    def __init__(self, book: ActionBook, lanes: Runner, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._lanes = lanes
        self._file = file
        self._wanted: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, int] = {}
        self._read = KeyFile()
        self._faults: tuple[KeyFault, ...] = ()
        self._is_complete = False
        self._n_writing = 0
        self._rules = KeyRules(self._is_known, self)
        self._watched = WatchedFile(file, self)
        self._watched.changed.connect(self.read_again)
        book.grown.connect(self._on_book_grown)

    # The file

    def begin(self) -> None:
        """Reads the file, where there is one. Blocking, for moments: keys of the first second are the right ones."""
        if self._file.is_file():
            self._take(_read(self._file))

    def set_complete(self) -> None:
        """All commands have come: now a name that no command has is a fault. From now on the file is watched."""
        self._is_complete = True
        self._apply()
        self._watched.begin()

    def read_again(self) -> None:
        """The file may be another."""
        self._watched.begin()
        file = self._file

        def on_answered(outcome: Outcome[KeyFile]) -> None:
            if not isinstance(outcome, Err) and not self._n_writing:
                self._take(outcome.value)

        # Behind what is still to be written, else it would come back.
        self._lanes.write(lambda: _read(file), on_answered, owner=self)

    def _take(self, read: KeyFile) -> None:
        self._lines = {line.name: line.number for line in read.lines}
        wanted = {line.name: line.keys for line in read.lines}
        if wanted != self._wanted or read.faults != self._read.faults:
            self._read, self._wanted = read, wanted
            self._apply()

    # What holds

    def _on_book_grown(self) -> None:
        self._apply()

    def _is_known(self, key: str) -> bool:
        return any(key in self._book.defaults_of(action.objectName()) for action in self._book.all())

    def _apply(self) -> None:
        """Gives every command its keys, and notes what of the file cannot be."""
        given, faults = self._given()
        taken = {key for keys in given.values() for key in keys}
        for action in self._book.all():
            name = action.objectName()
            came_with = self._book.defaults_of(name)
            free = tuple(key for key in came_with if key not in taken)
            self._book.set_keys(name, given.get(name, free))
        self._faults = tuple(sorted((*self._read.faults, *faults), key=lambda fault: fault.line))
        self.changed.emit()

    def _given(self) -> tuple[dict[str, tuple[str, ...]], list[KeyFault]]:
        given: dict[str, tuple[str, ...]] = {}
        owners: dict[str, str] = {}
        faults = []
        for name, texts in self._wanted.items():
            line = self._lines.get(name, 0)
            if name not in self._book:
                if self._is_complete:
                    faults.append(KeyFault(line, self.tr("No command is called {0}.").format(name)))
                continue
            keys = []
            for text in texts:
                key = portable(text)
                problem = self._problem(name, key, text, owners)
                if problem:
                    faults.append(KeyFault(line, problem))
                elif key not in keys:
                    keys.append(key)
                    owners[key] = name
            if keys or not texts:  # a line of which nothing can be taken leaves the command as it came
                given[name] = tuple(keys)
        return given, faults

    def _problem(self, name: str, key: str, text: str, owners: Mapping[str, str]) -> str:
        if not key:
            return self.tr("“{0}” is no key.").format(text)
        if key in owners:
            words = self.tr("{0} is given to “{1}” already.")
            return words.format(key, self._book[owners[key]].text())
        if why := self._rules.problem_of(key, name):
            return f"{key}: {why}"
        return ""

    # What pages ask

    @property
    def path(self) -> str:
        return str(self._file)

    @property
    def faults(self) -> tuple[KeyFault, ...]:
        return self._faults

    def rows(self) -> tuple[CommandKeys, ...]:
        book = self._book
        rows = [
            CommandKeys(name, action.text(), book.keys_of(name), book.defaults_of(name))
            for action in book.all()
            if (name := action.objectName())
        ]
        places = {group: place for place, group in enumerate(GROUPS)}
        return tuple(sorted(rows, key=lambda row: places.get(row.group, len(places))))

    def owner_of(self, key: str) -> CommandKeys | None:
        return next((row for row in self.rows() if key in row.keys), None)

    def problem_of(self, key: str, name: str) -> str:
        return self._rules.problem_of(key, name)

    def assign(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        changes = {
            name: None if wanted == self._book.defaults_of(name) else wanted for name, wanted in keys.items()
        }
        self._change(changes)

    def reset(self, names: tuple[str, ...]) -> None:
        self._change(dict.fromkeys((name for name in names if name in self._wanted), None))

    def _change(self, changes: Mapping[str, tuple[str, ...] | None]) -> None:
        for name, keys in changes.items():
            if keys is None:
                self._wanted.pop(name, None)
            else:
                self._wanted[name] = keys
        self._apply()
        if changes:
            self._write(dict(changes))

    def _write(self, changes: Mapping[str, tuple[str, ...] | None]) -> None:
        file = self._file
        self._n_writing += 1

        def on_answered(outcome: Outcome[None]) -> None:
            self._n_writing -= 1
            if isinstance(outcome, Err):
                words = self.tr("{0} could not be written: these keys hold until you quit. {1}")
                self.failed.emit(words.format(file, outcome.error))
            else:
                self.read_again()

        self._lanes.write(lambda: _change_file(file, changes), on_answered, owner=self)


def _read(file: Path) -> KeyFile:
    """Blocking. What is no text is kept as it is, and named."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return KeyFile()
    except OSError as error:
        return KeyFile(faults=(KeyFault(0, f"It could not be read: {error.strerror or error}."),))
    return read_keys(data.decode("utf-8", "surrogateescape"))


def _change_file(file: Path, changes: Mapping[str, tuple[str, ...] | None]) -> None:
    """Blocking. Raises ``NewsroomError``. Reads first: somebody may have written to it by hand."""
    from newsroom.desk.files import write_atomically
    from newsroom.domain.errors import NewsroomError

    try:
        before = file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, changed_keys(before, changes).encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise NewsroomError(f"{error.strerror or error}.") from error
