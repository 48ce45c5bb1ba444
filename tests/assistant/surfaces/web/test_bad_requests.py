"""Requests that are wrong in every way, to every door of a server on a real port: refused in one line, and never with a failure of ours."""

from __future__ import annotations

import re

import pytest

from tests.assistant.surfaces.web.sockets import Reply, request, sent

PAGES = [
    "/",
    "/ask",
    "/compare",
    "/documents",
    "/feedback",
    "/accessibility",
    "/transparency",
    "/api",
    "/static/page.css",
    "/chat/",
]
API = [
    "/api/ask",
    "/api/batch",
    "/api/documents",
    "/api/clauses/x",
    "/api/clauses/x/y",
    "/api/rules/x",
    "/api/thresholds",
    "/api/record/pdf",
]
CHAT = [f"/chat/gradio_api/{path}" for path in ("queue/join", "cancel", "reset", "upload")]
DOORS = [*PAGES, *API, *CHAT, "/mcp", "/healthz", "/openapi.json", "/nothing", "/chat/nothing"]
HOSTILE = "<img src=x onerror=alert(1)>"
REFUSALS = {400, 401, 403, 404, 405, 413, 415, 422, 429}
JSON = "application/json"
BODIES: list[tuple[bytes, str]] = [
    (b"", ""),
    (b"{}", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b'{"question": "x"', JSON),
    (b'{"question": "\xff"}', JSON),
    (b'{"question": "\\ud800"}', JSON),
    (b'{"question": NaN}', JSON),
    (b'{"question": 1e999}', JSON),
    (b'{"id": ' + b"9" * 20_000 + b"}", JSON),
    (b"[" * 50_000, JSON),
    (b'{"a":' * 50_000, JSON),
    (b'{"question": ["x"], "history": [[]], "council": {}, "date": []}', JSON),
    (f'{{"question": "{HOSTILE}", "council": "{HOSTILE}"}}'.encode(), JSON),
    (b'{"data": [null, "x"], "fn_index": 99999, "session_hash": "a"}', JSON),
    (b'{"data": "x", "fn_index": "a", "session_hash": 5}', JSON),
    (b'{"data": [], "fn_index": 0, "session_hash": "a"}', JSON),
    (b'{"question": "x"}', "text/html"),
    (b"q=%ff%00&council=%ed%a0%80", "application/x-www-form-urlencoded"),
    (b"abc", "multipart/form-data"),
    (b"x" * 1_000, "multipart/form-data; boundary=zz"),
    (
        b'--zz\r\nContent-Disposition: form-data; name="files"; filename="../../x"\r\n\r\nabc',
        "multipart/form-data; boundary=zz",
    ),
]


def well_refused(reply: Reply) -> None:
    """A refusal is a status of the client's own fault, in one line with a code or on a page, and quotes nothing as markup."""
    assert reply.status in REFUSALS, (reply.status, reply.body[:300])
    if reply.is_json and reply.body:
        refused = reply.json
        error = refused["error"]
        if "jsonrpc" in refused:
            error = error["message"]
        else:
            assert set(refused) == {"error", "code"} and re.fullmatch(r"[a-z_0-9]+", refused["code"])
        assert error and "\n" not in error and len(error) <= 500
    elif reply.body:
        assert reply.headers["content-type"].startswith("text/html")
    assert b"Traceback" not in reply.body and HOSTILE.encode() not in reply.body


def well_answered(reply: Reply) -> None:
    """Answered, sent elsewhere, or refused as a refusal should be."""
    if reply.status >= 400:
        well_refused(reply)
    else:
        assert 200 <= reply.status < 400
        assert HOSTILE.encode() not in reply.body or reply.headers["content-type"].startswith(("application/", "image/svg"))


@pytest.mark.parametrize("path", DOORS)
def test_a_method_that_a_door_does_not_take(served: str, path: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD"):
        well_answered(sent(served, request(served, method, path)))
    assert sent(served, request(served, "NONSENSE", path)).status == 400


@pytest.mark.parametrize("path", DOORS)
def test_a_body_that_a_door_cannot_read(served: str, path: str) -> None:
    for body, content_type in BODIES:
        headers = {"Accept": "application/json, text/event-stream"} | ({"Content-Type": content_type} if content_type else {})
        well_answered(sent(served, request(served, "POST", path, headers, body)))


QUERIES = [
    "q=%00", "q=%ff", "q=%ed%a0%80", "q=x&council=%00", "q=x&date=2026-02-30", "q=x&date=9999-99-99", "q=" + "x" * 2_001,
    "q=x&history=" + "y" * 2_001, "q=x" + "&history=y" * 200, "q=x&amount=1e400", "q=x&amount=%F0%9F%98%80", "q=x&duration=-1",
    "q=x&contract_type=zz&vat=zz&call_off=zz&mode=zz", "start=99999999999999999999&end=-1", "start=a", "date=0001-01-01", "date=%00",
    "%ff=%ff", "&".join(["a=b"] * 5_000), "q[]=x", "q=%", "next=//evil.example", "session_hash=%00", "q=" + HOSTILE.replace(" ", "%20"),
]  # fmt: skip


@pytest.mark.parametrize("path", [*PAGES, "/documents/x", *API, "/record/html", "/signin", "/chat/config"])
def test_a_query_that_makes_no_sense(served: str, path: str) -> None:
    for query in QUERIES:
        well_answered(sent(served, request(served, "GET", f"{path}?{query}")))


PATHS = [
    *("/documents/../../etc/passwd", "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/documents/%00", "/documents/%ff", "/documents/%ed%a0%80"),
    *("/api/clauses/%00", "/api/clauses/..%2f..", "/api/clauses/x/%2e%2e/%2e%2e", "/api/clauses/%ff/%ff", "/api/rules/%00", "/api/record/%00"),
    *("/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/serving.py", "/static/%00", "/static/" + "a" * 300, "/static/" + "a/" * 3_000),
    *("/chat/static/%2e%2e/%2e%2e/x", "/chat/assets/%00", "/chat/assets/" + "a" * 300, "/chat/gradio_api/file=/etc/passwd"),
    *("//evil.example/", "/%0d%0aSet-Cookie:%20x=y", "/;/", "*", "/%zz", "/" + "a" * 60_000, "/chat/gradio_api/heartbeat/..%2f"),
    *(f"/api/rules/{HOSTILE.replace(' ', '%20')}", f"/documents/{HOSTILE.replace(' ', '%20')}"),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leads_nowhere(served: str, path: str) -> None:
    reply = sent(served, request(served, "GET", path))
    well_refused(reply)
    assert b"root:" not in reply.body and "set-cookie" not in reply.headers


@pytest.mark.parametrize(
    "host", ["", "[", "a b", "evil.example", "127.0.0.1@evil.example", "\xff", "127.0.0.1/static/", "localhost."]
)
@pytest.mark.parametrize("path", ["/", "/api/documents", "/chat/", "/mcp", "/static/page.css"])
def test_a_name_that_is_not_the_servers(served: str, host: str, path: str) -> None:
    well_refused(sent(served, request(served, "GET", path, host=host)))


@pytest.mark.parametrize("host", ["[", "a b", "evil.example/static/", "\xff", "static/../..", "x?/static/"])
def test_with_accounts_no_host_name_opens_a_door(guarded: str, host: str) -> None:
    assert sent(guarded, request(guarded, "GET", "/api/documents", host=host)).status in (400, 401)


HEADERS = [
    *({"Content-Length": length} for length in ("-1", "x", "9" * 400, "\xb2", "1e3", "+5")),
    *({"Cookie": cookie} for cookie in ("clausewise_session=\xff", "=" * 5_000)),
    *({"Authorization": given} for given in ("Basic \xff", "Basic " + "A" * 20_000, "Bearer x")),
    *({"Range": given} for given in ("bytes=5-1", "bytes=-", "x")),
    {"Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="},
    {"Transfer-Encoding": "chunked", "Content-Length": "5"},
    {
        "Accept": "\xff",
        "Accept-Encoding": "br;q=x, *",
        "If-None-Match": "x",
        "If-Modified-Since": "x",
        "X-Forwarded-For": "\xff",
    },
]


@pytest.mark.parametrize("path", ["/", "/api/documents", "/chat/", "/static/page.css", "/mcp", "/chat/gradio_api/queue/join"])
def test_headers_that_make_no_sense(served: str, path: str) -> None:
    for headers in HEADERS:
        well_answered(sent(served, request(served, "GET", path, headers)))


NO_REQUESTS = [
    *(b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nno header\r\n\r\n"),
    *(
        b"GET / HTTP/1.1\r\nA: b\x00c\r\n\r\n",
        b"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    ),
    b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
]


@pytest.mark.parametrize("data", NO_REQUESTS, ids=lambda data: repr(data[:30]))
def test_what_is_no_request_at_all(served: str, data: bytes) -> None:
    reply = sent(served, data)
    well_refused(reply)
    assert reply.status == 400 and set(reply.json) == {"error", "code"}


@pytest.mark.parametrize("path", ["/api/ask", "/api/batch", "/api/record/pdf", "/feedback", *CHAT[:3], "/mcp"])
def test_a_body_without_end_is_stopped(served: str, path: str) -> None:
    kind = "application/x-www-form-urlencoded" if path == "/feedback" else JSON
    headers = {"Transfer-Encoding": "chunked", "Content-Type": kind, "Accept": JSON}
    pieces = (b"10000\r\n" + b" " * 0x10000 + b"\r\n") * 80 + b"0\r\n\r\n"
    reply = sent(served, request(served, "POST", path, headers, pieces))
    assert reply.status in (413, 0)


@pytest.mark.parametrize(
    "path", ["/feedback", "/signout", "/api/ask", "/mcp", "/chat/gradio_api/queue/join", "/chat/gradio_api/upload"]
)
@pytest.mark.parametrize(
    "sender",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_page_of_another_site_can_send_nothing(served: str, path: str, sender: dict[str, str]) -> None:
    reply = sent(served, request(served, "POST", path, {**sender, "Content-Type": "text/plain"}, b"{}"))
    assert reply.status == 403
    well_refused(reply)


def test_our_own_pages_can(served: str) -> None:
    for sender in ({"Origin": served}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}):
        body = b'{"question": "In Southend, is social value required for a GBP 400k works contract?"}'
        assert sent(served, request(served, "POST", "/api/ask", {**sender, "Content-Type": JSON}, body)).status == 200
