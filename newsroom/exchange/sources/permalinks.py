"""Forms of addresses as site programs write them in their settings: ``/:year/:month/:slug/``, ``{date:%Y}/{slug}``.

Tokens as Hugo, Jekyll, Hexo and Pelican document them. A form with a token that is not known says nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Form = tuple[str, str]
"""The folder whose pages are meant, empty for all; and the form, with ``:tokens``."""
_MOST = 50
_LONGEST = 300
_NAMED = {  # Jekyll's
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_TOKEN = re.compile(r":([a-z_]+)")
_BRACED = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<form>[^{}]+))?\}")
# Eleventy's templates, of which the plainest are read: ``/p/{{ page.fileSlug }}/``.
_TEMPLATE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)\s*(?:\|\s*slug(?:ify)?\s*)?-?\}\}")
_OF_TEMPLATE = {"page.fileSlug": ":name", "fileSlug": ":name", "slug": ":slug", "title": ":title"}
_OF_DATE = {
    "%Y": ":year", "%y": ":short_year", "%m": ":month", "%-m": ":i_month", "%d": ":day", "%-d": ":i_day",
    "%B": ":monthname", "%b": ":short_month", "%j": ":y_day",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_NAMES = frozenset(
    "title slug filename slugorfilename contentbasename slugorcontentbasename name post_title".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a form is filled with. ``names`` are the slugs that it may have, ``days`` its dates, ``2021-03-06``."""

    names: Sequence[str]
    days: Sequence[str]
    folders: Sequence[str] = ()
    categories: Sequence[str] = ()


def forms_of(plain: Mapping[str, Any]) -> tuple[Form, ...]:
    """The forms that settings write, by their keys in plain letters."""
    found: list[Form] = []
    by_section = plain.get("permalinks")
    if isinstance(by_section, dict):
        pages = by_section.get("page")
        found += _by_section(pages if isinstance(pages, dict) else by_section)
    for key in ("permalink", "article_url"):
        written = plain.get(key)
        if isinstance(written, str):
            found += _form("", _NAMED.get(written.strip(), written))
    collections = plain.get("collections")
    for name, said in collections.items() if isinstance(collections, dict) else ():
        if isinstance(said, dict) and isinstance(said.get("permalink"), str):
            found += _form(str(name), said["permalink"])
    return tuple(found[:_MOST])


def own_form(written: Any) -> tuple[Form, ...]:
    """The form that a page says of itself, or that is said of it; none where it is an address."""
    return tuple(_form("", written)) if isinstance(written, str) else ()


def _by_section(forms: Mapping[Any, Any]) -> Iterator[Form]:
    for section, form in forms.items():
        if isinstance(form, str):
            yield from _form(str(section), form)


def _form(section: str, written: str) -> Iterator[Form]:
    form = _TEMPLATE.sub(lambda match: _OF_TEMPLATE.get(match["name"], ":unknown"), written.strip())
    form = _BRACED.sub(_as_token, form)
    if len(form) <= _LONGEST and _TOKEN.search(form) and not re.search(r"[{}\s]", form):
        yield section.strip("/"), f"/{form.lstrip('/')}"


def _as_token(match: re.Match[str]) -> str:
    if match["name"] == "date" and match["form"]:
        return re.sub(r"%-?[A-Za-z]", lambda part: _OF_DATE.get(part[0], ":unknown"), match["form"])
    return ":unknown" if match["form"] else f":{match['name']}"


def addresses(forms: Sequence[Form], page: Page) -> Iterator[str]:
    """The paths that the forms give the page, with each of its names and days."""
    for section, form in forms:
        if section and not f"{'/'.join(page.folders)}/".startswith(f"{section}/"):
            continue
        for day in page.days or ("",):
            for name in page.names:
                if path := _filled(form, name, day, page):
                    yield path


def _filled(form: str, name: str, day: str, page: Page) -> str:
    """Empty where a token is not known, or what it stands for is not."""
    values = dict.fromkeys(_NAMES, name) | _of_day(day)
    values |= {
        "section": page.folders[0] if page.folders else "",
        "sections": "/".join(page.folders),
        "collection": page.folders[0].lstrip("_") if page.folders else "",
        "categories": "/".join(page.categories),
        "category": "/".join(page.categories),
        "output_ext": ".html",
    }
    tokens = _TOKEN.findall(form)
    may_be_empty = ("categories", "category", "sections", "section")
    if any(token not in values or not (values[token] or token in may_be_empty) for token in tokens):
        return ""
    return re.sub(r"/{2,}", "/", _TOKEN.sub(lambda match: values[match[1]], form))


def _of_day(day: str) -> dict[str, str]:
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return {}
    month = _MONTHS[at.month - 1]
    number = at.timetuple().tm_yday
    return {
        "year": f"{at.year:04}",
        "short_year": f"{at.year % 100:02}",
        "month": f"{at.month:02}",
        "i_month": str(at.month),
        "day": f"{at.day:02}",
        "i_day": str(at.day),
        "monthname": month.lower(),
        "short_month": month[:3],
        "y_day": f"{number:03}",
        "yearday": str(number),
    }
