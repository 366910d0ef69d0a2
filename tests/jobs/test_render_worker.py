"""What the helper process answers, asked without a process."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.domain.article import Dateline
from newsroom.domain.page import PageModel
from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Patched,
    Paused,
    Proceed,
    Show,
    Shown,
    TextChange,
    Trouble,
    Working,
    joined,
)
from newsroom.jobs.render_worker import PLACEHOLDER, Worker
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import models


def _worker(model: PageModel) -> tuple[Worker, Shown]:
    worker = Worker(lambda working: None)
    shown = worker.answer(Show(1, model))
    assert isinstance(shown, Shown)
    return worker, shown


def _patched(answer: Answer) -> Patched:
    assert isinstance(answer, Patched), answer
    return answer


@pytest.mark.parametrize("name", models.ALL)
def test_a_whole_page_has_the_desks_bytes(name: str) -> None:
    model = models.ALL[name]()
    _, shown = _worker(model)
    assert shown.page == render_page(model, load_theme(None))
    assert shown.shell.count(PLACEHOLDER) == (0 if model.withdrawn else 1)
    assert shown.theme_files == ()


def test_an_edit_changes_one_element() -> None:
    worker, _ = _worker(replace(models.complete(), body="one\n\ntwo\n\nthree"))
    answer = _patched(worker.answer(Change(2, (TextChange(5, 3, "zwei"),))))
    assert [(p.index, p.n_removed, p.html, p.n_added) for p in answer.patches] == [(1, 1, "<p>zwei</p>", 1)]
    assert answer.shell is None
    assert answer.serial == 2


def test_positions_are_utf16_units() -> None:
    worker, _ = _worker(replace(models.complete(), body="😀a\n\nb"))
    answer = _patched(worker.answer(Change(2, (TextChange(2, 1, "c"),))))
    assert "😀c</p>" in answer.patches[0].html


def test_a_new_headline_changes_the_shell_only() -> None:
    worker, shown = _worker(models.complete())
    answer = _patched(worker.answer(Change(2, headline="Another Headline")))
    assert answer.patches == ()
    assert answer.shell is not None
    assert ">Another Headline</h1>" in answer.shell
    assert "Another Headline" not in shown.shell


def test_a_new_dateline_comes_into_the_text() -> None:
    worker, _ = _worker(models.complete())
    model = replace(models.complete(), dateline=Dateline(place="OSLO"), headline="not taken")
    answer = _patched(worker.answer(Change(2, model=model)))
    assert "OSLO" in answer.patches[0].html
    assert answer.shell is None or "not taken" not in answer.shell


def test_another_picture_or_site_is_a_whole_page() -> None:
    model = models.complete()
    assert model.picture is not None
    worker, _ = _worker(model)
    other = replace(model, picture=replace(model.picture, data_uri="data:image/png;base64,AAAA"))
    shown = worker.answer(Change(2, (TextChange(0, 0, "X"),), model=other))
    assert isinstance(shown, Shown)
    assert shown.page == render_page(replace(other, body="X" + model.body), load_theme(None))
    assert isinstance(
        worker.answer(Change(3, model=replace(other, site=replace(model.site, name="N")))), Shown
    )


def test_a_picture_travels_with_the_page_and_never_with_a_key() -> None:
    model = models.pictures()
    worker, shown = _worker(model)
    assert b"base64" in shown.page and "/media/" not in model.body[:25]
    at = model.body.index("painted")
    answer = _patched(worker.answer(Change(2, (TextChange(at, 0, "re"),))))
    assert (
        "repainted" in answer.patches[0].html
        and f'src="/media/{models.PIXELS_FILE}"' in answer.patches[0].html
    )
    assert "base64" not in repr(answer)


def test_new_pictures_come_with_a_whole_page_and_others_go_without() -> None:
    model = models.pictures()
    worker, _ = _worker(replace(model, text_pictures=()))
    shown = worker.answer(Change(2, model=model))
    assert isinstance(shown, Shown) and b'width="16" height="9" data-file' in shown.page
    _patched(worker.answer(Change(3, model=replace(model, text_pictures=model.text_pictures[:1]))))


def test_after_a_refused_text_patches_start_from_what_is_shown() -> None:
    worker, _ = _worker(replace(models.complete(), body="one\n\ntwo\n\nthree"))
    refused = worker.answer(Change(2, (TextChange(5, 0, "[" * 3000),)))
    assert isinstance(refused, Failed)
    assert (refused.trouble, refused.line) == (Trouble.TEXT, 3)
    answer = _patched(worker.answer(Change(3, (TextChange(5, 3000, "2 "),))))
    assert [(p.index, p.html) for p in answer.patches] == [(1, "<p>2 two</p>")]


def test_an_edit_outside_the_text_loses_the_page() -> None:
    worker, _ = _worker(models.complete())
    answer = worker.answer(Change(2, (TextChange(10**6, 1, ""),)))
    assert isinstance(answer, Failed) and answer.trouble is Trouble.LOST
    assert isinstance(worker.answer(Show(3, models.complete())), Shown)


def test_a_long_text_is_done_in_turns() -> None:
    times = iter(range(100_000))
    worker = Worker(lambda working: None, clock=lambda: next(times) * 0.01)
    model = replace(models.complete(), body="\n\n".join(f"Paragraph {n}." for n in range(300)))
    answer: Answer = worker.answer(Show(1, model))
    done = []
    while isinstance(answer, Paused):
        done.append(answer.done)
        answer = worker.answer(Proceed())
    assert len(done) > 3 and done == sorted(done)
    assert isinstance(answer, Shown)
    assert answer.page == render_page(model, load_theme(None))


def test_a_text_that_is_too_long_is_said_to_be_and_costs_nothing() -> None:
    worker = Worker(lambda working: None, limit_s=0.002)
    short = replace(models.complete(), body="word " * 300)
    assert isinstance(worker.answer(Show(1, short)), Shown)
    long = worker.answer(Change(2, (TextChange(0, 0, "more " * 200),)))
    assert isinstance(long, Failed) and long.trouble is Trouble.TEXT
    assert "too long" in long.message
    assert isinstance(worker.answer(Change(3, (TextChange(0, 1000, ""),))), Patched)


def test_pieces_are_announced_and_refused_by_mark() -> None:
    announced: list[Working] = []
    model = replace(models.complete(), body="short\n\n" + "long " * 100)
    Worker(announced.append).answer(Show(1, model))
    assert [working.line for working in announced] == [3]
    refused = Worker(announced.append, {announced[0].mark}).answer(Show(1, model))
    assert isinstance(refused, Failed) and refused.line == 3


def test_a_broken_theme_is_named_and_watched(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("line\n{{ nothing }}", encoding="utf-8")
    model = replace(models.complete(), site=replace(models.SITE, theme=str(tmp_path)))
    worker = Worker(lambda working: None)
    failed = worker.answer(Show(1, model))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.THEME
    assert "page.html, line 2" in failed.message
    assert str(tmp_path / "page.html") in failed.theme_files
    (tmp_path / "page.html").write_text("<head></head>{{ article.body }}", encoding="utf-8")
    shown = worker.answer(Show(2, model))
    assert isinstance(shown, Shown)
    assert str(tmp_path / "page.html") in shown.theme_files


@pytest.mark.parametrize("text", ["\ud800 alone", "a\0b", "\x02klzzwxh:0000\x03", "", " \n\n ", "\r\r\n"])
def test_any_text_is_answered(text: str) -> None:
    worker, _ = _worker(replace(models.complete(), body=text, headline=text, lede=text))
    assert isinstance(worker.answer(Change(2, (TextChange(0, 0, text),))), Patched)


def test_changes_that_wait_are_joined() -> None:
    model = models.minimal()
    first = Change(1, (TextChange(0, 0, "a"),), headline="h", model=model)
    both = joined(first, Change(2, (TextChange(1, 0, "b"),), lede="l"))
    assert both == Change(2, (TextChange(0, 0, "a"), TextChange(1, 0, "b")), "h", "l", model)
    assert joined(both, Show(3, model)) == Show(3, model)


def test_random_edits_end_where_a_fresh_page_does() -> None:
    rng = random.Random(5)
    pieces = (
        "a ",
        "\n\n",
        "- x\n",
        "> q\n\n",
        "*",
        "# h\n\n",
        "`",
        "[^1]",
        "\n\n[^1]: n\n",
        "|a|\n|-|\n|b|\n\n",
        "",
    )
    body = "one\n\ntwo\n\nthree"
    worker, shown = _worker(replace(models.complete(), body=body, dateline=Dateline()))
    n_elements = shown.places.n_elements
    for serial in range(2, 300):
        at = rng.randint(0, len(body))
        n_removed = min(len(body) - at, rng.choice((0, 0, 1, 5)))
        inserted = rng.choice(pieces)
        body = body[:at] + inserted + body[at + n_removed :]
        answer = _patched(worker.answer(Change(serial, (TextChange(at, n_removed, inserted),))))
        n_elements += sum(patch.n_added - patch.n_removed for patch in answer.patches)
        assert n_elements == answer.places.n_elements
