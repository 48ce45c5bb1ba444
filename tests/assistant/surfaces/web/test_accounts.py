"""Accounts: who may come in, by cookie or by Basic, and how nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter
from starlette.requests import Request
from starlette.testclient import TestClient

from assistant.surfaces.door import NOBODY, User
from assistant.surfaces.serving import create_app
from assistant.surfaces.web import accounts
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, councils

PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The line of a reader's account."""
    path = tmp_path_factory.mktemp("once") / "accounts"
    accounts.add(path, "ada", PASSWORD)
    return path.read_text()


@pytest.fixture
def file(tmp_path: Path, line: str) -> Path:
    """An account file with a reader."""
    path = tmp_path / "accounts"
    path.write_text(line)
    path.chmod(0o600)
    return path


@pytest.fixture
def guarded(file: Path, index: Path) -> Iterator[TestClient]:
    """A server that listens on every address, with accounts."""
    app = create_app(councils(), ServeSettings(index, "0.0.0.0", accounts=file))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, password: str = PASSWORD, next: str = "/"):  # type: ignore[no-untyped-def]
    return client.post("/signin", data={"name": "ada", "password": password, "next": next})


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ask?q=x",
        "/documents",
        "/chat/",
        "/chat/config",
        "/openapi.json",
        "/api/documents",
        "/api/thresholds",
        "/record/pdf?q=x",
    ],
)
def test_nothing_is_given_to_who_is_not_signed_in(guarded: TestClient, path: str) -> None:
    response = guarded.get(path)
    assert response.status_code in (303, 401)
    assert len(response.content) < 200


@pytest.mark.parametrize("path", ["/signin", "/static/page.css", "/healthz", "/accessibility"])
def test_what_it_takes_to_sign_in_is_open(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 200


def test_signing_in_leads_back_to_where_one_was_going(guarded: TestClient) -> None:
    away = guarded.get("/ask", params={"q": SOUTHEND_400K})
    page = guarded.get(away.headers["location"])
    assert "In+Southend" in page.text or "In%20Southend" in page.text
    entered = sign_in(guarded, next="/documents")
    assert (entered.status_code, entered.headers["location"]) == (303, "/documents")
    assert guarded.get("/documents").status_code == 200
    assert "Sign out ada" in guarded.get("/").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guarded: TestClient) -> None:
    cookie = sign_in(guarded).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie


def test_behind_https_the_cookie_stays_on_https(file: Path, index: Path) -> None:
    app = create_app(councils(), ServeSettings(index, "0.0.0.0", accounts=file, behind_proxy=True))
    with TestClient(app, follow_redirects=False, base_url="https://testserver") as client:
        entered = sign_in(client)
    assert "secure" in entered.headers["set-cookie"].lower() and "strict-transport-security" in entered.headers


def test_signing_out_ends_the_session(guarded: TestClient) -> None:
    token = sign_in(guarded).cookies["clausewise_session"]
    guarded.post("/signout")
    assert guarded.get("/documents", headers={"cookie": f"clausewise_session={token}"}).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("ada", "wrong password here"), ("bob", PASSWORD), ("", ""), ("ada", PASSWORD + "x" * 300)]
)
def test_a_wrong_name_or_password_does_not_get_in_and_is_not_told_which(guarded: TestClient, name: str, password: str) -> None:
    response = guarded.post("/signin", data={"name": name, "password": password, "next": "/"})
    assert response.status_code == 401 and "do not go together" in response.text
    assert "set-cookie" not in response.headers


def test_guessing_is_slowed_down(guarded: TestClient) -> None:
    statuses = [sign_in(guarded, f"guess number {n}").status_code for n in range(5)]
    assert statuses[-1] == 429
    assert sign_in(guarded).status_code == 429


@pytest.mark.parametrize(
    "next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y"]
)
def test_signing_in_leads_nowhere_else(guarded: TestClient, next: str) -> None:
    assert sign_in(guarded, next=next).headers["location"] == "/"


def test_a_program_signs_in_by_basic(guarded: TestClient) -> None:
    assert guarded.get("/api/documents", auth=("ada", PASSWORD)).status_code == 200
    refused = guarded.get("/api/documents", auth=("ada", "wrong password here"))
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert guarded.get("/api/documents", headers={"authorization": "Basic %%%"}).status_code == 401


def test_the_chats_page_is_told_so_by_a_line_and_no_window_of_the_browser(guarded: TestClient) -> None:
    refused = guarded.post("/chat/gradio_api/queue/join", json={})
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert "www-authenticate" not in refused.headers
    assert guarded.post("/api/ask", json={}).headers["www-authenticate"].startswith("Basic")


def test_an_account_that_is_taken_out_is_out_at_once(guarded: TestClient, file: Path) -> None:
    sign_in(guarded)
    assert guarded.get("/documents").status_code == 200
    file.write_text(file.read_text().replace("ada:", "bob:"))
    assert guarded.get("/documents").status_code == 303
    assert guarded.get("/api/documents", auth=("ada", PASSWORD)).status_code == 401


def test_passwords_are_kept_as_argon2_hashes_in_a_file_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "new"
    accounts.add(file, "bob", PASSWORD)
    assert PASSWORD not in file.read_text() and ":$argon2id$" in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_a_session_that_was_planted_or_held_before_is_nobodys_after_signing_in(guarded: TestClient) -> None:
    guarded.cookies.set("clausewise_session", "planted")
    first = sign_in(guarded).headers["set-cookie"].partition("=")[2].partition(";")[0]
    guarded.cookies.clear()
    guarded.cookies.set("clausewise_session", first)
    second = sign_in(guarded).headers["set-cookie"].partition("=")[2].partition(";")[0]
    guarded.cookies.clear()
    statuses = [
        guarded.get("/documents", headers={"cookie": f"clausewise_session={token}"}).status_code
        for token in ("planted", first, second)
    ]
    assert len({"planted", first, second}) == 3 and statuses == [303, 303, 200]


def test_signing_out_has_the_browser_forget_the_talk(guarded: TestClient) -> None:
    sign_in(guarded)
    assert guarded.post("/signout").headers["clear-site-data"] == '"storage"'


def test_the_chat_says_who_is_signed_in_and_how_to_sign_out() -> None:
    assert "Sign out ada" in showing.header(User("ada")) and 'action="/signout"' in showing.header(User("ada"))
    assert "Sign out" not in showing.header(NOBODY)


@pytest.mark.parametrize(
    ("name", "password"), [("ada", PASSWORD), ("a b", PASSWORD), ("x:editor", PASSWORD), ("new", "short"), ("new", "x" * 201)]
)
def test_an_account_that_will_not_do_is_not_added(file: Path, name: str, password: str) -> None:
    before = file.read_text()
    with pytest.raises(accounts.AccountError):
        accounts.add(file, name, password)
    assert file.read_text() == before


@pytest.mark.parametrize("text", ["", "ada\n", "ada:reader:plain\n", "ada:root:$argon2id$x\n", "\xff\n", "# nobody\n"])
def test_a_faulty_account_file_stops_the_server_with_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(accounts.AccountError, match="account"):
        create_app(councils(), ServeSettings(tmp_path, "0.0.0.0", accounts=path))


class _ByHeader:
    """Single sign-on as it may come: a proxy names the user."""

    async def user_of(self, request: Request) -> User | None:
        name = request.headers.get("x-signed-in-user")
        return User(name) if name else None

    def router(self) -> APIRouter:
        return APIRouter()


def test_another_way_of_signing_in_can_take_the_place_of_the_file(file: Path, index: Path) -> None:
    app = create_app(councils(), ServeSettings(index, "0.0.0.0", accounts=file), identity=_ByHeader())
    with TestClient(app, follow_redirects=False) as client:
        assert client.get("/documents").status_code == 303
        assert client.get("/documents", headers={"x-signed-in-user": "carol"}).status_code == 200


def test_a_reader_can_write_no_file_to_the_servers_disk(guarded: TestClient, file: Path) -> None:
    """The chat's page shows readers no box for files; without the page, the door behind it is shut as well."""
    policy = {"files": ("policy.md", b"# Policy")}
    refused = guarded.post("/chat/gradio_api/upload", files=policy, auth=("ada", PASSWORD))
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    file.write_text(file.read_text().replace(":reader:", ":editor:"))
    assert guarded.post("/chat/gradio_api/upload", files=policy, auth=("ada", PASSWORD)).status_code == 200
