"""Serves the pages of a watched project to a browser on this machine, and tells it of every change.

Only names of briefs that there are lead to files; nothing of a request becomes part of a path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import BoundedSemaphore, Condition, Thread, Timer
from urllib.parse import parse_qs, quote, unquote

from briefing.app.watch.live_page import (
    EVENTS_PATH,
    SCRIPT,
    SCRIPT_PATH,
    index_page,
    waiting_page,
    with_script,
)
from briefing.app.watch.watching import Result
from briefing.core.problems import Problem, UnusableInput
from briefing.core.workspace import Kind, NotRead, Workspace

_LOOPBACK = "127.0.0.1"
_KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "facts.json": "application/json",
    "prov.json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "datapackage.zip": "application/zip",
}
_DEFAULT_PORT = 80
"""Which browsers leave out."""
MOST_CONNECTIONS = 64
"""At a time."""
MOST_LISTENERS = 24
"""Pages that wait for news at a time."""
MOST_SECONDS = 15
"""In which the line and the heads of a request must come."""
_ALIVE = 10
"""Seconds after which a browser that hears nothing is told that there is nothing."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What is known of one brief."""

    state: str = "is being looked at"
    problems: tuple[str, ...] = ()
    page: bytes | None = None
    """Its newest page, while that is not yet in the output folder."""


class Shelf:
    """What a browser may see: pages, files and problems of the briefs, as the watch tells of them."""

    def __init__(self, project: str, folder: Path) -> None:
        self.project, self.folder = project, folder
        self._cards: dict[str, _Card] = {}
        self._problems: tuple[str, ...] = ()
        self._news = Condition()
        self._count = 0
        self.is_closed = False

    def watches(self, briefs: Sequence[str]) -> None:
        """Which briefs there are now."""
        self._put(cards={name: self._cards.get(name, _Card()) for name in briefs})

    def shows(self, brief: str, page: str) -> None:
        """The newest page of a brief; its PDF is not made yet."""
        card = self._cards.get(brief, _Card())
        now = replace(card, page=page.encode(), state="its PDF is being made", problems=())
        self._put(cards={**self._cards, brief: now})

    def has(self, result: Result) -> None:
        """What became of a brief."""
        card = self._cards.get(result.brief, _Card())
        if result.outcome is None:
            problems = tuple(one.line for one in result.problems)
            card = replace(card, problems=problems, state="could not be built")
        elif result.outcome.built:
            card = _Card(f"built in {result.seconds:.2f} s")
        elif card.problems or card.page is not None or card == _Card():
            card = _Card("up to date")
        self._put(cards={**self._cards, result.brief: card})

    def has_looked(self, problems: Sequence[Problem]) -> None:
        """What keeps all from being built."""
        self._put(problems=tuple(one.line for one in problems))

    def close(self) -> None:
        """Let go of everybody who waits for news."""
        self.is_closed = True
        self._put()

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for news after those counted; returns the count."""
        with self._news:
            self._news.wait_for(lambda: self._count != seen or self.is_closed, seconds)
            return self._count

    def has_brief(self, name: str) -> bool:
        """Whether there is such a brief."""
        return name in self._cards

    def news_of(self, name: str) -> dict[str, object]:
        """Which page of a brief is the newest, and its problems; without a name, of the list."""
        if not name:
            return {"page": tag_of(self.index()), "problems": ()}
        if (card := self._cards.get(name)) is None:
            return {"page": None, "problems": (f"there is no brief '{name}' (any more)",)}
        problems = tuple(dict.fromkeys((*self._problems, *card.problems)))
        return {"page": tag_of(self.page(name)), "problems": problems}

    def index(self) -> bytes:
        """The list of briefs."""
        entries = [
            (
                name,
                card.state,
                [end for end in _KINDS if Workspace(self.folder).has(f"{name}.{end}")],
                card.problems,
            )
            for name, card in self._cards.items()
        ]
        return index_page(self.project, entries, self._problems)

    def page(self, name: str) -> bytes:
        """The newest page of a brief."""
        card = self._cards.get(name)
        if card and card.page is not None:
            return card.page
        return self.file(name, "html") or waiting_page(name)

    def file(self, name: str, ending: str) -> bytes | None:
        """A file of a brief that there is."""
        if self.has_brief(name):
            with suppress(NotRead):
                return Workspace(self.folder).read(f"{name}.{ending}", Kind.EVIDENCE).content
        return None

    def _put(
        self, cards: dict[str, _Card] | None = None, problems: tuple[str, ...] | None = None
    ) -> None:
        with self._news:
            self._cards = self._cards if cards is None else cards
            self._problems = self._problems if problems is None else problems
            self._count += 1
            self._news.notify_all()


def tag_of(page: bytes) -> str:
    """Tells a page from others."""
    return hashlib.sha256(page).hexdigest()[:16]


@contextmanager
def served(shelf: Shelf, port: int = 0) -> Iterator[str]:
    """Serve a shelf to this machine alone while the context lasts; gives the address.

    Port 0 takes any that is free. Raises :class:`~briefing.core.problems.UnusableInput` where the port
    cannot be had.
    """
    try:
        server = _Server(shelf, port)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        problem = Problem(
            None,
            f"port {port} cannot be used: {why}",
            "choose another by --port",
            code="unusable-port",
        )
        raise UnusableInput([problem]) from None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{server.server_port}/"
    finally:
        shelf.close()
        server.shutdown()
        server.server_close()


_Connection = socket | tuple[bytes, socket]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, shelf: Shelf, port: int) -> None:
        super().__init__((_LOOPBACK, port), _Handler)
        self.shelf = shelf
        self._free = BoundedSemaphore(MOST_CONNECTIONS)
        self.listening = BoundedSemaphore(MOST_LISTENERS)
        names = (_LOOPBACK, "localhost")
        self.hosts = {f"{name}:{self.server_port}" for name in names}
        if self.server_port == _DEFAULT_PORT:
            self.hosts.update(names)

    def process_request(self, request: _Connection, client_address: object) -> None:
        """Answer in a thread of its own, while there are few; hang up otherwise."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: _Connection, client_address: object) -> None:
        """Answer, and let the next one in."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, *_: object) -> None:
        """A browser that went away is nobody's problem."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server_version = "briefing"
    sys_version = ""
    timeout = MOST_SECONDS
    server: _Server

    def handle_one_request(self) -> None:
        """Answer one request, whose line and heads come within their time or not at all."""
        self._late = Timer(MOST_SECONDS, self._hang_up)
        self._late.daemon = True
        self._late.start()
        try:
            super().handle_one_request()
        finally:
            self._late.cancel()

    def parse_request(self) -> bool:
        """Whether the heads are sound; they are here by then."""
        is_sound = super().parse_request()
        self._late.cancel()
        return is_sound

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(SHUT_RDWR)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        shelf = self.server.shelf
        if self.headers.get("Host", "") not in self.server.hosts:
            self._answer(HTTPStatus.FORBIDDEN, b"this address is not served")
        elif path == EVENTS_PATH:
            self._tell(parse_qs(query).get("brief", [""])[0])
        elif path == SCRIPT_PATH:
            self._answer(HTTPStatus.OK, SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif path == "/":
            page = shelf.index()
            self._answer(HTTPStatus.OK, with_script(page, "", tag_of(page)), _KINDS["html"])
        else:
            self._answer_file(unquote(path))

    do_HEAD = do_GET  # noqa: N815  (so http.server calls it)

    def do_POST(self) -> None:
        self.close_connection = True
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED, b"only GET and HEAD", allow="GET, HEAD")

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST  # noqa: N815  (the same)

    def _answer_file(self, path: str) -> None:
        shelf = self.server.shelf
        for ending, kind in _KINDS.items():
            name = path.removeprefix("/").removesuffix(f".{ending}")
            if path != f"/{name}.{ending}" or not shelf.has_brief(name):
                continue
            if ending == "html":
                page = shelf.page(name)
                self._answer(HTTPStatus.OK, with_script(page, name, tag_of(page)), kind)
                return
            content = shelf.file(name, ending)
            if content is not None:
                self._answer(HTTPStatus.OK, content, kind)
                return
        self._answer(HTTPStatus.NOT_FOUND, b"there is no such page")

    def _answer(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str = "text/plain; charset=utf-8",
        **more: str,
    ) -> None:
        self.send_response(status)
        self._send_heads(kind, {"Content-Length": str(len(content)), **more})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_heads(self, kind: str, more: dict[str, str]) -> None:
        fixed = {
            "Content-Type": kind,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "SAMEORIGIN",
        }
        for name, value in {**fixed, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _tell(self, brief: str) -> None:
        """Tell of every change of a brief until the browser goes away."""
        self.close_connection = True
        if not self.server.listening.acquire(blocking=False):
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"too many pages are open")
            return
        try:
            self._tell_on(brief)
        finally:
            self.server.listening.release()

    def _tell_on(self, brief: str) -> None:
        shelf = self.server.shelf
        self.send_response(HTTPStatus.OK)
        self._send_heads("text/event-stream", {"Connection": "close"})
        if self.command == "HEAD":
            return
        told, count = None, -1
        while not shelf.is_closed:
            count = shelf.wait(count, _ALIVE)
            now = shelf.news_of(brief)
            words = f"data: {json.dumps(now)}\n\n" if now != told else ": nothing new\n\n"
            self.wfile.write(words.encode())
            told = now

    def log_message(self, *_: object) -> None:
        """The terminal belongs to the watch."""


def address_of(base: str, brief: str) -> str:
    """Where a brief's page is served."""
    return f"{base}{quote(brief)}.html"
