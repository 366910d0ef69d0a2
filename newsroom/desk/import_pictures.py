"""Pictures of imported articles: those beside them are taken into the library, those of the network stay there."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

from newsroom.desk.import_origins import SourcePlace
from newsroom.desk.library import Library
from newsroom.desk.media import check_picture, keep_file, record_picture
from newsroom.desk.picture_files import PictureFacts
from newsroom.domain.article import Picture
from newsroom.domain.errors import RefusedError
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import tidy
from newsroom.exchange.sources.containers import Container, open_container
from newsroom.exchange.sources.items import SourceError
from newsroom.storage.store import Connection

_IMAGES = re.compile(
    r"(!\[[^\[\]\n]*\]\(\s*)(?:<([^<>\n]+)>|([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"|(<img\s[^<>]*?src=[\"'])([^\"'<>\n]+)",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|bmp|svg|heic|tiff?)$", re.IGNORECASE)
# Where site builders keep what is served as it is.
_SERVED = ("", "static/", "public/", "assets/", "source/", "src/", "content/", "input/")
# Where programs for notes keep what is shown in them, whatever the note calls it by.
_ATTACHED = (
    "attachments",
    "Attachments",
    "_attachments",
    "assets",
    "images",
    "img",
    "files",
    "media",
    "_resources",
)
_MOST_REMEMBERED = 2_000
_MOST_IN_A_TEXT = 500
_MOST_NAMES = 20_000
_MOST_FILES = 200_000


@dataclass(frozen=True, slots=True)
class TakenPictures:
    """An article with its pictures in the library: the lead one, and the text that shows the others.

    ``is_remote``: its lead picture is on the network, where it stays.
    """

    article: ImportedArticle
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    is_remote: bool = False


class Pictures:
    """Of one import. Files are on the disk before the database knows them; ``record_new`` in the next transaction.

    ``keeps``: False for a dry run, which looks at pictures and keeps none.
    """

    def __init__(self, library: Library, *, keeps: bool) -> None:
        self._folder = library.media_folder
        self._keeps = keeps
        self._place: SourcePlace | None = None
        self._container: Container | None = None
        self._top: Path | None = None
        self._known: dict[str, str | None] = {}
        self._by_name: dict[str, str | None] | None = None
        self._new: list[Callable[[Connection], None]] = []

    def take(self, place: SourcePlace, tree_path: str | None, article: ImportedArticle) -> TakenPictures:
        """The article with its pictures taken. Raises ``LibraryError`` where they cannot be kept."""
        notes: list[str] = []
        body = self._in_text(place, tree_path, article, notes)
        if body is not article.body or article.pictures:
            article = replace(article, body=body, pictures=())
        wanted = article.picture
        if wanted is None:
            return TakenPictures(article, None, tuple(notes))
        is_remote = wanted.data is None and _REMOTE.match(wanted.where) is not None
        file = None if is_remote else self._file(place, tree_path, wanted, notes)
        if file is None:
            article = replace(article, extra=_with_picture(article.extra, wanted))
            return TakenPictures(article, None, tuple(notes), is_remote)
        words = (wanted.alt, wanted.caption, wanted.credit, wanted.date or None)
        return TakenPictures(article, Picture(file, *words), tuple(notes))

    def record_new(self, connection: Connection) -> None:
        """The library knows what was taken since the last time."""
        for make_known in self._new:
            make_known(connection)

    def forget_new(self) -> None:
        """They are known: the transaction is durable."""
        self._new.clear()

    def close(self) -> None:
        if self._container is not None:
            self._container.close()
            self._container = None

    def _in_text(
        self, place: SourcePlace, tree_path: str | None, article: ImportedArticle, notes: list[str]
    ) -> str:
        body = article.body
        brought = {picture.where: picture.data for picture in article.pictures if picture.data is not None}
        if "![" not in body and "<img" not in body:
            return body
        n_left = _MOST_IN_A_TEXT

        def shown(match: re.Match[str]) -> str:
            nonlocal n_left
            where = match[2] or match[3] or match[5] or ""
            n_left -= 1
            if n_left < 0 or _REMOTE.match(where) or not _PICTURE.search(where.partition("?")[0]):
                return match[0]
            data = brought.get(where)
            file = self._taken(data, where, notes) if data else self._beside(place, tree_path, where, notes)
            return match[0] if file is None else f"{match[1] or match[4]}/media/{file}"

        return _IMAGES.sub(shown, body)

    def _file(
        self, place: SourcePlace, tree_path: str | None, wanted: ImportedPicture, notes: list[str]
    ) -> str | None:
        if wanted.data is not None:
            return self._taken(wanted.data, wanted.where or "the picture", notes)
        return self._beside(place, tree_path, wanted.where, notes)

    def _beside(self, place: SourcePlace, tree_path: str | None, where: str, notes: list[str]) -> str | None:
        known = f"{dirname(tree_path or '')}\n{where}"
        if self._place != place:
            self._open(place)
        if known not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[known] = self._read(tree_path or "", where, notes)
        return self._known[known]

    def _open(self, place: SourcePlace) -> None:
        self.close()
        self._place = place
        self._known.clear()
        self._by_name = None
        path = place.path if place.is_tree else Path(place.root).parent
        self._top = path if path.is_dir() else None
        try:
            self._container = open_container(path)
        except SourceError:
            self._container = None

    def _read(self, tree_path: str, where: str, notes: list[str]) -> str | None:
        """The first of the places where it may lie, in which it does."""
        path = unquote(where.partition("?")[0].partition("#")[0])
        for candidate in _candidates(tree_path.lstrip("/"), path):
            if self._container is not None and self._may_have(candidate) and self._container.has(candidate):
                return self._read_from(candidate, path, notes)
        name = _as_written(tree_path.lstrip("/"), path)
        found = None if "/" in name else self._only_one_called(name)
        if found is not None:
            notes.append(f"Its picture “{tidy(name)}” was found by its name: {tidy(found)}.")
            return self._read_from(found, path, notes)
        notes.append(f"Its picture “{tidy(path)}” does not lie beside it.")
        return None

    def _read_from(self, candidate: str, path: str, notes: list[str]) -> str | None:
        assert self._container is not None
        try:
            return self._taken(self._container.read(candidate), path, notes)
        except SourceError as error:
            notes.append(f"Its picture “{tidy(path)}” was not taken. {error}")
            return None

    def _only_one_called(self, name: str) -> str | None:
        """Where the one picture of that name lies: notes call theirs by the name alone, in whatever folder it is."""
        if self._by_name is None:
            self._by_name = _pictures_in(self._container) if self._container is not None else {}
        return self._by_name.get(name)

    def _may_have(self, candidate: str) -> bool:
        """Whether it is worth a closer look: most places that are thought of do not exist."""
        return self._top is None or os.path.exists(os.path.join(self._top, candidate))

    def _taken(self, data: bytes, name: str, notes: list[str]) -> str | None:
        try:
            facts = check_picture(data, name.rpartition("/")[2])
        except RefusedError as error:
            notes.append(str(error))
            return None
        if not self._keeps:
            return f"{'0' * 64}{facts.suffix}"
        file = keep_file(self._folder, data, facts)
        self._new.append(_recorder(file, data, facts))
        return file


def _as_written(tree_path: str, path: str) -> str:
    """What the page calls it: of a path in the tree, what lies below the page's folder."""
    folder = dirname(tree_path)
    return path.removeprefix(f"/{folder}/" if folder else "/")


def _candidates(tree_path: str, path: str) -> Iterator[str]:
    """Where it may lie, the likeliest first. ``tree_path``: the page's file in the tree."""
    folder, written = dirname(tree_path), _as_written(tree_path, path)
    if path.startswith("/"):
        yield from (f"{top}{path.lstrip('/')}" for top in _SERVED)
    else:
        yield normpath(f"{folder}/{path}").lstrip("/")
    if not written.startswith("/"):
        # Hexo keeps what a text shows in a folder of its name; Hugo looks at the top, too.
        yield normpath(f"{tree_path.rpartition('.')[0]}/{written}")
        yield from (f"{top}{normpath(written)}" for top in _SERVED)
    if name := path.rpartition("/")[2]:
        for attached in _ATTACHED:
            yield from dict.fromkeys((f"{folder}/{attached}/{name}".lstrip("/"), f"{attached}/{name}"))


def _pictures_in(container: Container) -> dict[str, str | None]:
    """Places of pictures by their names, None where several have one; empty of a tree with too many files."""
    found: dict[str, str | None] = {}
    for n, entry in enumerate(container.entries()):
        if not entry.problem and _PICTURE.search(entry.name):
            name = entry.name.rpartition("/")[2]
            found[name] = None if name in found else entry.place
        if len(found) > _MOST_NAMES or n > _MOST_FILES:
            return {}
    return found


def _recorder(file: str, data: bytes, facts: PictureFacts) -> Callable[[Connection], None]:
    n_bytes = len(data)
    return lambda connection: record_picture(connection, file, n_bytes, facts)


def _with_picture(extra: dict[str, object], picture: ImportedPicture) -> dict[str, object]:
    """What could not be taken is kept with the article, as words."""
    if not picture.where or "picture" in extra:
        return extra
    words = {"where": picture.where, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
    return {**extra, "picture": {key: value for key, value in words.items() if value}}
