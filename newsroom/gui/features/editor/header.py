"""What stands above the text: section, counts, headline, lede, dateline, byline.

Shows the draft, decides nothing.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.counting import count_words
from newsroom.domain.draft import Draft, DraftChange
from newsroom.gui.features.editor.dateline_row import DatelineRow
from newsroom.gui.features.editor.line_field import LineField
from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.widgets.elided_label import ElidedLabel

HEADLINE_PIXELS, LEDE_PIXELS, KICKER_PIXELS, COUNT_PIXELS = 26, 16, 12, 11
_GAP = 12


class ArticleHeader(QWidget):
    """The head of the page.

    ``resized`` when it wants another height, ``body_wanted`` when Enter leaves it.
    """

    resized = Signal()
    body_wanted = Signal()
    bylines_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._headline_limit = 70
        self._draft: Draft | None = None
        self.setAutoFillBackground(True)
        self.kicker = ElidedLabel()
        self.counts = QLabel()
        self._side = 0
        self.headline = LineField("headline", self.tr("Headline"), self.tr("Headline"))
        self.lede = LineField("lede", self.tr("Lede"), self.tr("Lede: the story in one sentence"))
        self.rule = QFrame()
        self.dateline = DatelineRow(colors)
        self._build()
        self.headline.left.connect(self._on_headline_left)
        self.lede.left.connect(self._on_lede_left)
        self.dateline.changed.connect(self._on_dateline_changed)
        self.dateline.left.connect(self.body_wanted)
        self.dateline.bylines_wanted.connect(self.bylines_wanted)
        self.set_colors(colors)
        self.set_text_scale(1.0)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.kicker)
        top.addStretch(1)
        top.addSpacing(_GAP)
        top.addWidget(self.counts)
        self.rule.setFixedHeight(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addSpacing(6)
        self._column.addWidget(self.headline)
        self._column.addSpacing(4)
        self._column.addWidget(self.lede)
        self._column.addSpacing(12)
        self._column.addWidget(self.rule)
        self._column.addSpacing(10)
        self._column.addWidget(self.dateline)

    def set_side(self, side: int) -> None:
        """Room left and right of the column, in pixels."""
        self._side = side
        self._column.setContentsMargins(side, 22, side, 8)
        self._show_counts()

    def height_for(self, width: int) -> int:
        """The height that all of it takes in a window of that width, in pixels."""
        return self._column.totalHeightForWidth(width)

    # The draft

    def bind(self, draft: Draft) -> None:
        self._draft = draft
        self.headline.bind(draft)
        self.lede.bind(draft)
        self.dateline.show_dateline(draft.value("dateline"))
        self.dateline.show_bylines(draft.value("bylines"))
        self._follow_language(draft)
        self._show_counts()

    def unbind(self) -> None:
        self._draft = None
        self.headline.unbind()
        self.lede.unbind()

    def follow(self, change: DraftChange) -> None:
        """Shows a change of the draft, wherever it was made."""
        if self._draft is None:
            return
        if change.field in ("headline", "lede"):
            field = self.headline if change.field == "headline" else self.lede
            if not field.editing:
                field.follow(change)
            self._show_counts()
        elif change.field == "dateline":
            self.dateline.show_dateline(self._draft.value("dateline"))
        elif change.field == "bylines":
            self.dateline.show_bylines(self._draft.value("bylines"))
        elif change.field == "language":
            self._follow_language(self._draft)

    def _follow_language(self, draft: Draft) -> None:
        """Section, dateline and byline stand on the side where the article begins, as on the page."""
        self.setLayoutDirection(QLocale(draft.value("language").replace("-", "_")).textDirection())

    def _on_dateline_changed(self, part: str, text: str) -> None:
        if self._draft is not None:
            changes = {part: text or None}
            self._draft.set_field("dateline", replace(self._draft.value("dateline"), **changes), typing=True)

    def _on_headline_left(self, way: int) -> None:
        if way > 0:
            self.lede.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_lede_left(self, way: int) -> None:
        if way < 0:
            self.headline.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            self.body_wanted.emit()

    # Words about it

    def set_site(self, headline_limit: int, credit: str) -> None:
        """A limit of 0 is none."""
        self._headline_limit = headline_limit
        self.dateline.set_site_credit(credit)
        self._show_counts()

    def set_section_name(self, name: str | None) -> None:
        self.kicker.setText(name or self.tr("No section"))
        self._show_counts()

    def _show_counts(self) -> None:
        if self._draft is None:
            self.counts.clear()
            return
        n_letters = len(self._draft.text("headline"))
        n_words = count_words(self._draft.text("lede"))
        limit = self._headline_limit
        over = bool(limit) and n_letters > limit
        words = (
            self.tr("headline {0} of {1} · lede {2} words")
            if limit
            else self.tr("headline {0} · lede {2} words")
        )
        whole = words.format(n_letters, limit, n_words)
        brief = f"{n_letters} / {limit} · {n_words}" if limit else f"{n_letters} · {n_words}"
        self.counts.setAccessibleName(whole)
        self.counts.setText(self._fitting(whole, brief))
        style = f"color: {self._colors.warn if over else self._colors.dim}"
        if style != self.counts.styleSheet():
            self.counts.setStyleSheet(style)

    def _fitting(self, whole: str, brief: str) -> str:
        """The counts as long as the line has room for them and for the section, or half of it for a long one."""
        room = self.width() - 2 * self._side
        section = min(self.kicker.sizeHint().width(), room // 2)
        return whole if self.counts.fontMetrics().horizontalAdvance(whole) + _GAP + section <= room else brief

    # Looks

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colors.card)
        self.setPalette(palette)
        self.kicker.setStyleSheet(f"color: {colors.accent}")
        self.rule.setStyleSheet(f"background: {colors.line}; border: none")
        self.headline.set_palette(colors)
        self.lede.set_palette(colors, colors.dim)
        self.dateline.set_colors(colors)
        self._show_counts()

    def set_text_scale(self, scale: float) -> None:
        self._scale = scale
        self.kicker.setFont(ui_font(scale, pixels=KICKER_PIXELS, bold=True))
        self.counts.setFont(ui_font(scale, pixels=COUNT_PIXELS))
        self.headline.set_font(serif_font(scale, pixels=HEADLINE_PIXELS, bold=True), 1.22)
        self.lede.set_font(serif_font(scale, pixels=LEDE_PIXELS), 1.5)
        self.dateline.set_text_scale(scale)
        self._show_counts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_counts()

    @override
    def event(self, event: QEvent) -> bool:
        result = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return result
