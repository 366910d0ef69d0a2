"""By which addresses links may mean a page of a folder: what is written in it, and what its site would make of it."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from newsroom.domain.slugs import slugify
from newsroom.exchange.front_keys import FrontReading
from newsroom.exchange.sources.front_values import names_of, words_of
from newsroom.exchange.sources.permalinks import Page, addresses, own_form
from newsroom.exchange.sources.places import Place, place_of, written_address
from newsroom.exchange.sources.site_settings import SiteSettings

# A ``path`` is where a page is shown, to some programs; to others, where its file lies.
_NO_ADDRESS = re.compile(r"\s|\.(?!html?$)\w{1,9}$")


def written_in(front: FrontReading) -> tuple[str, ...]:
    """The address that stands in the page, if one does; its key has told all then."""
    address = _written(front)
    if address or own_form(front.raw("permalink")):
        front.drop("permalink")
    return (address,) if address else ()


def last_part(written: tuple[str, ...]) -> str | None:
    """The slug in the first of the addresses; ``ferry/index.html`` is that of ``ferry``."""
    return (
        written[0].removesuffix("/index.html").rstrip("/").rpartition("/")[2].removesuffix(".html") or None
        if written
        else None
    )


def own_paths(written: tuple[str, ...]) -> tuple[str, ...]:
    """Those of them that are paths on its own site."""
    return tuple(
        f"/{path.strip('/')}" for path in written if not path.startswith(("//", "http")) and path.strip("/")
    )


def addresses_of(
    front: FrontReading,
    place: Place,
    settings: SiteSettings,
    slug: str | None,
    at: datetime | None,
    zone: tzinfo,
    form: str,
) -> tuple[str, ...]:
    """All of them, the likeliest first. ``slug`` and ``at`` are those that the page has; ``form`` is its head's."""
    address = _written(front)
    written = (address,) if address else ()
    if not place.name:
        return written
    day = at.astimezone(zone).date().isoformat() if at is not None else ""
    if place.is_jekyll:
        written = (*written, *_of_jekyll(front, place, slug, day))
    dates = [place.date, day]
    raw = front.raw("published_at")
    if isinstance(raw, str) and at is not None and raw[4:5] == "-":
        dates[1] = raw[:10]  # as it is written there: in its own zone
    found = (*written, *_formed(front, place, settings, slug, dates), *place.addresses(slug, dates, written))
    by_file = place.prefix + place_of(place.name).path
    found = (*found, by_file)  # so a link that names its file is read, whatever folder its language has
    if form == "lines" and (slug or place.slug):
        found = (*found, f"/{slug or place.slug}.html")
    host, base = settings.host, settings.base
    if base:
        found = (*(base + path for path in found if path.startswith("/")), *found)
    found = tuple(dict.fromkeys(found))
    if host and found and found[0].startswith("/"):
        found = (host + found[0], *found[1:])
    return found


def _written(front: FrontReading) -> str:
    raw = front.raw("permalink")
    if not isinstance(raw, str) or (front.key_of("permalink") == "path" and _NO_ADDRESS.search(raw)):
        return ""
    return written_address(raw)


def _of_jekyll(front: FrontReading, place: Place, slug: str | None, day: str) -> Iterator[str]:
    """By default: categories, the day, the name; those above ``_posts`` first."""
    for date in sorted({place.date, day} - {""}):
        yield f"/{'/'.join((*_categories(front, place), *date.split('-')))}/{slug or place.slug}"


def _categories(front: FrontReading, place: Place) -> tuple[str, ...]:
    said = names_of(front.raw("categories")) if front.has("categories") else None
    if place.is_jekyll:
        if said and len(said) == 1 and front.key_of("categories").endswith("s"):
            said = tuple(said[0].split())
        said = (*place.folders, *(said or ()))
    return tuple(re.sub(r"\s+", "-", part.lower()) for part in said or ())


def _formed(
    front: FrontReading, place: Place, settings: SiteSettings, slug: str | None, dates: list[str]
) -> Iterator[str]:
    """As the page or the settings of the site say that they are formed; what is said of its own folder counts."""
    own = () if _written(front) else own_form(front.raw("permalink"))
    of_folder = tuple(form for form in settings.forms if form[0] and form[0] == "/".join(place.folders[:1]))
    forms = own or of_folder or settings.forms
    if not forms:
        return
    headline = words_of(front.raw("headline")) or ""
    names = dict.fromkeys(filter(None, (slug, place.slug, place.stem, slugify(headline))))
    days = tuple(dict.fromkeys(filter(None, dates)))
    page = Page(tuple(names), days, place.folders, _categories(front, place))
    for path in addresses(forms, page):
        yield place.prefix + path
