"""What is done to an item of a source before the library is asked: read, made sound, measured. Pure.

Runs in the import's own process or in a helper, which loads no database for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsroom.domain.counting import count_words
from newsroom.domain.importing import ImportedArticle
from newsroom.domain.slugs import slugify
from newsroom.domain.sound import sound
from newsroom.exchange.sources.items import Reader, SourceError, Surroundings
from newsroom.exchange.sources.links import item_keys, targets_in
from newsroom.storage.folding import folded
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.packing import PackedTexts, pack_texts

_MOST_LINKS = 2_000
_MOST_NOTES = 20
_N_TEXTS = 2


@dataclass(frozen=True, slots=True)
class Texts:
    """A headline, lede and body as they are indexed, where that differs from what they are; and the body's words."""

    n_words: int
    folded: tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An item that was read. ``targets`` is what links in its text point to; ``slug`` is that of its headline;
    ``keys`` are those of its addresses; ``packed`` is the beginning of what is kept of it as a revision."""

    article: ImportedArticle
    texts: Texts
    targets: tuple[str, ...]
    slug: str
    keys: dict[str, tuple[str, ...]]
    headline_hash: int | None
    packed: PackedTexts


def prepare(reader: Reader, payload: Any, around: Surroundings) -> Prepared:
    """Reads one item. Raises ``SourceError``, whatever goes wrong with it."""
    article: ImportedArticle = _told(sound(_article_of(reader, payload, around)))
    return Prepared(
        article,
        measure(article.headline, article.lede, article.body),
        targets_in(article.body)[:_MOST_LINKS],
        slugify(article.headline),
        {address: item_keys(address) for address in (*article.addresses, *article.aliases, _path(payload))},
        headline_hash(article.headline),
        pack_texts(article.headline, article.lede, article.body),
    )


def _told(article: ImportedArticle) -> ImportedArticle:
    """With a word on what the library will decide for it, because its source does not say it."""
    notes: list[str] = []
    missing = [
        name for name, text in (("headline", article.headline), ("text", article.body)) if not text.strip()
    ]
    if article.own is None and article.published_at is not None and missing:
        notes.append(f"It was published there, but has no {' and no '.join(missing)}: it is a draft.")
    if article.language is None and len(missing) < _N_TEXTS:
        notes.append("Its language is not said, and its text does not tell: it has the newsroom's.")
    return replace(article, notes=(*article.notes, *notes)) if notes else article


def _path(payload: Any) -> str:
    """The path in its tree of an item that is a file."""
    name = getattr(payload, "name", "")
    return f"/{name}" if isinstance(name, str) else "/"


def measure(headline: str, lede: str, body: str) -> Texts:
    """What the library keeps about the texts beside them."""
    return Texts(count_words(body), (folded(headline), folded(lede), folded(body)))


def said(notes: Sequence[str]) -> tuple[str, ...]:
    """Not more notes about one item than a person would read."""
    more = len(notes) - _MOST_NOTES
    return (*notes[:_MOST_NOTES], f"And {more} more.") if more > 0 else tuple(notes)


def _article_of(reader: Reader, payload: Any, around: Surroundings) -> ImportedArticle:
    try:
        return reader.article_of(payload, around)
    except SourceError:
        raise
    except RecursionError as error:
        raise SourceError("It cannot be read: it is nested too deep.") from error
    except MemoryError as error:
        raise SourceError("It cannot be read: it needs more memory than there is.") from error
    except Exception as error:
        # A reader that breaks on one item must not end the import of all others.
        raise SourceError(f"It cannot be read: an unexpected {type(error).__name__}.") from error
