"""Shows the program's own documents: text, tables, links, and pictures out of one folder. Reaches for nothing else."""

import re
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter, QResizeEvent
from typing_extensions import override

from newsroom.gui.theme import Colors, serif_font, ui_font
from newsroom.gui.widgets.plain_reader import PlainReader

_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="(?:[^"]*/)?([\w-]+\.png)"[^>]*>')
_TABLE = "<table>"
_TABLE_WIDE = '<table width="100%" cellspacing="0" cellpadding="6">'
_COLUMN, _MARGIN = 760, 24
_REDRAW_MS = 80


class DocumentReader(PlainReader):
    """Links are only told. Tab goes from one to the next; GUI thread only."""

    link_followed = Signal(str)
    """As it stands in the text: ``placing.md#series``, ``#tags``, or an address outside."""

    def __init__(self, colors: Colors, pictures: Path) -> None:
        super().__init__()
        self.setObjectName("document")
        self._colors, self._scale = colors, 1.0
        self._pictures = pictures
        self._html = ""
        self._drawn_width = 0
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Or its coming would change the width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(self.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(self._on_self_anchor_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        self.set_look(colors, 1.0)

    def show_document(self, html: str, anchor: str = "") -> None:
        """HTML of ours, from the place of that anchor on."""
        self._html = html
        self._draw()
        self.show_part(anchor)

    def show_part(self, anchor: str) -> None:
        """Goes to that anchor; to the beginning where there is none."""
        self.verticalScrollBar().setValue(0)
        if anchor:
            self.scrollToAnchor(anchor)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.document().setDefaultFont(ui_font(scale, pixels=14))
        self.document().setDefaultStyleSheet(_sheet(colors, scale))
        self.setStyleSheet(
            f"QTextBrowser#document {{ background: {colors.card}; color: {colors.ink}; border: none; }}"
        )
        self._fit()
        self._redraw()

    def picture_names(self) -> tuple[str, ...]:
        """Of the document that is shown."""
        return tuple(_PICTURE.findall(self._html))

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """A picture of the guide as wide as the column, in the screen's own pixels."""
        path = self._pictures / QUrl(name).fileName()
        reader = QImageReader(str(path))
        size = reader.size()
        if not size.isValid():
            return None
        ratio = self.devicePixelRatioF()
        wide = min(round(size.width() * ratio), round(self._text_width() * ratio))
        image: QImage = reader.read()
        scaled = image.scaled(
            QSize(wide, round(size.height() * wide / size.width())),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled = scaled.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(scaled)
        painter.setPen(QColor(self._colors.line))
        painter.drawRect(scaled.rect().adjusted(0, 0, -1, -1))
        painter.end()
        scaled.setDevicePixelRatio(ratio)
        return scaled

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._text_width() != self._drawn_width and self.picture_names():
            self._timer.start()

    def _fit(self) -> None:
        """The column in the middle, not wider than is good to read."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(_MARGIN, (room - round(_COLUMN * self._scale)) // 2)
        self.setViewportMargins(side, 0, side, 0)
        self.setLineWrapColumnOrWidth(max(160, room - 2 * side))

    def _text_width(self) -> int:
        return self.lineWrapColumnOrWidth() - 2 * round(self.document().documentMargin())

    def _redraw(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._draw()
        bar.setValue(round(place * bar.maximum()))

    def _draw(self) -> None:
        self._drawn_width = self._text_width()
        self.setHtml(_PICTURE.sub(r'<img src="\1">', self._html.replace(_TABLE, _TABLE_WIDE)))

    def _on_self_anchor_clicked(self, link: QUrl) -> None:
        self.link_followed.emit(link.toString())


def _sheet(c: Colors, scale: float) -> str:
    """What Qt's rich text knows of style sheets."""
    title, heading, small = (round(size * scale) for size in (26, 18, 15))
    families = ", ".join(f"'{name}'" for name in _families(serif_font()))
    return f"""
h1 {{ font-family: {families}; font-size: {title}px; margin-top: 18px; margin-bottom: 10px; }}
h2 {{ font-family: {families}; font-size: {heading}px; margin-top: 24px; margin-bottom: 6px; }}
h3, h4 {{ font-size: {small}px; margin-top: 16px; margin-bottom: 4px; }}
p, li {{ line-height: 140%; margin-top: 6px; margin-bottom: 6px; }}
a {{ color: {c.blue}; }}
th {{ color: {c.dim}; border-bottom: 1px solid {c.dim}; text-align: left; }}
td {{ border-bottom: 1px solid {c.line}; }}
code {{ background-color: {c.chip}; }}
pre {{ background-color: {c.chip}; margin-top: 8px; margin-bottom: 8px; }}
"""


def _families(font: QFont) -> list[str]:
    names: list[str] = font.families()
    return names
