"""The related articles: search, order, and what is wrong with an entry, said at once. No widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import ArticleRow, RelatedLink, State
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import name_key
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.ordered import moved, without
from newsroom.gui.widgets.completion import Suggestion

if TYPE_CHECKING:
    from newsroom.desk.relating import RelatedCandidate


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """One entry as shown; ``problem`` in words, or nothing; ``unresolved`` when no article answers to it."""

    headline: str
    problem: str = ""
    unresolved: bool = False


class RelatedPresenter(QObject):
    """``changed`` when entries may be others. Entries are changed through the draft only. GUI thread only."""

    changed = Signal()
    suggested = Signal(object)
    article_wanted = Signal(int)
    beside_wanted = Signal(int)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._gone: set[ArticleId] = set()
        article.switched.connect(self._refresh)
        article.article_shown.connect(self._refresh)
        article.field_changed.connect(self._on_article_field_changed)
        article.library_touched.connect(self._on_article_library_touched)

    @property
    def links(self) -> tuple[RelatedLink, ...]:
        draft = self._article.draft
        links: tuple[RelatedLink, ...] = draft.value("related") if draft is not None else ()
        return links

    def entries(self) -> list[RelatedEntry]:
        """In their order."""
        rows = self._article.names.rows
        entries = []
        for link in self.links:
            row = rows.get(link.id) if link.id is not None else None
            problem = "" if row is None else self._problem_on_page(row)
            if link.id is None:
                problem = self.tr("no article of this headline yet")
            elif link.id in self._gone:
                problem = self.tr("not in the library any more")
            headline = self._article.names.headline(link) or self.tr("No headline")
            entries.append(RelatedEntry(headline, problem, link.id is None))
        return entries

    # Following

    def _on_article_field_changed(self, field: str) -> None:
        if field == "related":
            self._refresh()

    def _on_article_library_touched(self, changes: ChangeSet) -> None:
        ids = {link.id for link in self.links}
        if Changed.ARTICLE in changes.kinds and (not changes.article_ids or changes.article_ids & ids):
            self._ask_rows()

    def _refresh(self) -> None:
        self.changed.emit()
        self._ask_rows()

    def _ask_rows(self) -> None:
        article_id = self._article.id
        links = tuple(link for link in self.links if link.id is not None)
        if not links:
            return
        self._article.ask(
            "panel.related.rows",
            lambda desk: desk.describe_related(article_id, links),
            self._on_rows_answered,
        )

    def _on_rows_answered(self, candidates: "tuple[RelatedCandidate, ...]") -> None:
        for candidate in candidates:
            if candidate.row is not None:
                self._article.names.rows[candidate.row.id] = candidate.row
        self._gone = {one.link.id for one in candidates if one.row is None and one.link.id is not None}
        self.changed.emit()

    # What is wrong with one

    def _problem_on_page(self, row: ArticleRow) -> str:
        """Why readers will not see it, or nothing."""
        if row.trashed_at is not None:
            return self.tr("in the trash")
        if row.state == State.WITHDRAWN:
            return self.tr("withdrawn")
        return "" if row.state == State.PUBLISHED else self.tr("not published yet")

    def _problem(self, row: ArticleRow) -> str:
        draft = self._article.draft
        if draft is not None and row.id == draft.id:
            return self.tr("this article itself")
        if row.id in {link.id for link in self.links}:
            return self.tr("related already")
        return self._problem_on_page(row)

    # Search

    def type(self, text: str) -> None:
        """Words of a headline; ``suggested`` answers. Nothing typed asks for nothing."""
        if not text.strip():
            self.suggested.emit([])
            return
        article_id = self._article.id
        self._article.ask(
            "panel.related",
            lambda desk: desk.search_related(text, article_id),
            lambda found: self.suggested.emit(self._offers(found)),
            lambda: self.suggested.emit([]),
        )

    def _offers(self, found: "tuple[RelatedCandidate, ...]") -> list[Suggestion]:
        """Those that can be taken come first: Enter takes the first."""
        rows = [candidate.row for candidate in found if candidate.row is not None]
        rows.sort(key=lambda row: bool(self._refusal(row)))
        return [self._offer(row) for row in rows]

    def _offer(self, row: ArticleRow) -> Suggestion:
        headline = row.headline or self.tr("No headline")
        return Suggestion(headline, row.section or "", row, self._problem(row))

    def _refusal(self, row: ArticleRow) -> str:
        """Why it cannot be taken, in a sentence, or nothing."""
        draft = self._article.draft
        if draft is None or row.id == draft.id:
            return self.tr("An article cannot be related to itself.")
        if row.id in {link.id for link in self.links}:
            return self.tr("“{0}” is among the related articles already.").format(row.headline)
        if row.trashed_at is not None:
            return self.tr("“{0}” is in the trash. Take it out first.").format(row.headline)
        return ""

    def take(self, choice: object) -> None:
        """Puts it at the end; refuses itself, a double and what is in the trash, with words."""
        if not isinstance(choice, ArticleRow):
            return
        self._article.names.rows[choice.id] = choice
        words = self._refusal(choice)
        if not words:
            self._article.set_value("related", self._with(RelatedLink(choice.id, choice.headline)))
            if choice.state != State.PUBLISHED:
                words = self.tr("“{0}” will stand on the page once it is published.").format(choice.headline)
        if words:
            self._article.status_message.emit(words)

    def _with(self, link: RelatedLink) -> tuple[RelatedLink, ...]:
        """In the place of an unresolved entry of that headline, else at the end."""
        key = name_key(link.headline)
        for place, entry in enumerate(self.links):
            if entry.id is None and name_key(entry.headline) == key:
                return (*self.links[:place], link, *self.links[place + 1 :])
        return (*self.links, link)

    def enter(self, text: str) -> None:
        """No article was found: nothing is added, and that is said."""
        words = self.tr("No article has “{0}” in its headline.").format(text.strip())
        self._article.status_message.emit(words)

    # Acts on an entry

    def remove(self, place: int) -> None:
        self._article.set_value("related", without(self.links, place))

    def move(self, start: int, end: int) -> None:
        self._article.set_value("related", moved(self.links, start, end))

    def open(self, place: int) -> None:
        self._open(place, self.article_wanted)

    def open_beside(self, place: int) -> None:
        self._open(place, self.beside_wanted)

    def _open(self, place: int, wanted: object) -> None:
        if not 0 <= place < len(self.links):
            return
        article_id: ArticleId | None = self.links[place].id
        if article_id is None:
            self._article.status_message.emit(self.tr("No article of this headline is in the library yet."))
        elif wanted is self.beside_wanted:
            self.beside_wanted.emit(article_id)
        else:
            self.article_wanted.emit(article_id)
