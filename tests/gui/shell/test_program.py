"""The program from its first paint to its end, on a real library."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article
from newsroom.desk.library import open_library
from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import HEADLINES, Program

ROOT = Path(__file__).resolve().parents[3]
Begin = Callable[[Path | None], Program]


def test_the_first_paint_shows_the_list_of_a_library_that_is_not_open_yet(
    begin: Begin, library_path: Path
) -> None:
    program = begin(library_path)
    program.start.show()
    assert program.start.shell is None and program.parts.library is None
    assert program.parts.archive.presenter.model.rowCount() == len(HEADLINES)
    assert "3" in program.window.status_bar.library.text()


def test_all_is_loaded_and_the_library_is_open(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    assert program.parts.library is not None and program.parts.library.path == library_path
    assert program.window.right.names() == ("article", "preview")
    assert program.window.book["article.new"].isEnabled()


def test_what_is_typed_is_saved_and_found_again_at_the_next_start(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load().open(2)
    program.trigger("go.headline")
    qtbot.keyClicks(QApplication.focusWidget(), " once more")
    program.quit()
    program.start.finish()
    library = open_library(library_path)
    assert get_article(library, ArticleId(2)).content.headline == HEADLINES[1] + " once more"
    library.close()
    again = begin(library_path).load()
    again.wait(lambda: again.parts.session and again.parts.session.article)
    assert again.window.windowTitle() == f"{HEADLINES[1]} once more – Newsroom"


def test_its_own_button_closes_the_window_also_where_all_is_safe_at_once(
    begin: Begin, library_path: Path
) -> None:
    program = begin(library_path).load()
    program.window.close()
    program.wait(lambda: not program.window.isVisible())


def test_a_long_page_that_was_pasted_last_is_saved_too(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(2)
    page = QMimeData()
    page.setHtml("".join(f"<p>Paragraph <b>{n}</b> of a long page.</p>" for n in range(2000)))
    assert program.parts.editor is not None
    program.parts.editor.body.take_in(page)
    program.quit()
    program.start.finish()
    library = open_library(library_path)
    assert "Paragraph **1999** of a long page." in get_article(library, ArticleId(2)).content.body
    library.close()


def test_from_the_search_to_the_text_by_keys(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(program.window, Qt.Key.Key_F, control_shift)
    qtbot.keyClicks(QApplication.focusWidget(), "train")
    program.wait(lambda: program.parts.archive.presenter.model.rowCount() == 1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    editor = program.parts.editor
    assert editor is not None
    program.wait(lambda: QApplication.focusWidget() is editor.body)
    assert program.window.windowTitle() == f"{HEADLINES[1]} – Newsroom"


def test_publishing_an_update_by_its_key(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(1)
    book, session = program.window.book, program.parts.session
    assert session is not None and not book["article.publish"].isEnabled()
    program.trigger("go.headline")
    qtbot.keyClicks(QApplication.focusWidget(), "!")
    assert book["article.publish"].isEnabled() and book["article.publish"].text() == "Publish update"
    assert "changes not published" in program.window.top_bar.way_label.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    program.wait(lambda: session.article and not session.article.has_unpublished_changes)
    program.wait(lambda: not book["article.publish"].isEnabled())


def test_withdrawing_asks_for_the_notice_in_the_bar(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("article.withdraw")
    line = program.window.notice.line
    assert QApplication.focusWidget() is line
    qtbot.keyClicks(line, "It was not so.")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    session = program.parts.session
    assert session is not None
    program.wait(lambda: session.article and session.article.state is State.WITHDRAWN)
    assert not program.window.notice.isVisible()


def test_trash_offers_its_undo(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(2)
    session, model = program.parts.session, program.parts.archive.presenter.model
    assert session is not None
    program.trigger("article.trash")
    program.wait(lambda: program.window.notice.isVisible() and session.draft is None)
    program.wait(lambda: model.rowCount() == 2)
    assert program.window.center.empty.isVisible()
    undo = next(button for button in program.window.notice.buttons if button.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    program.wait(lambda: model.rowCount() == 3)
    program.wait(lambda: session.draft is not None and session.draft.id == 2)


def test_a_new_article_by_its_key(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load()
    qtbot.keyClick(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Fog")
    program.wait(lambda: program.parts.archive.presenter.model.rowCount() == 4)
    assert program.window.windowTitle() == "Fog – Newsroom"


def test_copies_for_other_systems(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    clipboard = QApplication.clipboard()
    for name, beginning in (
        ("article.copy_markdown", "# Ferry"),
        ("article.copy_html", "<article"),
        ("article.copy_text", "Ferry"),
    ):
        clipboard.clear()
        program.trigger(name)
        program.wait(clipboard.text)
        assert clipboard.text().startswith(beginning)


def test_changes_of_another_process_are_shown(begin: Begin, library_path: Path) -> None:
    from newsroom.desk.articles import set_fields

    program = begin(library_path).load().open(1)
    other = open_library(library_path)
    set_fields(other, ArticleId(1), {"headline": "Changed elsewhere"}, by="command line")
    other.close()
    program.wait(lambda: program.window.windowTitle() == "Changed elsewhere – Newsroom")


def test_every_focusable_widget_has_an_accessible_name(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    program.trigger("article.withdraw")
    program.trigger("app.commands")
    program.trigger("site.settings")
    program.shell.entrance.offer_new()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in program.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not isinstance(widget.parentWidget(), QComboBox)
        and widget.parentWidget().metaObject().className() != "QComboBoxPrivateContainer"
    ]
    assert not nameless


def test_every_action_has_words_and_no_key_is_given_twice(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    keys: dict[str, str] = {}
    for action in program.window.book.all():
        assert action.text() and "." in action.objectName()
        for key in action.shortcuts():
            other = keys.setdefault(key.toString(), action.objectName())
            assert other == action.objectName(), f"{key.toString()}: {other} and {action.objectName()}"


def test_a_second_start_brings_the_first_window_to_the_front(
    begin: Begin, library_path: Path, tmp_path: Path
) -> None:
    first = begin(library_path).load()
    asked: list[object] = []
    first.shell.entrance.asked.connect(asked.append)
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    with subprocess.Popen(
        [sys.executable, "-m", "newsroom", "--library", str(library_path)],
        cwd=ROOT,
        env={**os.environ, **homes},
        stderr=subprocess.DEVNULL,
    ) as second:
        first.wait(lambda: second.poll() is not None)
        assert second.returncode == 0
    assert len(asked) == 1


def test_no_library_yet_welcomes(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    program = begin(None).show()
    assert program.window.page is Page.WELCOME
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    program.wait(lambda: program.window.page is Page.DESK and program.parts.library)
    assert program.parts.library is not None
    assert program.parts.library.path == tmp_path / "default" / "library"


def test_what_is_no_library_is_told_in_the_welcome_view(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "something else"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Sir", "utf-8")
    program = begin(folder).show()
    program.wait(lambda: program.window.page is Page.WELCOME)
    view = program.window.findChild(QWidget, "welcome")
    assert view is not None and "is not a Newsroom library" in view.problem
    assert (folder / "letter.txt").exists()


def test_another_library_is_opened_in_place_of_the_first(
    begin: Begin, library_path: Path, tmp_path: Path
) -> None:
    program = begin(library_path).load().open(1)
    program.shell.entrance.choose_place(tmp_path / "second")
    program.shell.entrance.make_empty()
    program.wait(lambda: program.parts.library and program.parts.library.path == tmp_path / "second")
    program.wait(lambda: program.parts.archive.presenter.model.rowCount() == 0)
    assert program.window.center.empty.isVisible()
