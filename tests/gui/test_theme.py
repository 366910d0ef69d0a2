"""The palettes: every text on every ground it stands on has the contrast of WCAG's AA, in the high ones of AAA."""

import re
from itertools import product

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    Colors,
    colors_of,
    qt_palette,
    style_sheet,
)

TEXT, OTHER = 4.5, 3.0
ENHANCED = 7.0
GROUNDS = ("bg", "panel", "card", "selection", "chip")


def luminance(color: str) -> float:
    """As WCAG 2 defines it, of ``#rrggbb``."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), list(product(("ink", "dim"), (*GROUNDS, "accent_soft"))))
def test_texts_are_readable_on_every_ground(colors: Colors, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= TEXT


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), list(product(("accent", "ok", "warn", "blue"), ("bg", "panel", "card", "selection")))
)
def test_coloured_words_are_readable_where_they_stand(colors: Colors, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= TEXT


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_and_the_words_on_the_accent_are_seen(colors: Colors) -> None:
    assert contrast(colors.on_accent, colors.accent) >= TEXT
    for ground in ("bg", "panel", "card"):
        assert contrast(colors.accent, getattr(colors, ground)) >= OTHER


@pytest.mark.parametrize("colors", [CONTRAST, CONTRAST_DARK], ids=["contrast", "dark contrast"])
@pytest.mark.parametrize("ground", [*GROUNDS, "accent_soft"])
def test_high_contrast_is_enhanced_for_every_text(colors: Colors, ground: str) -> None:
    for text in ("ink", "dim", "accent", "ok", "warn", "blue"):
        assert contrast(getattr(colors, text), getattr(colors, ground)) >= ENHANCED, text


@pytest.mark.parametrize("colors", [CONTRAST, CONTRAST_DARK], ids=["contrast", "dark contrast"])
def test_high_contrast_shows_borders_and_focus(colors: Colors) -> None:
    assert contrast(colors.on_accent, colors.accent) >= ENHANCED
    assert colors.focus_px == 2 and colors.chip_edge == colors.line
    for edge, ground in product(("line", "accent"), GROUNDS):
        assert contrast(getattr(colors, edge), getattr(colors, ground)) >= ENHANCED


def test_all_palettes_fill_the_style_sheet_and_qts_palette() -> None:
    for dark, high in product((False, True), repeat=2):
        colors = colors_of(dark, high=high)
        assert colors.dark is dark and colors.high is high
        assert qt_palette(colors).text().color().name() == colors.ink
        for scale in (0.8, 1.0, 2.0):
            sheet = style_sheet(colors, scale)
            assert sheet.count("{") == sheet.count("}") and "{c." not in sheet


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST, CONTRAST_DARK])
def test_a_box_is_seen_ticked_or_not(qtbot: QtBot, colors: Colors) -> None:
    """Its edge against the ground, and the tick inside."""
    for is_ticked, least in ((False, 1), (True, 10)):
        box = QCheckBox("")
        qtbot.addWidget(box)
        box.setStyleSheet(style_sheet(colors, 1.0))
        box.setPalette(qt_palette(colors))
        box.setChecked(is_ticked)
        image = box.grab().toImage()
        middle = [image.pixelColor(x, image.height() // 2).name() for x in range(20)]
        ground = image.pixelColor(image.width() - 1, 0).name()
        edge = next(color for color in middle if color != ground)
        assert contrast(edge, ground) >= OTHER
        inside = {image.pixelColor(x, y).name() for x in range(3, 13) for y in range(image.height())}
        n_shades = len([color for color in inside if contrast(color, colors.accent) > OTHER])
        assert n_shades >= least
        if is_ticked:
            assert colors.accent in inside and colors.on_accent != colors.accent


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.2, 1.4, 1.5, 1.9, 2.0])
def test_a_button_that_adds_is_round_at_every_size(qtbot: QtBot, scale: float) -> None:
    button = QPushButton("+ filter")
    qtbot.addWidget(button)
    button.setObjectName("add")
    sheet = style_sheet(LIGHT, scale)
    button.setStyleSheet(sheet)
    button.show()
    found = re.search(r"QPushButton#add \{[^}]*border-radius: (\d+)px", sheet)
    assert found is not None
    # Qt draws no round edge at all where two of them are higher than the button.
    assert 0.3 < int(found[1]) / button.sizeHint().height() <= 0.5
