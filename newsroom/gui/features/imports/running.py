"""What stands above the reports: sources that wait to be begun, or an import on its way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.kinds import SourceKind
from newsroom.domain.importing import ImportProgress
from newsroom.gui.features.imports.presenter import ImportOrder
from newsroom.gui.features.imports.words import kind_word, progress_words
from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.elided_label import ElidedLabel
from newsroom.gui.widgets.enter_button import EnterButton
from newsroom.gui.widgets.quiet_combo import QuietCombo

_STEPS = 1000
_MANY_NAMES = 4


class OrderCard(QFrame):
    """One look before an import begins. Enter begins it."""

    begin_wanted = Signal(object)
    """The ``ImportOrder`` as it stands."""
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._order: ImportOrder | None = None
        self._sources = QLabel()
        self._sources.setTextFormat(Qt.TextFormat.PlainText)
        self._sources.setWordWrap(True)
        self.kind = QuietCombo(self.tr("What the sources are"))
        self.kind.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        for kind in (None, *SourceKind):
            self.kind.addItem(kind_word(kind), kind)
        self.pages = QCheckBox(self.tr("Pages of the site and other kinds, too, not only posts"))
        self.begin = EnterButton(self.tr("Import"))
        self.begin.setObjectName("primary")
        self.begin.setDefault(True)
        self.begin.setAutoDefault(True)
        self.trial = EnterButton(self.tr("Try it first"))
        self.trial.setToolTip(self.tr("Reads everything and reports what would come of it; changes nothing"))
        self._drop = QPushButton(self.tr("Cancel"))
        self._drop.setObjectName("link")
        self._build()
        self.begin.clicked.connect(self._on_begin_clicked)
        self.trial.clicked.connect(self._on_trial_clicked)
        self._drop.clicked.connect(self.dropped)

    def _build(self) -> None:
        choices = QHBoxLayout()
        choices.addWidget(self.kind)
        choices.addWidget(self.pages)
        choices.addStretch(1)
        choices.addWidget(self._drop)
        choices.addWidget(self.trial)
        choices.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(self._sources)
        column.addLayout(choices)

    def show_order(self, order: ImportOrder | None) -> None:
        self._order = order
        self.setVisible(order is not None)
        if order is None:
            return
        names = [source.name or str(source) for source in order.sources]
        words = ", ".join(names[:_MANY_NAMES])
        if len(names) > _MANY_NAMES:
            words = self.tr("{0} and {1} more").format(words, len(names) - _MANY_NAMES)
        self._sources.setText(words)
        self.kind.setCurrentIndex(max(0, self.kind.findData(order.kind)))
        self.pages.setChecked(order.pages)

    def set_scale(self, scale: float) -> None:
        self._sources.setFont(ui_font(scale, pixels=14, bold=True))

    def _on_begin_clicked(self) -> None:
        self._begin(dry_run=False)

    def _on_trial_clicked(self) -> None:
        self._begin(dry_run=True)

    def _begin(self, *, dry_run: bool) -> None:
        if self._order is not None:
            kind = self.kind.currentData()
            order = replace(self._order, kind=kind, pages=self.pages.isChecked(), dry_run=dry_run)
            self.begin_wanted.emit(order)


class ProgressCard(QFrame):
    """An import on its way: how far, how fast, how long yet, and the way to end it."""

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = QLabel()
        self._words = QLabel()
        self._source = ElidedLabel()
        self._source.setObjectName("dim")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the import is"))
        self.cancel = QPushButton(self.tr("Stop"))
        self.cancel.setToolTip(self.tr("What has come stays; importing the same again goes on from there"))
        self.cancel.clicked.connect(self._on_cancel_clicked)
        words = QVBoxLayout()
        words.setSpacing(6)
        for widget in (self._title, self.bar, self._words, self._source):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        self.hide()

    def show_begun(self, order: ImportOrder) -> None:
        """Before the first word of it."""
        self._title.setText(
            self.tr("Trying: nothing is changed.") if order.dry_run else self.tr("Importing.")
        )
        self._words.setText(self.tr("The sources are being read …"))
        self._source.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, progress: ImportProgress | None) -> None:
        """None: it has ended."""
        if progress is None:
            self.hide()
            return
        total = progress.n_total
        if total and not progress.is_linking:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(min(_STEPS, progress.n_done * _STEPS // total))
        else:
            self.bar.setRange(0, 0)
        self._words.setText(progress_words(progress))
        self._source.setText(progress.source)

    def set_scale(self, scale: float) -> None:
        self._title.setFont(ui_font(scale, pixels=14, bold=True))
        for widget in (self._words, self._source):
            widget.setFont(ui_font(scale, pixels=12.5))

    def _on_cancel_clicked(self) -> None:
        self.cancel.setEnabled(False)
        self._words.setText(self.tr("Stopping …"))
        self.cancel_wanted.emit()


def cards() -> tuple[OrderCard, ProgressCard, QWidget]:
    """Both, and the place that holds them."""
    order, progress, place = OrderCard(), ProgressCard(), QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(order)
    column.addWidget(progress)
    return order, progress, place
