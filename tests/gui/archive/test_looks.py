"""How the archive is drawn: names for who listens, both directions, dark, scaled, long words."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.archive import build
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.when import zone_of
from tests.gui.archive.conftest import OpenArchive, make_row, settle
from tests.jobs.manual import ManualRunner

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3
HEADLINES = [
    "Nets cut",
    LONG,
    "A headline of many words " * 12,
    "مقياس الميناء يتوقف والبلدة تقرأ الجدار",
    "",
    "x" * 9000,
]


def image_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def ink(image: QImage, left: int, right: int, top: int, bottom: int, ground: str) -> int:
    """How many pixels of this part are not of the ground's colour."""
    return sum(
        image.pixelColor(x, y).name() != ground for x in range(left, right) for y in range(top, bottom)
    )


def test_everything_that_takes_the_focus_has_a_name(open_archive: OpenArchive) -> None:
    desk = open_archive([make_row(1)])
    desk.archive.show_tag(3)
    settle(desk)
    for place in (desk.archive.panel, desk.archive.sidebar):
        for widget in (place, *place.findChildren(QWidget)):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                assert cast(QWidget, widget).accessibleName(), widget


@pytest.mark.parametrize("rtl", [False, True], ids=["left to right", "right to left"])
@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_leaves_its_row(open_archive: OpenArchive, rtl: bool, colors: object, scale: float) -> None:
    desk = open_archive([make_row(n, headline) for n, headline in enumerate(HEADLINES, 1)])
    look = DARK if colors is DARK else LIGHT
    if rtl:
        for widget in (desk.archive.panel, desk.archive.sidebar):
            widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.archive.set_look(look, scale)
    view = desk.archive.panel.list
    view.setStyleSheet(f"background: {look.bg}")
    heights = {view.rowHeight(row) for row in range(len(HEADLINES))}
    assert len(heights) == 1 and heights.pop() >= 60 * scale
    view.verticalScrollBar().setValue(0)
    image = image_of(view.viewport())
    ratio = image.devicePixelRatio()
    for row in range(view.rowAt(view.viewport().height() - 1)):
        area = view.visualRect(view.model().index(row, 0))
        top, bottom = round((area.top() + 10) * ratio), round((area.bottom() - 2) * ratio)
        assert ink(image, 0, round(8 * ratio), top, bottom, look.bg) == 0, "ink in the margin"
        assert ink(image, round(12 * ratio), round((area.width() - 12) * ratio), top, bottom, look.bg) > 50


def test_an_arabic_headline_begins_at_the_right(open_archive: OpenArchive) -> None:
    desk = open_archive([make_row(1, "مقياس"), make_row(2, "Nets")])
    view = desk.archive.panel.list
    view.setStyleSheet(f"background: {LIGHT.bg}")
    image = image_of(view.viewport())
    half = view.viewport().width() // 2
    line = range(9, 24)
    for row, (left, right) in enumerate(((True, False), (False, True))):
        y = view.rowViewportPosition(row)
        assert (ink(image, 12, half, y + line.start, y + line.stop, LIGHT.bg) > 0) == left
        assert (ink(image, half, 2 * half - 12, y + line.start, y + line.stop, LIGHT.bg) > 0) == right


def test_times_in_the_newsrooms_zone(open_archive: OpenArchive) -> None:
    row = make_row(1)._replace(published_at=make_row(1).published_at)
    desk = open_archive([row])
    index = desk.archive.presenter.model.index(0, 0)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert "6 Mar 2021" in index.data(role)
    desk.archive.set_zone(zone_of("America/Los_Angeles"))
    assert "5 Mar 2021" in index.data(role)


def test_without_a_library_nothing_is_asked(qtbot: QtBot) -> None:
    runner = ManualRunner()
    archive = build(runner, LIGHT)
    qtbot.addWidget(archive.panel)
    qtbot.addWidget(archive.sidebar)
    archive.set_library(None)
    archive.restore_scope("trash")
    for action in archive.actions():
        if action.objectName() not in ("archive.best", "archive.search"):
            action.trigger()
    assert runner.jobs == []
    assert archive.panel.empty.reason == ""


def test_actions_have_names_and_keys_of_their_own(open_archive: OpenArchive) -> None:
    actions = open_archive(1).archive.actions()
    assert all(action.objectName().startswith("archive.") and action.text() for action in actions)
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)) == 4
