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

AT = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
LOOKS = ((320, "light"), (1280, "dark"), (320, "dark"), (1280, "light"))


@pytest.mark.webengine
@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(sample: Library, tmp_path: Path) -> None:
    """Each page in one width and scheme, each of these on a quarter of the pages; the theme's own are in all four."""
    jobs: list[dict[str, Any]] = []
    rows = list_articles(sample, ListQuery(), limit=200).rows
    assert len(rows) >= 60
    for n, row in enumerate(rows):
        file = tmp_path / f"{row.id}.html"
        file.write_bytes(render_article_page(sample, row.id, at=AT))
        width, scheme = LOOKS[n % len(LOOKS)]
        jobs.append({"file": str(file), "width": width, "scheme": scheme, "axe": True})
    answers = browse(tmp_path, jobs)
    found = [
        f"{row.headline} {job['width']} {job['scheme']}: {violation}"
        for row, job, answer in zip(rows, jobs, answers, strict=True)
        for violation in answer["violations"]
    ]
    assert not found, "\n".join(found)
    assert all(answer["did"] == [] and answer["requests"] == [] for answer in answers)
