"""What a row says, in little room and in words of either direction."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from newsroom.domain.listing import State
from newsroom.gui.features.archive.row_delegate import RowDelegate
from newsroom.gui.features.archive.row_words import row_details, row_spoken
from newsroom.gui.theme import LIGHT, ui_font
from newsroom.gui.when import zone_of
from tests.gui.archive.conftest import NOW, make_row

LONG = "Rechtsschutzversicherungsgesellschaften und ihre Angelegenheiten"


@pytest.fixture
def delegate(qtbot: QtBot) -> RowDelegate:
    view = QTableView()
    qtbot.addWidget(view)
    return RowDelegate(LIGHT, view)


def test_a_section_from_right_to_left_turns_no_number_around() -> None:
    row = make_row(1, "مقياس الميناء", State.DRAFT)._replace(section="الثقافة", n_words=19)
    details = row_details(row, NOW, zone_of("Etc/UTC"))
    assert details.startswith("\u2068الثقافة\u2069 · 19 words · ")
    assert "19 words" in row_spoken(row, NOW, zone_of("Etc/UTC"))


def test_a_long_section_gives_way_to_words_and_time(delegate: RowDelegate) -> None:
    metrics = QFontMetrics(ui_font(1.0, pixels=11.5))
    row = make_row(1, "Fog", State.DRAFT)._replace(section=LONG, n_words=312)
    assert delegate.details_in(row, 2000).startswith(f"{LONG} · 312 words · ")
    cut = delegate.details_in(row, 240)
    assert cut.startswith("Rechts") and "… · 312 words · " in cut
    assert metrics.horizontalAdvance(cut) <= 240
    assert metrics.horizontalAdvance(delegate.details_in(row, 60)) <= 60


def test_a_short_section_is_not_cut_to_nothing(delegate: RowDelegate) -> None:
    row = make_row(1, "Fog", State.DRAFT)._replace(section="World", n_words=312)
    assert delegate.details_in(row, 60).startswith("World")
