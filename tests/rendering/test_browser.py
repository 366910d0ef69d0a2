"""Pages in a real browser engine: no fault for axe-core, nothing wider than the window, no script but the theme's.

axe-core is looked for at ``NEWSROOM_AXE`` (its ``axe.min.js``) or in the project's ``node_modules``. With
``NEWSROOM_PAGE_PICTURES=FOLDER`` pictures of every page are left there, to be looked at.
"""

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.domain.article import TagKind
from newsroom.domain.page import PageModel, PageTag
from newsroom.rendering.markdown import RenderError
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import models, payloads
from tests.rendering.test_security import everywhere

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("NEWSROOM_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
THEME = load_theme(None)
HOSTILE_BODY = """\
A very long word: {word} and a long address <https://port.example/{word}>.

| {cells} |
| {lines} |
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

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("PySide6.QtWebEngineCore") is None, reason="Qt WebEngine is not installed"
)


def browse(tmp_path: Path, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the browser process do the jobs."""
    (tmp_path / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
    }
    environment |= {"NEWSROOM_AXE": str(AXE) if AXE.exists() else ""}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.rendering.browser",
            str(tmp_path / "jobs.json"),
            str(tmp_path / "done.json"),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if not (tmp_path / "done.json").exists():
        if run.returncode < 0 or "libEGL" in run.stderr or "shared libraries" in run.stderr:
            pytest.skip("Qt WebEngine cannot start here")
        pytest.fail(run.stderr[-2000:])
    answers: list[dict[str, Any]] = json.loads((tmp_path / "done.json").read_text(encoding="utf-8"))
    return answers


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


PAGES = {**models.ALL, "wide": wide}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is absent: npm install axe-core")
def test_axe_finds_nothing(tmp_path: Path) -> None:
    jobs = []
    for name, make in PAGES.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(render_page(make(), THEME))
        for width in (320, 1280):
            for scheme in ("light", "dark"):
                jobs.append({"file": str(file), "width": width, "scheme": scheme, "axe": True})
    found = [
        f"{Path(job['file']).stem} {job['width']} {job['scheme']}: {violation}"
        for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True)
        for violation in answer["violations"]
        # A draft without a headline has no heading to show yet.
        if not ("minimal" in job["file"] and violation.startswith("page-has-heading-one"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is absent: npm install axe-core")
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
    jobs = []
    for name, make in PAGES.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(render_page(make(), THEME))
        for width, scheme in (
            (320, "light"),
            (390, "light"),
            (768, "dark"),
            (1280, "light"),
            (1280, "dark"),
            (2560, "light"),
        ):
            job: dict[str, Any] = {"file": str(file), "width": width, "scheme": scheme}
            job["ask"] = {
                "scroll": "document.documentElement.scrollWidth - document.documentElement.clientWidth",
                "clock": "document.querySelector('.clock').textContent",
                "buttons": "document.querySelectorAll('button:not([hidden])').length",
            }
            if pictures:
                job["picture"] = str(Path(pictures) / f"{name}-{width}-{scheme}.png")
            jobs.append(job)
    for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True):
        assert answer["scroll"] == 0, job
        assert answer["did"] == [], job
        assert answer["requests"] in ([], ["https://port.example/a.png"]), job
        assert "2021" not in answer["clock"], "the clock does not tick"
        assert answer["buttons"] == (
            0 if "minimal" in job["file"] or "withdrawn" in job["file"] else answer["buttons"]
        )


def _hostile_pages(values: list[str]) -> list[bytes]:
    """Pages in which every value stands in every place; many values to a page."""
    pages = []
    for start in range(0, len(values), 60):
        some = values[start : start + 60]
        model = models.complete()
        body = []
        for value in some:
            try:
                render_page(replace(model, body=value), THEME)
            except RenderError:
                continue
            body.append(value)
        tags = tuple(PageTag(value, TagKind.TOPIC, value) for value in some)
        model = replace(model, tags=tags, headline=" ".join(some), lede=" ".join(some))
        # Each text as a text of its own, because many of them swallow what follows.
        pages += [render_page(replace(model, body=text), THEME) for text in ("\n\n".join(body), *body[:3])]
    return pages + [render_page(everywhere(value), THEME) for value in values[:40]]


@pytest.mark.parametrize("with_policy", [True, False], ids=["with policy", "without policy"])
def test_no_hostile_value_runs(tmp_path: Path, with_policy: bool) -> None:
    values = [*payloads.OWN, *list(dict.fromkeys(payloads.shared()))[:2400:3]]
    jobs = []
    for i, page in enumerate(_hostile_pages(values)):
        file = tmp_path / f"{i}.html"
        file.write_bytes(page if with_policy else page.replace(b"Content-Security-Policy", b"X-Nothing"))
        code = "document.querySelectorAll('[autofocus],[onclick]').length"
        jobs.append({"file": str(file), "width": 800, "wait_ms": 30, "ask": {"handlers": code}})
    for job, answer in zip(jobs, browse(tmp_path, jobs), strict=True):
        assert answer["did"] == [], job
        assert answer["handlers"] == 0, job
        # Pictures from elsewhere and beside the page are all that may be asked for; the policy leaves the secure ones.
        schemes = {request.partition(":")[0] for request in answer["requests"]}
        assert schemes <= ({"https"} if with_policy else {"https", "http", "file"}), job


def test_a_script_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<p>a<script>alert(1); console.log('x'); location = 'https://evil.example/'</script>"
    )
    (answer,) = browse(tmp_path, [{"file": str(tmp_path / "bad.html"), "width": 800, "wait_ms": 300}])
    assert "alert 1" in answer["did"] and "console x" in answer["did"]
