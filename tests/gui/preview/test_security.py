"""Hostile values in a real previewed page: no script runs, nothing reaches the network, nobody is led away."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from newsroom.gui.features.preview import web_view
from newsroom.gui.features.preview.web_page import WebPage
from newsroom.gui.features.preview.web_view import WebView
from newsroom.jobs.render_messages import Change, Patched, Shown, TextChange
from newsroom.jobs.render_places import Places
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.gui.preview.shown import MAIN_WORLD, WAIT_MS, Page, webengine
from tests.rendering import hostile, models, payloads

pytestmark = webengine
N_TOGETHER = 100


class Watched(WebPage):
    """Notes every dialog that a script of the page opens."""

    did: list[str] = []  # noqa: RUF012 - one for all pages of a test, emptied by the fixture

    @override
    def javaScriptAlert(self, origin: object, message: str) -> None:
        self.did.append(f"alert {message}")

    @override
    def javaScriptConfirm(self, origin: object, message: str) -> bool:
        self.did.append(f"confirm {message}")
        return False

    @override
    def javaScriptPrompt(self, origin: object, message: str, default: str) -> tuple[bool, str]:
        self.did.append(f"prompt {message}")
        return False, ""


class Listener:
    """A server on this machine that nobody should call; ``port`` is where, ``n_calls`` how often somebody did."""

    def __init__(self) -> None:
        self.n_calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.n_calls += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def view(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[WebView]:
    monkeypatch.setattr(web_view, "WebPage", Watched)
    Watched.did.clear()
    web = WebView()
    web.resize(800, 600)
    web.show()
    yield web
    web.dispose()
    qtbot.wait(1)


def _show(page: Page, bytes_: bytes, serial: int) -> None:
    page.take(Shown(serial, bytes_, "", Places()))


def _try(page: Page) -> None:
    """Does what a reader might: points at, focuses and clicks everything."""
    page.ask(
        "for (const one of document.querySelectorAll('body *')) {"
        " for (const kind of ['mouseover', 'focus', 'toggle', 'click', 'error', 'load'])"
        " one.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true})) } 0",
        MAIN_WORLD,
    )


def _is_harmless(page: Page) -> bool:
    page.ask("0")
    return Watched.did == [] and page.view.url().scheme() in ("newsroom-preview", "about")


def test_the_test_sees_a_script_that_runs(page: Page, listener: Listener, qtbot: QtBot) -> None:
    address = f"http://127.0.0.1:{listener.port}/"
    evil = f"<body><script>alert(1); fetch('{address}'); new Image().src='{address}'</script><p onclick='alert(2)'>"
    _show(page, evil.encode(), 1)
    _try(page)
    assert Watched.did == ["alert 1", "alert 2"]
    qtbot.waitUntil(lambda: len(page.view.profile.interceptor.blocked) == 2, timeout=WAIT_MS)
    assert listener.n_calls == 0


def test_our_payloads_everywhere_in_a_page(page: Page) -> None:
    theme = load_theme(None)
    for serial, value in enumerate(payloads.OWN, 1):
        _show(page, render_page(hostile.everywhere(value), theme), serial)
        _try(page)
        assert _is_harmless(page), value


def test_our_payloads_typed_into_a_page(page: Page) -> None:
    """As patches: the text, the headline, the lede, and all that the model holds."""
    for serial, value in enumerate(payloads.OWN, 1):
        if serial % 5 == 1 or page.n_reloads:
            page.n_reloads = 0
            page.show(replace(models.complete(), body="First.\n\nLast."))
        first = page.worker.answer(Change(10 * serial, (TextChange(8, 0, f"{value}\n\n"),), value, value))
        if isinstance(first, Patched):
            page.view.patch(first)
        model = replace(hostile.everywhere(value), site=models.SITE, picture=models.complete().picture)
        second = page.worker.answer(Change(10 * serial + 1, model=model))
        if isinstance(second, Patched):
            page.view.patch(second)
        _try(page)
        assert _is_harmless(page), value


@pytest.mark.slow
def test_the_shared_payloads_in_pages(page: Page) -> None:
    """One in six: all of them are tried in pages elsewhere, here they meet the preview's own fences."""
    values = payloads.shared_values()[::6]
    if not values:
        pytest.skip("the shared payloads are absent")
    theme = load_theme(None)
    for serial, start in enumerate(range(0, len(values), N_TOGETHER), 1):
        some = values[start : start + N_TOGETHER]
        model = hostile.crowd(some, serial % len(some))
        _show(page, render_page(model, theme, body=hostile.bodies(some)), serial)
        _try(page)
        assert _is_harmless(page), (start, Watched.did)


def test_nothing_leaves_the_machine(page: Page, listener: Listener) -> None:
    address = f"http://127.0.0.1:{listener.port}/x"
    body = (
        f"![a]({address}.png)\n\n<img src='{address}' srcset='{address} 2x'>\n\n[link]({address})\n\n"
        f"<link rel=prefetch href={address}><link rel=dns-prefetch href=//127.0.0.1:{listener.port}>\n\n"
        f"<video src={address}></video><iframe src={address}></iframe><p style='background:url({address})'>a</p>\n"
    )
    model = replace(models.complete(), body=body, site=replace(models.SITE, logo_url=address))
    page.show(model)
    page.change(Change(10, (TextChange(0, 0, f"![b]({address}b.png)\n\n"),)))
    page.ask("document.querySelectorAll('img').forEach(one => { one.loading = 'eager' }); 0")
    page.ask(f"fetch('{address}').catch(() => 0); navigator.sendBeacon('{address}'); 0", MAIN_WORLD)
    page.ask(f"location = '{address}'; 0", MAIN_WORLD)
    page.ask(f"window.open('{address}'); 0", MAIN_WORLD)
    page.show(models.complete())
    assert listener.n_calls == 0
    assert all(url.startswith(address) for url in page.view.profile.interceptor.blocked)


def test_the_scheme_gives_one_page_and_nothing_else(page: Page, qtbot: QtBot) -> None:
    shown = page.show(models.complete())
    answers = page.ask(
        "window.n = ''; Promise.all(['/etc/passwd', '/0', '/999'].map(path => "
        "fetch(location.origin + path).then(r => r.ok, () => false))).then(r => { window.n = r.join() }); ''"
    )
    assert answers == ""
    qtbot.waitUntil(lambda: page.ask("window.n") == "false,false,false", timeout=WAIT_MS)
    assert shown.serial == 1
