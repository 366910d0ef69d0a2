"""Tags that may be one, group by group: side by side with the reasons, merged or told apart by one key each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.article import Tag
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import DuplicateGroup, MergePreview
from newsroom.gui.features.tag_desk.alike_presenter import AlikePresenter
from newsroom.gui.features.tag_desk.words import kind_word, likeness_word, merge_words
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.when import articles, number
from newsroom.gui.widgets.detail_column import DetailColumn
from newsroom.gui.widgets.flow_layout import FlowLayout
from newsroom.gui.widgets.list_beside import ListBeside
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

_CARD_WIDTH = 190


class TagCard(QFrame):
    """One of the tags: whether its name stays, whether it takes part."""

    def __init__(self, tag: Tag, place: int, scale: float) -> None:
        super().__init__()
        self.setObjectName("card")
        self.tag = tag
        self.setFixedWidth(round(_CARD_WIDTH * scale))
        name = QLabel(tag.label)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        name.setFont(serif_font(scale, pixels=16, bold=True))
        facts = QLabel(f"{kind_word(tag.kind)}\n{articles(tag.n_articles)}")
        facts.setObjectName("dim")
        facts.setFont(ui_font(scale, pixels=12.5))
        others = QLabel(", ".join(tag.aliases))
        others.setObjectName("dim")
        others.setTextFormat(Qt.TextFormat.PlainText)
        others.setWordWrap(True)
        if not tag.aliases:
            others.hide()
        self.stays = QRadioButton(self.tr("This name stays ({0})").format(place))
        self.stays.setAccessibleName(self.tr("“{0}” stays").format(tag.label))
        self.takes_part = QCheckBox(self.tr("It is the same"))
        self.takes_part.setAccessibleName(self.tr("“{0}” is the same").format(tag.label))
        self.takes_part.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        for widget in (name, facts, others, self.stays, self.takes_part):
            column.addWidget(widget)


class GroupView(DetailColumn):
    """The tags of one group side by side."""

    changed = Signal()
    merge_wanted = Signal()
    apart_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self.group: DuplicateGroup | None = None
        self.cards: list[TagCard] = []
        self._stays = QButtonGroup(self)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, spacing=10)
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.merge = QPushButton(self.tr("Merge (Enter)"))
        self.merge.setObjectName("primary")
        self.apart = QPushButton(self.tr("Not the same (Delete)"))
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.merge)
        row.addWidget(self.apart)
        row.addStretch(1)
        for widget in (self._row, self.preview, buttons):
            self.add("", widget)
        self.merge.clicked.connect(self.merge_wanted)
        self.apart.clicked.connect(self.apart_wanted)

    def set_scale(self, scale: float) -> None:
        super().set_scale(scale)
        self._scale = scale
        self.preview.setFont(ui_font(scale, pixels=12.5))

    def show_group(self, group: DuplicateGroup) -> None:
        if group is self.group:
            return
        self.group = group
        for card in self.cards:
            self._flow.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self.title.setText(self.tr("Are these one?"))
        reasons = ", ".join(sorted(likeness_word(reason) for reason in group.reasons))
        self.facts.setText(self.tr("Found because of {0}.").format(reasons))
        before: QWidget | None = None
        for place, tag in enumerate(group.tags, start=1):
            card = TagCard(tag, place, self._scale)
            self._stays.addButton(card.stays)
            card.stays.clicked.connect(self._on_card_changed)
            card.takes_part.clicked.connect(self._on_card_changed)
            self._flow.addWidget(card)
            self.cards.append(card)
            card.show()
            if before is not None:
                QWidget.setTabOrder(before, card.stays)
            QWidget.setTabOrder(card.stays, card.takes_part)
            before = card.takes_part
        if before is not None:
            QWidget.setTabOrder(before, self.merge)
        self.cards[0].stays.setChecked(True)
        self._on_card_changed()

    def choose(self, place: int) -> None:
        """The name of that card stays."""
        if 0 <= place < len(self.cards):
            self.cards[place].stays.setChecked(True)
            self._on_card_changed()

    @property
    def target(self) -> Tag | None:
        """The tag whose name stays."""
        return next((card.tag for card in self.cards if card.stays.isChecked()), None)

    @property
    def sources(self) -> list[TagId]:
        """Those that go."""
        return [
            card.tag.id for card in self.cards if card.takes_part.isChecked() and not card.stays.isChecked()
        ]

    def show_preview(self, preview: MergePreview) -> None:
        target = self.target
        words = merge_words(preview, target.label if target is not None else "")
        self.preview.setText(" ".join([words, *preview.warnings]))

    def _on_card_changed(self) -> None:
        for card in self.cards:
            card.takes_part.setEnabled(not card.stays.isChecked())
        self.merge.setEnabled(bool(self.sources))
        self.preview.setText("")
        self.changed.emit()


class AlikeView(QWidget):
    """From the list of groups: Enter merges, Delete tells apart, 1 to 9 say which name stays."""

    said = Signal(str)

    def __init__(self, presenter: AlikePresenter, colors: Colors) -> None:
        super().__init__()
        self.presenter = presenter
        self.model = RowsModel(self._columns(), lambda group: tuple(t.id for t in group.tags), colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Groups of tags that may be one"))
        self.table.set_widths(0, 80)
        self.words = QLabel()
        self.words.setObjectName("dim")
        self.words.setWordWrap(True)
        self.again = QPushButton(self.tr("Look again"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.again)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.group = GroupView()
        self.sides = ListBeside(left, self.group, nothing="", sizes=(440, 720))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sides)
        self.setFocusProxy(self.table)
        self._connect()

    def _columns(self) -> tuple[Column[DuplicateGroup], ...]:
        return (
            Column(
                "names",
                self.tr("Tags"),
                lambda group: "  ·  ".join(tag.label for tag in group.tags),
                is_bold=True,
            ),
            Column(
                "count",
                self.tr("Articles"),
                lambda group: number(sum(tag.n_articles for tag in group.tags)),
                is_number=True,
            ),
        )

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.groups_changed.connect(self._on_presenter_groups_changed)
        presenter.looking_changed.connect(self._on_presenter_looking_changed)
        presenter.preview_changed.connect(self.group.show_preview)
        presenter.failed.connect(self.said)
        self.again.clicked.connect(presenter.look)
        self.table.current_changed.connect(self._on_table_current_changed)
        self.table.row_activated.connect(self.merge)
        self.table.typed.connect(self._on_table_typed)
        self.group.changed.connect(self._on_group_changed)
        self.group.merge_wanted.connect(self.merge)
        self.group.apart_wanted.connect(self.tell_apart)
        for key, act in (("Ctrl+M", self.merge), ("Delete", self.tell_apart)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(act))

    def set_look(self, colors: Colors, scale: float) -> None:
        self.table.set_look(colors, scale)
        self.words.setFont(ui_font(scale, pixels=12.5))
        self.group.set_scale(scale)
        self.sides.set_scale(scale)

    def _on_presenter_groups_changed(self, groups: tuple[DuplicateGroup, ...]) -> None:
        place = self.table.currentIndex().row()
        self.model.set_rows(groups)
        if groups and self.table.currentIndex().row() <= 0 < place:
            # What was dealt with is gone: the next group has its place.
            self.table.choose(self.model.key(groups[min(place, len(groups) - 1)]))
        self._on_table_current_changed(self.table.current)
        self.words.setText(self.tr("Groups: {0}.").format(number(len(groups))) if groups else "")
        self.table.set_empty_words(
            self.tr(
                "No tags look alike. Retired ones are not looked at, and pairs that you told apart are not."
            )
        )

    def _on_presenter_looking_changed(self, is_looking: bool) -> None:
        self.again.setEnabled(not is_looking)
        if is_looking:
            self.words.setText(self.tr("Looking at all tags…"))
            self.table.set_empty_words(self.tr("Looking at all tags…"))

    def _on_table_current_changed(self, group: DuplicateGroup | None) -> None:
        if group is not None:
            self.group.show_group(group)
        self.sides.show_beside(self.group if group is not None else None)

    def _on_table_typed(self, text: str) -> None:
        if text.isdecimal() and text != "0":
            self.group.choose(int(text) - 1)

    def _on_group_changed(self) -> None:
        target = self.group.target
        if target is not None and self.group.sources:
            self.presenter.preview(self.group.sources, target.id)

    def merge(self, _: object = None) -> None:
        """Merges the group that is shown, as it is shown; the next one comes."""
        group, target = self.group.group, self.group.target
        if group is not None and target is not None and self.group.sources and group in self.presenter.groups:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.presenter.merge(group, self.group.sources, target.id)

    def tell_apart(self) -> None:
        """The group that is shown is not one; the next one comes."""
        group = self.group.group
        if group is not None and group in self.presenter.groups:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.presenter.tell_apart(group)
