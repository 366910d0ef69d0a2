"""The sample newsroom is whole: what its files name exists, its counts are those promised, its dates make sense."""

import re
import struct
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom.domain.article import BylineRole, NoticeKind, State, TagKind
from newsroom.domain.names import name_key, split_qualifier
from newsroom.domain.slugs import slugify
from newsroom.domain.times import from_rfc3339

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
FIRST, LAST = datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
KEYS = [
    *(
        "slug",
        "language",
        "section",
        "label",
        "headline",
        "lede",
        "dateline",
        "bylines",
        "picture",
        "notices",
    ),
    *("series", "tags", "related", "state", "draft", "published_at", "updated_at"),
]
RIGHT_TO_LEFT = {"ar", "he"}
LINK = re.compile(r"\[[^\]]+\]\(article:([^)]*)\)")
PLAIN_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Sample:
    """One article's file."""

    path: Path
    front: dict[str, Any]
    body: str

    @property
    def headline(self) -> str:
        return str(self.front["headline"])

    @property
    def published(self) -> bool:
        return bool(self.front["state"] == "published")


def read_article(path: Path) -> Sample:
    head, separator, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    assert separator, path.name
    return Sample(path, yaml.safe_load(head), body.strip())


LIBRARY: dict[str, Any] = yaml.safe_load((SAMPLE / "library.yaml").read_text(encoding="utf-8"))
ARTICLES = [read_article(path) for path in sorted((SAMPLE / "articles").glob("*.md"))]
BY_SLUG = {article.front["slug"]: article for article in ARTICLES}
BY_HEADLINE = {article.headline: article for article in ARTICLES}

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path.stem)


def n_words(article: Sample) -> int:
    """Words of the body; a text without spaces counts two characters for one."""
    if article.front["language"] == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]", article.body)) // 2
    return len(re.findall(r"\w+", article.body))


def test_counts_are_those_promised() -> None:
    states = Counter(article.front["state"] for article in ARTICLES)
    assert len(ARTICLES) >= 60
    assert len(LIBRARY["sections"]) == 6
    assert len(LIBRARY["series"]) == 8
    assert len(LIBRARY["tags"]) >= 40
    assert {tag["kind"] for tag in LIBRARY["tags"]} == {kind.value for kind in TagKind}
    assert states["published"] >= 50
    assert states["draft"] >= 5
    assert states["withdrawn"] == 2


def test_scripts_of_both_directions_are_there() -> None:
    languages = Counter(article.front["language"] for article in ARTICLES)
    assert sum(languages[language] for language in RIGHT_TO_LEFT) >= 6
    assert languages["ru"] >= 4
    assert {"en", "el", "zh", "de", "fr"} <= set(languages)


def test_headlines_and_slugs_are_unique() -> None:
    assert len(BY_HEADLINE) == len(ARTICLES)
    assert len(BY_SLUG) == len(ARTICLES)


def test_files_stand_in_order_of_publication_with_drafts_last() -> None:
    numbers = [int(article.path.stem.partition("-")[0]) for article in ARTICLES]
    assert numbers == list(range(1, len(ARTICLES) + 1))
    times = [article.front.get("published_at", "~draft") for article in ARTICLES]
    assert times == sorted(times)


def test_names_of_the_library_are_unique() -> None:
    labels = [label for tag in LIBRARY["tags"] for label in (tag["name"], *tag["aliases"])]
    assert not [key for key, n in Counter(map(name_key, labels)).items() if n > 1]
    for kind in ("sections", "series"):
        assert len({name_key(item["name"]) for item in LIBRARY[kind]}) == len(LIBRARY[kind])
        assert len({item["slug"] for item in LIBRARY[kind]}) == len(LIBRARY[kind])
        assert all(PLAIN_SLUG.match(item["slug"]) for item in LIBRARY[kind])
    authors = [author["name"] for author in LIBRARY["authors"]]
    assert len(set(authors)) == len(authors)


def test_homonyms_carry_their_kind_as_qualifier() -> None:
    qualified = [(tag, *split_qualifier(tag["name"])) for tag in LIBRARY["tags"]]
    homonyms = [(name, tag["kind"]) for tag, name, qualifier in qualified if qualifier]
    assert sorted(homonyms) == [("Quillon", "person"), ("Quillon", "place")]
    assert all(qualifier in (None, tag["kind"]) for tag, _, qualifier in qualified)


def test_parents_exist_and_make_no_circle() -> None:
    parents: dict[str, str | None] = {tag["name"]: tag["parent"] for tag in LIBRARY["tags"]}
    for first in parents.values():
        seen: list[str] = []
        parent = first
        while parent is not None:
            assert parent not in seen
            seen.append(parent)
            parent = parents[parent]
    assert any(parents.values())


def test_every_name_of_the_library_is_used() -> None:
    used_tags = {tag for article in ARTICLES for tag in article.front.get("tags", ())}
    used_series = Counter(name for article in ARTICLES for name in article.front.get("series", ()))
    bylines = {byline["name"] for article in ARTICLES for byline in article.front.get("bylines", ())}
    pictures = {article.front["picture"]["file"] for article in ARTICLES if "picture" in article.front}
    assert used_tags == {tag["name"] for tag in LIBRARY["tags"]}
    assert set(used_series) == {series["name"] for series in LIBRARY["series"]}
    assert min(used_series.values()) >= 3
    assert {article.front.get("section") for article in ARTICLES} == {s["name"] for s in LIBRARY["sections"]}
    credits = " ".join(
        article.front["picture"]["credit"] for article in ARTICLES if "picture" in article.front
    )
    assert {a["name"] for a in LIBRARY["authors"] if a["name"] not in credits} == bylines
    assert pictures == {path.name for path in (SAMPLE / "media").iterdir()}


def test_the_long_series_reads_1881() -> None:
    name = "Dispute Over the Corran Banks"
    series = next(series for series in LIBRARY["series"] if series["name"] == name)
    n_published = sum(article.published and name in article.front.get("series", ()) for article in ARTICLES)
    assert series["earlier_elsewhere"] + n_published == 1881


@each_article
def test_front_matter_is_valid(article: Sample) -> None:
    front = article.front
    assert set(front) <= set(KEYS)
    assert [key for key in KEYS if key in front] == list(front)
    assert all(value not in ("", [], {}) for value in front.values())
    assert PLAIN_SLUG.match(front["slug"])
    assert article.headline == article.headline.strip()
    assert len(article.headline) <= LIBRARY["site"]["headline_limit"]
    assert State(front["state"]) in (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)
    assert front.get("draft", False) == (front["state"] == "draft")
    assert front.get("label") in (None, *LIBRARY["site"]["labels"])
    if front["state"] == "draft":
        assert front["slug"] == slugify(article.headline)
    else:
        assert {"headline", "lede", "section", "bylines", "tags"} <= set(front)


@each_article
def test_names_resolve(article: Sample) -> None:
    front = article.front
    for key, kind in (("tags", "tags"), ("series", "series")):
        names = front.get(key, [])
        assert set(names) <= {item["name"] for item in LIBRARY[kind]}
        assert len(set(names)) == len(names)
    if "section" in front:
        assert front["section"] in {section["name"] for section in LIBRARY["sections"]}
    authors = {author["name"] for author in LIBRARY["authors"]}
    for byline in front.get("bylines", []):
        assert byline["name"] in authors
        assert BylineRole(byline["role"])
        assert set(byline) <= {"name", "role", "place"}
    if "dateline" in front:
        assert set(front["dateline"]) == {"place", "date", "credit"}


@each_article
def test_related_and_links_lead_to_other_public_articles(article: Sample) -> None:
    related = article.front.get("related", [])
    assert len(set(related)) == len(related) <= 5
    assert article.headline not in related
    for other in [BY_HEADLINE[headline] for headline in related] + [
        BY_SLUG[s] for s in LINK.findall(article.body)
    ]:
        assert other is not article
        assert other.published
        assert other.front["published_at"] < article.front.get("published_at", "~draft")


@each_article
def test_dates_are_sane(article: Sample) -> None:
    front = article.front
    assert ("published_at" in front) == (front["state"] != "draft")
    if "published_at" not in front:
        return
    published_at = from_rfc3339(front["published_at"])
    updated_at = from_rfc3339(front.get("updated_at", front["published_at"]))
    assert FIRST <= published_at <= updated_at <= LAST
    notices = front.get("notices", [])
    assert bool(notices) == ("updated_at" in front)
    for notice in notices:
        assert NoticeKind(notice["kind"])
        assert notice["text"].endswith(".")
        assert published_at < from_rfc3339(notice["at"]) <= updated_at
    if "picture" in front:
        assert front["picture"]["date"] <= front["published_at"][:10]


@each_article
def test_body_is_long_enough_and_carries_no_dateline(article: Sample) -> None:
    assert n_words(article) >= 60
    if article.published:
        assert n_words(article) >= 110
    assert "(Halyard)" not in article.body
    assert "\r" not in article.body and "\u00a0" not in article.body


@pytest.mark.parametrize("path", sorted((SAMPLE / "media").iterdir()), ids=lambda path: path.name)
def test_pictures_are_jpeg_of_the_promised_size(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"\xff\xd8\xff") and data.rstrip(b"\0").endswith(b"\xff\xd9")
    assert len(data) <= 120_000
    frame = re.search(rb"\xff[\xc0\xc2]..\x08(....)", data, re.DOTALL)
    assert frame and struct.unpack(">HH", frame[1]) == (900, 1600)


def test_pictures_are_described() -> None:
    pictures = [article.front["picture"] for article in ARTICLES if "picture" in article.front]
    assert len(pictures) >= 10
    assert all(set(picture) == {"file", "alt", "caption", "credit", "date"} for picture in pictures)
    assert len({picture["alt"] for picture in pictures}) == len(pictures)


def test_the_sample_shows_what_markdown_can_do() -> None:
    text = "\n".join(article.body for article in ARTICLES if article.published)
    for mark in (r"^\|.*\|$", r"^\[\^\w+\]: ", r"^\*\[\w+\]: ", r"^:   ", r"^> ", r"^- ", r"^1\. ", r"^## "):
        assert re.search(mark, text, re.MULTILINE), mark
    assert sum(n_words(article) >= 900 for article in ARTICLES) >= 3
    assert len(LINK.findall(text)) >= 20


def test_every_kind_of_notice_and_label_is_there() -> None:
    notices = [notice for article in ARTICLES for notice in article.front.get("notices", [])]
    assert {notice["kind"] for notice in notices} == {kind.value for kind in NoticeKind}
    labels = {article.front["label"] for article in ARTICLES if "label" in article.front}
    assert labels == set(LIBRARY["site"]["labels"])
    roles = {byline["role"] for article in ARTICLES for byline in article.front.get("bylines", [])}
    assert {"author", "reporting", "editing", "translation"} <= roles


def test_a_page_to_paste_names_the_series_and_published_headlines() -> None:
    lines = [
        line.strip()
        for line in (SAMPLE / "wire" / "agency-page.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert lines.count("Dispute Over the Corran Banks (1882)") == 2
    assert sum(line in BY_HEADLINE and BY_HEADLINE[line].published for line in lines) == 3
    assert lines[0] == "09:20 GMT19 November 2026"
    assert lines[-1] == "Community standardsDiscussion"


def test_wire_copy_has_headline_byline_and_dateline() -> None:
    lines = (SAMPLE / "wire" / "wire-copy.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("By ")
    assert lines[3].startswith("YUNTING, Nov 12 (Beacon Wire) - ")
