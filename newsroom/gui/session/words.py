"""What the session says to a person about fields and articles. Knows no state."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

_TITLE_LENGTH = 60


def field_list(names: Iterable[str]) -> str:
    """``headline, text, tags``"""
    translate = QCoreApplication.translate
    words = {
        "headline": translate("session", "headline"),
        "lede": translate("session", "lede"),
        "body": translate("session", "text"),
        "language": translate("session", "language"),
        "section_id": translate("session", "section"),
        "label": translate("session", "label"),
        "dateline": translate("session", "dateline"),
        "bylines": translate("session", "bylines"),
        "picture": translate("session", "picture"),
        "notices": translate("session", "notices"),
        "series": translate("session", "series"),
        "tags": translate("session", "tags"),
        "related": translate("session", "related articles"),
        "slug": translate("session", "web address"),
    }
    return ", ".join(words[name] for name in names)


def title(headline: str) -> str:
    """How an article of that headline is called in a sentence."""
    headline = headline.strip()
    if not headline:
        return QCoreApplication.translate("session", "The article without a headline")
    if len(headline) > _TITLE_LENGTH:
        headline = headline[: _TITLE_LENGTH - 1].rstrip() + "…"
    return QCoreApplication.translate("session", "“{0}”").format(headline)


def merged_words(merged: Iterable[str], conflicts: Iterable[str]) -> str:
    """What a save, or a look at the library, took from elsewhere; empty where that was nothing."""
    taken, kept = field_list(merged), field_list(conflicts)
    if taken and kept:
        words = QCoreApplication.translate(
            "session",
            "Changed in the library and taken here: {0}. Changed in both places, yours is kept: {1}.",
        )
    elif taken:
        words = QCoreApplication.translate("session", "Changed in the library and taken here: {0}.")
    elif kept:
        words = QCoreApplication.translate("session", "Changed in both places, yours is kept: {1}.")
    else:
        return ""
    return words.format(taken, kept)
