"""Runs the tour: a new library in a folder of its own, the window, the errand, the comparison afterwards."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import ArticleId
from newsroom.gui.shell.start import Start, make_application
from newsroom.gui.tour import story
from newsroom.gui.tour.camera import Camera
from newsroom.gui.tour.comparing import differences
from newsroom.gui.tour.errand import Errand
from newsroom.gui.tour.surroundings import Faults, choose_platform

T = TypeVar("T")
PAGE = "page.html"


@dataclass(frozen=True, slots=True)
class TourReport:
    """What the tour left, and a sentence for each thing that was not as it was meant."""

    page: Path
    pictures: tuple[Path, ...]
    differences: tuple[str, ...]
    why_plain: str = ""
    """Why the page was seen in the plain preview; empty where WebEngine showed it."""

    def document(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "page": str(self.page),
            "pictures": [str(picture) for picture in self.pictures],
            "differences": list(self.differences),
            "plain_preview": self.why_plain or None,
        }


def make_tour(out: Path) -> TourReport:
    """Makes the tour in a window of its own, on a new library that goes afterwards.

    Leaves numbered pictures and the page in ``out``. Raises ``NewsroomError`` where the folder cannot be written, or
    the window does not follow.
    """
    page_file = _prepare(out)
    with tempfile.TemporaryDirectory(prefix="newsroom-tour-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        choose_platform(place)
        QCoreApplication.setAttribute(
            Qt.ApplicationAttribute.AA_DontUseNativeDialogs
        )  # they take no keys of ours
        application = make_application()
        camera = Camera(out.absolute())
        with Faults() as faults:
            article, why_plain = _write_article(application, place, camera, page_file)
            found = _see_again(application, place, camera, article)
        found = [*faults.words, *found, *_compare(place, article, page_file), *_in_preview(why_plain)]
        return TourReport(page_file, tuple(camera.pictures), tuple(found), why_plain)


def _in_preview(why_plain: str) -> list[str]:
    """A package brings WebEngine along: there the plain preview was not meant. A checkout may lack its libraries."""
    if not why_plain or not getattr(sys, "frozen", False):
        return []
    return [f"The page was seen in the plain preview alone, for WebEngine cannot start: {why_plain}."]


def _prepare(out: Path) -> Path:
    page_file = out.absolute() / PAGE
    try:
        out.mkdir(parents=True, exist_ok=True)
        page_file.unlink(missing_ok=True)
    except OSError as error:
        raise NewsroomError(f"The tour cannot be written into {out}: {error.strerror}.") from error
    return page_file


def _write_article(
    application: QApplication, place: Path, camera: Camera, page_file: Path
) -> tuple[ArticleId, str]:
    """The errand in the window, from the welcome view to the end of the program; and why the preview was plain."""
    start = _start(application, place)
    errand = Errand(start.parts, camera, page_file)

    def steps() -> tuple[ArticleId, str]:
        errand.run()
        article = errand.article.id
        errand.quit()
        return article, errand.why_plain

    return _drive(application, start, camera, steps)


def _see_again(application: QApplication, place: Path, camera: Camera, article: ArticleId) -> list[str]:
    """The window opened again: it shows the article as it was left."""
    start = _start(application, place)
    errand = Errand(start.parts, camera, place)

    def steps() -> list[str]:
        words = errand.see_again(article)
        errand.quit()
        return words

    return _drive(application, start, camera, steps)


def _start(application: QApplication, place: Path) -> Start:
    return Start(application, place / "window.ini", place / "library", None)


def _drive(application: QApplication, start: Start, camera: Camera, steps: Callable[[], T]) -> T:
    """Shows the window, does the steps, and goes on when the program has ended."""
    answers: list[T] = []
    errors: list[Exception] = []

    def go() -> None:
        try:
            answers.append(steps())
        except Exception as error:  # noqa: BLE001 - it goes on to the caller, out of the event loop
            camera.take(start.parts.window, "stopped")
            errors.append(error)
            application.exit()

    start.show()
    QTimer.singleShot(0, go)
    application.exec()
    start.finish()
    start.deleteLater()
    if errors:
        raise errors[0]
    return answers[0]


def _compare(place: Path, article: ArticleId, page_file: Path) -> list[str]:
    from newsroom.desk.library import open_library

    library = open_library(place / "library")
    try:
        return differences(library, article, story.meant(), page_file)
    finally:
        library.close()
