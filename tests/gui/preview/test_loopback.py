"""One page, once, for the browser of this machine."""

import http.client
import re
import threading
from urllib.parse import urlsplit

from newsroom.gui.features.preview.loopback import serve_once

PAGE = "<!doctype html><p>Ünïcode</p>".encode()


def _get(
    address: str, *, path: str | None = None, host: str | None = None, method: str = "GET"
) -> tuple[int, bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.putrequest(method, parts.path if path is None else path, skip_host=True)
    connection.putheader("Host", host or parts.netloc)
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    if answer.status == 200:
        assert answer.getheader("Cache-Control") == "no-store"
        assert answer.getheader("Referrer-Policy") == "no-referrer"
    connection.close()
    return answer.status, data


def test_the_page_is_given_once() -> None:
    ended = threading.Event()
    address = serve_once(PAGE, ended=ended.set)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{30,}", address)
    assert _get(address) == (200, PAGE)
    assert ended.wait(10)
    try:
        status, _ = _get(address)
    except OSError:
        return
    assert status != 200


def test_nobody_else_gets_it() -> None:
    ended = threading.Event()
    address = serve_once(PAGE, ended=ended.set)
    assert _get(address, path="/")[0] == 404
    assert _get(address, path="/favicon.ico")[0] == 404
    assert _get(address, host="evil.example")[0] == 404
    assert _get(address, method="POST")[0] == 501
    assert _get(address) == (200, PAGE)
    assert ended.wait(10)


def test_each_page_has_an_address_of_its_own() -> None:
    first, second = serve_once(PAGE), serve_once(b"other")
    assert urlsplit(first).path != urlsplit(second).path
    assert _get(first, path=urlsplit(second).path)[0] == 404
    assert _get(first)[1] == PAGE
    assert _get(second)[1] == b"other"


def test_it_ends_by_itself() -> None:
    ended = threading.Event()
    serve_once(PAGE, open_s=0.3, ended=ended.set)
    assert ended.wait(10)
