"""All tags: the list with its filters, and beside it the tag under the cursor, or the several that are marked."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsroom.domain.article import Tag, TagKind
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import Shown, Sort, TagRow
from newsroom.domain.times import now
from newsroom.gui.features.tag_desk.detail import TagDetail
from newsroom.gui.features.tag_desk.presenter import TagsPresenter
from newsroom.gui.features.tag_desk.several import SeveralTags
from newsroom.gui.features.tag_desk.tag_line import TagLine
from newsroom.gui.features.tag_desk.vocabulary_view import concept_suggestion
from newsroom.gui.features.tag_desk.words import kind_word, kinds_word, names_word
from newsroom.gui.theme import Colors
from newsroom.gui.when import number, short_when
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.chosen_beside import ChosenBeside
from newsroom.gui.widgets.filtered_table import FilteredTable
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.tagging import TagMatch
    from newsroom.desk.vocabulary import ConceptMatch
    from newsroom.domain.vocabulary import Concept, Vocabulary
    from newsroom.gui.features.tag_desk.vocabulary_presenter import VocabularyPresenter

_SORTS = {"name": Sort.NAME, "count": Sort.COUNT, "last": Sort.LAST_USE}
_MOST_MARKED = 1000


class TagsView(QWidget):
    """From the list: Enter goes to the name, F2 renames, Ctrl+M merges what is marked, Delete takes what is unused."""

    tag_wanted = Signal(int)
    """List the articles of that tag."""
    said = Signal(str)

    def __init__(self, presenter: TagsPresenter, colors: Colors) -> None:
        super().__init__()
        self.presenter = presenter
        self._zone: tzinfo = UTC
        self._line: TagLine | None = None
        self._vocabulary: VocabularyPresenter | None = None
        self.model = RowsModel(self._columns(), lambda row: row.tag.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Tags"), many=True)
        self.table.set_widths(0, 96, 76, 100, 104, 130)
        self.table.set_sorts(_SORTS, "count")
        all_kinds: list[tuple[TagKind | str, str]] = [("", self.tr("All"))]
        self.kinds = Choices(self.tr("Kind"), [*all_kinds, *((kind, kinds_word(kind)) for kind in TagKind)])
        self.shown = Choices(
            self.tr("Show"),
            [
                (Shown.ACTIVE, self.tr("Offered")),
                (Shown.UNUSED, self.tr("Unused")),
                (Shown.RETIRED, self.tr("Retired")),
                (Shown.ALL, self.tr("All of them")),
            ],
        )
        self.list = FilteredTable(
            self.table,
            placeholder=self.tr("Filter by any of their names"),
            name=self.tr("Filter the tags"),
            choices=(self.kinds, self.shown),
        )
        self.detail = TagDetail(colors)
        self.several = SeveralTags(colors)
        self.sides = ChosenBeside(
            self.table,
            self.list,
            self.detail,
            self.several,
            nothing=self.tr("Choose a tag to change it; mark several, with Shift or Ctrl, to merge them."),
            sizes=(740, 460),
        )
        self.sides.add_keys(self, self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sides)
        self.setFocusProxy(self.list)
        self._connect_list()
        self._connect_detail()
        self._connect_several()
        self._show_emptiness()

    def _columns(self) -> tuple[Column[TagRow], ...]:
        return (
            Column("name", self.tr("Tag"), lambda row: row.tag.label, is_bold=True),
            Column("kind", self.tr("Kind"), lambda row: kind_word(row.tag.kind), tone=lambda _: "dim"),
            Column("count", self.tr("Articles"), lambda row: number(row.tag.n_articles), is_number=True),
            Column(
                "last",
                self.tr("Last used"),
                lambda row: short_when(row.last_used_at, now(), self._zone) if row.last_used_at else "",
                tone=lambda _: "dim",
            ),
            Column("parent", self.tr("Under"), lambda row: row.parent.label if row.parent else ""),
            Column("names", self.tr("Other names"), names_word, tone=lambda _: "dim"),
        )

    def _connect_list(self) -> None:
        presenter = self.presenter
        self.model.follow(presenter.rows)
        presenter.rows.page_came.connect(self._on_rows_page_came)
        presenter.counts_changed.connect(self._on_presenter_counts_changed)
        presenter.preview_changed.connect(self.several.show_preview)
        presenter.completed.connect(self._on_presenter_completed)
        presenter.split_counted.connect(self.detail.split.show_count)
        presenter.failed.connect(self.said)
        self.list.text_changed.connect(self._on_list_text_changed)
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.shown.chosen.connect(self._on_shown_chosen)
        self.table.sort_wanted.connect(presenter.sort_by)

    def _connect_detail(self) -> None:
        detail = self.detail
        detail.renamed.connect(self._on_detail_renamed)
        detail.described.connect(self._on_detail_described)
        detail.alias_added.connect(self._on_detail_alias_added)
        detail.alias_removed.connect(self._on_detail_alias_removed)
        detail.alias_made_name.connect(self._on_detail_alias_made_name)
        detail.list_wanted.connect(self._on_detail_list_wanted)
        detail.parent_line.asked.connect(self._on_line_asked)
        detail.split.other.asked.connect(self._on_line_asked)
        detail.split.count_wanted.connect(self._on_split_count_wanted)
        detail.split.split_wanted.connect(self._on_split_wanted)
        for pane in (detail, self.several):
            pane.kind_chosen.connect(self._on_kind_chosen)
            pane.parent_chosen.connect(self._on_parent_chosen)
            pane.retire_wanted.connect(self._on_retire_wanted)
            pane.delete_wanted.connect(self.delete)

    def _connect_several(self) -> None:
        self.several.preview_wanted.connect(self.presenter.preview_merge)
        self.several.merge_wanted.connect(self._on_several_merge_wanted)
        self.several.parent_line.asked.connect(self._on_line_asked)

    def watch_concepts(self, vocabulary: VocabularyPresenter) -> None:
        """Where there are concepts, a tag may stand for one."""
        self._vocabulary = vocabulary
        vocabulary.vocabularies_changed.connect(self._on_vocabularies_changed)
        vocabulary.completed.connect(self._on_concepts_completed)
        self.detail.concept.text_typed.connect(vocabulary.complete)
        self.detail.concept.concept_taken.connect(self._on_concept_taken)
        self._on_vocabularies_changed(())

    def _on_vocabularies_changed(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.detail.show_field(self.detail.concept, bool(vocabularies))

    def _on_concepts_completed(self, matches: tuple[ConceptMatch, ...]) -> None:
        self.detail.concept.offer([concept_suggestion(match, self.tr("tag: {0}, {1}")) for match in matches])

    def _on_concept_taken(self, concept: Concept | None) -> None:
        id = self._id()
        if id is not None and self._vocabulary is not None:
            self._vocabulary.map({id: concept.id if concept is not None else None})

    def set_look(self, colors: Colors, scale: float) -> None:
        self.list.set_look(colors, scale)
        self.detail.set_look(colors, scale)
        self.several.set_look(colors, scale)
        self.sides.set_scale(scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self._zone = self.detail.zone = zone
        self.table.viewport().update()

    # The list

    def _on_rows_page_came(self) -> None:
        self.sides.show_chosen()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        presenter = self.presenter
        if presenter.text.strip():
            words = self.tr("No tag has a name with a word that begins so. Escape shows all of them.")
        elif presenter.shown is Shown.RETIRED:
            words = self.tr("No tag is retired. Retired tags stay on their articles and are not offered.")
        elif presenter.shown is Shown.UNUSED:
            words = self.tr("Every tag is used.")
        elif presenter.kind is not None:
            words = self.tr("There is no tag of this kind.")
        else:
            words = self.tr(
                "There is no tag yet. Tags come with articles: “Go to the tags” leads to an article’s."
            )
        self.table.set_empty_words(words)

    def _on_presenter_counts_changed(self, counts: dict[TagKind, int]) -> None:
        for kind, n in counts.items():
            self.kinds.show_detail(kind, number(n))
        self.kinds.show_detail("", number(sum(counts.values())))

    def _on_list_text_changed(self, text: str) -> None:
        self.presenter.filter(text=text)

    def _on_kinds_chosen(self, kind: TagKind | str) -> None:
        self.presenter.filter(kind=kind)

    def _on_shown_chosen(self, shown: Shown) -> None:
        self.presenter.filter(shown=shown)

    @property
    def chosen(self) -> list[TagId]:
        """The marked tags, or the one under the cursor."""
        rows = self.table.selected
        if len(rows) > 1:
            return [row.tag.id for row in rows]
        current = self.table.current
        return [current.tag.id] if current is not None else []

    # Acts

    def delete(self) -> None:
        """Deletes what is chosen; what articles have is refused, in words."""
        if ids := self.chosen:
            self.presenter.delete(ids)

    def _id(self) -> TagId | None:
        tag = self.detail.tag()
        return tag.id if tag is not None else None

    def _on_detail_renamed(self, name: str, keep: bool) -> None:
        if (id := self._id()) is not None:
            self.presenter.rename(id, name, keep_alias=keep, then=self.sides.take_back)

    def _on_detail_described(self, description: str) -> None:
        if (id := self._id()) is not None:
            self.presenter.describe(id, description)

    def _on_detail_alias_added(self, alias: str) -> None:
        if (id := self._id()) is not None:
            self.presenter.add_alias(id, alias, self.sides.take_back)

    def _on_detail_alias_removed(self, alias: str) -> None:
        if (id := self._id()) is not None:
            self.presenter.remove_alias(id, alias)

    def _on_detail_alias_made_name(self, alias: str) -> None:
        if (id := self._id()) is not None:
            self.presenter.make_name(id, alias)

    def _on_detail_list_wanted(self) -> None:
        if (id := self._id()) is not None:
            self.tag_wanted.emit(id)

    def _on_kind_chosen(self, kind: TagKind) -> None:
        if ids := self.chosen:
            self.presenter.set_kind(ids, kind)

    def _on_parent_chosen(self, tag: Tag | None) -> None:
        if ids := self.chosen:
            self.presenter.set_parent(ids, tag.id if tag is not None else None, self.sides.take_back)

    def _on_retire_wanted(self, is_retired: bool) -> None:
        if ids := self.chosen:
            self.presenter.retire(ids, is_retired=is_retired)

    def _on_several_merge_wanted(self, sources: list[TagId], target: TagId) -> None:
        self.presenter.merge(sources, target, self.sides.after_merge(target))

    def _on_line_asked(self, line: TagLine, text: str) -> None:
        self._line = line
        self.presenter.complete(text, self.chosen)

    def _on_presenter_completed(self, matches: tuple[TagMatch, ...]) -> None:
        if self._line is not None:
            self._line.offer_tags(matches)

    def _on_split_count_wanted(self, text: str) -> None:
        if (id := self._id()) is not None:
            self.presenter.count_split(id, text)

    def _on_split_wanted(self, text: str, other: str, publish: bool) -> None:
        tag = self.detail.tag()
        if tag is None:
            return
        self.detail.split_button.setChecked(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.presenter.split(tag.id, text, other, tag.kind, publish=publish)
