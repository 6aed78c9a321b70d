"""The server of a watch has few connections, few listeners, and waits for nobody's heads for long."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from briefing.app.watch import serving
from briefing.app.watch.live_page import EVENTS_PATH


@contextmanager
def asked(address: str, text: str) -> Iterator[socket.socket]:
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=5) as connection:
        connection.sendall(text.replace("HOST", where.netloc).encode())
        yield connection


LISTEN = f"GET {EVENTS_PATH} HTTP/1.1\r\nHost: HOST\r\n\r\n"


def test_a_request_whose_heads_do_not_come_is_hung_up_on(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "MOST_SECONDS", 0.1)
    shelf, begun = serving.Shelf("p", tmp_path), "GET / HTTP/1.1\r\nHost:"
    with serving.served(shelf) as address, asked(address, begun) as slow:
        assert slow.recv(100) == b""


@pytest.mark.parametrize(("most", "answer"), [(1, b"503"), (2, b"200")])
def test_so_many_pages_wait_for_news_and_no_more(tmp_path, monkeypatch, most, answer):
    monkeypatch.setattr(serving, "MOST_LISTENERS", most)
    with serving.served(serving.Shelf("p", tmp_path)) as address, asked(address, LISTEN) as first:
        assert b"200" in first.recv(100)
        with asked(address, LISTEN) as second:
            assert answer in second.recv(100)


def test_so_many_connections_are_held_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 1)
    shelf, page = serving.Shelf("p", tmp_path), "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n"
    with serving.served(shelf) as address, asked(address, LISTEN) as first:
        assert b"200" in first.recv(100)
        with asked(address, page) as second, suppress(ConnectionResetError):
            assert second.recv(100) == b""
