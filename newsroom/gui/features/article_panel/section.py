"""The section: which the article stands in, which there are, a new one made in place. No widgets."""

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Section
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.names import name_key, tidy
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.when import number
from newsroom.gui.widgets.completion import Suggestion


class SectionPresenter(QObject):
    """``changed`` when the article's section, or its name, may be another. GUI thread only."""

    changed = Signal()
    suggested = Signal(object)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._all: tuple[Section, ...] = ()
        article.library_changed.connect(self._ask_all)
        article.library_touched.connect(self._on_article_library_touched)
        article.switched.connect(self.changed)
        article.article_shown.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)

    @property
    def section(self) -> Section | None:
        """The article's section, None without one or before its name is known."""
        if self._article.draft is None:
            return None
        return self._article.names.sections.get(self._article.value("section_id"))

    @property
    def name(self) -> str:
        section = self.section
        return section.name if section is not None else ""

    def _on_article_field_changed(self, field: str) -> None:
        if field == "section_id":
            self.changed.emit()

    def _on_article_library_touched(self, changes: ChangeSet) -> None:
        if changes.kinds & {Changed.SECTION, Changed.COUNTS}:
            self._ask_all()

    def _ask_all(self) -> None:
        self._all = ()
        self._article.ask("panel.sections", lambda desk: desk.sections(), self._on_sections_answered)

    def _on_sections_answered(self, sections: tuple[Section, ...]) -> None:
        self._all = sections
        self._article.names.sections.update({section.id: section for section in sections})
        self.changed.emit()

    # Choosing

    def type(self, text: str) -> None:
        """What was typed; ``suggested`` answers at once. The whole name of the present one asks for all."""
        key = name_key(text)
        if key == name_key(self.name):
            key = ""
        fitting = [section for section in self._all if _fits(key, section.name)]
        fitting.sort(key=lambda section: not name_key(section.name).startswith(key))
        offers = [Suggestion(one.name, number(one.n_articles), payload=one) for one in fitting]
        if key and key not in {name_key(section.name) for section in self._all}:
            words = self.tr("New section “{0}”").format(tidy(text))
            offers.append(Suggestion(words, payload=tidy(text)))
        self.suggested.emit(offers)

    def take(self, choice: object) -> None:
        """A section, or the name of a new one."""
        if isinstance(choice, Section):
            self._choose(choice)
        elif isinstance(choice, str):
            self._article.make(
                Changed.SECTION,
                lambda desk: desk.ensure_section(choice),
                self._choose,
                put_on=lambda draft, section: draft.set_field("section_id", section.id),
            )

    def leave(self, text: str) -> None:
        """The line was left with this text: nothing means no section, a known name that section, else as it was."""
        if not text.strip():
            self._article.set_value("section_id", None)
        elif name_key(text) != name_key(self.name):
            known = [one for one in self._all if name_key(one.name) == name_key(text)]
            if known:
                self._choose(known[0])
            else:
                words = self.tr("There is no section “{0}” yet. Enter makes it; the section is as it was.")
                self._article.status_message.emit(words.format(tidy(text)))
        self.changed.emit()

    def _choose(self, section: Section) -> None:
        self._article.names.sections[section.id] = section
        if section.id not in {one.id for one in self._all}:
            self._all = (*self._all, section)
        self._article.set_value("section_id", section.id)
        self.changed.emit()


def _fits(key: str, name: str) -> bool:
    """Whether a word of the name begins so."""
    return f" {name_key(name)}".find(f" {key}") >= 0
