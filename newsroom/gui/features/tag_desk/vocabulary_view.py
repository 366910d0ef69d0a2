"""Vocabularies that tags can stand for: files brought in, mappings proposed and accepted, concepts found by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.ids import TagId
from newsroom.domain.ordering import ConceptProposal
from newsroom.domain.vocabulary import Concept, ConceptId, Vocabulary
from newsroom.gui.features.tag_desk.vocabulary_presenter import VocabularyPresenter
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import articles, number
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion
from newsroom.gui.widgets.file_dialogs import ask_file
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.vocabulary import ConceptMatch

_TABLE_ROWS = 4


class VocabularyView(QWidget):
    """In the list of proposals Enter accepts what is marked."""

    said = Signal(str)

    def __init__(self, presenter: VocabularyPresenter, colors: Colors) -> None:
        super().__init__()
        self.presenter = presenter
        self.language = QLineEdit()
        self.language.setPlaceholderText(self.tr("Language: en"))
        self.language.setAccessibleName(self.tr("Language in which concepts are named; empty: the site’s"))
        self.language.setMaximumWidth(140)
        self.bring_in = QPushButton(self.tr("Bring in a vocabulary…"))
        self.remove = QPushButton(self.tr("Remove it"))
        self.model = RowsModel(self._columns(), lambda one: one.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Vocabularies"))
        self.table.set_widths(0, 90, 100, 140)
        self.table.set_empty_words(
            self.tr(
                "No vocabulary yet. The IPTC’s Media Topics can be brought in, as a file in JSON or as a table."
            )
        )
        self.concept = CompletingEdit(
            colors,
            placeholder=self.tr("Find a concept by its name; Enter makes a tag that stands for it"),
            name=self.tr("Find a concept"),
        )
        self.proposals = RowsModel(self._proposal_columns(), lambda one: one.tag.id, colors, self)
        self.proposal_table = RowsTable(
            self.proposals, colors, name=self.tr("Tags that may stand for a concept"), many=True
        )
        self.proposal_table.set_widths(0, 90, 260, 150)
        self.accept = QPushButton(self.tr("Accept the marked"))
        self.accept_all = QPushButton(self.tr("Accept all"))
        self._hint = QLabel(
            self.tr("Tags whose name is the name of a concept. Enter accepts what is marked.")
        )
        self._hint.setObjectName("dim")
        self._build()
        self._connect()
        self._show_buttons()
        self.setFocusProxy(self.bring_in)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.bring_in)
        top.addWidget(self.language)
        top.addStretch(1)
        top.addWidget(self.remove)
        middle = QHBoxLayout()
        middle.addWidget(self._hint, 1)
        middle.addWidget(self.accept)
        middle.addWidget(self.accept_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table)
        column.addWidget(self.concept)
        column.addLayout(middle)
        column.addWidget(self.proposal_table, 1)

    def _columns(self) -> tuple[Column[Vocabulary], ...]:
        return (
            Column("name", self.tr("Vocabulary"), lambda one: one.name, is_bold=True),
            Column("language", self.tr("Language"), lambda one: one.language),
            Column("concepts", self.tr("Concepts"), lambda one: number(one.n_concepts), is_number=True),
            Column("mapped", self.tr("Tags stand for"), lambda one: number(one.n_mapped), is_number=True),
        )

    def _proposal_columns(self) -> tuple[Column[ConceptProposal], ...]:
        return (
            Column("tag", self.tr("Tag"), lambda one: one.tag.label, is_bold=True),
            Column("count", self.tr("Articles"), lambda one: number(one.tag.n_articles), is_number=True),
            Column("concept", self.tr("Would stand for"), lambda one: one.concept.name),
            Column("code", self.tr("Code"), lambda one: one.concept.code, tone=lambda _: "dim"),
        )

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.vocabularies_changed.connect(self._on_presenter_vocabularies_changed)
        presenter.proposals_changed.connect(self._on_presenter_proposals_changed)
        presenter.completed.connect(self._on_presenter_completed)
        presenter.busy_changed.connect(self._on_presenter_busy_changed)
        presenter.said.connect(self.said)
        presenter.failed.connect(self.said)
        self.bring_in.clicked.connect(self.ask_file)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.table.current_changed.connect(self._show_buttons)
        self.concept.text_typed.connect(presenter.complete)
        self.concept.taken.connect(self._on_concept_taken)
        self.proposal_table.selection_changed.connect(self._show_buttons)
        self.proposal_table.row_activated.connect(self._on_accept_clicked)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.accept_all.clicked.connect(self._on_accept_all_clicked)

    def set_look(self, colors: Colors, scale: float) -> None:
        for table in (self.table, self.proposal_table):
            table.set_look(colors, scale)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * (_TABLE_ROWS + 1))
        self.concept.set_look(colors, scale)
        self._hint.setFont(ui_font(scale, pixels=12.5))

    # What is shown

    def _on_presenter_vocabularies_changed(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.model.set_rows(vocabularies)
        self.concept.setVisible(bool(vocabularies))
        self._show_buttons()

    def _on_presenter_proposals_changed(self, proposals: tuple[ConceptProposal, ...]) -> None:
        self.proposals.set_rows(proposals)
        self.proposal_table.set_empty_words(
            self.tr("Nothing to propose: no other tag has the name of a concept.")
            if self.presenter.vocabularies
            else self.tr(
                "Once a vocabulary is here, tags that have the name of one of its concepts stand here."
            )
        )
        self._show_buttons()

    def _show_buttons(self, _: object = None) -> None:
        self.remove.setEnabled(self.table.current is not None)
        self.accept.setEnabled(bool(self.proposal_table.selected))
        self.accept_all.setEnabled(self.proposals.rowCount() > 0)

    def _on_presenter_busy_changed(self, is_busy: bool) -> None:
        self.bring_in.setEnabled(not is_busy)
        self.bring_in.setText(self.tr("Reading…") if is_busy else self.tr("Bring in a vocabulary…"))

    def _on_presenter_completed(self, matches: tuple[ConceptMatch, ...]) -> None:
        self.concept.offer([concept_suggestion(match, self.tr("tag: {0}, {1}")) for match in matches])

    # Acts

    def ask_file(self) -> None:
        """Asks which file to read."""
        ask_file(self, self.tr("Bring in a vocabulary"), self.read_file)

    def read_file(self, path: Path) -> None:
        self.presenter.bring_in(path, self.language.text())

    def _on_remove_clicked(self) -> None:
        if (one := self.table.current) is not None:
            self.presenter.remove(one.id)

    def _on_concept_taken(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.payload, Concept):
            self.concept.clear()
            self.presenter.make_tag(suggestion.payload.id)

    def _on_accept_clicked(self, _: object = None) -> None:
        self._accept(self.proposal_table.selected)

    def _on_accept_all_clicked(self) -> None:
        self._accept(tuple(self.proposals.rows))

    def _accept(self, proposals: tuple[ConceptProposal, ...]) -> None:
        """Of two tags for one concept the first, which is used more."""
        mappings: dict[TagId, ConceptId | None] = {}
        for one in proposals:
            if one.concept.id not in mappings.values() and one.tag.id not in mappings:
                mappings[one.tag.id] = one.concept.id
        if mappings:
            self.proposal_table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.presenter.map(mappings)


def concept_suggestion(match: ConceptMatch, tagged: str) -> Suggestion:
    """A concept as a line of completion: with its code, or the tag that stands for it already."""
    concept = match.concept
    if match.tag is None:
        return Suggestion(concept.name, concept.code, concept)
    return Suggestion(concept.name, tagged.format(match.tag.label, articles(match.tag.n_articles)), concept)
