"""An editor writes, and takes what the archive suggests, by keys alone."""

from pathlib import Path

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content
from newsroom.domain.suggestions import SuggestionKind
from newsroom.gui.shell.window import Page
from newsroom.storage.suggestion_answers import refused
from tests.stories.conftest import OpenWindow, Window

pytestmark = pytest.mark.stories
FERRIES = (
    "The ferry to the Corran Banks was late again, said the harbour master of Port Ansel. "
    "Passengers waited on the quay for two hours until the ferry could cast off. "
)
LATER = (
    "No ferry left Port Ansel on Sunday: its engine had stopped on the way to the Corran Banks, and the passengers "
    "were taken off by a pilot boat. The owners speak of a worn pump. "
)
ELECTIONS = (
    "Voters in Lindow go to the ballot box on Sunday. The mayor stands for another term. "
    "Candidates met in the town hall for a last debate before the vote. "
)


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """Twelve published articles with their tags: six of ferries, six of an election."""
    path = tmp_path / "library"
    library = create_library(path)
    world = ensure_section(library, "World", by="test")
    ferries, elections = (ensure_tag(library, name, by="test").id for name in ("ferries", "elections"))
    for n in range(6):
        ferry = LATER if n % 2 else FERRIES
        for text, tag, headline in ((ferry, ferries, "Ferry"), (ELECTIONS, elections, "Vote")):
            content = Content(
                headline=f"{headline} of Day {n}",
                body=f"{text}It was day {n} of {n + 6}.",
                section_id=world.id,
                tags=(tag,),
            )
            publish(library, new_article(library, content, by="test").id, by="test")
    library.close()
    return path


def shown(window: Window, kind: SuggestionKind) -> list[str]:
    panel = window.parts.panel
    assert panel is not None
    offered = panel.suggestions.presenter.shown(kind)
    return [
        getattr(one.item, "name", getattr(one.item, "headline", "")) for one in offered if not one.is_empty
    ]


def test_suggestions_are_taken_and_dismissed_by_keys(open_window: OpenWindow) -> None:
    window = open_window()
    window.wait_for_desk()
    hands = window.hands
    hands.press("Ctrl+N")
    hands.type("Late Again at Port Ansel")
    window.wait(lambda: window.draft is not None, "the draft")
    hands.press("Return", "Return")
    hands.type("The ferry to the Corran Banks was late, and passengers waited on the quay.")
    window.wait(lambda: "ferries" in shown(window, SuggestionKind.TAGS), "the tag")
    window.wait(lambda: len(shown(window, SuggestionKind.RELATED)) > 0, "a related article")
    assert window.draft is not None and window.draft.value("tags") == ()

    while shown(window, SuggestionKind.TAGS)[0] != "ferries":
        hands.press("Ctrl+Shift+G", "Delete")
    hands.press("Alt+Return")
    window.wait(lambda: len(window.draft.value("tags")) == 1 if window.draft else False, "the tag put on")
    window.wait_until_saved()
    assert [tag.name for tag in window.article.tags] == ["ferries"]

    hands.press("Ctrl+R", "Tab", "Return")
    window.wait(lambda: len(window.draft.value("related")) == 1 if window.draft else False, "the relation")
    dismissed = shown(window, SuggestionKind.RELATED)[0]
    hands.press("Delete")
    assert dismissed not in shown(window, SuggestionKind.RELATED)
    window.wait_until_saved()
    library = window.parts.library
    assert library is not None
    window.wait(lambda: bool(_refused(library, window)), "the refusal kept")
    hands.press("Ctrl+1", "Ctrl+Z")
    assert window.draft.value("related") == () and len(window.draft.value("tags")) == 1


def test_a_kind_that_is_switched_off_is_gone_at_once_and_after_the_next_start(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    window.wait_for_desk()
    kinds = (SuggestionKind.TAGS, SuggestionKind.RELATED)
    for switch, kind in zip(("suggest tags", "suggest related"), kinds, strict=True):
        _open_ferry(window)
        window.wait(lambda kind=kind: bool(shown(window, kind)), "a suggestion")
        _switch(window, switch)
        window.wait(lambda kind=kind: not shown(window, kind), "none of that kind")
    window.quit()

    window = open_window()
    window.wait_for_desk()
    _open_ferry(window)
    assert not any(shown(window, kind) for kind in kinds)
    _switch(window, "suggest related")
    window.wait(lambda: bool(shown(window, SuggestionKind.RELATED)), "related ones again")
    assert not shown(window, SuggestionKind.TAGS)


def _open_ferry(window: Window) -> None:
    window.hands.press("Ctrl+N")
    window.hands.type("Late Again at Port Ansel")
    window.hands.press("Return", "Return")
    window.hands.type("The ferry to the Corran Banks was late, and passengers waited on the quay.")


def _switch(window: Window, words: str) -> None:
    window.hands.press("Ctrl+Comma")
    window.wait(lambda: window.page_is_open(Page.SETTINGS), "the settings")
    window.hands.type(words)
    window.wait(lambda: window.settings_found == ("suggestions",), "the switch")
    window.hands.press("Return", "Space", "Escape")


def _refused(library: Library, window: Window) -> set[str]:
    with library.store.read() as connection:
        return refused(connection, window.article.id)[SuggestionKind.RELATED]
