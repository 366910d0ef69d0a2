"""The plain preview: words only, nothing loaded, nothing run."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsroom.gui.features.preview.looks import Appearance
from newsroom.gui.features.preview.plain_view import PlainView
from newsroom.jobs.render_messages import Patched, Shown
from newsroom.jobs.render_places import Places
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import hostile, models, payloads


def _shown(page: bytes, serial: int = 1) -> Shown:
    return Shown(serial, page, "", Places())


def _page(**changes: object) -> bytes:
    return render_page(replace(models.complete(), **changes), load_theme(None))  # type: ignore[arg-type]


def test_it_shows_the_pages_words(qtbot: QtBot) -> None:
    view = PlainView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.shown):
        view.show_page(_shown(_page()), keep_place=False)
    text = view.toPlainText()
    for words in (
        "Harbour Gauge Stops",
        "Tides and the Lower Town",
        "What the gauge is for",
        "Port Authority",
    ):
        assert words in text
    assert "function" not in text and "{" not in text


def test_it_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    view = PlainView()
    qtbot.addWidget(view)
    html = f"<p><img src='{secret.as_uri()}'><img src='https://elsewhere.example/a.png'>a</p>"
    view.show_page(_shown(f"<html><head></head><body>{html}</body></html>".encode()), keep_place=False)
    assert "<img" not in view.toHtml()
    assert view.loadResource(2, secret.as_uri()) is None


def test_links_are_told_not_followed(qtbot: QtBot) -> None:
    from PySide6.QtCore import QUrl

    view = PlainView()
    qtbot.addWidget(view)
    view.show_page(_shown(_page()), keep_place=False)
    with qtbot.waitSignal(view.link_clicked) as clicked:
        view.anchorClicked.emit(QUrl("https://elsewhere.example/a"))
    assert clicked.args == ["https://elsewhere.example/a"]
    with qtbot.assertNotEmitted(view.link_clicked):
        view.anchorClicked.emit(QUrl("#text"))
    assert "Harbour Gauge" in view.toPlainText()


def test_it_keeps_its_place_and_takes_whole_pages(qtbot: QtBot) -> None:
    view = PlainView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_page(_shown(_page()), keep_place=False)
    view.verticalScrollBar().setValue(150)
    view.show_page(_shown(_page(headline="Another"), 2), keep_place=True)
    assert view.verticalScrollBar().value() == 150
    view.show_line(0)
    assert view.verticalScrollBar().value() == 0
    with qtbot.waitSignal(view.reload_wanted):
        view.patch(Patched(3, (), Places()))


def test_a_very_long_page_is_cut_with_a_word(qtbot: QtBot) -> None:
    view = PlainView()
    qtbot.addWidget(view)
    body = "\n\n".join(["word " * 200] * 2000)
    view.show_page(_shown(_page(body=body)), keep_place=False)
    text = view.toPlainText()
    assert len(text) < 400_000
    assert text.rstrip().endswith("The plain preview shows no more of this long page.")


def test_hostile_pages(qtbot: QtBot) -> None:
    view = PlainView()
    qtbot.addWidget(view)
    theme = load_theme(None)
    for value in payloads.OWN:
        view.show_page(_shown(render_page(hostile.everywhere(value), theme)), keep_place=False)
        assert "<img" not in view.toHtml()


def test_looks_and_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    view = PlainView()
    qtbot.addWidget(view)
    view.show_page(_shown(_page()), keep_place=False)
    for appearance in Appearance:
        view.set_appearance(appearance)
    path = tmp_path / "page.pdf"
    with qtbot.waitSignal(view.pdf_written) as written:
        view.write_pdf(_page(), str(path))
    assert written.args == [str(path), True]
    assert path.read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(view.pdf_written) as written:
        view.write_pdf(_page(), str(tmp_path / "nowhere" / "page.pdf"))
    assert written.args[1] is False
