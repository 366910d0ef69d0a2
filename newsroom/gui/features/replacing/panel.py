"""The page that finds and replaces: what and where, how often, each place before and after, and the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from newsroom.domain.acts import ActProgress
from newsroom.domain.bulk import Outcome
from newsroom.domain.changes import Changed
from newsroom.domain.query import ListQuery
from newsroom.domain.replacing import ChangeCount, TextChange
from newsroom.gui.features.replacing.form import ReplaceForm
from newsroom.gui.features.replacing.presenter import PlaceRow, ReplacePresenter
from newsroom.gui.features.replacing.preview import PlacesModel, PlacesTable
from newsroom.gui.features.replacing.words import count_words, do_words, progress_words
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import articles
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.enter_button import EnterButton
from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet

_OTHER = Qt.FocusReason.OtherFocusReason
_WIDTHS = (84, 230, 116, 0, 0)


class ReplacePanel(PageFrame):
    """Looks in what the list found when the page was opened."""

    status_message = Signal(str)
    article_wanted = Signal(int)

    def __init__(self, presenter: ReplacePresenter, colors: Colors) -> None:
        super().__init__(self.tr("Find and replace"))
        self.presenter = presenter
        self._change: TextChange | None = None
        self._count: ChangeCount | None = None
        self._runs = False
        self._goes_on = False
        self.form = ReplaceForm()
        self.model = PlacesModel(colors, self)
        self.table = PlacesTable(self.model, colors)
        self.table.set_widths(*_WIDTHS)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.leave_out = QPushButton(self.tr("&Leave out"))
        self.leave_out.setAccessibleName(self.tr("Leave out the marked articles, or take them in again"))
        self.leave_out.setToolTip(self.tr("Leaves the marked articles out, or takes them in again (Space)"))
        self.do = EnterButton(self.tr("Replace"))
        self.do.setObjectName("primary")
        self._lay_out()
        self._connect()
        self._show_nothing()
        self.set_look(colors, 1.0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.leave_out)
        row.addWidget(self.do)
        self.column.addWidget(self.form)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)
        self.setFocusProxy(self.form.find_line)

    def _connect(self) -> None:
        presenter, form, table = self.presenter, self.form, self.table
        form.changed.connect(self._on_form_changed)
        form.entered.connect(self._on_form_entered)
        presenter.page_came.connect(self._on_presenter_page_came)
        presenter.counted.connect(self._on_presenter_counted)
        presenter.progressed.connect(self._on_presenter_progressed)
        presenter.refused.connect(self._on_presenter_refused)
        self.model.more_wanted.connect(presenter.ask_more)
        table.row_activated.connect(self._on_table_row_activated)
        table.toggled.connect(self._toggle)
        table.selection_changed.connect(self._judge)
        self.leave_out.clicked.connect(self._toggle)
        self.do.clicked.connect(self._on_do_clicked)

    # As every page

    def begin(self, query: ListQuery, text: str, total: int | None) -> None:
        """In what the list finds, by this line of search; ``total`` None where it is not counted yet."""
        found = articles(total) if total is not None else ""
        if text:
            words = self.tr("In what “{0}” finds: {1}") if found else self.tr("In what “{0}” finds")
            self.words.setText(words.format(text, found))
        else:
            words = self.tr("In all of the list: {0}") if found else self.tr("In all of the list")
            self.words.setText(words.format(found))
        self.presenter.set_query(query)
        self.form.go_to_find()
        self._look_again()

    def set_library(self, library: Library | None) -> None:
        self._change = None
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.form.set_scale(scale)
        self.table.set_look(colors, scale)
        for widget in (self.count, self.leave_out, self.do):
            widget.setFont(ui_font(scale, pixels=12.5))

    def apply(self, changes: ChangeSet) -> None:
        if Changed.ARTICLE in changes.kinds and self.isVisible():
            self._look_again()

    def save_now(self) -> None:
        """Nothing is typed here that could be lost."""

    # Looking

    def _on_form_changed(self) -> None:
        if self.form.change != self._change:
            self._look_again()

    def _look_again(self) -> None:
        change = self.form.change
        if change is None or change.find != (self._change.find if self._change is not None else ""):
            self.model.leave_out(frozenset())
        self._change = change
        if change is None:
            self._show_nothing()
            self.presenter.stop()
        else:
            self.count.setText(progress_words(None))
            self.table.set_empty_words("")
            self.presenter.ask(change)

    def _show_nothing(self) -> None:
        hint = self.tr(
            "What is found stands here, each place as it is and as it will be. Nothing changes before you say so."
        )
        if not any(box.isChecked() for box in self.form.fields.values()):
            hint = self.tr("Say where to look: in headlines, ledes or texts.")
        self.table.set_empty_words(hint)
        self.count.clear()
        self._judge()

    def _on_presenter_page_came(self, rows: tuple[PlaceRow, ...], follows: bool, more: bool) -> None:
        if follows:
            self.model.add_rows(rows, more=more)
        else:
            self.model.set_rows(rows, more=more)
        self._judge()

    def _on_presenter_counted(self, count: ChangeCount | None) -> None:
        self._count = count
        if count is not None:
            self._show_count()
            if not count.n_articles:
                self.table.set_empty_words(self.tr("It is nowhere in these texts."))
            announce(self, self.count.text())
        self._judge()
        if count is not None:
            goes_on, self._goes_on = self._goes_on, False
            if goes_on and self.form.put_line.hasFocus():
                self._on_form_entered()

    def _show_count(self) -> None:
        if self._count is not None:
            self.count.setObjectName("")
            self.count.setText(count_words(self._count, len(self.model.left_out)))

    def _on_presenter_progressed(self, progress: ActProgress) -> None:
        if self._count is None:
            self.count.setText(progress_words(progress))

    def _on_presenter_refused(self, words: str) -> None:
        self._count = None
        self.count.setText(words)
        self.table.set_empty_words(words)
        self._judge()
        announce(self, words)

    # Leaving out

    def _toggle(self) -> None:
        """The marked articles, or the one under the cursor; all are left out where one is not yet."""
        current = self.table.current
        rows = self.table.selected or ((current,) if current is not None else ())
        ids = frozenset(row.article_id for row in rows)
        out = self.model.left_out
        self.model.leave_out(out - ids if ids <= out else out | ids)
        self._show_count()
        self._judge()

    def _judge(self) -> None:
        """What the buttons can do now."""
        count, out = self._count, self.model.left_out
        self.leave_out.setEnabled(self.table.current is not None)
        n_articles = count.n_articles - len(out) if count is not None else 0
        if count is not None and n_articles > 0:
            n_places = count.n_places - sum(self.presenter.n_places.get(id, 0) for id in out)
            self.do.setText(do_words(n_places, n_articles))
        else:
            self.do.setText(self.tr("Replace"))
        self.do.setEnabled(n_articles > 0 and not self._runs)

    # The act

    def _on_form_entered(self) -> None:
        """To the button: as soon as it is known what there is to do, if the line still has the focus then."""
        self._goes_on = not self.do.isEnabled()
        if self.do.isEnabled():
            self.do.setFocus(_OTHER)

    def _on_do_clicked(self) -> None:
        change = self._change
        if change is None or self._count is None:
            return
        self._runs = True
        self.form.find_line.setFocus(_OTHER)
        self._judge()
        self.presenter.do(change, self.model.left_out, self._on_act_ended)

    def _on_act_ended(self, _outcome: Outcome | None) -> None:
        self._runs = False
        self._judge()

    def _on_table_row_activated(self, row: PlaceRow) -> None:
        self.article_wanted.emit(row.article_id)
