"""What the bars say about the open article: its way, its title, its language. No widgets."""

from PySide6.QtCore import QCoreApplication, QLocale

from newsroom.domain.article import Article, State
from newsroom.domain.draft import Draft
from newsroom.gui.shell.top_bar import Way

_TITLE_LENGTH = 80


def tr(text: str) -> str:
    return QCoreApplication.translate("article_words", text)


def way_of(article: Article | None, *, changed: bool) -> Way:
    """Where the article is on its way; ``changed``: the working copy is not what was published."""
    if article is None:
        return Way()
    if article.trashed_at is not None:
        return Way((_state_word(article.state),), 0, tr("in the trash"))
    if article.state is State.WITHDRAWN:
        return Way((tr("Draft"), tr("Published"), tr("Withdrawn")), 2)
    if article.state is State.PUBLISHED:
        return Way((tr("Draft"), tr("Published")), 1, tr("changes not published") if changed else "")
    if article.state is State.DRAFT:
        return Way((tr("Draft"), tr("Published")), 0)
    return Way((tr("Draft"), _state_word(article.state), tr("Published")), 1)


def publish_word(article: Article | None) -> str:
    """What the next act is called."""
    if article is not None and article.state is State.PUBLISHED:
        return tr("Publish update")
    if article is not None and article.state is State.WITHDRAWN:
        return tr("Publish again")
    return tr("Publish")


def present_words(article: Article | None, *, changed: bool, can_undo_trash: bool) -> set[str]:
    """What is there, for the actions that need it (commands.py)."""
    words = {"undo_trash"} if can_undo_trash else set()
    if article is None:
        return words
    words.add("article")
    if article.trashed_at is not None:
        words.add("trashed")
    elif article.state is State.PUBLISHED:
        words.add("published")
        words |= {"publishable"} if changed else set()
    else:
        words.add("publishable")
    return words


def title_of(draft: Draft | None) -> str:
    """The window's title."""
    if draft is None:
        return tr("Newsroom")
    headline = draft.text("headline").strip() or tr("Untitled")
    if len(headline) > _TITLE_LENGTH:
        headline = headline[:_TITLE_LENGTH].rstrip() + "…"
    return tr("{0} – Newsroom").format(headline)


def language_name(tag: str) -> str:
    """``English (United Kingdom)`` for ``en-GB``; the tag itself where nobody knows it."""
    locale = QLocale(tag.replace("-", "_"))
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return tag
    name = QLocale.languageToString(locale.language())
    if "-" not in tag:
        return name
    return f"{name} ({QLocale.territoryToString(locale.territory())})"


def _state_word(state: State) -> str:
    return {
        State.DRAFT: tr("Draft"),
        State.IN_REVIEW: tr("In review"),
        State.READY: tr("Ready"),
        State.SCHEDULED: tr("Scheduled"),
        State.PUBLISHED: tr("Published"),
        State.WITHDRAWN: tr("Withdrawn"),
    }[state]
