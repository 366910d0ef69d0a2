"""A file's place in the folder of a site: what path and name say of date, slug, section, language and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import quote, unquote

MARKDOWN_ENDINGS = frozenset(
    ".md .markdown .mdown .mkd .mkdn .mdx .mdwn .mkdown .mdoc .markdoc .qmd .rmd".split()
)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff")
_ROOTS = frozenset(("content", "contents", "source", "src", "site", "docs"))
_DEEPEST_ROOT = 4
# Folders that say where articles lie, not what they are about.
_GENERIC = frozenset(
    "posts post blog blogs _posts _drafts drafts articles article content contents pages page src source stories story "
    "entries entry uncategorized uncategorised "
    "archive archives public static markdown md text texts export import site docs data".split()
)
LANGUAGES = frozenset(
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko ku ky lt lv mk "
    "mn ms mt nb nl nn no pl ps pt ro ru sk sl sq sr sv sw ta te tg th tk tr uk ur uz vi zh".split()
)
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2})(?:[-_](?P<region>[A-Za-z]{2,4}))?")
_DATED = re.compile(r"(?P<date>(?:1[5-9]|2\d)\d\d-\d{1,2}-\d{1,2})(?:[-_ ](?P<slug>.+))?", re.DOTALL)
_DATED_CLOSE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)[-_ ](?P<slug>.+)", re.DOTALL
)
_ENDS_LINK = re.compile(r"[\s()<>\"%\[\]\\]")
_YEAR, _TWO = re.compile(r"(?:1[5-9]|2\d)\d\d"), re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """``name``: the path in the container. ``folders``: those of the page, below the root of the site's texts.

    ``date`` is written ``2021-03-06``, or empty. ``section_folders`` are those folders, from the top, that may name a
    section.
    """

    name: str
    folders: tuple[str, ...] = ()
    stem: str = ""
    slug: str = ""
    date: str = ""
    language: str | None = None
    is_bundle: bool = False
    is_draft: bool = False
    section_folders: tuple[str, ...] = ()
    prefix: str = ""
    """What stands before its addresses, where its language is not the first one of the site: ``/en``."""

    @property
    def is_jekyll(self) -> bool:
        """Whether it lies and is called as Jekyll's posts and drafts; Hexo's have no date, or lie in ``source``."""
        folders = self.name.split("/")[:-1]
        if "source" in folders:
            return False
        return ("_posts" in folders and bool(self.date)) or "_drafts" in folders

    @property
    def path(self) -> str:
        """The address that most programs would give the page."""
        return self.prefix + _address((*self.folders, self.stem))

    def addresses(
        self, slug: str | None, dates: Iterable[str], written: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """All by which a link may mean the page; those ``written`` in it first. ``dates``: ``2021-03-06`` or empty."""
        found = list(written)
        last = slug or self.slug
        if last and not last.startswith("/"):
            found.append(self.prefix + _address((*self.folders, last)))
        found.append(self.path)
        found += [self.prefix + _address((*date.split("-"), last)) for date in dates if date and last]
        return tuple(dict.fromkeys(address for address in found if address and address != "/"))

    def target(self, target: str) -> str:
        """Where a link in the page leads: relative ones, and those that name a file, as a path on the site."""
        mark = re.match(
            r"(?:\{(?P<what>filename|static|attach|index|tag|author|category)\}|\|filename\||@(?=/))", target
        )
        plain = target[mark.end() :] if mark else target
        plain, tail = _without_tail(plain)
        if not plain or plain.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", plain):
            return target
        if plain.lower().endswith(_PICTURES):
            return plain + tail if plain.startswith("/") else f"/{self._beside(plain)}{tail}"
        if plain.lower().endswith(tuple(MARKDOWN_ENDINGS)):
            if plain.startswith("/") and "/" not in plain[1:]:
                return plain + tail  # a file that is named alone is known by that, wherever it stands
            inner = unquote(plain).lstrip("/") if plain.startswith("/") else self._beside(unquote(plain))
            other = place_of(inner)
            before = self.prefix if other.language in (None, self.language) else ""
            return _ENDS_LINK.sub(lambda match: quote(match[0]), before + other.path) + tail
        if plain.startswith("/"):
            return plain + tail
        if mark:
            return f"/{plain}{tail}"
        return _joined(self.path, plain) + tail

    def _beside(self, target: str) -> str:
        folder = self.name.rpartition("/")[0]
        return normpath(f"/{folder}/{target}").lstrip("/")


def place_of(name: str) -> Place:
    """What a path says."""
    parts = name.split("/")
    folders = _below_root(parts[:-1])
    stem = _stem(parts[-1])
    stem, language = _without_language(stem)
    if (
        folders
        and (code := _language(folders[0]))
        and (len(folders) < len(parts) - 1 or _is_generic(folders[1:2]))
    ):
        language, folders = language or code, folders[1:]
    is_draft = "_drafts" in folders or "drafts" in folders
    is_bundle = stem in ("index", "_index") and bool(folders)
    if is_bundle:
        stem, folders = folders[-1], folders[:-1]
    date, slug = _dated(stem)
    date = date or _date_of_folders(folders)
    sections = tuple(folder for folder in folders if _may_name_section(folder))
    shown = tuple(folder.lstrip("_") for folder in folders if folder not in ("_posts", "_drafts"))
    return Place(name, shown, stem, slug, date, language, is_bundle, is_draft, sections)


def written_address(value: str) -> str:
    """A ``permalink`` or ``url`` as a path or a whole address; empty for a pattern such as ``/:year/:title``."""
    value = value.strip()
    if not value or len(value) > 1000 or re.search(r"(?:^|/):[a-z]|[{}\n]", value) or value == "pretty":
        return ""
    if re.match(r"(?:https?:)?//", value):
        return value
    return "" if re.match(r"[a-z]+:", value) else f"/{value.lstrip('/')}"


def in_words(folder: str) -> str:
    """A folder's or a slug's name as a name that is read: ``middle-east`` -> ``Middle East``."""
    words = re.sub(r"[-_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", folder)).strip()
    if words[:1].isupper():
        return words
    return " ".join(word[:1].upper() + word[1:] for word in words.split(" "))


def _stem(file: str) -> str:
    stem, dot, _ = file.rpartition(".")
    return stem if dot and stem else file


def _below_root(folders: list[str]) -> list[str]:
    at = 0
    for n, folder in enumerate(folders[:_DEEPEST_ROOT]):
        if folder.lower() in _ROOTS or (folder == "pages" and _language("".join(folders[n + 1 : n + 2]))):
            at = n + 1
    return folders[at:]


def _without_language(stem: str) -> tuple[str, str | None]:
    start, dot, last = stem.rpartition(".")
    code = _language(last) if dot and start else None
    return (start, code) if code else (stem, None)


def _language(word: str) -> str | None:
    match = _LANGUAGE.fullmatch(word)
    if match is None or match["code"] not in LANGUAGES:
        return None
    return f"{match['code']}-{match['region']}" if match["region"] else match["code"]


def _dated(stem: str) -> tuple[str, str]:
    if not stem[:1].isdigit():
        return "", stem
    if match := _DATED.fullmatch(stem):
        return _tidy_date(*match["date"].split("-")), match["slug"] or stem
    if match := _DATED_CLOSE.fullmatch(stem):
        date = _tidy_date(match["year"], match["month"], match["day"])
        return (date, match["slug"]) if date else ("", stem)
    return "", stem


def _date_of_folders(folders: list[str]) -> str:
    for year, month, day in zip(folders, folders[1:], folders[2:], strict=False):
        if _YEAR.fullmatch(year) and _TWO.fullmatch(month) and _TWO.fullmatch(day):
            return _tidy_date(year, month, day)
    return next((_dated(folder)[0] for folder in reversed(folders) if _dated(folder)[0]), "")


def _tidy_date(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else ""


def _is_generic(folders: list[str]) -> bool:
    return bool(folders) and folders[0].lower() in _GENERIC


def _may_name_section(folder: str) -> bool:
    return folder.lower() not in _GENERIC and not folder.isdigit() and not _DATED.fullmatch(folder)


def _address(parts: tuple[str, ...]) -> str:
    return f"/{'/'.join(parts)}/" if parts else ""


def _joined(path: str, target: str) -> str:
    joined = normpath(f"{path}{unquote(target)}")
    return f"{joined}/" if target.endswith("/") and joined != "/" else joined


def _without_tail(target: str) -> tuple[str, str]:
    at = min((n for mark in "?#" if (n := target.find(mark)) >= 0), default=len(target))
    return target[:at], target[at:]
