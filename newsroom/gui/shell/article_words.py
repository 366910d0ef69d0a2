"""What the bars say about the open article: its way, its title, its language. No widgets."""

from PySide6.QtCore import QLocale, QObject

from newsroom.domain.article import Article, State
from newsroom.domain.draft import Draft
from newsroom.gui.shell.top_bar import Way

_TITLE_LENGTH = 80


class ArticleWords(QObject):
    """Their words, in the window's language."""

    def way_of(self, article: Article | None, *, changed: bool) -> Way:
        """Where the article is on its way; ``changed``: the working copy is not what was published."""
        if article is None:
            return Way()
        if article.trashed_at is not None:
            return Way((self._state_word(article.state),), 0, self.tr("in the trash"))
        if article.state is State.WITHDRAWN:
            return Way((self.tr("Draft"), self.tr("Published"), self.tr("Withdrawn")), 2)
        if article.state is State.PUBLISHED:
            return Way(
                (self.tr("Draft"), self.tr("Published")),
                1,
                self.tr("changes not published") if changed else "",
            )
        if article.state is State.DRAFT:
            return Way((self.tr("Draft"), self.tr("Published")), 0)
        return Way((self.tr("Draft"), self._state_word(article.state), self.tr("Published")), 1)

    def publish_word(self, article: Article | None) -> str:
        """What the next act is called."""
        if article is not None and article.state is State.PUBLISHED:
            return self.tr("Publish update")
        if article is not None and article.state is State.WITHDRAWN:
            return self.tr("Publish again")
        return self.tr("Publish")

    def present_words(self, article: Article | None, *, changed: bool, can_undo_trash: bool) -> set[str]:
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

    def title_of(self, draft: Draft | None) -> str:
        """The window's title."""
        if draft is None:
            return self.tr("Newsroom")
        headline = draft.text("headline").strip() or self.tr("Untitled")
        if len(headline) > _TITLE_LENGTH:
            headline = headline[:_TITLE_LENGTH].rstrip() + "…"
        return self.tr("{0} – Newsroom").format(headline)

    def language_name(self, tag: str) -> str:
        """``English (GB)`` for ``en-GB``, as in the right pane; the tag itself where nobody knows it."""
        locale = QLocale(tag.replace("-", "_"))
        if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
            return tag
        name, (_, _, rest) = QLocale.languageToString(locale.language()), tag.partition("-")
        return f"{name} ({rest})" if rest else name

    def _state_word(self, state: State) -> str:
        return {
            State.DRAFT: self.tr("Draft"),
            State.IN_REVIEW: self.tr("In review"),
            State.READY: self.tr("Ready"),
            State.SCHEDULED: self.tr("Scheduled"),
            State.PUBLISHED: self.tr("Published"),
            State.WITHDRAWN: self.tr("Withdrawn"),
        }[state]
