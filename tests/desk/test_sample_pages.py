"""The pages of the sample newsroom, in a real browser: nothing for axe-core to find, nothing asked for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.browsing import list_articles
from newsroom.desk.library import Library
from newsroom.desk.pages import render_article_page
from newsroom.domain.query import ListQuery
from tests.rendering.browsing import browse
from tests.rendering.pages import read

AT = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
LOOKS = ((320, "light"), (1280, "dark"), (320, "dark"), (1280, "light"))


def kinds_of_things(page: bytes) -> set[tuple[str, str]]:
    """What a page is made of: elements with their class, and languages."""
    elements = read(page).elements
    found = {(tag, attributes.get("class", "")) for tag, attributes in elements}
    return found | {("language", attributes["lang"]) for _, attributes in elements if "lang" in attributes}


@pytest.mark.webengine
@pytest.mark.slow
def test_axe_finds_nothing_on_the_pages(sample: Library, tmp_path: Path) -> None:
    """Every page that has something on it that none before it had, in every width and scheme by turns."""
    jobs: list[dict[str, Any]] = []
    known: set[tuple[str, str]] = set()
    rows = list_articles(sample, ListQuery(), limit=200).rows
    for row in rows:
        page = render_article_page(sample, row.id, at=AT)
        things = kinds_of_things(page)
        if things <= known:
            continue
        known |= things
        file = tmp_path / f"{row.id}.html"
        file.write_bytes(page)
        width, scheme = LOOKS[len(jobs) % len(LOOKS)]
        jobs.append({"file": str(file), "width": width, "scheme": scheme, "axe": True})
    assert len(rows) >= 60 and len(jobs) >= 8
    answers = browse(tmp_path, jobs)
    found = [
        f"{Path(job['file']).stem} {job['width']} {job['scheme']}: {violation}"
        for job, answer in zip(jobs, answers, strict=True)
        for violation in answer["violations"]
    ]
    assert not found, "\n".join(found)
    assert all(answer["did"] == [] and answer["requests"] == [] for answer in answers)
