"""The page that tells what is new."""

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.guide import releases_in
from newsroom.gui.features.whats_new import WhatsNewPage, build
from newsroom.gui.features.whats_new import page as page_module
from newsroom.gui.theme import LIGHT
from tests.gui.desks import nameless
from tests.jobs.manual import ManualRunner

TEXT = "# Changes\n\n## 1.2.0\n\n- Newest.\n\n## 1.1.0\n\n- Newer.\n\n## 1.0.0\n\n- First.\n"


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> WhatsNewPage:
    monkeypatch.setattr(page_module, "_read", lambda: releases_in(TEXT))
    lanes = ManualRunner()
    made = build(lanes, LIGHT)
    qtbot.addWidget(made)
    made.show()
    lanes.run_all()
    return made


def test_all_is_told_where_no_version_was_here_before(page: WhatsNewPage) -> None:
    assert all(word in page.reader.toPlainText() for word in ("Newest.", "Newer.", "First."))
    assert page.words.text() == "" and nameless(page) == []


def test_else_what_is_new_since(page: WhatsNewPage) -> None:
    page.set_since("1.0.0")
    text = page.reader.toPlainText()
    assert "Newest." in text and "Newer." in text and "First." not in text
    assert "1.0.0" in page.words.text()
