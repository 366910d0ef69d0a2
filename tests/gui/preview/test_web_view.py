"""The page in WebEngine: its bytes, its patches, its links, and how it goes with the editor."""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Dateline, NoticeKind, TagKind
from newsroom.domain.page import PageLink, PageModel, PageNotice, PageTag
from newsroom.gui.features.preview.looks import Appearance, Device
from newsroom.gui.features.preview.scheme import page_address
from newsroom.gui.features.preview.web_view import WebView
from newsroom.jobs.render_messages import Change, Show, Shown, TextChange
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.gui.preview.shown import MAIN_WORLD, WAIT_MS, Page, pdf_text, webengine
from tests.rendering import models

pytestmark = webengine
LONG = "\n\n".join(
    f"Paragraph {n} says what the harbour did that day, and it says it slowly." for n in range(80)
)


class _Info(NamedTuple):
    """What the engine says of a page that it loads."""

    of: QUrl
    how: QWebEngineLoadingInfo.LoadStatus

    def url(self) -> QUrl:
        return self.of

    def status(self) -> QWebEngineLoadingInfo.LoadStatus:
        return self.how


def _target(view: WebView) -> QWidget:
    target = view.focusProxy()
    assert target is not None
    return target


def test_the_bytes_are_those_of_the_page(page: Page) -> None:
    shown = page.show(models.complete())
    assert shown.page == render_page(models.complete(), load_theme(None))
    source = page.view.profile.source
    assert bytes(source._page.data()) == shown.page
    assert page.view.url().toString() == page_address(shown.serial)
    assert page.ask("document.querySelector('h1').textContent") == models.complete().headline


def test_a_page_that_another_overtakes_ends_nothing(page: Page, qtbot: QtBot) -> None:
    first = page.show(models.complete())
    for n in range(12):
        other = replace(models.complete(), headline=f"Headline {n}")
        answers = [page.answer(Show(100 + 2 * n + k, model)) for k, model in enumerate((other, other))]
        shown: list[int] = []
        page.view.shown.connect(shown.append)
        for answer in answers:
            assert isinstance(answer, Shown)
            page.view.show_page(first, keep_place=False)
            page.view.clear()
            page.view.show_page(answer, keep_place=False)
        qtbot.waitUntil(lambda: bool(shown), timeout=WAIT_MS)  # noqa: B023
        assert shown == [101 + 2 * n]
        assert page.ask("document.querySelector('h1').textContent") == f"Headline {n}"
        page.view.shown.disconnect(shown.append)


def test_an_end_that_bears_the_name_of_the_next_page_ends_nothing(page: Page, qtbot: QtBot) -> None:
    page.show(models.complete())
    answer = page.answer(Show(100, replace(models.complete(), headline="Next")))
    assert isinstance(answer, Shown)
    view = page.view
    with qtbot.waitSignal(view.shown, timeout=WAIT_MS) as shown:
        view.show_page(answer, keep_place=False)
        stopped = _Info(view._page._url, QWebEngineLoadingInfo.LoadStatus.LoadStoppedStatus)
        view._page._on_loading_changed(stopped)
    assert shown.args == [100]
    assert page.ask("document.querySelector('h1').textContent") == "Next"


def test_a_page_that_the_engine_forgot_while_it_ended_the_empty_one_is_asked_for_again(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show(models.complete())
    answer = page.answer(Show(100, replace(models.complete(), headline="Next")))
    assert isinstance(answer, Shown)
    view = page.view
    with qtbot.waitSignal(view.shown, timeout=WAIT_MS) as shown:
        with monkeypatch.context() as forgetful:
            forgetful.setattr(view._page, "load", lambda url: None)
            view.show_page(answer, keep_place=False)
        ended = _Info(QUrl("about:blank"), QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus)
        view._page._on_loading_changed(ended)
    assert shown.args == [100]
    assert page.ask("document.querySelector('h1').textContent") == "Next"


def test_the_page_sees_nothing_of_the_script_beside_it(page: Page) -> None:
    page.show(models.complete())
    assert page.ask("typeof newsroomPreview") == "object"
    assert page.ask("typeof newsroomPreview + typeof QWebChannel + typeof qt", MAIN_WORLD) == "undefined" * 3


@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_end_where_a_fresh_page_does(page: Page, seed: int) -> None:
    rng = random.Random(seed)
    pieces = (
        "word ", "\n\n", "- x\n", "> q\n\n", "*", "## h\n\n", "`", "[^1]", "\n\n[^1]: n\n", "<b>b", "</div>",
        "|a|b|\n|-|-|\n|c|d|\n\n", "<div>\n\n", "\n\n***\n\n", "[a](https://a.example)", "1. y\n", "    code\n", "😀",
    )  # fmt: skip
    body = models.BODY
    model = replace(models.complete(), body=body)
    page.show(model)
    for serial in range(10, 130):
        at = rng.randint(0, len(body))
        n_removed = min(len(body) - at, rng.choice((0, 0, 1, 9)))
        inserted = rng.choice(pieces)
        n_units = (
            len(body[:at].encode("utf-16-le")) // 2,
            len(body[at : at + n_removed].encode("utf-16-le")) // 2,
        )
        body = body[:at] + inserted + body[at + n_removed :]
        page.change(Change(serial, (TextChange(*n_units, inserted),)))
    patched = page.body()
    assert page.n_reloads == 0
    page.show(replace(model, body=body))
    assert patched == page.body()


def _nothing_left(model: PageModel) -> PageModel:
    return replace(
        model, lede="", label=None, section=None, tags=(), related=(), series=(), bylines=(), notices=()
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda model: replace(model, headline="Another, <b>bolder</b> Headline", lede="Another lede."),
        lambda model: replace(model, headline=""),
        lambda model: replace(
            model, tags=(*model.tags, PageTag("storms", TagKind.TOPIC, "https://a.example/s"))
        ),
        lambda model: replace(model, related=model.related[::-1], label="Opinion"),
        lambda model: replace(
            model, notices=(*model.notices, PageNotice(NoticeKind.UPDATE, "One more.", models.AT))
        ),
        lambda model: replace(
            model, series=model.series[:1], section=PageLink("World", "https://a.example/w")
        ),
        lambda model: replace(model, dateline=Dateline(place="OSLO", date="May 1"), bylines=()),
        lambda model: replace(model, language="fr"),
        _nothing_left,
    ],
)
def test_all_around_the_text_is_patched(page: Page, change: Callable[[PageModel], PageModel]) -> None:
    before = models.complete()
    after = change(before)
    page.show(before)
    page.change(Change(10, (TextChange(0, 0, "Now: "),), after.headline, after.lede, after))
    title = page.ask("document.title")
    patched = page.body()
    assert page.n_reloads == 0
    page.show(replace(after, body="Now: " + after.body))
    assert patched == page.body()
    assert title == page.ask("document.title")
    page.change(Change(20, (TextChange(0, 5, ""),), before.headline, before.lede, before))
    patched = page.body()
    page.show(before)
    assert patched == page.body()


def test_what_a_themes_script_takes_care_of_comes_with_a_page_that_is_loaded(
    page: Page, qtbot: QtBot
) -> None:
    page.show(replace(models.complete(), short_url=None))
    with qtbot.waitSignal(page.view.reload_wanted, timeout=WAIT_MS):
        page.change(Change(10, model=models.complete()))


def test_a_page_without_text_is_loaded_anew_for_its_first_word(page: Page, qtbot: QtBot) -> None:
    page.show(replace(models.minimal(), body=""))
    with qtbot.waitSignal(page.view.reload_wanted, timeout=WAIT_MS):
        page.change(Change(10, (TextChange(0, 0, "First"),)))


def test_changes_while_the_page_loads_are_not_lost(page: Page, qtbot: QtBot) -> None:
    shown = page.show(replace(models.minimal(), body="one\n\ntwo"))
    with qtbot.waitSignal(page.view.shown, timeout=WAIT_MS):
        page.view.show_page(shown, keep_place=False)
        page.change(Change(10, (TextChange(0, 3, "eins"),)))
        page.change(Change(11, (TextChange(6, 3, "zwei"),)))
    assert page.ask("document.getElementById('text').innerText.trim()") == "eins\n\nzwei"


def test_what_a_hostile_patch_holds_does_not_run(page: Page, qtbot: QtBot) -> None:
    """The text is cleaned long before; here the last fence is tried alone."""
    page.show(models.complete())
    evil = (
        "<p><img src=x onerror='document.title=\"run\"'><svg onload='document.title=\"run\"'></svg>"
        "<script>document.title='run'</script><a href='javascript:document.title=1' id=evil>x</a></p>"
    )
    import json

    assert page.ask(f"newsroomPreview.patch([[0, 1, {json.dumps(evil)}, 1]], null)") is True
    page.ask("document.getElementById('evil').click(); 0", MAIN_WORLD)
    for _ in range(20):
        assert page.ask("document.title") != "run"
    assert page.ask("document.title").startswith("Harbour")


# Together with the editor


def _y(page: Page) -> float:
    return float(page.ask("scrollY"))


def test_the_page_follows_a_line_and_says_nothing(page: Page, qtbot: QtBot) -> None:
    page.show(replace(models.complete(), body=LONG))
    with qtbot.assertNotEmitted(page.view.line_scrolled, wait=300):
        page.view.show_line(80)
        qtbot.waitUntil(lambda: _y(page) > 500, timeout=WAIT_MS)
    top = page.ask("document.querySelectorAll('.text > p')[40].getBoundingClientRect().top")
    assert 0 <= top <= 20
    page.view.show_line(0)
    qtbot.waitUntil(lambda: _y(page) == 0, timeout=WAIT_MS)


def test_the_editor_hears_of_a_scrolled_page(page: Page, qtbot: QtBot) -> None:
    page.show(replace(models.complete(), body=LONG))
    quiet_until = page.ask("performance.now()") + 300
    qtbot.waitUntil(lambda: page.ask("performance.now()") > quiet_until, timeout=WAIT_MS)
    lines: list[int] = []
    page.view.line_scrolled.connect(lines.append)
    page.ask("document.querySelectorAll('.text > p')[30].scrollIntoView({behavior: 'instant'}); 0")
    qtbot.waitUntil(lambda: bool(lines), timeout=WAIT_MS)
    assert abs(lines[-1] - 60) <= 2
    page.ask("scrollTo({top: 0, behavior: 'instant'}); 0")
    qtbot.waitUntil(lambda: lines[-1] == 0, timeout=WAIT_MS)


def test_an_edit_above_does_not_move_the_editor(page: Page, qtbot: QtBot) -> None:
    page.show(replace(models.complete(), body=LONG))
    page.view.show_line(100)
    qtbot.waitUntil(lambda: _y(page) > 500, timeout=WAIT_MS)
    at = LONG.index("Paragraph 50")
    with qtbot.assertNotEmitted(page.view.line_scrolled, wait=300):
        page.change(Change(10, (TextChange(at, 0, "A long new beginning. " * 40),)))


def test_what_is_written_comes_into_view(page: Page, qtbot: QtBot) -> None:
    page.show(replace(models.complete(), body=LONG))
    page.change(Change(10, (TextChange(len(LONG), 0, " The end."),)))
    qtbot.waitUntil(
        lambda: page.ask(
            "(() => { const r = document.querySelector('.text').lastElementChild.getBoundingClientRect();"
            "return r.top >= 0 && r.bottom <= innerHeight })()"
        ),
        timeout=WAIT_MS,
    )


def _place(page: Page, selector: str) -> QPoint:
    place = page.ask(
        f"(() => {{ const r = document.querySelector({selector!r}).getBoundingClientRect();"
        "return [r.left + Math.min(20, r.width / 2), r.top + r.height / 2].join() })()"
    )
    x, y = (float(part) for part in place.split(","))
    zoom = page.view.zoomFactor()
    return QPoint(round(x * zoom), round(y * zoom))


@pytest.mark.parametrize("zoom", [1.0, 0.5])
def test_a_click_names_the_line(page: Page, qtbot: QtBot, zoom: float) -> None:
    page.view.set_zoom(zoom)
    page.show(replace(models.complete(), body="one\n\n\ntwo\n\nthree", picture=None, notices=(), series=()))
    place = _place(page, ".text > p:nth-child(2)")
    with qtbot.waitSignal(page.view.line_clicked, timeout=WAIT_MS) as clicked:
        qtbot.mouseClick(_target(page.view), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [3]


def test_a_link_is_not_followed(page: Page, qtbot: QtBot) -> None:
    body = "[out](https://elsewhere.example/a)\n\n[in](article:12)\n\n[note](#text-x)"
    shown = page.show(replace(models.complete(), body=body, picture=None, notices=(), series=()))
    for n, address in ((1, "https://elsewhere.example/a"), (2, f"{models.ROOT}/coast/mooring-chain")):
        with qtbot.waitSignal(page.view.link_clicked, timeout=WAIT_MS) as clicked:
            qtbot.mouseClick(
                _target(page.view), Qt.MouseButton.LeftButton, pos=_place(page, f".text > p:nth-child({n}) a")
            )
        assert clicked.args == [address]
    page.ask("document.querySelector('.text a').target = '_blank'; 0")
    with qtbot.waitSignal(page.view.link_clicked, timeout=WAIT_MS):
        qtbot.mouseClick(_target(page.view), Qt.MouseButton.LeftButton, pos=_place(page, ".text a"))
    page.ask("location.href = 'https://elsewhere.example/'; 0", MAIN_WORLD)
    page.ask("document.querySelectorAll('.text a')[2].click(); 0")
    assert page.view.url().toString().startswith(page_address(shown.serial))
    assert page.ask("document.querySelectorAll('.text > p').length") == 3
    assert page.view.profile.interceptor.blocked == []


# Looks


def test_appearances(page: Page, qtbot: QtBot) -> None:
    page.show(models.complete())
    paper, nav = (
        "getComputedStyle(document.body).backgroundColor",
        "getComputedStyle(document.querySelector('nav')).display",
    )
    assert page.ask(paper) == "rgb(255, 255, 255)"
    page.view.set_appearance(Appearance.DARK)
    assert page.ask(paper) == "rgb(23, 24, 26)"
    page.show(models.complete())
    assert page.ask(paper) == "rgb(23, 24, 26)"
    assert page.ask(nav) != "none"
    page.view.set_appearance(Appearance.PRINT)
    assert page.ask(paper) == "rgb(255, 255, 255)"
    assert page.ask(nav) == "none"
    page.view.set_appearance(Appearance.LIGHT)
    assert page.ask(nav) != "none"


def test_appearances_of_a_theme_that_only_asks_the_reader(page: Page, qtbot: QtBot, tmp_path: object) -> None:
    from pathlib import Path

    theme = Path(str(tmp_path))
    css = (
        "p { color: rgb(1, 1, 1) } @media (prefers-color-scheme: dark) { p { color: rgb(2, 2, 2) } }"
        "@media only screen and (min-width: 10px) { h1 { color: rgb(3, 3, 3) } }"
        "@media print { p { color: rgb(4, 4, 4) } }"
    )
    (theme / "style.css").write_text(css, encoding="utf-8")
    page.show(replace(models.complete(), site=replace(models.SITE, theme=str(theme))))
    ask = "['.text p', 'h1'].map(one => getComputedStyle(document.querySelector(one)).color).join()"
    expected = {
        Appearance.LIGHT: "rgb(1, 1, 1),rgb(3, 3, 3)",
        Appearance.DARK: "rgb(2, 2, 2),rgb(3, 3, 3)",
        Appearance.PRINT: "rgb(4, 4, 4),rgb(0, 0, 0)",
    }
    for appearance in (Appearance.DARK, Appearance.PRINT, Appearance.LIGHT):
        page.view.set_appearance(appearance)
        colour = page.ask(ask)
        assert colour == expected[appearance]


def test_zoom_gives_the_page_its_devices_width(page: Page, qtbot: QtBot) -> None:
    page.view.set_device(Device.PHONE)
    page.show(models.complete())
    page.view.set_zoom(0.5)
    qtbot.waitUntil(lambda: abs(page.ask("innerWidth") - 1600) <= 4, timeout=WAIT_MS)


def test_a_pdf_has_the_page_it_is_given_whatever_is_shown(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    page.view.set_appearance(Appearance.DARK)
    page.show(models.complete())
    path = tmp_path / "page.pdf"
    with qtbot.waitSignal(page.view.pdf_written, timeout=WAIT_MS) as written:
        page.view.write_pdf(render_page(models.minimal(), load_theme(None)), str(path))
    assert written.args == [str(path), True]
    words = pdf_text(path)
    assert models.minimal().headline in words and models.complete().headline not in words
    assert page.ask("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 26)"


# When it fails


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes cannot be killed here")
def test_a_lost_renderer_is_started_once_more(page: Page, qtbot: QtBot) -> None:
    page.show(models.complete())
    with qtbot.waitSignal(page.view.reload_wanted, timeout=WAIT_MS):
        os.kill(page.view.page().renderProcessPid(), signal.SIGKILL)
    page.show(models.complete())
    with qtbot.waitSignal(page.view.lost, timeout=WAIT_MS):
        os.kill(page.view.page().renderProcessPid(), signal.SIGKILL)


def test_renderer_processes_come_and_go_and_nothing_else_changes(page: Page, qtbot: QtBot) -> None:
    page.view.set_zoom(0.5)
    body = replace(models.complete(), body=LONG)
    processes = set()
    for _ in range(18):
        page.show(body)
        processes.add(page.view.page().renderProcessPid())
        qtbot.waitUntil(lambda: abs(page.ask("innerWidth") - 1600) <= 40, timeout=WAIT_MS)
    assert len(processes) >= 2
    page.view.show_line(80)
    qtbot.waitUntil(lambda: _y(page) > 500, timeout=WAIT_MS)
    before = _y(page)
    qtbot.waitUntil(lambda: page.view.page().scrollPosition().y() > 0, timeout=WAIT_MS)
    page.show(body, keep_place=True)
    qtbot.waitUntil(lambda: abs(_y(page) - before) <= 3, timeout=WAIT_MS)
    page.show(body)
    assert _y(page) == 0
    assert page.view.history().count() == 1


def test_an_emptied_view_shows_nothing(page: Page, qtbot: QtBot) -> None:
    page.show(models.complete())
    page.view.clear()
    qtbot.waitUntil(lambda: page.view.url().toString() == "about:blank", timeout=WAIT_MS)
    assert page.view.profile.source._page.isEmpty()


def test_a_text_that_changes_keeps_its_pictures(page: Page) -> None:
    model = replace(models.pictures(), body=models.pictures().body.replace("<b>", ""))
    page.show(model)
    page.ask("window.first = document.querySelectorAll('#text img')[1], 1")
    body = model.body

    def change(old: str, new: str) -> None:
        nonlocal body
        at = body.index(old)
        page.change(Change(2, (TextChange(at, len(old), new),)))
        body = body[:at] + new + body[at + len(old) :]

    change("painted", "repainted")
    assert page.ask("document.querySelectorAll('#text img')[1] === window.first") is True
    first = body[body.index('![A "striped') : body.index("![The board")]
    change(first, "")
    change("The wall was repainted again.", f"The wall.\n\n{first}And {first.strip()}, twice.")
    change('{width="300"}', "")
    in_order = (
        "Array.from(document.querySelectorAll('#text img'), one =>"
        " Array.from(one.attributes, each => each.name + '=' + each.value).sort().join(' ')).join('\\n')"
    )
    shown, n_elements = page.ask(in_order), page.ask("document.querySelectorAll('#text *').length")
    page.show(replace(model, body=body))
    assert page.ask(in_order) == shown
    assert page.ask("document.querySelectorAll('#text *').length") == n_elements
    assert page.n_reloads == 0


def test_a_key_beside_a_picture_moves_none(page: Page) -> None:
    body = f"Words.[^1]\n\n![A board](/media/{models.PIXELS_FILE})\n*Below.*\n\n[^1]: A note.\n"
    page.show(replace(models.pictures(), body=body))
    page.ask("window.first = document.querySelector('#text img'), 1")
    for text in ("a", "b"):
        page.change(Change(2, (TextChange(body.index("Below"), 0, text),)))
    assert page.ask("document.querySelector('#text figcaption').textContent") == "baBelow."
    assert page.ask("document.querySelector('#text img') === window.first && window.first.naturalWidth") == 16


def test_a_picture_that_the_page_does_not_have_shows_its_words(page: Page) -> None:
    page.show(models.complete())
    page.change(Change(2, (TextChange(0, 0, f"![A board](/media/{models.PIXELS_FILE})\n\n"),)))
    assert page.ask("document.querySelector('#text .no-picture').textContent") == "A board"
