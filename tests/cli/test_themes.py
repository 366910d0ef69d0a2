"""A theme that is gone or has a mistake: the command says which, with exit 1, and writes no page."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.library import open_library
from newsroom.desk.settings import save_site
from tests.cli.conftest import Newsroom


@pytest.mark.parametrize(
    ("broken", "words"), [("", "There is no folder"), ("\n{% broken %}", "page.html, line 2: ")]
)
def test_no_page_is_written_with_it(
    broken: str, words: str, sample_newsroom: Newsroom, tmp_path: Path
) -> None:
    theme, page = tmp_path / "theme", tmp_path / "page.html"
    if broken:
        theme.mkdir()
        (theme / "page.html").write_text(broken, encoding="utf-8")
    library = open_library(tmp_path / "library")
    save_site(library, replace(library.site(), theme=str(theme)))
    library.close()
    said = sample_newsroom("preview", 1, "--out", page)
    assert said.code == 1 and words in said.err and "Traceback" not in said.err
    assert not page.exists()
