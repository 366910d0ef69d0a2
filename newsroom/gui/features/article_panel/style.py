"""What the panel's own widgets add to the window's style sheet."""

from newsroom.gui.theme import Colors


def panel_style(c: Colors, scale: float) -> str:
    """Inline fields look like text until the mouse or the focus is there. Lengths follow ``scale``."""

    def px(value: float) -> str:
        return f"{round(value * scale)}px"

    return f"""
QLineEdit#inline, QTextEdit#inline, QComboBox#inline {{
  background: transparent; color: {c.ink}; border: 1px solid transparent; border-radius: 5px; }}
QLineEdit#inline, QComboBox#inline {{ padding: 0 {px(1)}; }}
QTextEdit#inline {{ padding: 0; }}
QLineEdit#inline {{ min-height: {px(18)}; }}
QLineEdit, QComboBox {{ font-size: {px(13)}; }}
QLineEdit#inline, QTextEdit#inline, QComboBox#inline {{ font-size: {px(12.5)}; }}
QLineEdit#inline:hover, QTextEdit#inline:hover, QComboBox#inline:hover {{ border: 1px solid {c.line}; }}
QLineEdit#inline:focus, QTextEdit#inline:focus, QComboBox#inline:focus {{
  background: {c.card}; border: {c.focus_px}px solid {c.accent}; }}
QComboBox#inline {{ color: {c.dim}; min-height: {px(18)}; }}
QComboBox#inline::drop-down {{ width: {px(14)}; }}
QPushButton#link {{ padding: 2px 2px; font-size: {px(12)}; }}
QLineEdit#inline[quiet="true"], QTextEdit#inline[quiet="true"] {{ color: {c.dim}; }}
QToolButton#cross {{ padding: 0; }}
QLabel#heading {{ padding: 0; }}
"""
