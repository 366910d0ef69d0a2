"""A theme: templates, styles, script and words read from a folder, the missing ones from our own theme. Reading one
and printing with it; its errors carry file and line."""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.domain.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom.rendering.sandbox import Sandbox
    from newsroom.rendering.words import Words

_SUFFIXES = (".html", ".css", ".js", ".json")
_MAX_FILE_BYTES = 1_000_000
_MAX_FILES = 200
_MAX_PAGE_CHARS = 256_000_000
_N_PIECES = 64  # between two looks at the page's length
_TEXTS = ("style.css", "extra.css", "script.js")


class ThemeError(NewsroomError):
    """A theme that cannot be read or printed with. ``file`` and ``line`` say where; None where that is unknown."""

    def __init__(self, what: str, file: Path | None = None, line: int | None = None) -> None:
        place = f"{file.name}, line {line}: " if file and line else f"{file.name}: " if file else ""
        super().__init__(f"The theme cannot be used. {place}{what}")
        self.file = file
        self.line = line


@dataclass(frozen=True)
class Theme:
    """A theme as read at one moment; printing touches no disk. Any thread."""

    folder: Path | None
    files: tuple[Path, ...]
    css: str
    script: str
    words_by_language: Mapping[str, "Words"]
    _sandbox: "Sandbox"

    def words(self, language: str) -> "Words":
        """The words for a language, the nearest that there is; English ones else."""
        tag = language.lower().replace("_", "-")
        known = self.words_by_language
        return known.get(tag) or known.get(tag.split("-")[0]) or known["en"]

    def print(self, template: str, values: Mapping[str, object]) -> str:
        """One template filled. Raises ``ThemeError``."""
        pieces: list[str] = []
        n_chars = 0
        try:
            printed = self._sandbox.get_template(template).generate(values)
            while some := list(islice(printed, _N_PIECES)):
                piece = "".join(some)
                pieces.append(piece)
                n_chars += len(piece)
                if n_chars > _MAX_PAGE_CHARS:
                    raise ThemeError("The page that it makes has no end.", self._file_of(template))
        except ThemeError:
            raise
        except Exception as error:  # templates are a user's program: anything may come out of them
            raise self._error(error) from error
        return "".join(pieces)

    def _file_of(self, template: str) -> Path | None:
        return next((file for file in self.files if file.name == template), None)

    def _error(self, error: Exception) -> ThemeError:
        files = {str(file): file for file in self.files}
        place: tuple[Path | None, int | None] = (None, None)
        trace = error.__traceback__
        while trace is not None:
            if (file := files.get(trace.tb_frame.f_code.co_filename)) is not None:
                place = (file, trace.tb_lineno)
            trace = trace.tb_next
        line = getattr(error, "lineno", None)
        name = getattr(error, "filename", None)
        if isinstance(line, int) and name in files:
            place = (files[name], line)
        return ThemeError(_sentence(error), *place)


@dataclass(frozen=True, slots=True)
class _Origin:
    """A theme's folder and the state that its files are in: (file, time of change in ns, size in bytes)."""

    folder: Path | None
    stamp: tuple[tuple[str, int, int], ...]


def load_theme(path: str | Path | None) -> Theme:
    """Our own theme (None), or that of a folder: what the folder lacks is taken from ours.

    Reads the disk; an unchanged theme is given again at once. Any thread. Raises ``ThemeError``.
    """
    folder = None if path in (None, "") else Path(str(path)).expanduser().absolute()
    if folder is not None and not folder.is_dir():
        raise ThemeError(f"There is no folder {folder}. Put it back, or choose another in Settings, Site.")
    return _load(_Origin(folder, _stamp(folder) if folder else ()))


def theme_files(theme: Theme) -> tuple[Path, ...]:
    """What to watch for a live reload: the user's folder with all folders and files in it, else our own files."""
    if theme.folder is None:
        return theme.files
    folders = {theme.folder, *(file.parent for file in theme.files if file.is_relative_to(theme.folder))}
    own = [file for file in theme.files if file.is_relative_to(theme.folder)]
    return (*sorted(folders), *own)


def content_security_policy(theme: Theme, *, pictures: str = "data: https:") -> str:
    """The policy for a page of this theme: nothing but its own style and script, and pictures from ``pictures``."""
    return (
        f"default-src 'none'; script-src {_source(theme.script)}; style-src {_source(theme.css)};"
        f" img-src {pictures}; base-uri 'none'; form-action 'none'"
    )


def standard_folder() -> Path:
    """Where our own theme is."""
    package = Path(__file__).resolve().parents[1]
    for root in (package, package.parent):
        folder = root / "resources" / "themes" / "standard"
        if folder.is_dir():
            return folder
    raise ThemeError("The program's own theme is missing: install it again.")


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    stamp = []
    for file in _files_in(folder):
        try:
            status = file.stat()
        except OSError as error:
            raise ThemeError(f"It cannot be read: {error.strerror}.", file) from error
        stamp.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(stamp)


def _files_in(folder: Path) -> list[Path]:
    files = sorted(_walk(folder, folder.resolve()))
    if len(files) > _MAX_FILES:
        raise ThemeError(f"The folder {folder} holds more than {_MAX_FILES} files of a theme: is it one?")
    return files


def _walk(folder: Path, root: Path, depth: int = 0) -> Iterator[Path]:
    """Files of a theme below ``folder``; links that lead out of ``root`` are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise ThemeError(f"The folder {folder} cannot be read: {error.strerror}.") from error
    for entry in entries:
        file = Path(entry.path)
        if entry.name.startswith(".") or not file.resolve().is_relative_to(root):
            continue
        if entry.is_dir() and depth < 3:
            yield from _walk(file, root, depth + 1)
        elif entry.is_file() and file.suffix in _SUFFIXES:
            yield file


@lru_cache(maxsize=4)
def _load(origin: _Origin) -> Theme:
    from newsroom.rendering.sandbox import Sandbox

    folder = origin.folder
    texts: dict[str, tuple[str, Path]] = {}
    for root in (standard_folder(), folder):
        for file in _files_in(root) if root else ():
            texts[file.relative_to(root or file).as_posix()] = (_read(file), file)
    templates = {name: (text, str(file)) for name, (text, file) in texts.items() if name.endswith(".html")}
    css, extra, script = (texts[name][0] if name in texts else "" for name in _TEXTS)
    theme = Theme(
        folder=folder,
        files=tuple(file for _, file in texts.values()),
        css=_inside(f"{css}\n{extra}".strip(), "style"),
        script=_inside(script.strip(), "script"),
        words_by_language=_words(texts),
        _sandbox=Sandbox(templates),
    )
    _compile_all(theme, templates)
    return theme


def _compile_all(theme: Theme, templates: Mapping[str, object]) -> None:
    """Find what is wrong with any template now, not when an article needs it."""
    for name in templates:
        try:
            theme._sandbox.get_template(name)
        except Exception as error:  # as in ``Theme.print``
            raise theme._error(error) from error


def _read(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ThemeError(f"It cannot be read: {error.strerror}.", file) from error
    if len(data) > _MAX_FILE_BYTES:
        raise ThemeError("It is larger than 1 MB.", file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ThemeError("It is not UTF-8 text.", file, data.count(b"\n", 0, error.start) + 1) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _inside(text: str, element: str) -> str:
    """Text that cannot end the element it is put in: ``<`` is written as an escape, which both languages have."""
    return re.sub(
        rf"<(?=/{element}|!--)", r"\\3c " if element == "style" else r"\\x3c", text, flags=re.IGNORECASE
    )


@lru_cache(maxsize=16)
def _source(text: str) -> str:
    if not text:
        return "'none'"
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _words(texts: Mapping[str, tuple[str, Path]]) -> dict[str, "Words"]:
    from newsroom.rendering.words import Words

    tables: dict[str, dict[str, Any]] = {}
    for name, (text, file) in texts.items():
        if name.startswith("words/") and name.endswith(".json"):
            tables[Path(name).stem.lower()] = _word_table(text, file)
    english = _own_english()
    words = {}
    for language, table in tables.items():
        merged = english | table
        months = merged.pop("months")
        words[language] = Words(language, merged, tuple(months))
    return words


@lru_cache(maxsize=1)
def _own_english() -> dict[str, Any]:
    file = standard_folder() / "words" / "en.json"
    return _word_table(_read(file), file)


def _word_table(text: str, file: Path) -> dict[str, Any]:
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise ThemeError(f"It is not JSON: {error.msg}.", file, error.lineno) from error
    except RecursionError as error:
        raise ThemeError("It is nested too deeply.", file) from error
    months = table.get("months", [""] * 12) if isinstance(table, dict) else None
    words = [*months, *(v for k, v in table.items() if k != "months")] if isinstance(months, list) else [None]
    if not isinstance(months, list) or len(months) != 12 or not all(isinstance(word, str) for word in words):
        raise ThemeError("It must be an object of texts, with twelve “months” or none.", file)
    return dict(table)


def _sentence(error: Exception) -> str:
    from jinja2 import TemplateNotFound

    if isinstance(error, TemplateNotFound):
        return f"There is no template “{error.name}”."
    if isinstance(error, RecursionError):
        return "It calls itself without end."
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    return message[:1].upper() + message[1:].rstrip(".") + "."
