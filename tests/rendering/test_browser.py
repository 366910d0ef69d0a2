"""Pages in a real browser engine: no fault for axe-core, nothing wider than the window, no script but the theme's.

With ``NEWSROOM_PAGE_PICTURES=FOLDER`` pictures of every page are left there, to be looked at.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.domain.article import TagKind
from newsroom.domain.page import PageModel, PageTag
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import hostile, models, payloads
from tests.rendering.browsing import browse

THEME = load_theme(None)
N_TOGETHER = 100
HOSTILE_BODY = """\
A very long word: {word} and a long address <https://port.example/{word}>.

| | {cells} |
| --- | {lines} |
| {cells} |

    {word}

- one
    - two
        - three

> a quotation with {word}

#### A heading that comes too deep

![A picture from elsewhere](https://port.example/a.png)

Term
:   What it means

*[QNH]: pressure at sea level

QNH, `code`, ~~no~~, a<sub>b</sub>.[^1]

[^1]: A note.
"""

pytestmark = pytest.mark.webengine


def wide() -> PageModel:
    """Everything that may push a page apart."""
    word = "Donaudampfschifffahrtsgesellschaft" * 5
    cells = " | ".join(f"column {i}" for i in range(14))
    body = HOSTILE_BODY.format(word=word, cells=cells, lines=" | ".join("---" for _ in range(14)))
    model = models.complete()
    return replace(
        model,
        body=body,
        headline=word,
        lede=word,
        tags=(*model.tags, PageTag(word, TagKind.TOPIC, f"{models.ROOT}/t")),
        series=(replace(model.series[0], name=word),),
        label=word,
        related=tuple(replace(related, headline=word) for related in model.related),
    )


PAGES: dict[str, Callable[[], PageModel]] = {**models.ALL, "wide": wide}


def files_of_pages(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Name and file of each page."""
    for name, make in PAGES.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(render_page(make(), THEME))
        yield name, str(file)


def test_axe_finds_nothing(tmp_path: Path) -> None:
    jobs: list[dict[str, Any]] = [
        {"file": file, "width": width, "scheme": scheme, "axe": True}
        for _, file in files_of_pages(tmp_path)
        for width in (320, 1280)
        for scheme in ("light", "dark")
    ]
    found = [
        f"{Path(job['file']).stem} {job['width']} {job['scheme']}: {violation}"
        for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True)
        for violation in answer["violations"]
        # A draft without a headline has no heading to show yet.
        if not ("minimal" in job["file"] and violation.startswith("page-has-heading-one"))
    ]
    assert not found, "\n".join(found)


def test_axe_would_find_something(tmp_path: Path) -> None:
    page = render_page(models.complete(), THEME).replace(
        b"--ink: #16181b; --dim: #5d636b", b"--ink: #999; --dim: #aaa"
    )
    page = page.replace(b' alt="A striped measuring board on a harbour wall at low tide"', b"")
    (tmp_path / "bad.html").write_bytes(page.replace(b"style-src", b"style-src 'unsafe-inline'; x-src"))
    (answer,) = browse(tmp_path, [{"file": str(tmp_path / "bad.html"), "width": 1280, "axe": True}])
    text = " ".join(answer["violations"])
    assert "color-contrast" in text and "image-alt" in text


def test_no_page_is_wider_than_its_window(tmp_path: Path) -> None:
    pictures = os.environ.get("NEWSROOM_PAGE_PICTURES")
    ask = {
        "scroll": "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        "clock": "document.querySelector('.clock').textContent",
        "buttons": "document.querySelectorAll('button:not([hidden])').length",
    }
    looks = ((320, "light"), (390, "light"), (768, "dark"), (1280, "light"), (1280, "dark"), (2560, "light"))
    jobs: list[dict[str, Any]] = []
    for name, file in files_of_pages(tmp_path):
        for width, scheme in looks:
            job: dict[str, Any] = {"file": file, "width": width, "scheme": scheme, "ask": ask}
            if pictures:
                job["picture"] = str(Path(pictures) / f"{name}-{width}-{scheme}.png")
            jobs.append(job)
    for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True):
        assert answer["scroll"] == 0, job
        assert answer["did"] == [], job
        assert answer["requests"] in ([], ["https://port.example/a.png"]), job
        assert "2021" not in answer["clock"], "the clock does not tick"
        has_address = Path(job["file"]).stem not in ("minimal", "withdrawn")
        assert (answer["buttons"] > 0) == has_address, job


def check_pages(tmp_path: Path, pages: list[bytes], *, schemes: frozenset[str]) -> None:
    """Nothing runs in any of the pages; ``schemes`` are the kinds of addresses that they may ask for."""
    jobs: list[dict[str, Any]] = []
    for i, page in enumerate(pages):
        file = tmp_path / f"{i}.html"
        file.write_bytes(page)
        handlers = "document.querySelectorAll('[autofocus],[onclick],[onload],[onerror]').length"
        jobs.append({"file": str(file), "width": 800, "wait_ms": 30, "ask": {"handlers": handlers}})
    for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True):
        assert answer["did"] == [], job
        assert answer["handlers"] == 0, job
        assert {request.partition(":")[0] for request in answer["requests"]} <= schemes, job


def crowded_pages(values: tuple[str, ...], n_together: int) -> list[bytes]:
    """Pages on which every value stands in every place; many values to a page."""
    return [
        render_page(hostile.crowd(some, n % len(some)), THEME, body=hostile.bodies(some))
        for n, some in enumerate(values[at : at + n_together] for at in range(0, len(values), n_together))
    ]


def test_no_value_of_ours_runs(tmp_path: Path) -> None:
    alone = [render_page(hostile.everywhere(value), THEME) for value in payloads.OWN]
    together = crowded_pages(payloads.OWN, 20)
    check_pages(tmp_path, together, schemes=frozenset(("https",)))
    check_pages(tmp_path, _without_policy(together + alone), schemes=frozenset(("https", "http", "file")))


def test_no_shared_value_runs(tmp_path: Path) -> None:
    """In the places that differ in kind: text, headline, tag, settings. The others are read in test_security."""
    values = payloads.shared_values()
    pages = []
    for some in (values[at : at + N_TOGETHER] for at in range(0, len(values), N_TOGETHER)):
        words, base = " ".join(some), models.complete()
        model = replace(
            base,
            headline=words,
            tags=tuple(PageTag(value, TagKind.TOPIC, value) for value in some),
            site=replace(base.site, name=words, rights_text=words, listen_live_url=some[0]),
        )
        pages.append(render_page(model, THEME, body=hostile.bodies(some)))
    check_pages(tmp_path, pages[::5], schemes=frozenset(("https",)))
    check_pages(tmp_path, _without_policy(pages), schemes=frozenset(("https", "http", "file")))


def _without_policy(pages: list[bytes]) -> list[bytes]:
    """With nothing to help but the cleaning. Pictures beside the page and from anywhere may be asked for then."""
    policy = b'http-equiv="Content-Security-Policy"'
    assert all(policy in page for page in pages)
    return [page.replace(policy, b'name="none"') for page in pages]


def test_a_script_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<p>a<script>alert(1); console.log('x'); location = 'https://evil.example/'</script>"
    )
    (answer,) = browse(tmp_path, [{"file": str(tmp_path / "bad.html"), "width": 800, "wait_ms": 300}])
    assert "alert 1" in answer["did"] and "console x" in answer["did"]
