"""The guide's pictures: each is used and can be made anew, and what is made is small and the same each time."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from manual.scenes import SCENES
from manual.small_png import with_palette, write_small

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
LINK = re.compile(r"!\[([^\]]*)\]\((?:[^)]*/)?pictures/([\w-]+)\.png\)")
MOST_BYTES = 3_000_000


def named() -> dict[str, list[str]]:
    """By picture: what pages say it shows."""
    found: dict[str, list[str]] = {}
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for words, name in LINK.findall(page.read_text("utf-8")):
            found.setdefault(name, []).append(words)
    return found


def test_pages_folder_and_scenes_have_the_same_pictures() -> None:
    made = [name for scene in SCENES for name in scene.pictures]
    assert len(made) == len(set(made))
    assert set(made) == set(named()) == {path.stem for path in PICTURES.glob("*.png")}


def test_every_picture_is_told_in_words() -> None:
    assert [name for name, words in named().items() if not all(words)] == []


def test_they_are_small_and_of_one_size() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < MOST_BYTES
    sizes = {QImageReader(str(path)).size().toTuple() for path in PICTURES.glob("*.png")}
    assert sizes == {(1280, 800)}


def test_a_picture_keeps_its_colours_and_its_bytes(tmp_path: Path) -> None:
    image = QImage(301, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("#b3261e"))
    painter = QPainter(image)
    painter.fillRect(10, 5, 40, 20, QColor("#1c1d1f"))
    painter.end()
    assert with_palette(image).convertToFormat(image.format()) == image
    for name in ("one.png", "other.png"):
        write_small(image, tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


def test_of_too_many_colours_the_nearest_is_taken() -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    for y in range(64):
        for x in range(64):
            image.setPixel(x, y, QColor(x * 4, y * 4, 0).rgb())
    few = with_palette(image).convertToFormat(image.format())
    wanted, got = (np.frombuffer(one.constBits(), np.uint8).astype(int) for one in (image, few))
    assert 0 < np.abs(wanted - got).max() < 255


def test_a_name_that_there_is_not_is_said() -> None:
    command = [sys.executable, "-m", "manual", "pictures", "no-such-picture"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and "no-such-picture" in done.stdout


@pytest.mark.slow
def test_the_site_is_made_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "manual", "site", "--out", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / "guide" / "placing.html").read_text("utf-8")
    assert "Giving an article its place" in page
    assert (tmp_path / "site" / "pictures" / "placing.png").exists()
    outside = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', page)
    assert outside == []
