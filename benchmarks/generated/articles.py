"""The rows of generated articles, in all the tables that they have rows in: such as the desk would have written."""

import json
import uuid
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.generated.archive import Plan
from benchmarks.generated.languages import Random
from benchmarks.generated.texts import Draft, Texts
from newsroom.domain.article import Byline, Content, Dateline, Picture, RelatedLink, State
from newsroom.domain.counting import count_words
from newsroom.domain.ids import ArticleId, AuthorId, SectionId, SeriesId, TagId
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.serial import content_to_json, dateline_to_json, picture_to_json
from newsroom.domain.slugs import slugify
from newsroom.storage.folding import folded
from newsroom.storage.headlines import headline_hash
from newsroom.storage.search_keys import KEYS_PER_MS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_AT = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY_MS = 86_400_000
_YEARS = 20.0
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LABELS = ("Analysis", "Breaking", "Interview", "Live")
_WITH_PICTURE, _WITH_DATELINE, _WITH_LABEL, _WITH_LINK = 0.35, 0.7, 0.06, 0.08
_NAMED, _LATER, _WITH_RELATED, _UNRESOLVED = 0.7, 0.15, 0.45, 0.03
_PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN})
_N_CHANCES = 24
_NOTICE = "This article was withdrawn."
Rows = dict[str, list[tuple[Any, ...]]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "article": (
        *("id", "uid", "search_key", "version", "state", "trashed_at", "language", "section_id", "label"),
        *(
            "headline",
            "headline_hash",
            "n_words",
            "slug",
            "address",
            "short_code",
            "created_at",
            "updated_at",
        ),
        *("published_at", "publish_at", "published_revision_id"),
    ),
    "article_text": (
        *("article_id", "search_key", "headline", "lede", "body"),
        *("folded_headline", "folded_lede", "folded_body"),
    ),
    "article_detail": ("article_id", "dateline", "picture", "notices", "extra"),
    "article_tag": ("article_id", "tag_id", "position", "search_key", "is_trashed"),
    "article_series": ("article_id", "series_id", "position", "search_key", "is_trashed"),
    "article_byline": ("article_id", "position", "author_id", "name", "role", "search_key", "is_trashed"),
    "article_related": ("article_id", "position", "other_id", "headline", "headline_hash"),
    "revision": ("id", "article_id", "number", "kind", "name", "at", "by", "content"),
    "address": ("path", "article_id", "since"),
    "public_article": ("article_id", "revision_id", "headline", "section_id", "published_at"),
    "public_tag": ("article_id", "tag_id", "published_at"),
    "public_series": ("article_id", "series_id", "place"),
    "article_change": ("article_id",),
}


class Articles:
    """Makes them in their order, the oldest first, so that ids follow time."""

    def __init__(
        self,
        plan: Plan,
        texts: Sequence[Texts],
        rng: Random,
        *,
        n_words: int,
        section_slugs: Sequence[str],
        pictures: Sequence[Picture],
    ) -> None:
        self._plan, self._texts, self._rng = plan, texts, rng
        self._n_words = n_words
        self._slugs = section_slugs
        self._pictures = pictures
        self._last_ms = (LAST_AT - EPOCH) // _MILLISECOND
        span = 365.25 * _DAY_MS * _YEARS * min(1.0, plan.n_articles / 1_000_000) ** 0.25
        self._gap_ms = span / plan.n_articles
        self._last_of_story: dict[int, int] = {}

    def add(self, number: int, rows: Rows) -> None:
        """Appends the rows of the article of this number, from 0."""
        content = self._content(number)
        id, state = number + 1, self._plan.states[number]
        ms, later_ms = self._times(number)
        is_trashed = self._plan.is_trashed[number]
        slug = f"{slugify(content.headline) or 'article'}-{id}"
        address = f"/{self._slugs[self._plan.sections[number]]}/{slug}" if state in _PUBLIC else None
        key = ms * KEYS_PER_MS
        rows["article"].append(
            (
                *(id, _uid(ms, id), key, 1, state.value, later_ms if is_trashed else None, content.language),
                *(content.section_id, content.label, content.headline, headline_hash(content.headline)),
                *(count_words(content.body), slug, address, _short_code(id), ms),
                *(later_ms if state in _PUBLIC else ms, ms if state in _PUBLIC else None),
                *(self._last_ms + id * 60_000 if state is State.SCHEDULED else None,),
                *(id if state in _PUBLIC else None,),
            )
        )
        rows["article_change"].append((id,))
        self._add_texts(id, key, content, rows)
        self._add_links(id, key, int(is_trashed), content, rows)
        if address is not None:
            self._add_publicity(id, ms, content, address, state, is_trashed, rows)

    def _add_texts(self, id: int, key: int, content: Content, rows: Rows) -> None:
        texts = (content.headline, content.lede, content.body)
        rows["article_text"].append((id, key, *texts, *map(folded, texts)))
        picture = picture_to_json(content.picture) if content.picture else None
        dateline = json.dumps(dateline_to_json(content.dateline), ensure_ascii=False)
        rows["article_detail"].append((id, dateline, json.dumps(picture), "[]", "{}"))

    def _add_links(self, id: int, key: int, is_trashed: int, content: Content, rows: Rows) -> None:
        rows["article_tag"] += [(id, tag, n, key, is_trashed) for n, tag in enumerate(content.tags)]
        rows["article_series"] += [(id, one, n, key, is_trashed) for n, one in enumerate(content.series)]
        rows["article_byline"] += [
            (id, n, line.author_id, line.name, line.role.value, key, is_trashed)
            for n, line in enumerate(content.bylines)
        ]
        rows["article_related"] += [
            (id, n, link.id, link.headline, headline_hash(link.headline))
            for n, link in enumerate(content.related)
        ]

    def _add_publicity(
        self, id: int, ms: int, content: Content, address: str, state: State, is_trashed: bool, rows: Rows
    ) -> None:
        kept = json.dumps(content_to_json(content), ensure_ascii=False, separators=(",", ":"))
        withdrawn = state is State.WITHDRAWN
        kind = RevisionKind.WITHDRAWN if withdrawn else RevisionKind.PUBLISHED
        name = _NOTICE if withdrawn else None
        rows["revision"].append(
            (id, id, 1, kind.value, name, ms, "generator", zlib.compress(kept.encode(), 1))
        )
        rows["address"].append((address, id, ms))
        if withdrawn or is_trashed:
            return
        rows["public_article"].append((id, id, content.headline, content.section_id, ms))
        rows["public_tag"] += [(id, tag, ms) for tag in content.tags]
        rows["public_series"] += [(id, one, ms) for one in content.series]

    def _content(self, number: int) -> Content:
        plan = self._plan
        tags, series = plan.tags.of(number), plan.series.of(number)
        chance: list[float] = self._rng.random(_N_CHANCES).tolist()
        texts = self._texts[plan.languages[number]]
        subject = series[0] if series else (tags[0] + 1_000_003 if tags else number)
        # Lengths are unequal: most near the wanted one, some a note, some a long read.
        n_words = int(self._n_words * min(4.0, max(0.2, self._rng.lognormal(-0.08, 0.4))))
        draft = texts.draw(self._rng, n_words, subject)
        names = [plan.tag_names[tag].name for tag in tags[:2]]
        related = tuple(self._related(number, series, draft, chance)) if chance[0] < _WITH_RELATED else ()
        return Content(
            headline=_headline(draft, names if chance[1] < _NAMED / 2 else [], chance),
            lede=_lede(draft, names if chance[2] < _NAMED else [], chance),
            body=_body(draft, names if chance[3] < _NAMED else [], related, chance),
            language=texts.code,
            section_id=SectionId(plan.sections[number] + 1),
            label=_LABELS[number % len(_LABELS)] if chance[5] < _WITH_LABEL else None,
            dateline=self._dateline(number) if chance[6] < _WITH_DATELINE else Dateline(),
            bylines=tuple(
                Byline(plan.authors[one], author_id=AuthorId(one + 1)) for one in plan.bylines.of(number)
            ),
            picture=self._pictures[number % len(self._pictures)] if chance[7] < _WITH_PICTURE else None,
            series=tuple(SeriesId(one + 1) for one in series),
            tags=tuple(TagId(tag + 1) for tag in tags),
            related=related,
        )

    def _related(
        self, number: int, series: list[int], draft: Draft, chance: list[float]
    ) -> list[RelatedLink]:
        """The one before in its story, and some of the last weeks; a few that were never found."""
        found: dict[int, None] = {}
        for story in series:
            if (before := self._last_of_story.get(story)) is not None:
                found[before] = None
            self._last_of_story[story] = number
        for place in range(min(3, number // 10)):
            found[number - 1 - int(chance[8 + place] * min(number, 500))] = None
        links = [RelatedLink(ArticleId(other + 1), "") for other in found]
        if chance[11] < _UNRESOLVED:
            links.append(RelatedLink(None, draft.phrase(6)))
        return links

    def _dateline(self, number: int) -> Dateline:
        at = EPOCH + self._times(number)[0] * _MILLISECOND
        word = self._plan.authors[number * 31 % len(self._plan.authors)].split()[-1]
        return Dateline(place=word.upper(), date=f"{at:%b} {at.day}")

    def _times(self, number: int) -> tuple[int, int]:
        """When it was published (or made), and when it was changed last. No two of the first are the same."""
        place = (number * 2_654_435_761 & 0xFFFF) / 0x10000
        left = self._plan.n_articles - number - 1
        ms = self._last_ms - int((left + 0.9 * place) * self._gap_ms)
        later = ms + int(place * _DAY_MS) if number * 40_503 % 100 < 100 * _LATER else ms
        return ms, min(later, self._last_ms)


def _headline(draft: Draft, names: list[str], chance: list[float]) -> str:
    words = draft.phrase(4 + int(chance[12] * 5))
    return f"{names[0][:1].upper()}{names[0][1:]}: {words}" if names else words


def _lede(draft: Draft, names: list[str], chance: list[float]) -> str:
    begun = draft.phrase(8 + int(chance[13] * 8))
    ended = draft.phrase(5 + int(chance[14] * 7))
    between = f" {' and '.join(names)}," if names else ""
    return f"{begun},{between} {ended[:1].lower()}{ended[1:]}."


def _body(draft: Draft, names: list[str], related: tuple[RelatedLink, ...], chance: list[float]) -> str:
    """With the names of its first tags, a rare word, a number, and in some a link to another article."""
    inserts = [*names, draft.rare_word(), f"{int(chance[15] * 100_000):,}"]
    if chance[4] < _WITH_LINK and related and related[0].id is not None:
        inserts.append(f"[{draft.phrase(3)}](article:{related[0].id})")
    places = (int(chance[16 + n] * 10_000) for n in range(len(inserts)))
    return draft.body(list(zip(places, inserts, strict=True)))


def _uid(ms: int, id: int) -> str:
    """A UUIDv7 that is the same each time."""
    return str(uuid.UUID(int=ms << 80 | 7 << 76 | 2 << 62 | id))


def _short_code(id: int) -> str:
    """Seven characters that look random and belong to this id alone."""
    code, rest = "", (id * 1_000_003_579 + 12_345) % 58**7
    for _ in range(7):
        rest, digit = divmod(rest, 58)
        code += _BASE58[digit]
    return code
