"""Gives one page to the browser of this machine, once, under an address that nobody can guess. Knows no Qt."""

import secrets
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer

OPEN_S = 60.0
_TURN_S = 0.25
_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)


class _Server(HTTPServer):
    """On the loopback address only, at a port that is free."""

    def __init__(self, page: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.page = page
        self.path = f"/{secrets.token_urlsafe(24)}"
        self.timeout = _TURN_S
        self.is_done = False

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5.0

    def do_GET(self) -> None:
        server = self.server
        # The host is compared too: a name of somebody's that leads to this address gets nothing.
        known = secrets.compare_digest(self.path.encode(), server.path.encode())
        if server.is_done or not known or self.headers.get("Host") != server.host:
            self.send_error(404)
            return
        server.is_done = True
        self.send_response(200)
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(server.page)))
        self.end_headers()
        self.wfile.write(server.page)

    def version_string(self) -> str:
        return "Newsroom"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing on the terminal."""


def serve_once(page: bytes, *, open_s: float = OPEN_S, ended: Callable[[], None] | None = None) -> str:
    """Starts giving the page; returns its address. Ends when it was given, or after ``open_s`` seconds. Any thread."""
    server = _Server(page)
    thread = threading.Thread(
        target=_serve, args=(server, open_s, ended), name="newsroom-loopback", daemon=True
    )
    thread.start()
    return f"http://{server.host}{server.path}"


def _serve(server: _Server, open_s: float, ended: Callable[[], None] | None) -> None:
    turns = max(1, round(open_s / _TURN_S))
    try:
        while turns and not server.is_done:
            server.handle_request()
            turns -= 1
    finally:
        server.server_close()
        if ended is not None:
            ended()
