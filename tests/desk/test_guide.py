"""The guide as the program has it: every page, every link inside it, and the list of changes."""

import re
from pathlib import Path

import pytest

from newsroom.desk import guide
from newsroom.desk.guide import FIRST, read_guide, read_releases, releases_in
from newsroom.domain.documents import Document
from newsroom.domain.errors import NewsroomError
from newsroom.paths import documents_root

LINK = re.compile(r'<a href="([^"]+)"')
PICTURE = re.compile(r'<img [^>]*src="([^"]+)"')
ANCHOR = re.compile(r'<a name="([^"]+)"')


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.name: document for document in read_guide()}


def test_every_page_is_there_the_first_one_first(documents: dict[str, Document]) -> None:
    assert next(iter(documents)) == FIRST
    assert {path.name for path in documents_root().glob("guide/*.md")} <= set(documents)
    assert all(document.title and len(document.html) > 200 for document in documents.values())


def test_every_link_inside_leads_to_a_page_and_a_heading(documents: dict[str, Document]) -> None:
    anchors = {name: set(ANCHOR.findall(document.html)) for name, document in documents.items()}

    def is_wrong(name: str, link: str) -> bool:
        target, _, anchor = link.partition("#")
        page = target.rpartition("/")[2] or name
        if "://" in link or not page.endswith(".md"):
            return False
        if page in anchors:
            return bool(anchor) and anchor not in anchors[page]
        return not (documents_root() / "guide" / target).exists()

    links = [(name, link) for name, document in documents.items() for link in LINK.findall(document.html)]
    wrong = [(name, link) for name, link in links if is_wrong(name, link)]
    assert wrong == []


def test_pictures_are_in_the_one_folder(documents: dict[str, Document]) -> None:
    sources = [source for document in documents.values() for source in PICTURE.findall(document.html)]
    assert len(sources) > 5 and all(source.startswith("../pictures/") for source in sources)


def test_the_first_words_of_a_page_are_found_under_its_title(documents: dict[str, Document]) -> None:
    first, *rest = documents["placing.md"].parts
    assert first.title == "Giving an article its place" and first.text.startswith("The right pane")
    assert {"series", "related-articles"} <= {part.anchor for part in rest}


def test_a_guide_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "documents_root", lambda: tmp_path)
    monkeypatch.setattr(guide, "changes_file", lambda: tmp_path / "CHANGELOG.md")
    with pytest.raises(NewsroomError, match="guide"):
        read_guide()
    with pytest.raises(NewsroomError, match="changes"):
        read_releases()


def test_versions_of_the_list_of_changes() -> None:
    text = "# Changes\n\nWords.\n\n## Unreleased\n\n- new\n\n"
    text += "## [1.1.0] - 2027-01-02\n\n### Added\n\n- more\n\n## 1.0.0\n\n- all\n"
    releases = releases_in(text)
    assert [one.version for one in releases] == ["", "1.1.0", "1.0.0"]
    assert "more" in releases[1].document.html and "<h2>" in releases[1].document.html
    assert releases[1].document.title == "1.1.0"


def test_the_program_s_own_list_is_read() -> None:
    assert read_releases()[0].document.parts
