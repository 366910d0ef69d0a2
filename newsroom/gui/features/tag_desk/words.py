"""Tags and what can be done with them, in words."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from newsroom.domain.article import TagKind
from newsroom.domain.ordering import Likeness, MergePreview, TagRow
from newsroom.gui.when import articles, number, short_when

_CONTEXT = "tag_desk"


def _tr(words: str) -> str:
    return QCoreApplication.translate(_CONTEXT, words)


def kind_word(kind: TagKind) -> str:
    """What one tag of that kind names."""
    return {
        TagKind.TOPIC: _tr("Topic"),
        TagKind.PERSON: _tr("Person"),
        TagKind.PLACE: _tr("Place"),
        TagKind.ORGANISATION: _tr("Organisation"),
        TagKind.EVENT: _tr("Event"),
    }[kind]


def kinds_word(kind: TagKind) -> str:
    """The tags of that kind, as the button that shows only those says it."""
    return {
        TagKind.TOPIC: _tr("Topics"),
        TagKind.PERSON: _tr("People"),
        TagKind.PLACE: _tr("Places"),
        TagKind.ORGANISATION: _tr("Organisations"),
        TagKind.EVENT: _tr("Events"),
    }[kind]


def names_word(row: TagRow) -> str:
    """Its other names, for the list."""
    return ", ".join(row.tag.aliases)


def facts(row: TagRow, now: datetime, zone: tzinfo) -> str:
    """What there is to know of a tag beside its fields."""
    tag = row.tag
    parts = [_tr("{0}, {1} published.").format(articles(tag.n_articles), number(tag.n_published))]
    if row.last_used_at is not None:
        parts.append(_tr("Last used {0}.").format(short_when(row.last_used_at, now, zone)))
    if row.n_children:
        parts.append(_tr("Tags that belong under it: {0}.").format(number(row.n_children)))
    if row.retired_at is not None:
        parts.append(_tr("Retired: it stays on its articles and is not offered any more."))
    if row.concept is not None:
        parts.append(_tr("Stands for {0}, {1}.").format(row.concept.name, row.concept.code))
    return " ".join(parts)


def merge_words(preview: MergePreview, target: str) -> str:
    """What a merge will do."""
    parts = [_tr("{0} will have “{1}”.").format(articles(preview.n_articles), target)]
    if preview.n_both:
        parts.append(
            _tr("Articles that have it already, and keep it once: {0}.").format(number(preview.n_both))
        )
    if preview.n_public:
        parts.append(_tr("Readers see it on {0}.").format(articles(preview.n_public)))
    if preview.names:
        names = ", ".join(f"“{name}”" for name in preview.names[:_NAMED])
        if len(preview.names) > _NAMED:
            names = _tr("{0} and {1} more").format(names, number(len(preview.names) - _NAMED))
        parts.append(_tr("Other names of it from then on: {0}.").format(names))
    parts.append(_tr("Old addresses still lead to it."))
    return " ".join(parts)


_NAMED = 12


def likeness_word(likeness: Likeness) -> str:
    """Why two tags may be one."""
    return {
        Likeness.SPELLING: _tr("the same letters"),
        Likeness.NUMBER: _tr("singular and plural"),
        Likeness.WORD_ORDER: _tr("the same words in another order"),
        Likeness.SCRIPT: _tr("the same name in another script"),
        Likeness.ABBREVIATION: _tr("an abbreviation"),
        Likeness.TYPO: _tr("a letter or two differ"),
    }[likeness]
