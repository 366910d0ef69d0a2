"""The sample newsroom as its files say it, names not yet ids. Reads ``resources/sample`` and opens no library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.domain.article import Byline, BylineRole, Dateline, Notice, NoticeKind, State, TagKind
from newsroom.domain.site import SiteSettings, SocialLink
from newsroom.domain.times import from_rfc3339
from newsroom.paths import resources_root


@dataclass(frozen=True, slots=True)
class SampleSeries:
    name: str
    slug: str
    earlier_elsewhere: int
    description: str


@dataclass(frozen=True, slots=True)
class SampleTag:
    """``label`` carries a qualifier where names are shared; ``parent`` is another tag's label."""

    label: str
    kind: TagKind
    aliases: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class SamplePicture:
    path: Path
    alt: str
    caption: str
    credit: str
    date: str | None


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """``body`` links to other articles by slug; ``related`` are headlines."""

    slug: str
    state: State
    headline: str
    body: str
    language: str
    dateline: Dateline
    lede: str = ""
    section: str | None = None
    label: str | None = None
    bylines: tuple[Byline, ...] = ()
    picture: SamplePicture | None = None
    notices: tuple[Notice, ...] = ()
    series: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """All of it; articles in the order of publication, drafts last. ``sections`` are names and slugs."""

    site: SiteSettings
    sections: tuple[tuple[str, str], ...]
    series: tuple[SampleSeries, ...]
    tags: tuple[SampleTag, ...]
    articles: tuple[SampleArticle, ...]


def read_sample(folder: Path | None = None) -> SampleFiles:
    """Reads the files, the program's own unless another folder is given. Any thread; about 0.1 s."""
    folder = folder or resources_root() / "sample"
    library = _load_yaml((folder / "library.yaml").read_text(encoding="utf-8"))
    return SampleFiles(
        site=_site(library["site"]),
        sections=tuple((item["name"], item["slug"]) for item in library["sections"]),
        series=tuple(
            SampleSeries(item["name"], item["slug"], item["earlier_elsewhere"], item["description"])
            for item in library["series"]
        ),
        tags=tuple(
            SampleTag(item["name"], TagKind(item["kind"]), tuple(item["aliases"]), item["parent"])
            for item in library["tags"]
        ),
        articles=tuple(_articles(folder)),
    )


def _articles(folder: Path) -> Iterator[SampleArticle]:
    for path in sorted((folder / "articles").glob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        yield _article(_load_yaml(head), body.strip(), folder / "media")


def _article(front: Mapping[str, Any], body: str, media: Path) -> SampleArticle:
    return SampleArticle(
        slug=front["slug"],
        state=State(front["state"]),
        headline=front["headline"],
        body=body,
        language=front["language"],
        lede=front.get("lede", ""),
        section=front.get("section"),
        label=front.get("label"),
        dateline=Dateline(**front.get("dateline", {})),
        bylines=tuple(
            Byline(item["name"], BylineRole(item["role"]), item.get("place"))
            for item in front.get("bylines", ())
        ),
        picture=_picture(front["picture"], media) if "picture" in front else None,
        notices=tuple(
            Notice(NoticeKind(item["kind"]), item["text"], from_rfc3339(item["at"]))
            for item in front.get("notices", ())
        ),
        series=tuple(front.get("series", ())),
        tags=tuple(front.get("tags", ())),
        related=tuple(front.get("related", ())),
        published_at=_time(front.get("published_at")),
        updated_at=_time(front.get("updated_at")),
    )


def _picture(value: Mapping[str, Any], media: Path) -> SamplePicture:
    return SamplePicture(
        media / value["file"], value["alt"], value["caption"], value["credit"], value["date"]
    )


def _site(value: Mapping[str, Any]) -> SiteSettings:
    plain = {key: item for key, item in value.items() if key not in ("social", "labels")}
    social = tuple(SocialLink(item["name"], item["url"]) for item in value["social"])
    return SiteSettings(**plain, social=social, labels=tuple(value["labels"]))


def _time(text: str | None) -> datetime | None:
    return from_rfc3339(text) if text else None


def _load_yaml(text: str) -> Any:
    import yaml

    # The C loader is ten times as fast where PyYAML was built with it; both are safe ones.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)
