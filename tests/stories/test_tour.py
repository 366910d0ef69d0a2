"""The tour as a person starts it who has no display: all of an editor's errand in the real window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.pages import render_article_page
from newsroom.domain.article import Content
from newsroom.domain.times import now
from newsroom.gui.tour import story
from newsroom.gui.tour.comparing import differences

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.stories
@pytest.mark.slow
@pytest.mark.webengine
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display elsewhere")
def test_without_a_display_the_window_says_so_and_the_tour_is_made(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "newsroom"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    said = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, said
    assert "There is no display" in done.stderr.splitlines()[0]
    assert "Traceback" not in said
    assert done.stdout.startswith("All was as it was meant.")
    out = tmp_path / "newsroom-tour"
    pictures = sorted(out.glob("*.png"))
    assert [int(picture.name[:2]) for picture in pictures] == list(range(1, len(pictures) + 1))
    assert len(pictures) >= 12
    assert all(n_colours(picture) > 20 for picture in pictures)
    page = (out / "page.html").read_text("utf-8")
    assert all(words in page for words in (story.HEADLINE, story.LEDE, "(1882)", story.RELATED))


def n_colours(picture: Path) -> int:
    """Of every 97th pixel: more than a few where something is painted."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    return len(set(memoryview(image.constBits()).cast("I")[::97]))


def test_what_is_not_as_it_was_meant_is_found(tmp_path: Path) -> None:
    library = create_library(tmp_path / "library")
    article = new_article(library, Content(headline="Harbour Reopens", lede="It does."), by="test")
    page = tmp_path / "page.html"
    page.write_bytes(render_article_page(library, article.id, at=now()))
    meant = {"headline": "Harbour Reopens", "lede": "It does.", "tags": []}
    assert differences(library, article.id, meant, page) == []
    assert differences(library, article.id, meant | {"lede": "It does not."}, page) == [
        "The field “lede” holds 'It does.', but 'It does not.' was meant."
    ]
    page.write_bytes(page.read_bytes().replace(b"It does.", b"It did."))
    (found,) = differences(library, article.id, meant, page)
    assert found.startswith("The page that the window wrote says")
    page.write_bytes(b"<html></html>")
    assert differences(library, article.id, meant, page) == ["The page that the window wrote has no clock."]
    library.close()


def test_the_story_is_what_the_wire_copy_says() -> None:
    body = story.pasted_body()
    assert body.startswith("Skippers from Port Ansel")
    assert body.count("\n\n") == 5
    assert all(line in story.wire_copy() for line in (*story.PASTED_RELATED, *story.SET_ASIDE, story.LEDE))
