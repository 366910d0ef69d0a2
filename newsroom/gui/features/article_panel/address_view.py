"""The web address in one field, a sentence about it below, and the short address to copy. No logic."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.features.article_panel.address import AddressPresenter
from newsroom.gui.features.article_panel.edits import UndoKeys
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.elided_label import ElidedLabel

_PAD = 9


class SlugEdit(QLineEdit):
    """The last part of an address behind its dim beginning. An address runs from left to right in any window."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(self.tr("Web address, last part"))
        self._prefix = QLabel(self)
        self._prefix.setObjectName("dim")
        self._prefix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._whole_prefix = ""

    def show_prefix(self, prefix: str) -> None:
        if prefix == self._whole_prefix:
            return
        self._whole_prefix = prefix
        self.setAccessibleDescription(self.tr("It stands behind {0}").format(prefix))
        self._place()

    def show_slug(self, slug: str) -> None:
        """Shows the slug, unless somebody is typing one."""
        if not (self.hasFocus() and self.isModified()) and self.text() != slug:
            self.setText(slug)
            if not self.hasFocus():
                self.setCursorPosition(0)
        self.setToolTip(self._whole_prefix + slug)

    def _place(self) -> None:
        metrics = self.fontMetrics()
        cut = metrics.elidedText(self._whole_prefix, Qt.TextElideMode.ElideMiddle, self.width() // 2)
        self._prefix.setText(cut)
        self._prefix.adjustSize()
        self._prefix.move(_PAD, (self.height() - self._prefix.height()) // 2)
        # A line edit leaves two pixels of its own before its text.
        self.setTextMargins(max(0, self._prefix.width() - 2), 0, 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setModified(False)
            self.left.emit()


class AddressView(QWidget):
    """``copied`` with words when the short address is on the clipboard."""

    copied = Signal(str)

    def __init__(self, presenter: AddressPresenter, colors: Colors, undo_keys: UndoKeys) -> None:
        super().__init__()
        self._presenter = presenter
        self.edit = SlugEdit()
        self.note = QLabel()
        self.note.setObjectName("dim")
        self.note.setWordWrap(True)
        self.short = ElidedLabel()
        self.short.setObjectName("dim")
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setObjectName("link")
        self.copy.setAccessibleName(self.tr("Copy the short address"))
        policy = self.copy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.copy.setSizePolicy(policy)
        self.copy.setToolTip(self.tr("Copy the short address"))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.short)
        line.addWidget(self.copy)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.edit)
        column.addWidget(self.note)
        column.addLayout(line)
        self.setFocusProxy(self.edit)
        undo_keys.watch(self.edit)
        self.edit.textEdited.connect(presenter.set_text)
        self.edit.left.connect(self._on_presenter_changed)
        self.copy.clicked.connect(self._on_copy_clicked)
        presenter.changed.connect(self._on_presenter_changed)
        self.set_look(colors, 1.0)
        self._on_presenter_changed()

    def set_look(self, _colors: Colors, scale: float) -> None:
        for label in (self.note, self.short):
            label.setFont(ui_font(scale, pixels=11.5))
        self.copy.setFont(ui_font(scale, pixels=11.5))
        self.note.setMinimumHeight(self.note.fontMetrics().height())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.note.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)

    def _on_presenter_changed(self) -> None:
        self.edit.show_prefix(self._presenter.prefix)
        self.edit.show_slug(self._presenter.slug)
        self.note.setText(self._presenter.note)
        self.short.setText(self._presenter.short_url or self.tr("A short address comes with the first save."))
        self.copy.setVisible(bool(self._presenter.short_url))

    def _on_copy_clicked(self) -> None:
        url = self._presenter.short_url
        QGuiApplication.clipboard().setText(url)
        self.copied.emit(self.tr("Copied {0}").format(url))
