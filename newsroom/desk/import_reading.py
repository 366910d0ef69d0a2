"""What is done to an item of a source before the library is asked: read, made sound, measured. Pure.

Runs in the import's own process or in a helper, which loads no database for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    article: ImportedArticle = sound(_article_of(reader, payload, around))
    return Prepared(
        article,
        measure(article.headline, article.lede, article.body),
        targets_in(article.body)[:_MOST_LINKS],
        slugify(article.headline),
        {address: item_keys(address) for address in (*article.addresses, *article.aliases, _path(payload))},
        headline_hash(article.headline),
        pack_texts(article.headline, article.lede, article.body),
    )


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
