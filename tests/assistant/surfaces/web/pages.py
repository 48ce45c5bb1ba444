"""Reading a page as a browser without JavaScript does: its words, links and forms."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient


def get(client: TestClient, address: str, **query: str) -> BeautifulSoup:
    """The page at an address, which has to be there."""
    response = client.get(address, params=query or None)
    assert response.status_code == 200, (address, response.status_code, response.text[:300])
    return BeautifulSoup(response.text, "html.parser")


def submitted(client: TestClient, address: str, sent: list[tuple[str, str]]) -> BeautifulSoup:
    """The page that a form leads to."""
    response = client.get(address, params=sent)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def words(found: BeautifulSoup | Tag) -> str:
    """The words as they are read, white space made even."""
    return " ".join(found.get_text(" ").split())


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one thing that a selector finds."""
    found = page.select(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def outcome(page: BeautifulSoup) -> str:
    """What the card says, without the symbol beside it."""
    return words(one(page, ".card .outcome")).split(" – ")[0].split(" ", 1)[1]


def link(page: BeautifulSoup | Tag, text: str) -> str:
    """The address of the one link that holds these words."""
    found = [a["href"] for a in page.select("a[href]") if text in words(a)]
    assert len(found) == 1, (text, found)
    return str(found[0])


def form(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    """What a form sends as it stands."""
    sent: list[tuple[str, str]] = []
    for field in one(page, selector).select("input, select, textarea"):
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            assert chosen is not None
            sent.append((str(field["name"]), str(chosen.get("value", ""))))
        elif field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
            sent.append((str(field["name"]), str(field.get("value", "")) if field.name == "input" else field.get_text()))
    return sent


def query(address: str) -> list[tuple[str, str]]:
    """The fields of an address."""
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def target(client: TestClient, address: str) -> Tag:
    """The place in a page that an address with a fragment leads to."""
    page = get(client, address)
    found = page.find(id=unquote(urlsplit(address).fragment))
    assert isinstance(found, Tag), address
    return found
