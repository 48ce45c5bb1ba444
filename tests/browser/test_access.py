"""Everybody can use it: axe finds nothing on any page, the keyboard does everything, answers are announced, nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import DEPENDS, NOT_REQUIRED, ask, choose, newest, open_chat, outcome
from tests.browser.serving import Server, opened

COMPARED = "/ask?q=Compare+the+councils:+is+social+value+required+for+a+£2m+services+contract?"
PAGES = [
    "/",
    f"/ask?q={DEPENDS}",
    f"/ask?q={NOT_REQUIRED}&mode=supplier",
    COMPARED,
    "/ask?q=How+often+is+social+value+reported+in+Southend?",
    "/ask?q=",
    "/compare",
    "/compare?amount=£2m&contract_type=services&vat=ex",
    "/documents",
    "/documents/southend-social-value-policy?start=100&end=400#1",
    "/documents/norwich-social-value-framework",
    "/accessibility",
    "/transparency",
    "/api",
    "/nothing-here",
]


def violations(page: Page) -> list[str]:
    """What axe finds: WCAG 2.0 to 2.2, A and AA, and best practice."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found]


def chat_empty(page: Page) -> None:
    open_chat(page)


def chat_open_question(page: Page) -> None:
    open_chat(page)
    ask(page, DEPENDS)
    outcome(page, "It depends")
    expect(page.get_by_role("button", name="24 months or more")).to_be_visible()


def chat_compared(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    page.get_by_role("button", name="Compare all councils").click()
    expect(page.locator("#whole tbody tr")).to_have_count(5)


def chat_judged(page: Page) -> None:
    open_chat(page)
    ask(page, "Is social value required for £55k of services in Southend?")
    page.get_by_role("button", name="Wrong", exact=True).click()
    expect(page.get_by_text("Kept as wrong")).to_be_visible()


STATES = [chat_empty, chat_open_question, chat_compared, chat_judged]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_plain_page(browser: Browser, server: Server, scheme: str) -> None:
    context = browser.new_context(base_url=server.address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = violations(page)
    context.close()
    assert not {address: said for address, said in found.items() if said}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_the_chat(browser: Browser, server: Server, scheme: str, state: Callable[[Page], None]) -> None:
    with opened(browser, server, color_scheme=scheme, bypass_csp=True) as page:
        state(page)
        assert not violations(page)


SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [390, 320])
def test_no_plain_page_scrolls_sideways_on_a_phone_or_at_400_percent(browser: Browser, server: Server, width: int) -> None:
    """A screen of 1280 pixels at 400 % has room for 320."""
    context = browser.new_context(base_url=server.address, viewport={"width": width, "height": 800})
    page = context.new_page()
    too_wide = {}
    for address in PAGES:
        page.goto(address)
        too_wide[address] = page.evaluate(SIDEWAYS)
    context.close()
    assert not {address: by for address, by in too_wide.items() if by > 0}


@pytest.mark.parametrize("width", [390, 320])
def test_the_chat_works_on_a_phone_and_at_400_percent(browser: Browser, server: Server, width: int) -> None:
    with opened(browser, server, viewport={"width": width, "height": 800}) as page:
        chat_open_question(page)
        assert page.evaluate(SIDEWAYS) <= 0
        page.get_by_role("button", name="24 months or more").click()
        outcome(page, "Required")
        page.get_by_role("link", name="Change the facts").click()
        expect(page.get_by_label("Kind of contract")).to_be_in_viewport()
        choose(page, "Kind of contract", "Services")
        expect(newest(page).locator(".asked")).to_contain_text("services")
        assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("height", [500, 720, 2_000])
def test_what_stands_beside_the_chat_stays_beside_it_on_a_low_screen(browser: Browser, server: Server, height: int) -> None:
    with opened(browser, server, viewport={"width": 1280, "height": height}) as page:
        chat_open_question(page)
        page.get_by_role("button", name="Add documents").click()
        add = page.get_by_role("button", name="Add to the library")
        add.scroll_into_view_if_needed()
        expect(add).to_be_in_viewport(ratio=0.99)  # an edge may fall between two pixels
        beside, button = page.locator("#beside").bounding_box(), add.bounding_box()
        assert beside and button
        assert beside["x"] <= button["x"] and button["x"] + button["width"] <= beside["x"] + beside["width"]


def test_what_can_be_clicked_is_large_enough(browser: Browser, server: Server) -> None:
    with opened(browser, server, viewport={"width": 390, "height": 800}) as page:
        chat_open_question(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, textarea, .top a, .foot a')]
                 .filter(e => e.offsetParent && !['file', 'hidden'].includes(e.type))
                 .map(e => (e.type === 'radio' ? e.closest('label') : e))
                 .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.width < 24 || r.height < 24) })
                 .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert not small


def test_the_whole_journey_by_keyboard(page: Page) -> None:
    open_chat(page)
    tab_to(page, "Your question")
    page.keyboard.type(DEPENDS)
    tab_to(page, "Ask")
    page.keyboard.press("Enter")
    outcome(page, "It depends")
    tab_to(page, "24 months or more")
    page.keyboard.press("Enter")
    outcome(page, "Required")
    page.wait_for_function("document.activeElement !== document.body")
    tab_to(page, "Length with every extension")
    page.keyboard.press("Control+A")
    page.keyboard.type("12 months")
    page.keyboard.press("Enter")
    outcome(page, "Not required")
    tab_to(page, "Right")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept as right")).to_be_visible()
    tab_to(page, "[1]", back=True)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/"))


def test_arrow_keys_pass_through_a_list_of_facts_and_the_last_is_asked(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    outcome(page, "Not required")
    kind = page.get_by_label("Kind of contract")
    kind.focus()
    for _ in ("services", "supplies"):
        page.keyboard.press("ArrowDown")
    outcome(page, "Required")
    expect(newest(page).locator(".asked")).to_contain_text("supplies")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.get_by_label("Kind of contract")).to_be_focused()


def test_who_chose_an_answer_by_keyboard_goes_on_from_the_new_one(page: Page) -> None:
    open_chat(page)
    ask(page, DEPENDS)
    page.get_by_role("button", name="24 months or more").press("Enter")
    outcome(page, "Required")
    expect(newest(page)).to_be_focused()


def test_what_opens_says_whether_it_is_open(page: Page) -> None:
    open_chat(page)
    button = page.get_by_role("button", name="Add documents")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Add to the library")).to_be_visible()


FOCUSED = """() => {
    const e = document.activeElement;
    if (e === document.body) return ['', '', ''];
    const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
    const style = getComputedStyle(e);
    return [(label || e.innerText || '').trim(), style.outlineStyle, style.outlineWidth];
}"""


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Goes on with the tab key until what has the focus has this name, and can be seen to have it."""
    for _ in range(120):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        found = page.evaluate(FOCUSED)
        if name in found[0].split("\n") or name in found[0]:
            assert found[1] != "none" and found[2] != "0px", (name, found)
            return
    raise AssertionError(f"the tab key does not reach {name!r}")


def test_the_skip_link_is_first_and_leads_past_the_navigation(page: Page) -> None:
    for address, name in (("/", "Skip to the main content"), ("/chat/", "Skip to the conversation")):
        page.goto(address)
        expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name=name)
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('nav')")


def test_each_answer_is_announced_in_a_region_that_was_there_before(page: Page) -> None:
    open_chat(page)
    region = page.locator("#announcement")
    expect(region).to_have_attribute("aria-live", "polite")
    page.evaluate("window.region = document.getElementById('announcement')")
    ask(page, NOT_REQUIRED)
    expect(region).to_contain_text("Not required. No. Southend-on-Sea")
    ask(page, "What about services?")
    expect(region).to_contain_text("Required. Yes.")
    assert page.evaluate("window.region === document.getElementById('announcement') && window.region.isConnected")


def test_an_outcome_is_told_by_words_and_a_sign_and_not_by_colour_alone(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    assert re.match(r"\s*✕\s*Not required", newest(page).locator(".card .outcome").inner_text())
