"""One author beside the list: names and details, each to be changed in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from newsroom.domain.ordering import Author
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.chip_field import ChipField, ChipText
from newsroom.gui.widgets.committing import CommitLine, CommitText
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn

# Details that have a field; what an import brought besides is only shown.
_ABOUT, _EMAIL, _LINK = "about", "email", "link"


class AuthorDetail(DetailColumn):
    """Says what is wished; changes nothing by itself."""

    renamed = Signal(str, bool, bool)
    """The new name; whether bylines get it, too; whether readers see that."""
    alias_added = Signal(str)
    alias_removed = Signal(str)
    detail_changed = Signal(str, object)
    """Its name, and the text, or None where it was emptied."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.row: Author | None = None
        self.name = CommitLine(name=self.tr("Name of the author"))
        self.reprint = QCheckBox(self.tr("A new name goes into bylines, too"))
        self.publish = QCheckBox(self.tr("Readers see it there at once"))
        self.publish.setEnabled(False)
        self.aliases = ChipField(
            colors,
            placeholder=self.tr("Add…"),
            name=self.tr("Other names of the author"),
            what=self.tr("Other name"),
        )
        self.about = CommitText(name=self.tr("About the author"), placeholder=self.tr("A line or two"))
        self.email = CommitLine(name=self.tr("E-mail address of the author"), may_be_empty=True)
        self.link = CommitLine(name=self.tr("Link to the author"), placeholder="https://", may_be_empty=True)
        self.list = QPushButton(self.tr("List the articles"))
        self.delete = QPushButton(self.tr("Delete"))
        self.add("", ButtonRow(self.list, self.delete))
        self.add(self.tr("Name"), self.name)
        self.add("", self.reprint)
        self.add("", self.publish)
        self.add(self.tr("Other names that bylines print"), self.aliases)
        self.add(self.tr("About"), self.about)
        self.add(self.tr("E-mail"), self.email)
        self.add(self.tr("Link"), self.link)
        self._connect()

    def _connect(self) -> None:
        self.name.committed.connect(self._on_name_committed)
        self.reprint.toggled.connect(self.publish.setEnabled)
        self.aliases.edit.entered.connect(self._on_alias_entered)
        self.aliases.remove_asked.connect(self._on_alias_remove_asked)
        for key, field in self._fields().items():
            field.committed.connect(partial(self._on_detail_committed, key))

    def _fields(self) -> dict[str, CommitLine | CommitText]:
        return {_ABOUT: self.about, _EMAIL: self.email, _LINK: self.link}

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.aliases.set_look(colors, scale)
        self.about.setFont(ui_font(scale))
        self.about.set_lines(4)

    def show_row(self, row: Author) -> None:
        """The author as they are now; of the same one, what is typed and not taken yet stays."""
        anew = self.row is None or self.row.id != row.id
        self.row = row
        self.title.setText(row.name)
        others = [
            f"{key}: {value}"
            for key, value in row.details.items()
            if key not in self._fields() and isinstance(value, (str, int, float))
        ]
        count = self.tr("Articles with this byline: {0}.").format(number(row.n_articles))
        self.facts.setText("\n".join([count, *others]))
        self.name.show_value(row.name, anew=anew)
        self.aliases.set_chips([ChipText(alias) for alias in row.aliases])
        if anew:
            self.aliases.edit.forget()
            self.reprint.setChecked(False)
            self.publish.setChecked(False)
        for key, field in self._fields().items():
            value = row.details.get(key)
            field.show_value(value if isinstance(value, str) else "", anew=anew)
        self.delete.setVisible(row.n_articles == 0)

    def commit(self) -> None:
        """Takes what is typed, as if the focus left it."""
        for field in (self.name, *self._fields().values()):
            field.commit()

    def go_to_name(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _on_name_committed(self, name: str) -> None:
        reprint = self.reprint.isChecked()
        self.renamed.emit(name, reprint, reprint and self.publish.isChecked())

    def _on_alias_entered(self, text: str) -> None:
        self.aliases.edit.clear()
        self.alias_added.emit(text)

    def _on_alias_remove_asked(self, place: int) -> None:
        if self.row is not None:
            self.alias_removed.emit(self.row.aliases[place])

    def _on_detail_committed(self, key: str, text: str) -> None:
        self.detail_changed.emit(key, text or None)
