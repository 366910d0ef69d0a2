"""Markdown with front matter as an article: keys of many programs, said in ours. ``docs/formats.md`` lists them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from posixpath import normpath
from typing import Any

from newsroom.domain.article import Byline
from newsroom.domain.importing import ImportedArticle, ImportedPicture
from newsroom.domain.names import name_key, split_kind, tidy
from newsroom.domain.wire_story import NO_DATELINE, WireSeries
from newsroom.exchange.dates import read_moment
from newsroom.exchange.front_keys import FrontReading, plain_key
from newsroom.exchange.front_matter import read_head
from newsroom.exchange.markdown_html import without_html
from newsroom.exchange.plain_values import FrontMatterError
from newsroom.exchange.sources.entities import plain_line, plain_text
from newsroom.exchange.sources.front_values import (
    bylines_of,
    dateline_of,
    language_of_value,
    line_of,
    names_of,
    notices_of,
    paths_of,
    picture_of,
    related_of,
    series_of,
    truth_of,
    words_of,
)
from newsroom.exchange.sources.gaps import without_wide_gaps
from newsroom.exchange.sources.markdown_links import resolved_links, with_pictures
from newsroom.exchange.sources.page_addresses import addresses_of, last_part, own_paths, written_in
from newsroom.exchange.sources.places import Place, in_words, place_of
from newsroom.exchange.sources.program_lines import without_program_lines
from newsroom.exchange.sources.shortcodes import as_markdown
from newsroom.exchange.sources.site import NO_SITE, Site
from newsroom.exchange.webcopy.escaping import escaped
from newsroom.exchange.wirecopy.languages import language_of

_HEADING = re.compile(r"\s*#[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\s*(?P<words>\S[^\n]*)\n=+[ \t]*(?:\n|\Z)")
_UNPUBLISHED = frozenset(
    (
        "draft",
        "in_review",
        "ready",
        "scheduled",
        "withdrawn",
        "private",
        "pending",
        "hidden",
        "skip",
        "unpublished",
    )
)
_PUBLISHED = frozenset(("published", "publish", "public", "live"))
_DATE_OF_PROGRAM = re.compile(r"(?:git )?(?:last modified|created)", re.IGNORECASE)
_HELD_UNTIL = frozenset(("publishdate", "publish_date"))
_LIKE_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)")
_POINTERS = frozenset(
    "source_url external_url externalurl external_link link_url link redirectto redirect_to canonical".split()
)
_HANDLE = re.compile(r"[a-z]+(?:[-_.][a-z]+){1,3}")
_LANGUAGE_SAMPLE = 600


def read_markdown(
    text: str, *, stem: str = "", zone: tzinfo, now: datetime, name: str = "", site: Site = NO_SITE
) -> ImportedArticle:
    """The article that the text says; a date without a zone is in ``zone``. Raises ``FrontMatterError``.

    ``name`` is the file's path in its source, ``stem`` its name alone, without the ending, where there is no more to
    know: from it, what the front matter does not say is guessed, and noted. ``site`` knows names by their ids. Dated
    in the past and no draft, it has its time of publication. What has no field, and what a field could not take, is
    in ``extra`` under its own key.
    """
    head = read_head(text)
    zone = site.settings.zone_or(zone)
    notes = [*head.notes]
    front = FrontReading(site.with_values(name, head.values, notes))
    reading = _Reading(front, _place(name or stem, site), zone, site, is_bare=not head.form)
    reading.notes += notes
    values = reading.values(head.form)
    text = _of_html(head.body) if name.endswith((".html", ".htm")) else head.body
    headline, text = _headline_of(values["headline"], text)
    body = without_program_lines(text, reading.notes, is_mdx=name.lower().endswith(".mdx"))
    body = as_markdown(body, reading.place, head.values, reading.notes)
    n_scripts = body.count("<script")
    body = without_html(body)
    if body.count("<script") < n_scripts:
        reading.notes.append("Scripts in its text were left out.")
    if body != text:
        body = without_wide_gaps(body)
    if name:
        body = resolved_links(with_pictures(body), reading.place)
    body = plain_text(body).strip("\n")
    body = body or reading.pointer(headline)
    if not headline and not body and head.form:
        raise FrontMatterError("It has neither a headline nor a text.")
    language = values["language"] or reading.place.language
    language = language or language_of(
        f"{headline}\n{values['lede'][:_LANGUAGE_SAMPLE]}\n{body[:_LANGUAGE_SAMPLE]}"
    )
    language = language or site.settings.language or None
    values |= {"headline": headline or reading.headline(), "body": body, "language": language}
    reading.settle(values, now)
    return ImportedArticle(**values, extra=reading.extra, notes=tuple(reading.notes))


def _place(name: str, site: Site) -> Place:
    """A page in another language than the site's first one lies below the code of its own."""
    place, first = _place_in_language(name, site.settings.folders), site.settings.language
    if place.language is None or not first or place.language.lower()[:2] == first.lower()[:2]:
        return place
    return replace(place, prefix=f"/{place.language.lower()}")


def _place_in_language(name: str, folders: Sequence[tuple[str, str]]) -> Place:
    """The place of a page; the folder in which a site keeps the texts of a language is no part of it."""
    for folder, code in folders:
        _, found, below = f"/{name}".partition(f"/{folder}/")
        if found:
            place = place_of(f"content/{below}")
            return replace(place, name=name, language=place.language or code)
    return place_of(name)


class _Reading:
    """One file: what its front matter says, then what its place says."""

    def __init__(self, front: FrontReading, place: Place, zone: tzinfo, site: Site, *, is_bare: bool) -> None:
        self._front = front
        self.place = place
        self._zone = zone
        self._site = site
        self._is_bare = is_bare
        self.notes: list[str] = []
        self._ids: list[str] = []

    @property
    def extra(self) -> dict[str, Any]:
        """What has no field."""
        return self._front.extra

    def values(self, form: str) -> dict[str, Any]:
        """What front matter and place say, by the fields of an article."""
        take, zone = self._front.take, self._zone
        section, tags = self._section_and_tags()
        slug = take("slug", line_of, None)
        published_at = take("published_at", lambda value: read_moment(value, zone), None)
        if published_at is None:
            self._drop_date_of_program()
            published_at = self._date_of_place() or self._date_of_beginning()
            self._note_date()
        if self._front.raw("published_at") is None and published_at is not None and self.place.slug:
            slug = slug or self.place.slug
        written = written_in(self._front)
        return {
            "headline": take("headline", words_of, ""),
            "lede": take("lede", words_of, ""),
            "language": take("language", language_of_value, None),
            "section": section,
            "label": take("label", line_of, None),
            "slug": slug or last_part(written),
            "dateline": take("dateline", dateline_of, NO_DATELINE),
            "bylines": tuple(map(self._named, take("bylines", bylines_of, ()))),
            "notices": take("notices", lambda value: notices_of(value, zone), ()),
            "series": tuple(WireSeries(self._term(each.name)) for each in take("series", series_of, ())),
            "tags": tags,
            "related": take("related", related_of, ()),
            "picture": self._picture(),
            "created_at": take("created_at", lambda value: read_moment(value, zone), None),
            "published_at": published_at,
            "updated_at": take("updated_at", lambda value: read_moment(value, zone), None),
            "addresses": addresses_of(
                self._front, self.place, self._site.settings, slug, published_at, zone, form
            ),
            "aliases": tuple(
                dict.fromkeys((*own_paths(written), *map(self._from_here, take("aliases", paths_of, ()))))
            ),
        }

    def _from_here(self, path: str) -> str:
        """``../old``, which Hugo leads from the page's folder."""
        if "/.." not in path and "/./" not in path:
            return path
        return normpath(f"/{'/'.join(self.place.folders)}{path}")

    def pointer(self, headline: str) -> str:
        """What stands for the text of an article that only points to another site: the link."""
        for key, value in self._front.extra.items():
            if (
                plain_key(key) in _POINTERS
                and isinstance(value, str)
                and re.fullmatch(r"https?://[^\s<>()]+", value)
            ):
                self.notes.append("It has no text of its own; the link to what it pointed to stands there.")
                return f"[{escaped(headline)}]({value})" if headline else f"<{value}>"
        return ""

    def headline(self) -> str:
        """A headline where none is written: the file's name in words."""
        words = in_words(self.place.slug) if self.place.name or not self._is_bare else ""
        if words:
            self.notes.append("It has no headline; the name of the file stands in its place.")
        return words

    def settle(self, values: dict[str, Any], now: datetime) -> None:
        """Dated in the past it is published, else a draft that keeps its date in ``extra``."""
        front = self._front
        at = values["published_at"]
        held_until = self._held_until()
        is_held = held_until is not None and held_until > now
        if at is not None and (at > now or is_held or self._is_draft):
            front.keep("published_at")
            if front.raw("published_at") is None:
                front.extra["date"] = at.isoformat()
            if is_held:
                self.notes.append(
                    "It was not to be published yet (publishDate): it came as a draft, and the dates are kept."
                )
            elif at > now:
                self.notes.append("Its date lies in the future: it came as a draft, and its date is kept.")
            elif self._is_held_back:
                self.notes.append(f"Its source says “{front.raw('state')}” of it: it came as a draft.")
            values["published_at"] = values["updated_at"] = None
        for field in ("draft", "published", "state"):
            if field == "state" and self._is_held_back:
                continue
            if field == "state" or truth_of(front.raw(field)) is not None:
                front.drop(field)
        if self._ids:
            self.notes.append(f"Its bylines are ids that no file explains: {', '.join(self._ids)}.")
        expires_at = read_moment(front.raw("expires_at"), self._zone)
        if expires_at is not None and expires_at < now:
            self.notes.append(f"Its source no longer showed it after {expires_at.date().isoformat()}.")

    def _held_until(self) -> datetime | None:
        """``publishDate`` beside ``date``: Hugo shows a page from then on, whatever date stands on it."""
        said = (value for key, value in self._front.extra.items() if plain_key(key) in _HELD_UNTIL)
        return next((at for value in said if (at := read_moment(value, self._zone)) is not None), None)

    @property
    def _is_draft(self) -> bool:
        """Whether one of several keys, or its folder, says that it is not to be published."""
        raw = self._front.raw
        state = raw("state")
        return (
            truth_of(raw("draft")) is True
            or truth_of(raw("published")) is False
            or self.place.is_draft
            or (isinstance(state, str) and name_key(state).replace(" ", "_") in _UNPUBLISHED)
        )

    @property
    def _is_held_back(self) -> bool:
        """Whether a state of its own keeps it from readers, other than that it is a draft."""
        state = self._front.raw("state")
        return isinstance(state, str) and name_key(state).replace(" ", "_") in _UNPUBLISHED - {"draft"}

    def _section_and_tags(self) -> tuple[str | None, tuple[Any, ...]]:
        take = self._front.take
        categories = [self._term(name) for name in take("categories", self._names("categories"), ())]
        section = take("section", line_of, None)
        if section is None and categories:
            section, categories = _as_section(categories[0]), categories[1:]
        if section is None and self.place.section_folders:
            folder = self._section_folder()
            section = self._title_of(folder) or in_words(folder)
            self.notes.append(f"Its section, {section}, was guessed from its folder.")
            if below := self._titles_below(folder):
                categories = [*categories, *below]
                self.notes.append(f"Of sections within that section its tags were made: {', '.join(below)}.")
        elif section is not None:
            section = self._title_of(section) or section
        tags = [*map(self._term, take("tags", self._names("tags"), ())), *categories]
        return section, tuple(dict.fromkeys(map(split_kind, tags)))

    def _names(self, field: str) -> Callable[[Any], tuple[str, ...] | None]:
        """How its names are read: Jekyll parts a line of tags or categories, written in the plural, at spaces."""
        if (
            not self.place.is_jekyll
            or not self._front.has(field)
            or not self._front.key_of(field).endswith("s")
        ):
            return names_of
        return lambda value: names_of(value.split() if isinstance(value, str) and "," not in value else value)

    def _section_folder(self) -> str:
        """The first that may name a section; the one that holds the whole site only where there is no other."""
        first, *others = self.place.section_folders
        return others[0] if others and first == self._site.top else first

    def _titles_below(self, folder: str) -> list[str]:
        """Titles of the list pages below the folder of its section, down to its own: sections within that section."""
        folders = self.place.name.split("/")[:-1]
        start = folders.index(folder) + 1 if folder in folders else len(folders)
        paths = ("/".join(folders[: n + 1]) for n in range(start, len(folders)))
        return [title for path in paths if (title := self._site.sections.get(path))]

    def _title_of(self, folder: str) -> str | None:
        sections = self._site.sections
        if not sections:
            return None
        top = self.place.name.partition(f"/{folder}/")[0]
        return sections.get(f"{top}/{folder}") or sections.get(folder) or sections.get(f"content/{folder}")

    def _term(self, id: str) -> str:
        return self._site.term(id) or id

    def _named(self, byline: Byline) -> Byline:
        """With a name in the place of an id."""
        known = self._site.author(byline.name)
        if known is not None:
            return replace(byline, name=known)
        if _HANDLE.fullmatch(byline.name) and "@" not in byline.name:
            name = " ".join(part.capitalize() for part in re.split(r"[-_.]", byline.name))
            self.notes.append(f"A name was guessed from an id: {name} ({byline.name}).")
            return replace(byline, name=name)
        if byline.name.isascii() and byline.name.islower() and byline.name.isalnum():
            self._ids.append(byline.name)
        return byline

    def _date_of_place(self) -> datetime | None:
        if self._is_bare or not self.place.date or self._front.raw("published_at") is not None:
            return None
        return read_moment(self.place.date, self._zone)

    def _drop_date_of_program(self) -> None:
        """``Last Modified``, by which Eleventy looks at the file or asks Git."""
        raw = self._front.raw("published_at")
        if isinstance(raw, str) and _DATE_OF_PROGRAM.fullmatch(raw.strip()):
            self._front.drop("published_at")
            self._front.forget("published_at")
            self.notes.append(f"Its date was left to the program there (“{raw}”): the file does not say it.")

    def _date_of_beginning(self) -> datetime | None:
        """Of what its source calls published without saying when."""
        state = self._front.raw("state")
        if not isinstance(state, str) or name_key(state) not in _PUBLISHED or self._front.has("published_at"):
            return None
        found = read_moment(self._front.raw("created_at"), self._zone)
        if found is not None:
            self.notes.append("The time of publication was guessed: it is that of its beginning.")
        return found

    def _note_date(self) -> None:
        raw = self._front.raw("published_at")
        if raw is None and not self.place.date and _LIKE_A_DATE.match(self.place.name.rpartition("/")[2]):
            self.notes.append("The date in the name of its file is none.")
        if raw is not None:
            self.notes.append(f"Its date, {str(raw)[:40]}, may be two days or none; it is kept as it stands.")

    def _picture(self) -> ImportedPicture | None:
        front = self._front
        raw = front.raw("picture")
        picture = front.take("picture", picture_of, None)
        if picture is None:
            return None
        if isinstance(raw, list) and len(raw) > 1:
            front.keep("picture")
        where = self.place.target(picture.where) if self.place.name else picture.where
        return ImportedPicture(
            where,
            picture.alt or front.take("picture_alt", words_of, ""),
            plain_line(picture.caption) or front.take("picture_caption", words_of, ""),
            picture.credit or front.take("picture_credit", line_of, ""),
            picture.date,
        )


def _as_section(category: str) -> str:
    """A category that is written as an address has it, as a name that stands on a page."""
    return in_words(category) if re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", category) else category


def _of_html(text: str) -> str:
    from newsroom.exchange.html_paste import imported_html  # late: most files need no reader of HTML

    return imported_html(text).markdown


def _headline_of(headline: str, body: str) -> tuple[str, str]:
    """A heading of the first degree above the text is the headline; the page prints it by itself."""
    match = _HEADING.match(body) or _UNDERLINED.match(body)
    if match is None:
        return headline, body
    words = tidy(match["words"])
    if headline and name_key(words) != name_key(headline):
        return headline, body
    return headline or words, body[match.end() :]
