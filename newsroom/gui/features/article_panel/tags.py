"""The tags: completion by name and alias, new ones made in place with their kind, their order. No widgets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Tag, TagKind
from newsroom.domain.changes import Changed
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key, split_kind
from newsroom.gui.features.article_panel.open_article import OpenArticle
from newsroom.gui.features.article_panel.ordered import moved, with_one_more, without
from newsroom.gui.kind_marks import MARKS
from newsroom.gui.when import number
from newsroom.gui.widgets.chip_field import ChipText
from newsroom.gui.widgets.completion import Suggestion

if TYPE_CHECKING:
    from newsroom.desk.tagging import TagMatch


@dataclass(frozen=True, slots=True)
class NewTag:
    """A tag to be made; the kind is None where nobody said it."""

    label: str
    kind: TagKind | None = None


class TagsPresenter(QObject):
    """``changed`` when the chips may be others. Everything is put on through the draft. GUI thread only."""

    changed = Signal()
    suggested = Signal(object)
    tag_wanted = Signal(int)

    def __init__(self, article: OpenArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._being_made: list[str] = []
        article.switched.connect(self._on_article_switched)
        article.article_shown.connect(self.changed)
        article.field_changed.connect(self._on_article_field_changed)

    @property
    def ids(self) -> tuple[TagId, ...]:
        tags: tuple[TagId, ...] = self._article.value("tags") if self._article.draft is not None else ()
        return tags

    def chips(self) -> list[ChipText]:
        """One for each tag, in order; last those that are being made."""
        known = self._article.names.tags
        chips = [self._chip(known.get(tag_id)) for tag_id in self.ids]
        return chips + [ChipText(label, "…") for label in self._being_made]

    def _chip(self, tag: Tag | None) -> ChipText:
        if tag is None:
            return ChipText("…")
        return ChipText(tag.label, "", MARKS[tag.kind], f"{tag.label} · {self.kind_name(tag.kind)}")

    def kind_name(self, kind: TagKind) -> str:
        """``person``, in the window's language."""
        return {
            TagKind.TOPIC: self.tr("topic"),
            TagKind.PERSON: self.tr("person"),
            TagKind.PLACE: self.tr("place"),
            TagKind.ORGANISATION: self.tr("organisation"),
            TagKind.EVENT: self.tr("event"),
        }[kind]

    def _on_article_switched(self) -> None:
        self._being_made.clear()
        self.changed.emit()

    def _on_article_field_changed(self, field: str) -> None:
        if field == "tags":
            self.changed.emit()

    # Order

    def remove(self, place: int) -> None:
        self._article.set_value("tags", without(self.ids, place))

    def move(self, start: int, end: int) -> None:
        self._article.set_value("tags", moved(self.ids, start, end))

    def open(self, place: int) -> None:
        """Somebody wants to see what else has this tag."""
        if place < len(self.ids):
            self.tag_wanted.emit(self.ids[place])

    # Completion

    def type(self, text: str) -> None:
        """What was typed; ``suggested`` answers. Nothing typed asks for the most used."""
        kind, label = split_kind(text)
        ids = self.ids
        self._article.ask(
            "panel.tags",
            lambda desk: desk.complete_tags(label, ids),
            lambda matches: self.suggested.emit(self._offers(kind, label, matches)),
            lambda: self.suggested.emit([]),
        )

    def _offers(self, kind: TagKind | None, label: str, matches: "tuple[TagMatch, ...]") -> list[Suggestion]:
        key = name_key(label)
        fitting = [match for match in matches if kind is None or match.tag.kind == kind]
        fitting.sort(key=lambda match: key not in _keys(match.tag))
        offers = [self._offer(match) for match in fitting]
        if not key:
            return offers
        present = [tag for tag in self._present(label) if kind in (None, tag.kind)]
        words = self.tr("on the article already")
        there = [Suggestion(tag.label, payload=tag, problem=words) for tag in present]
        if any(key in _keys(tag) for tag in present):
            return there + offers
        return offers + there + self._new_offers(kind, label, matches)

    def _present(self, text: str) -> list[Tag]:
        """Tags of the article with a name of which a word begins so."""
        known = self._article.names.tags
        tags = [known[tag_id] for tag_id in self.ids if tag_id in known]
        start = f" {name_key(text)}"
        return [tag for tag in tags if any(f" {key}".find(start) >= 0 for key in _keys(tag))]

    def _offer(self, match: "TagMatch") -> Suggestion:
        tag = match.tag
        text = f"{match.alias} → {tag.label}" if match.alias else tag.label
        count = number(tag.n_articles)
        detail = count if tag.kind == TagKind.TOPIC else f"{self.kind_name(tag.kind)} · {count}"
        return Suggestion(text, detail, payload=tag)

    def _new_offers(
        self, kind: TagKind | None, label: str, matches: "tuple[TagMatch, ...]"
    ) -> list[Suggestion]:
        """A name that is taken by a tag of another kind gets the kind as its qualifier."""
        exact = [match.tag for match in matches if name_key(label) in _keys(match.tag)]
        exact += [tag for tag in self._present(label) if name_key(label) in _keys(tag)]
        if kind is None:
            return [] if exact else [self._new_offer(label, each) for each in TagKind]
        if any(tag.kind == kind for tag in exact):
            return []
        return [self._new_offer(f"{label} ({self.kind_name(kind)})" if exact else label, kind)]

    def _new_offer(self, label: str, kind: TagKind) -> Suggestion:
        words = {
            TagKind.TOPIC: self.tr("New topic “{0}”"),
            TagKind.PERSON: self.tr("New person “{0}”"),
            TagKind.PLACE: self.tr("New place “{0}”"),
            TagKind.ORGANISATION: self.tr("New organisation “{0}”"),
            TagKind.EVENT: self.tr("New event “{0}”"),
        }[kind]
        return Suggestion(words.format(label), payload=NewTag(label, kind))

    def take(self, choice: object) -> None:
        """Puts a tag at the end, or makes it first."""
        if isinstance(choice, Tag):
            self._put_on(choice)
        elif isinstance(choice, NewTag):
            self._make(choice)

    def enter(self, text: str) -> None:
        """The text as it stands, when nothing was suggested."""
        kind, label = split_kind(text)
        if label:
            self._make(NewTag(label, kind))

    def _make(self, new: NewTag) -> None:
        self._being_made.append(new.label)
        self.changed.emit()

        def done(tag: Tag) -> None:
            self._made(new.label)
            self._put_on(tag)

        self._article.make(
            Changed.TAG,
            lambda desk: desk.ensure_tag(new.label, new.kind),
            done,
            lambda: self._made(new.label),
            put_on=lambda draft, made: draft.set_field("tags", with_one_more(draft.value("tags"), made.id)),
        )

    def _made(self, label: str) -> None:
        if label in self._being_made:
            self._being_made.remove(label)
        self.changed.emit()

    def _put_on(self, tag: Tag) -> None:
        self._article.names.tags[tag.id] = tag
        if tag.id in self.ids:
            words = self.tr("The tag “{0}” is on the article already.").format(tag.label)
            self._article.status_message.emit(words)
        else:
            self._article.set_value("tags", (*self.ids, tag.id))


def _keys(tag: Tag) -> set[str]:
    """Every name that it answers to."""
    return {name_key(name) for name in (tag.label, *tag.aliases)}
