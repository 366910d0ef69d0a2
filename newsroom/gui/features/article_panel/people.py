"""The bylines: names with role and place, completion over known authors, their order. No widgets."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Byline, BylineRole
from newsroom.domain.names import name_key, tidy
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.ordered import moved, replaced, without
from newsroom.gui.widgets.completion import Suggestion


class BylinesPresenter(QObject):
    """``changed`` when the bylines may be others. GUI thread only."""

    changed = Signal()
    suggested = Signal(object)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        article.switched.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)

    @property
    def bylines(self) -> tuple[Byline, ...]:
        draft = self._article.draft
        bylines: tuple[Byline, ...] = draft.value("bylines") if draft is not None else ()
        return bylines

    def role_names(self) -> list[tuple[BylineRole, str]]:
        """Every role, in the window's language."""
        return [
            (BylineRole.AUTHOR, self.tr("author")),
            (BylineRole.REPORTING, self.tr("reporting")),
            (BylineRole.EDITING, self.tr("editing")),
            (BylineRole.PHOTO, self.tr("photo")),
            (BylineRole.TRANSLATION, self.tr("translation")),
        ]

    def _on_article_field_changed(self, field: str) -> None:
        if field == "bylines":
            self.changed.emit()

    # Completion

    def type(self, text: str) -> None:
        """What was typed; ``suggested`` answers with known authors."""
        self._article.ask(
            "panel.authors",
            lambda desk: desk.complete_authors(text),
            lambda names: self.suggested.emit(self._offers(text, names)),
            lambda: self.suggested.emit([]),
        )

    def _offers(self, text: str, names: tuple[str, ...]) -> list[Suggestion]:
        present = {name_key(byline.name) for byline in self.bylines}
        offers = [Suggestion(name, payload=name) for name in names if name_key(name) not in present]
        key = name_key(text)
        if key and key not in {name_key(name) for name in names}:
            offers.append(Suggestion(self.tr("New author “{0}”").format(tidy(text)), payload=tidy(text)))
        return offers

    def take(self, choice: object) -> None:
        """A name, known or new, becomes an author at the end."""
        if isinstance(choice, str) and tidy(choice):
            self._article.set_value("bylines", (*self.bylines, Byline(tidy(choice))))

    # Changes of one

    def set_name(self, place: int, name: str) -> None:
        """As typed; another name is another person, whom the library finds when it saves."""
        self._change(place, replace(self.bylines[place], name=name, author_id=None), typing=True)

    def set_place(self, place: int, where: str) -> None:
        self._change(place, replace(self.bylines[place], place=where or None), typing=True)

    def set_role(self, place: int, role: BylineRole) -> None:
        self._change(place, replace(self.bylines[place], role=role))

    def leave(self, place: int) -> None:
        """The name was left: a byline without one goes."""
        if place < len(self.bylines) and not self.bylines[place].name.strip():
            self.remove(place)

    def remove(self, place: int) -> None:
        self._article.set_value("bylines", without(self.bylines, place))

    def move(self, start: int, end: int) -> None:
        self._article.set_value("bylines", moved(self.bylines, start, end))

    def _change(self, place: int, byline: Byline, *, typing: bool = False) -> None:
        self._article.set_value("bylines", replaced(self.bylines, place, byline), typing=typing)
