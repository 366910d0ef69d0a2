"""One tag beside the list: what it is, each field of it to be changed in place, and what can be done with it."""

from __future__ import annotations

from datetime import UTC, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from newsroom.domain.article import Tag, TagKind
from newsroom.domain.ordering import TagRow
from newsroom.domain.times import now
from newsroom.gui.features.tag_desk.concept_line import ConceptLine
from newsroom.gui.features.tag_desk.split_card import SplitCard
from newsroom.gui.features.tag_desk.tag_line import TagLine
from newsroom.gui.features.tag_desk.words import facts, kind_word
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.chip_field import ChipField, ChipText
from newsroom.gui.widgets.committing import CommitLine, CommitText
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn
from newsroom.gui.widgets.quiet_combo import QuietCombo


class TagDetail(DetailColumn):
    """Says what is wished; changes nothing by itself."""

    renamed = Signal(str, bool)
    """The new name; whether the old one stays as another name."""
    kind_chosen = Signal(object)
    alias_added = Signal(str)
    alias_removed = Signal(str)
    alias_made_name = Signal(str)
    parent_chosen = Signal(object)
    """A ``Tag``, or None."""
    described = Signal(str)
    list_wanted = Signal()
    retire_wanted = Signal(bool)
    delete_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.row: TagRow | None = None
        self.zone: tzinfo = UTC
        self.name = CommitLine(name=self.tr("Name of the tag"))
        self.keep = QCheckBox(self.tr("The old name stays as another name of it"))
        self.keep.setChecked(True)
        self.kind = QuietCombo(self.tr("What the tag names"))
        for kind in TagKind:
            self.kind.addItem(kind_word(kind), kind)
        self.aliases = ChipField(
            colors,
            placeholder=self.tr("Add…"),
            name=self.tr("Other names of the tag"),
            what=self.tr("Other name"),
        )
        self.aliases.setToolTip(self.tr("Enter on a name makes it the tag’s own, Delete takes it off"))
        self.parent_line = TagLine(
            colors, placeholder=self.tr("No tag"), name=self.tr("The tag that this one belongs under")
        )
        self.concept = ConceptLine(colors)
        self.description = CommitText(
            name=self.tr("Description of the tag"), placeholder=self.tr("What its page says of it")
        )
        self.list = QPushButton(self.tr("List its articles"))
        self.split_button = QPushButton(self.tr("Split…"))
        self.split_button.setCheckable(True)
        self.split_button.setToolTip(self.tr("Gives some of its articles another tag in its place"))
        self.retire = QPushButton()
        self.delete = QPushButton(self.tr("Delete"))
        self.split = SplitCard(colors)
        self.split.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add("", ButtonRow(self.list, self.split_button, self.retire, self.delete))
        self.add("", self.split)
        self.add(self.tr("Name"), self.name)
        self.add("", self.keep)
        self.add(self.tr("What it names"), self.kind)
        self.add(self.tr("Other names"), self.aliases)
        self.add(self.tr("Belongs under"), self.parent_line)
        self.add(self.tr("Description"), self.description)
        self.add(self.tr("Stands for a concept"), self.concept)

    def _connect(self) -> None:
        self.name.committed.connect(self._on_name_committed)
        self.kind.activated.connect(self._on_kind_activated)
        self.aliases.edit.entered.connect(self._on_alias_entered)
        self.aliases.remove_asked.connect(self._on_alias_remove_asked)
        self.aliases.chip_opened.connect(self._on_alias_opened)
        self.parent_line.tag_taken.connect(self.parent_chosen)
        self.description.committed.connect(self.described)
        self.list.clicked.connect(self.list_wanted)
        self.split_button.toggled.connect(self._on_split_button_toggled)
        self.split.closed.connect(self.split_button.toggle)
        self.retire.clicked.connect(self._on_retire_clicked)
        self.delete.clicked.connect(self.delete_wanted)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.aliases.set_look(colors, scale)
        self.parent_line.set_look(colors, scale)
        self.concept.set_look(colors, scale)
        self.split.set_look(colors, scale)
        self.description.setFont(ui_font(scale))
        self.description.set_lines(4)

    def show_row(self, row: TagRow) -> None:
        """The tag as it is now; of the same tag, what is typed and not taken yet stays."""
        anew = self.row is None or self.row.tag.id != row.tag.id
        self.row = row
        tag = row.tag
        self.title.setText(tag.label)
        self.facts.setText(facts(row, now(), self.zone))
        self.name.show_value(tag.label, anew=anew)
        self.kind.setCurrentIndex(self.kind.findData(tag.kind))
        self.aliases.set_chips([ChipText(alias) for alias in tag.aliases])
        if anew:
            self.aliases.edit.forget()
            self.split_button.setChecked(False)
        self.parent_line.show_tag(row.parent, anew=anew)
        self.description.show_value(row.description, anew=anew)
        self.concept.show_concept(row.concept, anew=anew)
        self.retire.setText(self.tr("Reinstate") if row.retired_at is not None else self.tr("Retire"))
        self.retire.setToolTip(
            self.tr("It is offered again")
            if row.retired_at is not None
            else self.tr("It stays on its articles and is not offered any more")
        )
        self.delete.setVisible(tag.n_articles == 0)
        self.split.set_tag(tag)

    def commit(self) -> None:
        """Takes what is typed, as if the focus left it."""
        for field in (self.name, self.description):
            field.commit()

    def go_to_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _on_name_committed(self, name: str) -> None:
        self.renamed.emit(name, self.keep.isChecked())

    def _on_kind_activated(self) -> None:
        self.kind_chosen.emit(TagKind(self.kind.currentData()))

    def _on_alias_entered(self, text: str) -> None:
        self.aliases.edit.clear()
        self.alias_added.emit(text)

    def _on_alias_remove_asked(self, place: int) -> None:
        if self.row is not None:
            self.alias_removed.emit(self.row.tag.aliases[place])

    def _on_alias_opened(self, place: int) -> None:
        if self.row is not None:
            self.alias_made_name.emit(self.row.tag.aliases[place])

    def _on_retire_clicked(self) -> None:
        if self.row is not None:
            self.retire_wanted.emit(self.row.retired_at is None)

    def _on_split_button_toggled(self, is_on: bool) -> None:
        had_focus = self.split.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.split.setVisible(is_on)
        if is_on:
            self.split.begin()
        elif had_focus:
            self.split_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def tag(self) -> Tag | None:
        """The tag that is shown."""
        return self.row.tag if self.row is not None else None
