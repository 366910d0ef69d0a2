"""The right pane: one tab for what the article is, one for the page; more where something is shown beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget


class RightPane(QFrame):
    """Tabs over a stack. A tab that is not the article's own can be closed."""

    tab_changed = Signal(str)
    tab_closed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rightpane")
        self._wanted = ""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What stands beside the article"))
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.tabs.tabCloseRequested.connect(self._on_tabs_close_requested)
        self._stack = QStackedWidget()
        rule = QFrame()
        rule.setObjectName("rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(rule)
        column.addWidget(self._stack, 1)

    def add(self, name: str, title: str, widget: QWidget) -> None:
        """A tab at the end; ``name`` is its own, whatever the language."""
        self._stack.addWidget(widget)
        self.tabs.blockSignals(True)
        index = self.tabs.addTab(title)
        self.tabs.setTabData(index, name)
        self.tabs.blockSignals(False)
        if name == self._wanted:
            self.show_tab(name)

    def replace(self, name: str, widget: QWidget) -> None:
        """Another widget in a tab."""
        index = self._index(name)
        self._drop(index)
        self._stack.insertWidget(index, widget)
        self._stack.setCurrentIndex(self.tabs.currentIndex())

    def remove(self, name: str) -> None:
        index = self._index(name)
        self._drop(index)
        self.tabs.removeTab(index)

    def set_title(self, name: str, title: str) -> None:
        self.tabs.setTabText(self._index(name), title)

    def show_tab(self, name: str) -> None:
        """Now, or once it is there: a key may be faster than the rest of a start."""
        self._wanted = "" if self.has(name) else name
        if not self._wanted:
            self.tabs.setCurrentIndex(self._index(name))

    def has(self, name: str) -> bool:
        return name in self.names()

    def names(self) -> tuple[str, ...]:
        return tuple(str(self.tabs.tabData(index)) for index in range(self.tabs.count()))

    @property
    def tab(self) -> str:
        """The tab that is shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    @property
    def content(self) -> QWidget | None:
        """The widget that is shown."""
        return self._stack.currentWidget()

    def _drop(self, index: int) -> None:
        widget = self._stack.widget(index)
        if widget is not None:
            self._stack.removeWidget(widget)
            widget.deleteLater()

    def _index(self, name: str) -> int:
        return self.names().index(name)

    def _on_tabs_current_changed(self, index: int) -> None:
        if 0 <= index < self._stack.count():
            self._stack.setCurrentIndex(index)
            self.tab_changed.emit(str(self.tabs.tabData(index)))

    def _on_tabs_close_requested(self, index: int) -> None:
        self.tab_closed.emit(str(self.tabs.tabData(index)))
