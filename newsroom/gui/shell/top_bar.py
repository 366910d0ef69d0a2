"""The bar at the top: menu, new article, where the article is on its way, preview, commands, and the next act."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.key_button import KeyButton, key_text

HEIGHT = 44
_END = 12


class Way(NamedTuple):
    """The states an article passes, which of them is now, and a word more about it."""

    steps: tuple[str, ...] = ()
    now: int = 0
    note: str = ""


class TopBar(QFrame):
    """Shows what it is told; its buttons run actions."""

    def __init__(self, actions: ActionBook, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._way = Way()
        self.menu_button = QToolButton()
        self.menu_button.setObjectName("menu")
        self.menu_button.setText(self.tr("Newsroom"))
        self.menu_button.setAccessibleName(self.tr("Newsroom menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new = KeyButton(actions["article.new"])
        self.way_label = QLabel()
        self.way_label.setObjectName("way")
        self.preview = KeyButton(actions["view.preview"])
        self.commands = KeyButton(actions["app.commands"])
        self.primary = QPushButton()
        self.primary.setObjectName("primary")
        self.primary.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._publish = actions["article.publish"]
        self._publish.changed.connect(self._on_publish_changed)
        self.primary.clicked.connect(self._publish.trigger)
        row = QHBoxLayout(self)
        row.setSpacing(10)
        row.addWidget(self.menu_button)
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.way_label)
        row.addStretch(1)
        for button in (self.preview, self.commands, self.primary):
            row.addWidget(button)
        self._row = row
        self.set_look(colors, 1.0)
        self._on_publish_changed()

    def set_menu(self, menu: QMenu) -> None:
        self.menu_button.setMenu(menu)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.setFixedHeight(round(HEIGHT * scale))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft  # Qt does not mirror these
        self._row.setContentsMargins(_END if rtl else 0, 0, 0 if rtl else _END, 1)
        self.show_way(self._way)

    def show_way(self, way: Way) -> None:
        """``Draft › Published``, the present one in bold; nothing without steps."""
        self._way = way
        bold = f'<b style="color:{self._colors.ink}">{{}}</b>'
        steps = [bold.format(step) if n == way.now else step for n, step in enumerate(way.steps)]
        note = f" &nbsp;·&nbsp; {way.note}" if way.note else ""
        self.way_label.setText(" &nbsp;›&nbsp; ".join(steps) + note)
        present = way.steps[way.now] if way.steps else ""
        self.primary.setVisible(bool(way.steps))
        self.way_label.setAccessibleName(self.tr("State: {0}").format(f"{present} {way.note}".strip()))
        self._fit()

    def _on_publish_changed(self) -> None:
        action = self._publish
        self.primary.setText(action.iconText())
        self.primary.setEnabled(action.isEnabled())
        key = key_text(action)
        self.primary.setAccessibleName(action.text())
        self.primary.setToolTip(f"{action.text()} ({key})" if key else action.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Nothing is cut: with little room the keys give way, then the states, but the present one is in the list."""
        for with_keys, with_way in ((True, True), (False, True), (False, False)):
            for button in (self.new, self.preview, self.commands):
                button.show_key(with_keys)
            self.way_label.setVisible(with_way)
            if self._wanted(with_way) <= self.width():
                break

    def _wanted(self, with_way: bool) -> int:
        """Pixels that all of it would take."""
        widgets: list[QWidget] = [self.menu_button, self.new, self.preview, self.commands]
        if with_way:
            widgets.append(self.way_label)
        if self._way.steps:
            widgets.append(self.primary)
        return sum(widget.sizeHint().width() + self._row.spacing() for widget in widgets) + _END
