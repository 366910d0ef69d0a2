"""Files of a folder or an archive as items: each goes to the reader of its kind; what nobody reads is said."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newsroom.domain.errors import NewsroomError
from newsroom.exchange.encodings import decode
from newsroom.exchange.sources.container_parts import LARGEST_FILE, Entry, os_reason
from newsroom.exchange.sources.containers import Container, is_container, open_container
from newsroom.exchange.sources.folder_container import Folder
from newsroom.exchange.sources.items import SourceError, SourceItem
from newsroom.exchange.sources.other_kinds import reason_of
from newsroom.exchange.sources.site import NO_SITE, Site, site_of
from newsroom.exchange.sources.tree_names import readable

_HEAD = 64 * 1024
# What stands beside articles and is brought by them, or is the site's own: said once for each kind.
_BESIDE = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .avif .bmp .ico .tif .tiff .mp3 .mp4 .m4a .ogg .wav .webm .mov .avi .css "
    ".scss .sass .less .js .mjs .ts .tsx .jsx .map .woff .woff2 .ttf .eot .otf .lock .py .rb .go .sh".split()
)
_TEMPLATES = frozenset(
    ".njk .liquid .erb .haml .slim .ejs .hbs .mustache .pug .jade .webc .vue .svelte .astro .j2 .jinja .jinja2 "
    ".twig".split()
)
_TOLD_BY_THEIR_BEGINNING = frozenset((".xml", ".nitf", ".newsml", ".g2", ".dat", ".bin", ".fdx", ".msg"))
_ABOUT_THE_SOURCE = frozenset(
    "readme license licence changelog contributing code_of_conduct codeowners security authors notice copying makefile "
    "gemfile dockerfile robots humans requirements cname procfile support governance pull_request_template".split()
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a container, not yet read. ``name`` is its path there, as text that can be shown."""

    name: str
    place: str
    container: Container
    site: Site = NO_SITE

    @property
    def ending(self) -> str:
        """``.md``, in small letters; empty where there is none."""
        _, dot, ending = self.name.rpartition("/")[2].rpartition(".")
        return f".{ending.lower()}" if dot else ""

    def read(self, limit: int = LARGEST_FILE) -> bytes:
        """All of it. Raises ``SourceError``."""
        return self.container.read(self.place, limit)

    def stream(self) -> IO[bytes]:
        """It, in pieces. Raises ``SourceError``."""
        return self.container.stream(self.place)

    def item(self, payload: object, data: bytes, kind: str) -> SourceItem:
        """The whole file as one item."""
        given = self.site.given_to(self.name)
        said = data + given.encode("utf-8", "replace") if given else data
        return SourceItem(self.name, self.name, digest_of(kind, said), payload)

    def problem(self, reason: str) -> SourceItem:
        """The file as an item that brings nothing."""
        return SourceItem(self.name, self.name, "", problem=reason)


ItemsOfFile = Callable[[SourceFile], Iterator[SourceItem]]


def digest_of(kind: str, data: bytes) -> str:
    """What changes when the bytes do, or what they are taken for."""
    return hashlib.blake2b(data, digest_size=16, person=kind.encode()[:16]).hexdigest()


def text_of(data: bytes) -> str:
    """The bytes as text with ``\\n`` line ends. Raises ``SourceError``."""
    try:
        text = decode(data)
    except NewsroomError as error:
        raise SourceError(str(error)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def head_of(path: Path) -> bytes:
    """The first 64 KB of a file; empty for a folder, and for what cannot be read. Never waits for a pipe."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""


def walk(path: Path, kinds: Mapping[str, ItemsOfFile]) -> Iterator[SourceItem]:
    """The items of a file, a folder or an archive, each file read by what ``kinds`` says of its ending.

    The key ``""`` reads files without an ending, ``"*"`` all that no other key reads; without it they are named as not
    read. Raises ``SourceError``.
    """
    if is_container(path, head_of(path)):
        with open_container(path) as container:
            yield from _Walk(container, kinds).items()
        return
    try:
        if not path.exists():
            raise SourceError("There is no such file.")
    except (OSError, ValueError) as error:
        raise SourceError(os_reason(error)) from None
    file = SourceFile(readable(path.name), path.name, Folder(path.parent))
    reader = kinds.get(file.ending) or kinds.get("*")
    if reader is None:
        raise SourceError(f"Files of the kind {file.ending or 'without an ending'} are read in another way.")
    yield from _items(reader, file)


class _Walk:
    def __init__(self, container: Container, kinds: Mapping[str, ItemsOfFile]) -> None:
        self._container = container
        self._kinds = kinds
        self._n_beside: Counter[str] = Counter()
        self._example: dict[str, str] = {}
        self._n_own: Counter[tuple[str, str]] = Counter()

    def items(self) -> Iterator[SourceItem]:
        """Those of the files in their order; then what is said once of many."""
        site = site_of(self._container)
        for entry in self._container.entries():
            if entry.problem:
                yield SourceItem(entry.name, entry.name, "", problem=entry.problem)
            else:
                yield from self._items(entry, site)
        for ending, n in sorted(self._n_beside.items()):
            yield self._beside(ending, n)
        for (folder, words), n in sorted(self._n_own.items()):
            files = f"{n} files" if n > 1 else "1 file"
            yield SourceItem(f"{folder}/", f"{folder}/", "", problem=f"{files}: {words}.")

    def _items(self, entry: Entry, site: Site) -> Iterator[SourceItem]:
        own = site.own_folder(entry.name)
        if own is not None:
            self._n_own[own] += 1
            return
        file = SourceFile(entry.name, entry.place, self._container, site)
        reader = self._kinds.get(file.ending)
        if file.ending in _BESIDE | _TEMPLATES and reader is None and not site.purpose_of(entry.name):
            self._n_beside[file.ending] += 1
            self._example.setdefault(file.ending, entry.name)
            return
        reason = site.purpose_of(entry.name) or _about_the_source(entry.name)
        reader = reader or self._kinds.get("*")
        if reason or reader is None:
            yield file.problem(reason or not_read(file))
        else:
            yield from _items(reader, file)

    def _beside(self, ending: str, n: int) -> SourceItem:
        files = f"{n} files" if n > 1 else "1 file"
        example = self._example[ending]
        what = (
            "templates, which are not read"
            if ending in _TEMPLATES
            else "read only where an article shows them"
        )
        reason = f"{files} of the kind {ending}, such as {example}: {what}."
        return SourceItem(f"*{ending}", f"*{ending}", "", problem=reason)


def not_read(file: SourceFile) -> str:
    """What kind of file it is that nobody reads, in a sentence."""
    head = b""
    if file.ending in _TOLD_BY_THEIR_BEGINNING:
        try:
            with file.stream() as stream:
                head = stream.read(_HEAD)
        except (SourceError, OSError, EOFError):
            pass
    reason = reason_of(file.ending, head)
    return reason or f"Files of the kind {file.ending or 'without an ending'} are not read here."


def _items(reader: ItemsOfFile, file: SourceFile) -> Iterator[SourceItem]:
    try:
        yield from reader(file)
    except SourceError as error:
        yield file.problem(str(error))


def _about_the_source(name: str) -> str:
    file = name.rpartition("/")[2]
    if file.startswith("_"):
        return "Its name begins with an underscore: such files are the site's own."
    if file.startswith("."):
        return "It is a hidden file."
    if file.partition(".")[0].lower().replace("-", "_") in _ABOUT_THE_SOURCE:
        return "It describes the folder; it is no article."
    return ""
