"""The pages of a watch: for this machine alone, nothing but the briefs, and safe with any text."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.app.build.outcome import Outcome
from briefing.app.cli import main as cli
from briefing.app.watch.serving import Shelf, served
from briefing.app.watch.watching import Result
from briefing.core.problems import Place, Problem

EVIL = "<script>alert('</script>')</script>"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "project/output"
    folder.mkdir(parents=True)
    (tmp_path / "project/secret.html").write_text("secret", encoding="utf-8")
    (folder / "other.html").write_text("of a brief that is not watched", encoding="utf-8")
    (folder / "small.html").write_text("<html><body>Output rose</body></html>", encoding="utf-8")
    (folder / "small.pdf").write_bytes(b"%PDF-1.7")
    (folder / "small.facts.json").write_text("{}", encoding="utf-8")
    shelf = Shelf("project", folder)
    shelf.watches(["small"])
    return shelf


@pytest.fixture
def port(shelf: Shelf) -> Iterator[int]:
    with served(shelf) as address:
        yield urlsplit(address).port


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def events(port: int, brief: str) -> Iterator[dict]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", f"/-/events?brief={brief}")
    answer = connection.getresponse()
    try:
        while line := answer.readline():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])
    finally:
        answer.close()
        connection.close()


def test_the_list_leads_to_the_files(port: int):
    status, page = ask(port, "/")
    assert status == 200
    for ending, content in (("pdf", b"%PDF-1.7"), ("facts.json", b"{}")):
        assert f'href="/small.{ending}"'.encode() in page
        assert ask(port, f"/small.{ending}") == (200, content)
    assert b"prov.json" not in page


def test_the_script_is_in_the_served_page_alone(shelf: Shelf, port: int):
    _, page = ask(port, "/small.html")
    assert b'<script src="/-/live.js"' in page
    assert b"EventSource" in ask(port, "/-/live.js")[1]
    assert b"<script" not in (shelf.folder / "small.html").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/small.html/../../secret.html",
        "//etc/passwd", "/other.html", "/small.yaml", "/small", "/.briefing/small.json",
        "/..%5csecret.html", "/small.html%00", "/%ff", "/small.%70df/",
    ],
)  # fmt: skip
def test_nothing_but_the_briefs_is_served(port: int, path: str):
    status, content = ask(port, path)
    assert status == 404
    assert b"secret" not in content


def test_another_host_is_refused(port: int):
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", ""):
        assert ask(port, "/small.html", Host=host)[0] == 403
    assert ask(port, "/small.html", Host=f"localhost:{port}")[0] == 200


def test_only_reading_is_allowed(port: int):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(port, "/small.html", method)[0] == 405
    assert ask(port, "/small.html", "HEAD") == (200, b"")


def test_nothing_is_kept_by_the_browser_and_nobody_else_hears_it(port: int):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/small.html")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.headers["Cache-Control"] == "no-store"
    with socket.socket() as one:
        one.settimeout(1)
        assert one.connect_ex((socket.gethostbyname("127.0.0.2"), port)) != 0


def test_every_change_is_told(shelf: Shelf, port: int):
    told = events(port, "small")
    first = next(told)
    assert first["problems"] == []
    shelf.has(
        Result("small", (Problem(Place("config/small.yaml", 3), EVIL, code="no-value"),), None, 0.1)
    )
    assert next(told) == {**first, "problems": [f"config/small.yaml:3: {EVIL} [no-value]"]}
    shelf.shows("small", "<body>newer</body>")
    newer = next(told)
    assert newer["page"] != first["page"]
    assert newer["problems"] == []
    assert b"newer" in ask(port, "/small.html")[1]
    shelf.has(Result("small", (), Outcome("small", built=True, reasons=(), files={}, told={}), 0.1))
    assert next(told) == first
    told.close()


def test_a_page_waits_for_a_brief_that_is_gone_for_a_moment(shelf: Shelf, port: int):
    told = events(port, "small")
    first = next(told)
    shelf.watches([])
    assert next(told) == {"page": None, "problems": ["there is no brief 'small' (any more)"]}
    assert ask(port, "/small.html")[0] == 404
    shelf.watches(["small"])
    assert next(told) == first
    told.close()


def test_problems_are_text_in_the_list(shelf: Shelf, port: int):
    shelf.watches(["small", 'a"><b>'])
    shelf.has(Result("small", (Problem(None, EVIL, code="no-value"),), None, 0.1))
    shelf.has_looked([Problem(None, EVIL, code="no-value")])
    page = ask(port, "/")[1].decode()
    assert page.count("&lt;script&gt;alert(") == 2
    assert "<b>" not in page
    assert EVIL not in page


def test_a_brief_that_was_never_built_has_a_page_that_waits(shelf: Shelf, port: int):
    shelf.watches(["new", "small"])
    status, page = ask(port, "/new.html")
    assert status == 200
    assert b"no page of this brief yet" in page
    assert b"live.js" in page
    assert ask(port, "/new.pdf")[0] == 404


def test_a_port_that_is_taken_is_told(project: Path, port: int, capsys):
    assert cli.main(["watch", "--serve", "--port", str(port), "--project", str(project)]) == 2
    assert f"port {port} cannot be used" in capsys.readouterr().err
