"""What stands in front of the routes: headers, limits, the names the server answers to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.errors import ClausewiseError
from assistant.service import Assistant
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.guards import sent_from_elsewhere
from assistant.surfaces.web.limits import Buckets
from assistant.surfaces.web.settings import ServeSettings, from_environment
from tests.assistant.surfaces.web.opened import councils

PATHS = [
    "/",
    "/ask?q=x&council=atlantis",
    "/documents",
    "/nothing",
    "/api/documents",
    "/api/nothing",
    "/static/page.css",
    "/healthz",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_keeps_a_browser_safe(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/documents", "/nothing"])
def test_plain_pages_may_run_no_script_and_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "script" not in response.headers["content-security-policy"]
    assert not re.findall(r"<script|javascript:|\son\w+=|\sstyle=", response.text)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", response.text)


def test_one_client_that_asks_too_often_is_told_when_to_come_back(index: Path) -> None:
    app = create_app(councils(), ServeSettings(index, requests_per_minute=6))
    with TestClient(app) as client:
        statuses = [client.get("/api/documents").status_code for _ in range(4)]
        refused = client.get("/api/documents")
    assert statuses == [200, 200, 429, 429]
    assert refused.json()["code"] == "too_many_requests" and 1 <= int(refused.headers["retry-after"]) <= 10


def test_pages_that_are_cheap_are_not_counted(index: Path) -> None:
    app = create_app(councils(), ServeSettings(index, requests_per_minute=6))
    with TestClient(app) as client:
        assert {client.get("/static/page.css").status_code for _ in range(10)} == {200}


def test_a_client_that_was_forgotten_starts_afresh_and_no_more_than_the_most_are_remembered() -> None:
    buckets = Buckets(per_minute=3, clients_most=2)
    assert buckets.take("a", 0.0) == 0 and buckets.take("a", 0.0) > 0
    buckets.take("b", 0.0)
    buckets.take("c", 0.0)
    assert buckets.take("a", 0.0) == 0


def test_a_page_of_another_site_can_send_nothing(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")


def test_a_name_that_is_not_its_own_is_not_answered(client: TestClient) -> None:
    response = client.get("/api/documents", headers={"host": "evil.example"})
    assert (response.status_code, response.json()["code"]) == (400, "unknown_host")


def test_on_this_computer_the_server_answers_to_this_computers_names_alone(index: Path) -> None:
    settings = from_environment(index, "127.0.0.1", 7860, None)
    assert settings.hosts == ("localhost", "127.0.0.1", "[::1]")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "clausewise.example.gov.uk"])
def test_the_server_will_not_listen_beyond_this_computer_without_accounts(index: Path, host: str) -> None:
    with pytest.raises(ClausewiseError, match="without accounts: give --auth FILE"):
        ServeSettings(index, host)


class _Broken:
    """A library that breaks in a way that nobody expects."""

    def assistant(self) -> Assistant:
        raise RuntimeError("secret path /var/lib")


@pytest.mark.parametrize(("path", "kind"), [("/api/documents", "application/json"), ("/", "text/html")])
def test_what_nobody_expected_is_one_line_and_gives_nothing_away(index: Path, path: str, kind: str) -> None:
    with TestClient(create_app(_Broken(), ServeSettings(index)), raise_server_exceptions=False) as client:
        response = client.get(path)
        health = client.get("/healthz")
    assert response.status_code == 500 and response.headers["content-type"].startswith(kind)
    assert "secret" not in response.text and "Traceback" not in response.text
    assert "content-security-policy" in response.headers
    assert (health.status_code, health.json()["code"]) == (503, "not_ready")


def test_there_is_no_door_for_web_sockets(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/chat/gradio_api/queue/data"):
        raise AssertionError("let in")


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"origin": "http://testserver"}, False),
        ({"origin": "https://testserver"}, False),
        ({"origin": "http://testserver:1"}, True),
        ({"origin": "http://testserver.evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, True),
    ],
)
def test_a_browser_says_whose_page_sends(headers: dict[str, str], elsewhere: bool) -> None:
    assert sent_from_elsewhere(Headers(headers), "testserver") is elsewhere


def test_reading_is_open_to_links_from_anywhere(client: TestClient) -> None:
    assert client.get("/documents", headers={"sec-fetch-site": "cross-site"}).status_code == 200
