"""Fonts, Qt's palette and the style sheet of the window; a widget of ours it knows by its object name only."""

from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QPalette

from newsroom.gui.colors import CONTRAST, CONTRAST_DARK, DARK, LIGHT, Colors, colors_of
from newsroom.paths import resources_root

__all__ = [
    "CONTRAST",
    "CONTRAST_DARK",
    "DARK",
    "LIGHT",
    "MAX_SCALE",
    "MIN_SCALE",
    "SERIF_FAMILIES",
    "UI_FAMILIES",
    "Colors",
    "colors_of",
    "qt_palette",
    "serif_font",
    "style_sheet",
    "ui_font",
]

UI_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "DejaVu Sans", "sans-serif"]
SERIF_FAMILIES = ["Noto Serif", "Georgia", "Times New Roman", "DejaVu Serif", "serif"]
UI_PIXELS = 13
MIN_SCALE, MAX_SCALE = 0.8, 2.0


def ui_font(scale: float = 1.0, *, pixels: float = UI_PIXELS, bold: bool = False) -> QFont:
    """The interface's face; ``pixels`` at scale 1."""
    return _font(tuple(UI_FAMILIES), round(pixels * scale), bold)


def serif_font(scale: float = 1.0, *, pixels: float = 16, bold: bool = False) -> QFont:
    """The reading face."""
    return _font(tuple(SERIF_FAMILIES), round(pixels * scale), bold)


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], pixels: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(max(8, pixels))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def qt_palette(colors: Colors) -> QPalette:
    """The same colours for what the style draws by itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    table = {
        role.Window: colors.panel,
        role.WindowText: colors.ink,
        role.Base: colors.card,
        role.AlternateBase: colors.bg,
        role.Text: colors.ink,
        role.PlaceholderText: colors.dim,
        role.Button: colors.card,
        role.ButtonText: colors.ink,
        role.ToolTipBase: colors.card,
        role.ToolTipText: colors.ink,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.on_accent,
        role.Link: colors.blue,
        role.Mid: colors.line,
        role.Midlight: colors.line,
        role.Dark: colors.line,
        role.Light: colors.card,
        role.Shadow: colors.line,
        role.Accent: colors.accent,
    }
    for key, value in table.items():
        palette.setColor(key, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, key, QColor(colors.dim))
    return palette


# With high contrast what is chosen, checked or under the mouse has an edge, and what has the focus a second sign of it.
_HIGH = """QPushButton:hover, QToolButton:hover {{ border: 1px solid {c.ink}; }}
QPushButton:focus, QPushButton#link:focus, QPushButton#add:focus, QToolButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton:disabled {{ border: 1px dashed {c.dim}; }}
QPushButton#primary:focus {{ border: 3px double {c.on_accent}; }}
QToolButton:checked {{ border: 1px solid {c.ink}; }}
QToolButton#choice {{ border: 1px solid {c.dim}; color: {c.ink}; }}
QToolButton#choice:checked {{ border: 2px solid {c.ink}; font-weight: 600; }}
QToolButton#choice:focus {{ border: 2px solid {c.accent}; }}
QToolButton:checked:focus {{ border: 2px solid {c.accent}; }}
QMenu::item:selected, QComboBox QAbstractItemView::item:selected {{ border: 2px solid {c.ink}; }}
QListView::item:selected {{ border: 2px solid {c.ink}; }}
QTableView::item:selected, QTableView#rows::item:selected {{ border-top: 2px solid {c.ink};
  border-bottom: 2px solid {c.ink}; }}
QTabBar::tab:focus {{ border: 2px solid {c.accent}; }}
QCheckBox:focus {{ border: 2px solid {c.accent}; border-radius: 3px; }}
QScrollBar::handle {{ background: {c.dim}; }}
QFrame#card, QFrame#popup {{ border: 2px solid {c.line}; }}
QFrame#banner, QLabel#problem {{ border: 1px solid {c.line}; }}
"""


def _icon(name: str, *, is_dark: bool) -> str:
    """The file of a sign that Qt's own style does not draw, or not so that it could be seen on every ground."""
    return (resources_root() / "icons" / f"{name}-{'dark' if is_dark else 'light'}.svg").as_posix()


def style_sheet(c: Colors, scale: float) -> str:
    """The one style sheet of the window and all that stands in it. Lengths follow ``scale``.

    The article's panel has its rules here: a sheet of its own would have all in it dressed a second time.
    """

    serif = ", ".join(f'"{family}"' for family in SERIF_FAMILIES)

    tick = _icon("tick", is_dark=QColor(c.on_accent).lightness() < 128)
    arrow = _icon("arrow", is_dark=not c.dark)

    def px(value: float) -> str:
        return f"{round(value * scale)}px"

    return f"""
QToolTip {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; padding: 3px 6px; }}
QLineEdit, QComboBox, QSpinBox, QDateTimeEdit, QPlainTextEdit#field, QTextEdit#field {{
  background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 6px; padding: {px(4)} {px(8)};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; placeholder-text-color: {c.dim}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit#field:focus, QTextEdit#field:focus {{
  border: {c.focus_px}px solid {c.accent}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: {px(18)}; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(12)}; height: {px(12)}; }}
QComboBox QAbstractItemView {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line};
  selection-background-color: {c.selection}; selection-color: {c.ink}; outline: 0; }}
QPushButton {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 6px;
  padding: {px(5)} {px(10)}; outline: 0; }}
QPushButton:hover {{ background: {c.selection}; }}
QPushButton:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QPushButton:disabled {{ color: {c.dim}; background: {c.panel}; }}
QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; font-weight: 600; }}
QPushButton#primary:focus {{ border: 2px solid {c.ink}; }}
QPushButton#primary:disabled {{ background: {c.accent_soft}; color: {c.dim}; border-color: {c.accent_soft}; }}
QPushButton#link {{ background: transparent; border: 1px solid transparent; color: {c.accent}; padding: 2px 4px; }}
QPushButton#link:disabled {{ color: {c.dim}; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus, QToolButton:focus {{ border: {c.focus_px}px solid {c.accent}; border-radius: 5px; }}
QPushButton#add {{ background: transparent; color: {c.dim}; border: 1px dashed {c.dashes}; border-radius: {px(8)};
  padding: {px(1)} {px(9)}; font-size: {px(12)}; }}
QPushButton#add:hover {{ color: {c.ink}; }}
QPushButton#add:focus {{ color: {c.ink}; border: {c.focus_px}px solid {c.accent}; }}
QToolButton {{ background: transparent; color: {c.dim}; border: 1px solid transparent; border-radius: 5px;
  padding: {px(3)} {px(7)}; }}
QToolButton#menu {{ color: {c.ink}; font-weight: 600; padding: {px(4)} {px(16)}; }}
QToolButton#menu::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: right center; right: {px(5)};
  width: {px(8)}; height: {px(8)}; }}
QToolButton:hover {{ background: {c.selection}; color: {c.ink}; }}
QToolButton:checked {{ background: {c.selection}; color: {c.ink}; }}
QMenu {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: {px(5)} {px(24)} {px(5)} {px(10)}; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.selection}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.dim}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {c.dim}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:focus {{ background: {c.accent}; }}
QTabBar::tab {{ color: {c.dim}; padding: {px(9)} {px(9)}; border: none; border-bottom: 2px solid transparent;
  background: transparent; }}
QTabBar::tab:selected {{ color: {c.ink}; font-weight: 600; border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:focus {{ color: {c.ink}; background: {c.selection}; }}
QCheckBox {{ color: {c.ink}; spacing: {px(6)}; }}
QCheckBox:disabled {{ color: {c.dim}; }}
QCheckBox:focus {{ text-decoration: underline; }}
QLabel#dim {{ color: {c.dim}; }}
QLabel#heading {{ color: {c.dim}; font-weight: 600; font-size: {px(11.5)}; }}
QLabel#warn {{ color: {c.warn}; }}
QLabel#display, QLabel#display_small {{ font-family: {serif}; font-weight: 700; font-size: {px(28)}; }}
QLabel#display_small {{ font-size: {px(20)}; }}
QLabel#lead {{ font-size: {px(14)}; }}
QLabel#problem {{ background: {c.accent_soft}; color: {c.ink}; border-radius: 6px; padding: {px(9)} {px(12)}; }}
QLabel#way {{ color: {c.dim}; }}
QPushButton QLabel {{ background: transparent; }}
QPushButton QLabel:disabled {{ color: {c.dim}; }}
QLabel#key {{ color: {c.dim}; border: 1px solid {c.line}; border-radius: 4px; padding: 0 4px; font-size: {px(11)}; }}
QFrame#topbar, QFrame#statusbar, QFrame#sidebar, QFrame#rightpane {{ background: {c.panel}; border: none; }}
QFrame#topbar {{ border-bottom: 1px solid {c.line}; }}
QFrame#statusbar {{ border-top: 1px solid {c.line}; }}
QFrame#statusbar QLabel, QFrame#statusbar QPushButton {{ color: {c.dim}; font-size: {px(12)}; }}
QFrame#statusbar QPushButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px;
  padding: 1px {px(5)}; }}
QFrame#statusbar QPushButton:hover {{ color: {c.ink}; background: {c.selection}; }}
QFrame#statusbar QPushButton:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QFrame#notice {{ background: {c.panel}; border: none; border-top: 1px solid {c.line}; }}
QScrollArea#welcome, QScrollArea#welcome > QWidget > QWidget {{ background: {c.card}; }}
QCheckBox::indicator {{ width: {px(13)}; height: {px(13)}; border: 1px solid {c.dim}; border-radius: 3px;
  background: {c.card}; }}
QCheckBox::indicator:checked {{ border: 1px solid {c.accent}; background: {c.accent}; image: url("{tick}"); }}
QCheckBox::indicator:checked:disabled {{ border: 1px solid {c.dim}; background: {c.dim}; }}
QCheckBox::indicator:unchecked:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QProgressBar {{ background: {c.selection}; border: none; border-radius: 3px; max-height: {px(6)}; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QFrame#statusbar QLabel#clock {{ color: {c.ink}; font-weight: 600; }}
QFrame#listpane {{ background: {c.bg}; border: none; }}
QFrame#center, QWidget#column {{ background: {c.card}; border: none; }}
QFrame#banner {{ background: {c.accent_soft}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame#card, QFrame#popup {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame#drop {{ background: transparent; border: 3px solid {c.accent}; }}
QLabel#drop_words {{ background: {c.accent}; color: {c.on_accent}; border-radius: 8px; font-weight: 600;
  padding: {px(10)} {px(18)}; font-size: {px(15)}; }}
QFrame#rule {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QTableView, QListView, QTreeView {{ background: {c.card}; color: {c.ink}; border: none; outline: 0;
  gridline-color: transparent; selection-background-color: {c.selection}; selection-color: {c.ink}; }}
QWidget QTableView, QWidget QListView, QWidget QTreeView {{ background: transparent; }}
QListWidget#sections::item {{ padding: {px(6)} {px(10)}; border-radius: 6px; color: {c.ink}; }}
QListWidget#sections::item:selected {{ background: {c.selection}; }}
QListWidget#sections::item:selected:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QToolButton#step {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 6px;
  min-width: {px(16)}; padding: {px(4)} {px(5)}; }}
QToolButton#step:hover {{ background: {c.selection}; }}
QToolButton#step:disabled {{ color: {c.dim}; background: {c.panel}; }}
QToolButton#step:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {c.dim}; border: none; border-bottom: 1px solid {c.line};
  padding: {px(4)} {px(6)}; font-size: {px(11.5)}; font-weight: 600; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-origin: margin; subcontrol-position: top center;
  width: {px(7)}; height: {px(7)}; }}
QTableView#rows::item {{ border-bottom: 1px solid {c.line}; padding: 0 {px(6)}; }}
QTableView#rows::item:selected {{ background: {c.selection}; color: {c.ink}; }}
QTableView#rows:focus {{ border: {c.focus_px}px solid {c.accent}; }}
QTableView#rows {{ border: 1px solid {c.line}; border-radius: 6px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
#article_panel QLineEdit#inline, #article_panel QTextEdit#inline, #article_panel QComboBox#inline {{
  background: transparent; color: {c.ink}; border: 1px solid transparent; border-radius: 5px; }}
#article_panel QLineEdit#inline, #article_panel QComboBox#inline {{ padding: 0 {px(1)}; }}
#article_panel QTextEdit#inline {{ padding: 0; }}
#article_panel QLineEdit#inline {{ min-height: {px(18)}; }}
#article_panel QLineEdit, #article_panel QComboBox {{ font-size: {px(13)}; }}
#article_panel QLineEdit#inline, #article_panel QTextEdit#inline, #article_panel QComboBox#inline {{
  font-size: {px(12.5)}; }}
#article_panel QLineEdit#inline:hover, #article_panel QTextEdit#inline:hover, #article_panel QComboBox#inline:hover {{
  border: 1px solid {c.line}; }}
#article_panel QLineEdit#inline:focus, #article_panel QTextEdit#inline:focus, #article_panel QComboBox#inline:focus {{
  background: {c.card}; border: {c.focus_px}px solid {c.accent}; }}
#article_panel QComboBox#inline {{ color: {c.dim}; min-height: {px(18)}; }}
#article_panel QComboBox#inline::drop-down {{ width: {px(14)}; }}
#article_panel QPushButton#link {{ padding: 2px 2px; font-size: {px(12)}; }}
#article_panel QLineEdit#inline[quiet="true"], #article_panel QTextEdit#inline[quiet="true"] {{ color: {c.dim}; }}
#article_panel QToolButton#cross {{ padding: 0; }}
#article_panel QLabel#heading {{ padding: 0; }}
{_HIGH.format(c=c) if c.high else ""}"""
