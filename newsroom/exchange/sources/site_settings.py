"""What the settings of a site program say: address, zone, language, the lists of terms of its own. Nothing is run."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.domain.names import tidy
from newsroom.exchange.front_keys import field_of, plain_key
from newsroom.exchange.plain_values import copied
from newsroom.exchange.sources.permalinks import Form, forms_of

_ADDRESS = re.compile(r"(?P<host>https?://[^/?#\s]+)(?P<base>/[^?#\s]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_ZONES = ("timezone", "time_zone")
_LANGUAGES = (
    "default_content_language",
    "default_lang",
    "default_language",
    "language_code",
    "lang",
    "locale",
    "language",
)
_MOST_LISTS = 50
# What a list of terms of a site's own is about, by its name; of any other name, its terms are topics.
_ABOUT = {
    "bylines": "author authors writer writers contributor contributors reporter reporters autor autoren autora autores "
    "auteur auteurs autore autori redakteur redakteure автор авторы المؤلف كاتب 作者",
    "series": "series serie serien serier serije série séries serial seriale dossier dossiers reihe reihen серия серии",
    "section": "section sections rubrik rubriken ressort ressorts rubrique rubriques sezione sezioni sección secciones "
    "seção seções kategorie kategorien catégorie catégories рубрика рубрики",
    "person:": "person persons people personen personne personnes persona personas persone люди",
    "place:": "place places location locations city cities country countries region regions ort orte lieu lieux lugar "
    "lugares luogo luoghi места",
    "organisation:": "organisation organisations organization organizations company companies organisationen",
    "event:": "event events ereignis ereignisse evento eventos eventi",
}
_ABOUT_OF = {name: about for about, names in _ABOUT.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """``host`` is the site's address, ``https://example.org``; ``base`` the path below which it lies, ``/paper``.

    ``zone`` and ``language`` are those of what does not say its own. ``lists`` are names of taxonomies that the site
    has made itself. ``forms`` are those of its pages' addresses. ``folders`` are those of the texts in a language, each
    with its code. Empty is what is not said.
    """

    host: str = ""
    base: str = ""
    zone: str = ""
    language: str = ""
    lists: tuple[str, ...] = field(default=())
    forms: tuple[Form, ...] = field(default=())
    folders: tuple[tuple[str, str], ...] = field(default=())

    def or_else(self, other: "SiteSettings") -> "SiteSettings":
        """What the other says, where this says nothing."""
        return SiteSettings(
            self.host or other.host,
            self.base or other.base,
            self.zone or other.zone,
            self.language or other.language,
            tuple(dict.fromkeys((*self.lists, *other.lists))),
            tuple(dict.fromkeys((*self.forms, *other.forms))),
            tuple(dict.fromkeys((*self.folders, *other.folders))),
        )

    def zone_or(self, other: tzinfo) -> tzinfo:
        """The zone that times without one are in."""
        return _zone(self.zone) or other


def settings_of(values: Any) -> SiteSettings:
    """The settings, in whatever case their names are written; what they do not say is empty."""
    if not isinstance(values, dict):
        return SiteSettings()
    plain = {plain_key(str(key)): value for key, value in values.items()}
    host, base = _address(plain)
    zone = next((text for key in _ZONES if (text := _text(plain.get(key))) and _zone(text)), "")
    languages = (text for key in _LANGUAGES if (text := _text(_first(plain.get(key)))))
    language = next((text.replace("_", "-") for text in languages if _LANGUAGE.fullmatch(text)), "")
    lists = tuple(_lists(plain.get("taxonomies")))[:_MOST_LISTS]
    return SiteSettings(
        host, base, zone, language, lists, forms_of(plain), tuple(_folders(plain.get("languages")))
    )


def values_of_program(text: str) -> dict[str, Any]:
    """The plain values that a settings file of Python gives to names; the program is not run."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except (ValueError, TypeError, RecursionError, MemoryError):
                continue
    return copied(
        {name: value for name, value in found.items() if isinstance(value, str | int | dict | list)}
    )


def with_lists(lists: tuple[str, ...], front: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The front matter with the site's own lists of terms as what they are about; that is noted."""
    nest = front.get("taxonomies")
    own = nest if isinstance(nest, dict) else {}
    named = [key for key in lists if key in front or key in own]
    if not named:
        return front
    found = {key: value for key, value in front.items() if key not in named and key != "taxonomies"}
    left = {key: value for key, value in own.items() if key not in named}
    # Terms that the site's own are added to stand beside them, not below.
    found |= {key: left.pop(key) for key in tuple(left) if field_of(key) and key not in found}
    if left:
        found["taxonomies"] = left
    said = []
    for key in named:
        terms = _terms(front[key] if key in front else own[key])
        about = _ABOUT_OF.get(key.lower(), "")
        _add(found, about, terms)
        said.append(f"{key} as {_IN_WORDS.get(about, 'tags')}")
    notes.append(f"Lists of the site's own were read by their names: {', '.join(said)}.")
    return found


_IN_WORDS = {"bylines": "bylines", "series": "series", "section": "the section"}


def _add(found: dict[str, Any], about: str, terms: list[str]) -> None:
    if about in _IN_WORDS:
        # What a folder hands down says less than the page itself.
        has_own = about != "bylines" and any(field_of(key) == about for key in found)
        if terms and not has_own:
            for key in [key for key in found if field_of(key) == about]:
                del found[key]
            found[about] = terms[0] if about == "section" else terms
            terms = terms[1:] if about == "section" else []
        about = ""
    if terms:
        key = next((key for key in found if field_of(key) == "tags"), "tags")
        found[key] = [*_terms(found.get(key)), *(f"{about}{term}" for term in terms)]


def _terms(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := _text(item))]


def _address(plain: Mapping[str, Any]) -> tuple[str, str]:
    base = _text(plain.get("baseurl"))
    for key in ("base_url", "baseurl", "url", "siteurl", "site_url"):
        if match := _ADDRESS.match(_text(plain.get(key))):
            path = (match["base"] or "").strip("/") or ("" if "://" in base else base.strip("/"))
            return match["host"], f"/{path}" if path else ""
    return "", ""


def _lists(value: Any) -> list[str]:
    """Hugo says ``{singular: plural}``, Zola ``[{name: …}]``. Of two that are tags, the second is one of its own."""
    if isinstance(value, dict):
        names = [_text(each) for each in value.values()]
    else:
        names = (
            [_text(each.get("name")) for each in value or () if isinstance(each, dict)]
            if isinstance(value, list)
            else []
        )
    tags = [name for name in names if field_of(name) == "tags"]
    return [name for name in names if name and (field_of(name) is None or name in tags[1:])]


def _first(value: Any) -> Any:
    """Hexo may list several languages, the first one of the site first."""
    return value[0] if isinstance(value, list) and value else value


def _folders(languages: Any) -> Iterator[tuple[str, str]]:
    """Where Hugo finds the texts of each language, if not by their names: ``languages: {hr: {contentDir: …}}``."""
    for code, said in languages.items() if isinstance(languages, dict) else ():
        keys = said.items() if isinstance(said, dict) else ()
        folder = next((_text(value) for key, value in keys if plain_key(str(key)) == "content_dir"), "")
        if folder.strip("./") and _LANGUAGE.fullmatch(str(code)):
            yield folder.strip("./"), str(code)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _text(value: Any) -> str:
    return tidy(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
