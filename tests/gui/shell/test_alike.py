"""A story that may be filed already: said above the article, looked at beside it, dismissed with a way back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import AlikeSpan, DuplicateSuggestion, SuggestionKind, Suggestions
from newsroom.gui.shell.beside import TAB, BesideView
from newsroom.gui.widgets.alike_bar import AlikeBar
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


@pytest.mark.parametrize("is_compared", [False, True])
def test_the_other_is_shown_beside_with_what_is_alike_marked(
    begin: Begin, library_path: Path, is_compared: bool
) -> None:
    program = begin(library_path).load().open(1)
    panel, editor = program.parts.panel, program.parts.editor
    assert panel is not None and editor is not None and editor.draft is not None
    presenter = panel.suggestions.presenter
    presenter.set_active(False)  # what is suggested is said here
    program.parts.lanes.cancel("panel.suggestions")
    start = len(editor.draft.text("headline")) + len(editor.draft.text("lede")) + 2
    spans = (AlikeSpan(start, start + 5, 0, 4),)
    presenter.is_compared = is_compared
    same = DuplicateSuggestion(ArticleId(2), "The Other", 0.9, ("90 % of this text stands in it",), spans)
    presenter._found = Suggestions(duplicates=(same,))
    presenter._place_all()
    bar = program.window.center.findChild(AlikeBar)
    assert isinstance(bar, AlikeBar) and bar.isVisible()
    assert bar.headline.text() == "The Other"

    if not is_compared:
        bar.look.click()
    program.wait(lambda: program.window.right.tab == TAB)
    (mark,) = editor.body.extraSelections()
    assert mark.cursor.selectionEnd() - mark.cursor.selectionStart() == 5
    content = program.window.right.content
    assert isinstance(content, BesideView)
    before = mark.format.background().color()
    assert before.name() in content.text.toHtml()  # the same in both
    program.trigger("view.dark")
    program.wait(lambda: program.parts.looks.colors.mark in content.text.toHtml())
    assert editor.body.extraSelections()[0].format.background().color() != before
    content.close_button.click()
    assert editor.body.extraSelections() == []

    bar.dismiss.click()
    assert bar.isHidden() and presenter.duplicate is None
    (undo,) = program.window.notice.buttons
    undo.click()
    assert bar.isVisible() and presenter.shown(SuggestionKind.DUPLICATES)[0].item == same
